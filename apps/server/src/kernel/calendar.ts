import { DomainError, type FieldFault } from './error.ts'
import { type EpochDay, firstDayOf, formatDay, type IsoDate, parseDay, weekdayOf, yearOf } from './time.ts'

/**
 * What the calendar tables hold. `years` are the published ones; `holidays` and `workdays` (make-up workdays) may only
 * lie in them; `restDays` are the weekly rest days, 1 Monday … 7 Sunday.
 */
export type CalendarRows = {
  years: readonly number[]
  holidays: readonly IsoDate[]
  workdays: readonly IsoDate[]
  restDays: readonly number[]
}

/** A day counted in working days, or the year whose arrangement has not been published and the earliest day possible. */
export type WorkingDayResult = { date: IsoDate } | { unpublished: number; earliest: IsoDate }
/** The same with days as numbers, for counting. */
export type EpochDayResult = { day: EpochDay } | { unpublished: number; earliest: EpochDay }

export type DayKind = 'working' | 'off' | 'unpublished'
const OFF = 0
const WORKING = 1

/**
 * The working calendar of an organization (statutory holidays, make-up workdays, weekly rest days). A year that is not
 * covered is never guessed: what falls into it comes back as `unpublished` with the earliest day that any arrangement
 * could give, which is the day reached if every day of that year were a working day.
 */
export class WorkingCalendar {
  /** Per published year one byte a day. */
  readonly #years = new Map<number, Uint8Array>()

  /** @throws DomainError `calendar.invalid` with a fault for each bad row, see {@link calendarFaults} */
  constructor(rows: CalendarRows) {
    const faults = calendarFaults(rows)
    if (faults.length > 0) throw new DomainError('calendar.invalid', {}, faults)
    for (const year of rows.years) {
      const first = firstDayOf(year)
      const days = new Uint8Array(firstDayOf(year + 1) - first)
      for (let i = 0; i < days.length; i++) days[i] = rows.restDays.includes(weekdayOf(first + i)) ? OFF : WORKING
      this.#years.set(year, days)
    }
    for (const date of rows.holidays) this.#mark(parseDay(date), OFF)
    for (const date of rows.workdays) this.#mark(parseDay(date), WORKING)
  }

  #mark(day: EpochDay, value: number): void {
    const year = yearOf(day)
    const days = this.#years.get(year)
    if (days) days[day - firstDayOf(year)] = value
  }

  kindOf(day: EpochDay): DayKind {
    const year = yearOf(day)
    const days = this.#years.get(year)
    if (!days) return 'unpublished'
    return days[day - firstDayOf(year)] === WORKING ? 'working' : 'off'
  }

  /** @throws DomainError `calendar.unpublished` {year} when the day's year is not covered */
  isWorkingDay(date: IsoDate): boolean {
    const day = parseDay(date)
    const kind = this.kindOf(day)
    if (kind === 'unpublished') throw new DomainError('calendar.unpublished', { year: yearOf(day) })
    return kind === 'working'
  }

  /** See {@link addDays}. @throws DomainError `time.invalid` */
  addWorkingDays(date: IsoDate, n: number): WorkingDayResult {
    const result = this.addDays(parseDay(date), n)
    if ('day' in result) return { date: formatDay(result.day) }
    return { unpublished: result.unpublished, earliest: formatDay(result.earliest) }
  }

  /**
   * D+n. The day itself is day 0 and is never counted, whether it is a working day or not; day 1 is the first working
   * day after it. With n = 0: the day itself if it is a working day, else the next one.
   * @param n whole, ≥ 0
   */
  addDays(day: EpochDay, n: number): EpochDayResult {
    let left = n
    let at = day
    if (left === 0) {
      left = 1
      at = day - 1
    }
    while (left > 0) {
      at += 1
      const kind = this.kindOf(at)
      if (kind === 'unpublished') return { unpublished: yearOf(at), earliest: at + left - 1 }
      if (kind === 'working') left -= 1
    }
    return { day: at }
  }

  /** Working days in (from, to]. A year that is not covered: `unpublished`. */
  countDays(from: EpochDay, to: EpochDay): number | { unpublished: number } {
    let count = 0
    for (let day = from + 1; day <= to; day++) {
      const kind = this.kindOf(day)
      if (kind === 'unpublished') return { unpublished: yearOf(day) }
      if (kind === 'working') count += 1
    }
    return count
  }
}

/** Everything wrong with calendar rows, each fault by its path (`holidays.3`); empty when they can be used. */
export function calendarFaults(rows: CalendarRows): FieldFault[] {
  const faults: FieldFault[] = []
  const years = new Set<number>()
  rows.years.forEach((year, i) => {
    if (!Number.isInteger(year) || year < 1949 || year > 2200)
      faults.push({ path: `years.${i}`, code: 'calendar.badYear' })
    else if (years.has(year)) faults.push({ path: `years.${i}`, code: 'calendar.doubledYear', params: { year } })
    years.add(year)
  })
  const seen = new Map<IsoDate, 'holidays' | 'workdays'>()
  for (const list of ['holidays', 'workdays'] as const) {
    for (const [i, date] of rows[list].entries()) {
      const path = `${list}.${i}`
      const day = tryDay(date)
      if (day === undefined) {
        faults.push({ path, code: 'calendar.badDate' })
        continue
      }
      const earlier = seen.get(date)
      if (earlier === list) faults.push({ path, code: 'calendar.doubledDay', params: { date } })
      else if (earlier) faults.push({ path, code: 'calendar.holidayAndWorkday', params: { date } })
      if (!years.has(yearOf(day))) faults.push({ path, code: 'calendar.dayOutsideYears', params: { date } })
      seen.set(date, list)
    }
  }
  rows.restDays.forEach((weekday, i) => {
    if (![1, 2, 3, 4, 5, 6, 7].includes(weekday)) faults.push({ path: `restDays.${i}`, code: 'calendar.badWeekday' })
  })
  if (new Set(rows.restDays).size >= 7) faults.push({ path: 'restDays', code: 'calendar.noWorkingDay' })
  return faults
}

function tryDay(date: IsoDate): EpochDay | undefined {
  try {
    return parseDay(date)
  } catch {
    return undefined
  }
}
