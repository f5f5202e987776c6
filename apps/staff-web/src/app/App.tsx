import { useLocale } from '@sims/ui'
import { QueryClientProvider } from '@tanstack/react-query'
import { App as AntdApp, ConfigProvider } from 'antd'
import zhCN from 'antd/locale/zh_CN'
import { useEffect } from 'react'
import { RouterProvider } from 'react-router/dom'
import { queryClient } from '../shared/api.ts'
import { useTheme } from '../shared/theme.ts'
import { router } from './router.tsx'
import { useAppText } from './texts.ts'

/** Everything that all pages share: theme, language, answers of the server, addresses. */
export function App() {
  const locale = useLocale()
  const t = useAppText()
  const theme = useTheme()
  const title = t('product')
  useEffect(() => {
    document.title = title
  }, [title])
  return (
    <ConfigProvider theme={theme} button={{ autoInsertSpace: false }} {...(locale === 'zh-CN' ? { locale: zhCN } : {})}>
      <AntdApp component={false}>
        <QueryClientProvider client={queryClient}>
          <RouterProvider router={router} />
        </QueryClientProvider>
      </AntdApp>
    </ConfigProvider>
  )
}
