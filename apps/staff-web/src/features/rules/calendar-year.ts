import type { CalendarDay } from '@sims/contracts/web'

/** Days as a calendar writes them: `2026-10-03`, without time or zone. */
export type Day = string

const at = (day: Day) => new Date(`${day}T00:00:00Z`)
export const isWeekend = (day: Day): boolean => [0, 6].includes(at(day).getUTCDay())
export const next = (day: Day): Day => new Date(at(day).getTime() + 86_400_000).toISOString().slice(0, 10)

/** A month as a page of a wall calendar: how many places of its first week, from Monday on, come before its days. */
export interface Month {
  month: number
  before: number
  days: Day[]
}

export const monthsOf = (year: number): Month[] =>
  Array.from({ length: 12 }, (_, i) => {
    const first = new Date(Date.UTC(year, i, 1))
    const length = new Date(Date.UTC(year, i + 1, 0)).getUTCDate()
    const days = Array.from({ length }, (_, n) => new Date(Date.UTC(year, i, n + 1)).toISOString().slice(0, 10))
    return { month: i + 1, before: (first.getUTCDay() + 6) % 7, days }
  })

/**
 * Touching a day turns it over: from Monday to Friday into a day off, at the weekend into a workday, and one that was
 * turned over before back again, as often as it stands in the list.
 */
export function turned(days: readonly CalendarDay[], day: Day, name: string): CalendarDay[] {
  const others = days.filter((one) => one.day !== day)
  if (others.length < days.length) return others
  return [...others, { day, working: isWeekend(day), name }].sort((a, b) => a.day.localeCompare(b.day))
}

/** Days in a row of one name and one kind: `from` and `to` are both included. */
export interface Run {
  name: string
  working: boolean
  from: Day
  to: Day
}

/**
 * The listed days as people announce them: a holiday reaches across the weekends within it and beside it, as far as they
 * are not workdays. In the order of the days.
 */
export function runsOf(days: readonly CalendarDay[]): Run[] {
  const listed = new Map(days.map((one) => [one.day, one]))
  const free = (day: Day) => isWeekend(day) && !listed.has(day)
  const runs: Run[] = []
  for (const { day, working, name } of [...listed.values()].sort((a, b) => a.day.localeCompare(b.day))) {
    const last = runs.at(-1)
    let reached = last && next(last.to)
    while (!working && reached && reached < day && free(reached)) reached = next(reached)
    if (last && reached === day && last.working === working && last.name === name) last.to = day
    else runs.push({ name, working, from: day, to: day })
  }
  for (const run of runs) if (!run.working) stretch(run, free)
  return runs
}

function stretch(run: Run, free: (day: Day) => boolean): void {
  const before = (day: Day) => new Date(at(day).getTime() - 86_400_000).toISOString().slice(0, 10)
  const year = run.from.slice(0, 4)
  while (free(next(run.to)) && next(run.to).startsWith(year)) run.to = next(run.to)
  while (free(before(run.from)) && before(run.from).startsWith(year)) run.from = before(run.from)
}

/** How many days of the year are worked, and how many differ from the usual week each way. */
export function countsOf(year: number, days: readonly CalendarDay[]): { work: number; off: number; makeUp: number } {
  const own = [...new Map(days.map((one) => [one.day, one])).values()].filter(({ day }) => day.startsWith(`${year}-`))
  const off = own.filter(({ day, working }) => !working && !isWeekend(day)).length
  const makeUp = own.filter(({ day, working }) => working && isWeekend(day)).length
  const usual = monthsOf(year).flatMap((month) => month.days.filter((day) => !isWeekend(day))).length
  return { work: usual - off + makeUp, off, makeUp }
}
