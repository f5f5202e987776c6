import { type DutyShift, dutyPostNames } from '@sims/contracts/web'
import { useLocale, useNames } from '@sims/ui'
import { useEffect, useRef } from 'react'
import { DayHead } from './DayHead.tsx'
import { dayText } from './days.ts'
import { partOf } from './gaps.ts'
import styles from './grid.module.css'
import type { GridProps } from './grid.ts'
import posts from './posts.module.css'
import { useText } from './texts.ts'
import { useNarrow } from './use-narrow.ts'

/** A month in whole weeks; on a phone a list of the days of a month or week, which begins at today. */
export function MonthGrid({ days, shifts, gaps, period, today, communityId, open }: GridProps) {
  const t = useText()
  const nameOf = useNames()
  const locale = useLocale()
  const narrow = useNarrow()
  const todays = useRef<HTMLLIElement>(null)
  const { from } = period
  useEffect(() => {
    if (narrow && from) todays.current?.scrollIntoView({ block: 'center' })
  }, [narrow, from])
  return (
    <ol className={styles.month}>
      {days.map((day) => {
        const outside = day.date < period.from || day.date > period.to
        const classes = [styles.cell, outside && styles.outside, day.kind === 'off' && styles.dayOff]
        return (
          <li
            key={day.date}
            ref={day.date === today ? todays : undefined}
            className={classes.filter(Boolean).join(' ')}
          >
            {open ? (
              <button
                type="button"
                className={styles.dayButton}
                aria-label={t('addOn', { day: dayText(day.date, locale) })}
                onClick={() => open({ date: day.date })}
              >
                <DayHead day={day} today={day.date === today} />
              </button>
            ) : (
              <DayHead day={day} today={day.date === today} />
            )}
            {shifts
              .filter((shift) => shift.date === day.date)
              .map((shift) => (
                <Line
                  key={shift.id}
                  shift={shift}
                  open={open && shift.communityId === (communityId ?? null) ? () => open({ shift }) : undefined}
                />
              ))}
            {gaps
              .filter((gap) => gap.date === day.date)
              .map((gap) => (
                <p key={gap.part + gap.post} className={styles.gap} title={`${gap.from}–${gap.to}`}>
                  <span>{nameOf(dutyPostNames[gap.post])}</span> {t(gap.part === 'night' ? 'gapNight' : 'gapDay')}
                </p>
              ))}
          </li>
        )
      })}
    </ol>
  )
}

function Line({ shift, open }: { shift: DutyShift; open: (() => void) | undefined }) {
  const t = useText()
  const nameOf = useNames()
  const post = nameOf(dutyPostNames[shift.post])
  const title = `${post} ${shift.staff.name} ${shift.from}–${shift.to}${shift.communityId ? '' : ` · ${t('companyShift')}`}`
  const content = (
    <>
      <i className={`${posts.mark} ${posts[shift.post]}`} aria-hidden="true" />
      <span className={styles.part}>{t(partOf(shift))}</span>
      <span className={styles.name}>{shift.staff.name}</span>
      {shift.order > 1 && <span className={styles.nth}>{shift.order}</span>}
      <span className={styles.wide}>
        {post} {shift.from}–{shift.to}
      </span>
    </>
  )
  return open ? (
    <button type="button" className={styles.line} title={title} onClick={open}>
      {content}
    </button>
  ) : (
    <p className={styles.line} title={title}>
      {content}
    </p>
  )
}
