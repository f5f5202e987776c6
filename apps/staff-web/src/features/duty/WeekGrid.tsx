import { type DutyPost, type DutyShift, dutyPostNames } from '@sims/contracts/web'
import { useLocale, useNames } from '@sims/ui'
import { PlusIcon } from '../../shared/icons.tsx'
import { DayHead } from './DayHead.tsx'
import { dayText } from './days.ts'
import { partOf } from './gaps.ts'
import styles from './grid.module.css'
import type { GridProps } from './grid.ts'
import marks from './posts.module.css'
import { useText } from './texts.ts'

/** A week by post and day, with hours, order of calling and phones; on a phone one day below the other. */
export function WeekGrid({
  days,
  shifts,
  gaps,
  today,
  communityId,
  open,
  posts,
}: GridProps & { posts: readonly DutyPost[] }) {
  const t = useText()
  const nameOf = useNames()
  const locale = useLocale()
  return (
    <div className={styles.weekScroll}>
      <table className={styles.week}>
        <thead>
          <tr>
            <td />
            {days.map((day) => (
              <th key={day.date} scope="col" className={day.kind === 'off' ? styles.dayOff : undefined}>
                <DayHead day={day} today={day.date === today} />
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {posts.map((post) => (
            <tr key={post}>
              <th scope="row">
                <span className={styles.rowHead}>
                  <i className={`${marks.mark} ${marks[post]}`} aria-hidden="true" />
                  {nameOf(dutyPostNames[post])}
                </span>
              </th>
              {days.map((day) => (
                <td key={day.date} className={day.kind === 'off' ? styles.dayOff : undefined}>
                  <div className={styles.slot}>
                    {shifts
                      .filter((shift) => shift.date === day.date && shift.post === post)
                      .map((shift) => (
                        <Turn
                          key={shift.id}
                          shift={shift}
                          open={open && shift.communityId === (communityId ?? null) ? () => open({ shift }) : undefined}
                        />
                      ))}
                    {gaps
                      .filter((gap) => gap.date === day.date && gap.post === post)
                      .map((gap) => (
                        <p key={gap.part} className={styles.gap}>
                          {t(gap.part === 'night' ? 'gapNight' : 'gapDay')}
                          <small>
                            {gap.from}–{gap.to}
                          </small>
                        </p>
                      ))}
                    {open && (
                      <button
                        type="button"
                        className={styles.addHere}
                        aria-label={t('addOn', { day: dayText(day.date, locale) })}
                        onClick={() => open({ date: day.date, post })}
                      >
                        <PlusIcon size={14} />
                      </button>
                    )}
                  </div>
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  )
}

function Turn({ shift, open }: { shift: DutyShift; open: (() => void) | undefined }) {
  const t = useText()
  const content = (
    <>
      <b>{shift.staff.name}</b>
      {shift.order > 1 && <span className={styles.nth}>{shift.order}</span>}
      <small>
        {t(partOf(shift))} {shift.from}–{shift.to}
      </small>
      {shift.communityId === null && <small>{t('company')}</small>}
    </>
  )
  return open ? (
    <button type="button" className={`${styles.turnCard} ${marks[shift.post]}`} onClick={open}>
      {content}
    </button>
  ) : (
    <div className={`${styles.turnCard} ${marks[shift.post]}`}>{content}</div>
  )
}
