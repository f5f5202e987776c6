import { useNames } from '@sims/ui'
import { Link } from 'react-router'
import { useApi } from '../../shared/api.ts'
import styles from './process.module.css'
import { useProcessContentText } from './process-texts.ts'

/** What the processes in force give less than the Specification; those whose last day has passed wait for a new version. */
export function Exceptions() {
  const t = useProcessContentText()
  const nameOf = useNames()
  const { data } = useApi('listExceptions')
  if (!data || data.items.length === 0) return null
  return (
    <section className={styles.exceptions} aria-label={t('exceptions')}>
      <h2>{t('exceptions')}</h2>
      <ul>
        {data.items.map((one) => (
          <li key={`${one.ruleId} ${one.clock}`} className={one.ended ? styles.ended : undefined}>
            <Link to={`/rules/${one.ruleId}`}>
              {nameOf(one.process)} · {nameOf(one.clockNames)}
            </Link>
            <span>
              {t('givenFor', { given: nameOf(one.given), promised: nameOf(one.promised), clause: one.clause })}
            </span>
            <span className={styles.end}>{t(one.ended ? 'endedOn' : 'until', { until: one.until })}</span>
            <span className={styles.hint}>{one.reason}</span>
          </li>
        ))}
      </ul>
    </section>
  )
}
