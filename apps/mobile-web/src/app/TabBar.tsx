import { NavLink } from 'react-router'
import { Icon, type IconName } from '../shared/ui/icons.tsx'
import { useUnread } from '../shared/unread.ts'
import styles from './TabBar.module.css'
import { useText } from './texts.ts'

export interface Tab {
  to: string
  icon: IconName
  name: 'home' | 'requests' | 'notices' | 'me' | 'orders' | 'pool'
}

/** The main places, under the thumb. */
export function TabBar({ tabs }: { tabs: Tab[] }) {
  const t = useText()
  const unread = useUnread()
  return (
    <nav className={styles.bar} aria-label={t('tabs')}>
      {tabs.map((tab) => (
        <NavLink key={tab.to} to={tab.to} end={tab.to === '/'} className={styles.tab}>
          <span className={styles.icon}>
            <Icon name={tab.icon} />
            {tab.name === 'notices' && unread && <span className={styles.badge}>{unread}</span>}
          </span>
          {t(tab.name)}
        </NavLink>
      ))}
    </nav>
  )
}
