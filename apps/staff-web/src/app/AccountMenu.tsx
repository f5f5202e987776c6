import { roleNames } from '@sims/contracts/web'
import { setLocale, useLocale, useNames } from '@sims/ui'
import { useQueryClient } from '@tanstack/react-query'
import { Button, Dropdown } from 'antd'
import { lazy, Suspense, useState } from 'react'
import { api } from '../shared/api.ts'
import { GlobeIcon, PersonIcon } from '../shared/icons.tsx'
import { useSession } from '../shared/session.ts'
import { setThemeChoice, THEME_CHOICES, type ThemeChoice, useThemeChoice } from '../shared/theme.ts'
import styles from './shell.module.css'
import { useAppText } from './texts.ts'

const MyMessages = lazy(() => import('../features/notices/MyMessages.tsx'))
const ChangePassword = lazy(() => import('../features/session/ChangePassword.tsx'))

/** Language, and behind the name: who I am here, appearance, password, way out. */
export function AccountMenu() {
  const t = useAppText()
  const session = useSession()
  const nameOf = useNames()
  const locale = useLocale()
  const client = useQueryClient()
  const theme = useThemeChoice()
  const [open, setOpen] = useState<'password' | 'messages'>()
  const close = () => setOpen(undefined)
  const roles = [...new Set(session.grants.map((grant) => nameOf(roleNames[grant.role])))]

  const switchLanguage = async () => {
    const next = locale === 'zh-CN' ? 'en' : 'zh-CN'
    setLocale(next)
    const answer = await api('changeSession', { body: { locale: next } }).catch(() => null)
    if (answer) client.setQueryData(['whoAmI', {}], answer)
    // texts that come with the data are in the reader's language
    await client.invalidateQueries({ predicate: ({ queryKey }) => queryKey[0] !== 'whoAmI' })
  }
  const signOut = async () => {
    await api('signOut').catch(() => undefined)
    client.clear()
    window.location.assign('/sign-in')
  }
  return (
    <>
      <Button type="text" icon={<GlobeIcon />} onClick={() => void switchLanguage()}>
        <span className={styles.wideOnly} lang={locale === 'zh-CN' ? 'en' : 'zh-CN'}>
          {t('language')}
        </span>
      </Button>
      <Dropdown
        trigger={['click']}
        menu={{
          selectedKeys: [`theme:${theme}`],
          items: [
            {
              key: 'who',
              type: 'group',
              label: (
                <span className={styles.who}>
                  {session.name}
                  <small>{roles.join(' · ')}</small>
                </span>
              ),
            },
            { type: 'divider' },
            {
              key: 'theme',
              type: 'group',
              label: t('theme'),
              children: THEME_CHOICES.map((choice) => ({ key: `theme:${choice}`, label: t(`theme_${choice}`) })),
            },
            { type: 'divider' },
            { key: 'messages', label: t('myMessages') },
            { key: 'mobile', label: <a href="/m/">{t('mobile')}</a> },
            { key: 'password', label: t('changePassword') },
            { key: 'out', label: t('signOut') },
          ],
          onClick: ({ key }) => {
            if (key === 'password') setOpen('password')
            else if (key === 'messages') setOpen('messages')
            else if (key === 'out') void signOut()
            else if (key.startsWith('theme:')) setThemeChoice(key.slice('theme:'.length) as ThemeChoice)
          },
        }}
      >
        <Button type="text" icon={<PersonIcon />} aria-label={`${t('account')}: ${session.name}`}>
          <span className={styles.wideOnly}>{session.name}</span>
        </Button>
      </Dropdown>
      <Suspense fallback={null}>
        {open === 'password' && <ChangePassword close={close} />}
        {open === 'messages' && <MyMessages close={close} />}
      </Suspense>
    </>
  )
}
