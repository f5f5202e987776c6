import chineseDays from 'chinese-days'
import type { Tx } from '#platform/db'
import { unnested } from '#platform/db'

/** The years whose arrangement the package holds; outside them it guesses, so nothing is read outside them. */
const FIRST = 2004
const LAST = 2026

/**
 * Queues the statutory holidays and make-up workdays of mainland China, 2004 to 2026, as published each year by the
 * General Office of the State Council, from the package chinese-days.
 */
export function seedCalendar(tx: Tx): void {
  const years = Array.from({ length: LAST - FIRST + 1 }, (_, i) => FIRST + i)
  tx.queue(
    `insert into calendar_year (organization_id, year, source)
     select $1, y, 'chinese-days' from unnest($2::int2[]) y on conflict do nothing`,
    [tx.organizationId, years],
  )
  tx.queue(
    `insert into calendar_day (organization_id, day, working, name)
     select $1, d.* from unnest($2::date[], $3::bool[], $4::text[]) d on conflict do nothing`,
    [
      tx.organizationId,
      ...unnested(
        exceptions(),
        (d) => d.day,
        (d) => d.working,
        (d) => d.name,
      ),
    ],
  )
}

interface Exception {
  day: string
  working: boolean
  name: string
}
let known: Exception[] | undefined

/** The days that differ from Monday to Friday. */
export function exceptions(): Exception[] {
  known ??= daysOf(FIRST, LAST).flatMap(({ day, weekend }) => {
    const { work, name } = chineseDays.getDayDetail(day)
    return work === weekend ? [{ day, working: work, name: name.split(',')[1] ?? name }] : []
  })
  return known
}

function daysOf(first: number, last: number): { day: string; weekend: boolean }[] {
  const days: { day: string; weekend: boolean }[] = []
  for (let at = Date.UTC(first, 0, 1); at < Date.UTC(last + 1, 0, 1); at += 86_400_000) {
    const date = new Date(at)
    days.push({ day: date.toISOString().slice(0, 10), weekend: [0, 6].includes(date.getUTCDay()) })
  }
  return days
}
