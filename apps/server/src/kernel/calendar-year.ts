import type { FieldFault } from './error.ts'
import { type IsoDate, parseDay, weekdayOf, yearOf } from './time.ts'

/** The days of a year that differ from Monday to Friday: `working` at the weekend, or not from Monday to Friday. */
export type YearOfCalendar = {
  year: number
  days: readonly { day: IsoDate; working: boolean; name: string }[]
}

/**
 * Everything wrong with the days of a year, each fault by its path (`days.3.day`) and naming its day; empty when they
 * can be used. A day that says what the week says anyway is a fault too: whoever lists it believes that it does
 * something, and mostly a date is wrong by one.
 * @throws DomainError `time.invalid` for what is no day of the calendar
 */
export function yearFaults({ year, days }: YearOfCalendar): FieldFault[] {
  const seen = new Map<IsoDate, boolean>()
  return days.flatMap(({ day: date, working }, i): FieldFault[] => {
    const path = `days.${i}.day`
    const day = parseDay(date)
    const before = seen.get(date)
    seen.set(date, working)
    if (yearOf(day) !== year) return [{ path, code: 'calendar.dayOutsideYear', params: { date, year } }]
    if (before !== undefined)
      return [
        { path, code: before === working ? 'calendar.doubledDay' : 'calendar.holidayAndWorkday', params: { date } },
      ]
    const usually = weekdayOf(day) <= 5
    if (usually !== working) return []
    return [{ path, code: working ? 'calendar.alreadyWorking' : 'calendar.alreadyOff', params: { date } }]
  })
}

/**
 * The year that has to be published before `year` may be, because a hole between years would leave due times unknown;
 * undefined when `year` is published already or borders on those that are.
 */
export function missingBefore(year: number, published: readonly number[]): number | undefined {
  if (published.length === 0) return undefined
  const [first, last] = [Math.min(...published), Math.max(...published)]
  if (year > last + 1) return last + 1
  return year < first - 1 ? first - 1 : undefined
}
