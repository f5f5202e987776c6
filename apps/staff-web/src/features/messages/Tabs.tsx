import { Segmented } from 'antd'
import { useLocation, useNavigate } from 'react-router'
import { useText } from './texts.ts'

/** Between what leaves and how it leaves. */
export function Tabs() {
  const t = useText()
  const go = useNavigate()
  const { pathname } = useLocation()
  return (
    <Segmented
      value={pathname}
      options={[
        { value: '/messages', label: t('outbox') },
        { value: '/messages/channels', label: t('channels') },
      ]}
      onChange={(to) => void go(to)}
    />
  )
}
