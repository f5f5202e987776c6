import { roleNames } from '@sims/contracts/web'
import { useListed, useNames } from '@sims/ui'
import { holds, useSession } from '../../shared/session.ts'
import styles from './home.module.css'
import { useText } from './texts.ts'

/** The home of who has no desk here: says what there is for them, and what not yet. */
export function Home() {
  const t = useText()
  const nameOf = useNames()
  const listed = useListed()
  const session = useSession()
  const roles = [...new Set(session.grants.map((grant) => nameOf(roleNames[grant.role])))]
  return (
    <div className={styles.home}>
      <h1>{t('hello', { name: session.name })}</h1>
      <p className={styles.soft}>{t('roles', { roles: listed(roles) })}</p>
      <section>
        <h2>{t('otherTitle')}</h2>
        <p>{t('otherHint')}</p>
        <ul>
          <li>{t('notices')}</li>
          <li>{t('password')}</li>
        </ul>
        {holds(session, ['auditAdministrator']) && <p>{t('auditHint')}</p>}
        <p className={styles.soft}>{t('ask')}</p>
      </section>
    </div>
  )
}
