import type { BackupConcern, Backups } from '@sims/contracts/web'
import styles from './backups.module.css'
import { useText } from './texts.ts'

/** What may cost data if nothing is done; the rest is advice. */
const GRAVE: readonly BackupConcern[] = ['late', 'failed', 'logLate', 'drillFailed']

/** What somebody should do something about, the gravest first, or that all is well. */
export function Concerns({ backups: { concerns, log } }: { backups: Backups }) {
  const t = useText()
  if (concerns.length === 0)
    return (
      <p className={styles.well} role="status">
        {t('well')}
      </p>
    )
  return (
    <ul className={styles.concerns} aria-label={t('concerns')}>
      {concerns.map((concern) => (
        <li key={concern} className={GRAVE.includes(concern) ? styles.grave : undefined}>
          {t(`concern_${concern}`)}
          {concern === 'logLate' && log.fault && <span className={styles.why}>{log.fault}</span>}
        </li>
      ))}
    </ul>
  )
}
