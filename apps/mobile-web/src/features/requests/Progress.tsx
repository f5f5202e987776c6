import type { Phase, RequestKind } from '@sims/contracts/web'
import styles from './Progress.module.css'
import { milestoneOf, milestonesOf } from './progress.ts'
import { useText } from './texts.ts'

/** The way in words for residents; the present one is named in full colour. */
export function Progress({ kind, phase, rated }: { kind: RequestKind; phase: Phase; rated: boolean }) {
  const t = useText()
  const present = milestoneOf(phase, kind)
  if (present === undefined) return null
  return (
    <ol className={styles.steps} aria-label={t('progress')}>
      {milestonesOf(kind).map((milestone, index) => (
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
export function ProgressBar({ kind, phase }: { kind: RequestKind; phase: Phase }) {
  const present = milestoneOf(phase, kind)
  if (present === undefined) return null
  return (
    <span className={styles.bar} aria-hidden="true">
      {milestonesOf(kind).map((milestone, index) => (
        <span key={milestone} className={index <= present ? styles.full : undefined} />
      ))}
    </span>
  )
}
