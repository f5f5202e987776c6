import type { Phase } from '@sims/contracts/web'
import styles from './Progress.module.css'
import { milestoneOf, milestones } from './progress.ts'
import { useText } from './texts.ts'

/** Six dots in words for residents; the present one is named in full colour. */
export function Progress({ phase, rated }: { phase: Phase; rated: boolean }) {
  const t = useText()
  const present = milestoneOf(phase)
  if (present === undefined) return null
  return (
    <ol className={styles.steps} aria-label={t('progress')}>
      {milestones.map((milestone, index) => (
        <li
          key={milestone}
          className={index < present ? styles.past : index === present ? styles.present : styles.ahead}
          aria-current={index === present ? 'step' : undefined}
        >
          {t(milestone === 'feedback' && rated ? 'rated' : milestone)}
        </li>
      ))}
    </ol>
  )
}

/** The same without words, for a row of a list. */
export function ProgressBar({ phase }: { phase: Phase }) {
  const present = milestoneOf(phase)
  if (present === undefined) return null
  return (
    <span className={styles.bar} aria-hidden="true">
      {milestones.map((milestone, index) => (
        <span key={milestone} className={index <= present ? styles.full : undefined} />
      ))}
    </span>
  )
}
