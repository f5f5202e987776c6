import type { BackupRun } from '@sims/contracts/web'
import { dayAndTime, useLocale, useNow } from '@sims/ui'
import styles from './backups.module.css'
import { useText } from './texts.ts'

/** How the latest backups and drills went. */
export function Runs({ runs }: { runs: readonly BackupRun[] }) {
  const t = useText()
  const locale = useLocale()
  const now = useNow()
  if (runs.length === 0) return null
  return (
    <section className={styles.card}>
      <h2>{t('runs')}</h2>
      <ul className={styles.runs}>
        {runs.map((run) => (
          <li key={run.id}>
            <span className={styles.kind}>{t(`kind_${run.kind}`)}</span>
            <Outcome run={run} />
            <span className={styles.soft}>
              {dayAndTime(new Date(run.startedAt ?? run.askedAt), now, locale)} · {t(`cause_${run.cause}`)}
              {run.seconds !== null && ` · ${t('seconds', { n: Math.ceil(run.seconds) })}`}
            </span>
            {run.commitments !== null && <p className={styles.soft}>{t('held', { n: run.commitments })}</p>}
            {run.fault && <p className={styles.fault}>{run.fault}</p>}
          </li>
        ))}
      </ul>
    </section>
  )
}

function Outcome({ run }: { run: BackupRun }) {
  const t = useText()
  if (run.outcome === 'success') return <span className={styles.good}>{t('success')}</span>
  if (run.outcome === 'failed') return <span className={styles.bad}>{t('failed')}</span>
  return <span className={styles.soft}>{t(run.startedAt ? 'running' : 'waiting')}</span>
}
