import type { CalendarDay, CalendarYear } from '@sims/contracts/web'
import { useLocale } from '@sims/ui'
import { AutoComplete, Button, Input } from 'antd'
import { useId, useState } from 'react'
import { Arrangement } from './Arrangement.tsx'
import styles from './calendar.module.css'
import { useCalendarText } from './calendar-texts.ts'
import { useDayName } from './calendar-words.ts'
import { countsOf, type Day, isWeekend, type Month, monthsOf, turned } from './calendar-year.ts'
import type { ContentProps } from './kinds.tsx'

/** Between the items of a text that is a list. */
const LIST = /[、,]/

/** A year as twelve months; touching a day of a draft turns it over, under the name that stands above. */
export function CalendarContent({ content, onChange, faults }: ContentProps<CalendarYear>) {
  const t = useCalendarText()
  const [name, setName] = useState('')
  const id = useId()
  const { year, source, days } = content
  const listed = new Map(days.map((one) => [one.day, one]))
  const faulty = new Set(faults.flatMap(({ path }) => days[Number(/days\.(\d+)/.exec(path)?.[1] ?? -1)]?.day ?? []))
  const outside = days.filter(({ day }) => !day.startsWith(`${year}-`))
  const change = (next: CalendarDay[]) => onChange?.({ ...content, days: next })
  const turn = (day: Day) => change(turned(days, day, name.trim() || t(isWeekend(day) ? 'workday' : 'restDay')))
  return (
    <div className={styles.content}>
      {onChange ? (
        <div className={styles.fields}>
          <div className={styles.field}>
            <label htmlFor={`${id}source`}>{t('source')}</label>
            <Input
              id={`${id}source`}
              value={source}
              maxLength={200}
              placeholder={t('sourceHint')}
              onChange={({ target }) => onChange({ ...content, source: target.value })}
            />
          </div>
          <div className={styles.field}>
            <label htmlFor={`${id}name`}>{t('brush')}</label>
            <AutoComplete
              id={`${id}name`}
              value={name}
              options={t('usual')
                .split(LIST)
                .map((value) => ({ value }))}
              onChange={(value) => setName(value.slice(0, 40))}
              placeholder={`${t('restDay')} · ${t('workday')}`}
            />
          </div>
        </div>
      ) : (
        <p className={styles.source}>
          {t('source')}：{source}
        </p>
      )}
      <div className={styles.legend}>
        <span>{t('counts', countsOf(year, days))}</span>
        <span className={styles.keys}>
          <i className={styles.offKey}>{t('off')}</i> {t('restDay')}
          <i className={styles.workKey}>{t('makeUp')}</i> {t('workday')}
        </span>
      </div>
      {onChange && <p className={styles.hint}>{t('brushHint')}</p>}
      <div className={styles.year}>
        {monthsOf(year).map((month) => (
          <MonthPage key={month.month} month={month} listed={listed} faulty={faulty} {...(onChange ? { turn } : {})} />
        ))}
      </div>
      {onChange && outside.length > 0 && (
        <section className={styles.outside}>
          <h3>{t('outside')}</h3>
          {outside.map((one) => (
            <Button key={one.day} size="small" danger onClick={() => change(days.filter(({ day }) => day !== one.day))}>
              {t('remove')} {one.day}
            </Button>
          ))}
        </section>
      )}
      <Arrangement days={days} />
    </div>
  )
}

interface MonthProps {
  month: Month
  listed: ReadonlyMap<Day, CalendarDay>
  faulty: ReadonlySet<Day>
  turn?: (day: Day) => void
}

function MonthPage({ month: { before, days }, listed, faulty, turn }: MonthProps) {
  const t = useCalendarText()
  const nameOf = useDayName()
  const locale = useLocale()
  const first = new Date(`${days[0]}T00:00:00Z`)
  const title = new Intl.DateTimeFormat(locale, { month: 'long', timeZone: 'UTC' }).format(first)
  return (
    <section className={styles.month} aria-label={title}>
      <h3>{title}</h3>
      <div className={styles.grid}>
        {t('weekdays')
          .split(LIST)
          .map((text, i) => (
            <span key={i} className={styles.weekday} aria-hidden="true">
              {text}
            </span>
          ))}
        {days.map((day, i) => {
          const one = listed.get(day)
          const place = i === 0 ? { style: { gridColumnStart: before + 1 } } : {}
          const look = {
            className: [styles.day, isWeekend(day) && styles.weekend, one && (one.working ? styles.work : styles.off)]
              .filter(Boolean)
              .join(' '),
            'data-faulty': faulty.has(day) || undefined,
            title: one && nameOf(one),
            ...place,
          }
          const text = (
            <>
              {Number(day.slice(8))}
              {one && <small>{t(one.working ? 'makeUp' : 'off')}</small>}
            </>
          )
          return turn ? (
            <button
              key={day}
              type="button"
              {...look}
              aria-label={`${day} ${look.title ?? ''}`}
              onClick={() => turn(day)}
            >
              {text}
            </button>
          ) : (
            <span key={day} {...look}>
              {text}
            </span>
          )
        })}
      </div>
    </section>
  )
}
