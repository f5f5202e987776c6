import type { CalendarDay, CalendarYear } from '@sims/contracts'
import chineseDays from 'chinese-days'
import type { Tx } from '#platform/db'
import { insertRegulation } from '#platform/regulations'
import { CALENDAR, saveCalendarYears } from './calendar-years.ts'

/** The years whose arrangement the package holds; outside them it guesses, so nothing is read outside them. */
const FIRST = 2004
const LAST = 2026
const SOURCE = '国务院办公厅历年节假日安排通知（整理自 chinese-days）'

/**
 * Queues the statutory holidays and make-up workdays of mainland China, 2004 to 2026, as published each year by the
 * General Office of the State Council, from the package chinese-days: a rule in force for each year.
 */
export function seedCalendar(tx: Tx, now: Date): void {
  const years = seededYears()
  insertRegulation(
    tx,
    years.map((content) => ({ kind: CALENDAR, key: String(content.year), content })),
    now,
  )
  saveCalendarYears(tx, years)
}

let known: CalendarYear[] | undefined

/** The content of the rules that a new organization starts with. */
export function seededYears(): CalendarYear[] {
  known ??= Array.from({ length: LAST - FIRST + 1 }, (_, i) => {
    const year = FIRST + i
    return { year, source: SOURCE, days: exceptionsOf(year) }
  })
  return known
}

/** The days that differ from Monday to Friday. */
function exceptionsOf(year: number): CalendarDay[] {
  const days: CalendarDay[] = []
  for (let at = Date.UTC(year, 0, 1); at < Date.UTC(year + 1, 0, 1); at += 86_400_000) {
    const date = new Date(at)
    const day = date.toISOString().slice(0, 10)
    const { work, name } = chineseDays.getDayDetail(day)
    const weekend = [0, 6].includes(date.getUTCDay())
    if (work === weekend) days.push({ day, working: work, name: name.split(',')[1] ?? name })
  }
  return days
}
