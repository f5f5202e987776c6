/** Days as the roster writes them: `2026-10-03`, without time or zone. */
export type Day = string

const DAY_MS = 86_400_000
const numberOf = (day: Day) => Date.parse(`${day}T00:00:00Z`) / DAY_MS
export const dayOf = (number: number): Day => new Date(number * DAY_MS).toISOString().slice(0, 10)

export const plus = (day: Day, days: number): Day => dayOf(numberOf(day) + days)

/** All days from one to another, both included. */
export const between = (from: Day, to: Day): Day[] =>
  Array.from({ length: Math.max(0, numberOf(to) - numberOf(from) + 1) }, (_, i) => plus(from, i))

/** 1 Monday … 7 Sunday */
export const weekdayOf = (day: Day): number => ((numberOf(day) + 3) % 7) + 1

export type View = 'month' | 'week'
export interface Period {
  /** the days that are meant: of the month, or of the week */
  from: Day
  to: Day
  /** the days that are shown: whole weeks from Monday to Sunday */
  shownFrom: Day
  shownTo: Day
}

/** The month or week around a day. */
export function periodOf(view: View, day: Day): Period {
  const monday = (one: Day) => plus(one, 1 - weekdayOf(one))
  if (view === 'week') {
    const [from, to] = [monday(day), plus(monday(day), 6)]
    return { from, to, shownFrom: from, shownTo: to }
  }
  const from = `${day.slice(0, 7)}-01`
  const to = plus(monthLater(from, 1), -1)
  return { from, to, shownFrom: monday(from), shownTo: plus(monday(to), 6) }
}

/** The period before (-1) or after (1), as a day in it. */
export const turned = (view: View, { from }: Period, by: -1 | 1): Day =>
  view === 'week' ? plus(from, 7 * by) : monthLater(from, by)

function monthLater(first: Day, by: number): Day {
  const [year, month] = first.split('-').map(Number) as [number, number]
  return new Date(Date.UTC(year, month - 1 + by, 1)).toISOString().slice(0, 10)
}

/** A day for people: `10月3日`, `3 Oct`; with what else `more` asks for. */
export const dayText = (day: Day, locale: string, more: Intl.DateTimeFormatOptions = {}): string =>
  new Intl.DateTimeFormat(locale === 'en' ? 'en-GB' : locale, {
    month: locale === 'en' ? 'short' : 'long',
    day: 'numeric',
    timeZone: 'UTC',
    ...more,
  }).format(new Date(`${day}T00:00:00Z`))
