import { Button } from 'antd'
import { NavLink, Outlet, useLocation, useNavigate } from 'react-router'
import { NoticeBell } from '../features/notices/NoticeBell.tsx'
import { HomeIcon, PlusIcon } from '../shared/icons.tsx'
import { useMay, useSession } from '../shared/session.ts'
import { useShortcuts } from '../shared/use-shortcuts.ts'
import { AccountMenu } from './AccountMenu.tsx'
import { navigationFor } from './navigation.ts'
import { ShortcutHelp } from './ShortcutHelp.tsx'
import styles from './shell.module.css'
import { useAppText } from './texts.ts'

/** The frame of every page: navigation on the left, organization and account above. */
export function Shell() {
  const t = useAppText()
  const session = useSession()
  const navigate = useNavigate()
  const mayTakeIn = useMay('intake')
  const { pathname, search } = useLocation()
  const takeIn = () => navigate({ pathname: '/requests/new', search: pathname.startsWith('/requests') ? search : '' })
  useShortcuts(mayTakeIn ? { n: takeIn } : {})
  return (
    <div className={styles.shell}>
      <a className={styles.skip} href="#main">
        {t('skip')}
      </a>
      <header className={styles.header}>
        <span className={styles.mark}>
          <HomeIcon size={22} />
        </span>
        <strong className={styles.organization}>{session.organization.name}</strong>
        {session.organization.isDemo && (
          <span className={styles.demo} title={t('demo')}>
            <span className={styles.wideOnly}>{t('demo')}</span>
            <span className={styles.narrowOnly}>{t('demoShort')}</span>
          </span>
        )}
        <span className={styles.grow} />
        {mayTakeIn && (
          <Button type="primary" icon={<PlusIcon size={16} />} onClick={takeIn} aria-keyshortcuts="n">
            <span className={styles.wideOnly}>{t('newRequest')}</span>
          </Button>
        )}
        <ShortcutHelp />
        <NoticeBell />
        <AccountMenu />
      </header>
      <nav className={styles.rail} aria-label={t('navigation')}>
        {navigationFor(session).map(({ key, to, Icon }) => (
          <NavLink key={key} to={to} className={styles.railLink}>
            <Icon size={20} />
            {t(key)}
          </NavLink>
        ))}
      </nav>
      <main id="main" className={styles.main} tabIndex={-1}>
        <Outlet />
      </main>
    </div>
  )
}
