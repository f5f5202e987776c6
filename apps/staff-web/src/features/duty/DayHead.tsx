import type { DutyRoster } from '@sims/contracts/web'
import { useLocale } from '@sims/ui'
import { dayText } from './days.ts'
import styles from './grid.module.css'
import { useText } from './texts.ts'

/** Date of a day with what it is in the calendar: day off, holiday, day that is made up for. */
export function DayHead({ day, today }: { day: DutyRoster['days'][number]; today: boolean }) {
  const t = useText()
  const locale = useLocale()
  const off = day.kind === 'off'
  const mark = day.name ? `${day.name}${off ? '' : ` ${t('madeUp')}`}` : off ? t('off') : undefined
  return (
    <span className={today ? `${styles.date} ${styles.today}` : styles.date}>
      <b className={styles.number}>{Number(day.date.slice(8))}</b>
      <span className={styles.long}>{dayText(day.date, locale)}</span>
      <span>{dayText(day.date, locale, { weekday: 'short', month: undefined, day: undefined })}</span>
      {mark && <em className={off ? styles.holiday : styles.madeUp}>{mark}</em>}
      {day.kind === 'unpublished' && <em className={styles.madeUp}>{t('unpublished')}</em>}
    </span>
  )
}
