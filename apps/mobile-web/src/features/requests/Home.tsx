import { requestKindNames } from '@sims/contracts/web'
import { EmptyState, ErrorNotice, LargeTypeSwitch, Loading, useNames } from '@sims/ui'
import { Link } from 'react-router'
import { useAnswer } from '../../shared/api.ts'
import { useMe } from '../../shared/session.ts'
import { Icon, type IconName } from '../../shared/ui/icons.tsx'
import { useUnread } from '../../shared/unread.ts'
import styles from './Home.module.css'
import { RequestCard } from './RequestCard.tsx'
import { useText } from './texts.ts'

const open = { query: { queue: 'open' as const, limit: 10 } }

/** What can be sent beside a repair. */
const OTHERS = [
  { kind: 'report', icon: 'alert' },
  { kind: 'inquiry', icon: 'intercom' },
  { kind: 'complaint', icon: 'person' },
  { kind: 'suggestion', icon: 'bulb' },
  { kind: 'praise', icon: 'tick' },
] as const

/** The resident's first view: what can be sent, what was sent and answered, and what is under way. */
export function Home() {
  const t = useText()
  const nameOf = useNames()
  const me = useMe()
  const unread = useUnread()
  const requests = useAnswer('listRequests', open)
  return (
    <main className={styles.home}>
      <header className={styles.head}>
        <div>
          <p className={styles.company}>{me.organization.name}</p>
          <h1 className={styles.hello}>{t('hello', { name: me.name })}</h1>
        </div>
        <LargeTypeSwitch className={styles.switch} />
      </header>
      <nav className={styles.three} aria-label={t('mainThings')}>
        <Link className={styles.report} to="/report">
          <Icon name="wrench" />
          <span>
            <strong>{t('report')}</strong>
            <small>{t('reportHint')}</small>
          </span>
        </Link>
        <ul className={styles.others} aria-label={t('others')}>
          {OTHERS.map(({ kind, icon }) => (
            <li key={kind}>
              <Link to={`/report?kind=${kind}`}>
                <Icon name={icon} />
                {nameOf(requestKindNames[kind])}
              </Link>
            </li>
          ))}
        </ul>
        <Way to="/requests" icon="list" name={t('mine')} hint={t('mineHint')} />
        <Way
          to="/notices"
          icon="bell"
          name={t('notices')}
          hint={unread ? t('unread', { count: unread }) : t('noUnread')}
        />
      </nav>
      <section className={styles.open}>
        <h2>{t('underWay')}</h2>
        {requests.isPending && <Loading />}
        {requests.error && <ErrorNotice error={requests.error} retry={requests.refetch} />}
        {requests.data?.items.length === 0 && <EmptyState title={t('nothingOpen')} hint={t('nothingOpenHint')} />}
        {requests.data?.items.map((request) => (
          <RequestCard key={request.id} request={request} />
        ))}
      </section>
    </main>
  )
}

function Way({ to, icon, name, hint }: { to: string; icon: IconName; name: string; hint: string }) {
  return (
    <Link className={styles.way} to={to}>
      <Icon name={icon} />
      <strong>{name}</strong>
      <small>{hint}</small>
    </Link>
  )
}
