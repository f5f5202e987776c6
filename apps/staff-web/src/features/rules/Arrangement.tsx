import type { CalendarDay } from '@sims/contracts/web'
import { useLocale } from '@sims/ui'
import styles from './calendar.module.css'
import { useCalendarText } from './calendar-texts.ts'
import { dayText } from './calendar-words.ts'
import { type Run, runsOf } from './calendar-year.ts'

/** The days that differ, as they are announced: each holiday with its span and the days that are worked for it. */
export function Arrangement({ days }: { days: readonly CalendarDay[] }) {
  const t = useCalendarText()
  const locale = useLocale()
  const span = ({ from, to }: Run) =>
    from === to ? dayText(from, locale) : t('to', { from: dayText(from, locale), to: dayText(to, locale) })
  const names = Map.groupBy(runsOf(days), ({ name }) => name)
  return (
    <section>
      <h3 className={styles.heading}>{t('arrangement')}</h3>
      {names.size === 0 && <p className={styles.hint}>{t('none')}</p>}
      <dl className={styles.arrangement}>
        {[...names].map(([name, runs]) => (
          <div key={name}>
            <dt>{name}</dt>
            <dd>
              {[false, true].map((working) => {
                const own = runs.filter((run) => run.working === working)
                if (own.length === 0) return null
                return (
                  <p key={String(working)}>
                    <i className={working ? styles.workKey : styles.offKey}>{t(working ? 'makeUp' : 'off')}</i>
                    {own.map(span).join(locale === 'en' ? ', ' : '、')}
                  </p>
                )
              })}
            </dd>
          </div>
        ))}
      </dl>
    </section>
  )
}
