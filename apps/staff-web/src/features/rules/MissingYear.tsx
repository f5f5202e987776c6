import type { RuleWithVersions } from '@sims/contracts/web'
import { useNow } from '@sims/ui'
import { useCalendarText } from './calendar-texts.ts'
import { lastYear } from './last-year.ts'
import styles from './rules.module.css'

/** The State Council announces the next year in November; from October on its calendar is missed. */
const OCTOBER = 9

/** Says that the next year is missing, when targets begin to reach into it. */
export function MissingYear({ rules }: { rules: readonly RuleWithVersions[] }) {
  const t = useCalendarText()
  const last = lastYear(rules)
  if (useNow() < new Date(last, OCTOBER, 1)) return null
  return (
    <p className={styles.notice} role="alert">
      {t('missing', { year: last + 1 })}
    </p>
  )
}
