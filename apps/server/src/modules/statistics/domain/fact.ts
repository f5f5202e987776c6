import { type ClockContext, DAY, dayOf, formatDay } from '#kernel'
import { WITHOUT_ANSWER, YEAR_MISSING } from './figures.ts'

/** Of one request all that is counted. */
export interface Fact {
  requestId: string
  /** first day of the month of its report */
  month: string
  kind: string
  category: string
  channel: string
  communityId: string
  buildingId: string | null
  days: number
  within24h: boolean
}

/** A request as its own tables have it. */
export interface Source extends Omit<Fact, 'month' | 'days' | 'within24h'> {
  reportedAt: Date
  /** when it first came into phase feedback */
  answeredAt: Date | null
}

/** int2 of the table; nobody waits for ninety years */
const MOST_DAYS = 32_767

/** What is counted of a request: by elapsed time whether it was answered within 24 h, by date count in working days. */
export function factOf({ reportedAt, answeredAt, ...request }: Source, { zone, calendar }: ClockContext): Fact {
  const from = reportedAt.getTime()
  const reported = dayOf(from, zone)
  const month = `${formatDay(reported).slice(0, 7)}-01`
  if (!answeredAt) return { ...request, month, days: WITHOUT_ANSWER, within24h: false }
  const to = answeredAt.getTime()
  const days = calendar.countDays(reported, dayOf(to, zone))
  return {
    ...request,
    month,
    days: typeof days === 'number' ? Math.min(days, MOST_DAYS) : YEAR_MISSING,
    within24h: to - from <= DAY,
  }
}

export interface Cell extends Omit<Fact, 'requestId'> {
  /** how many more; negative: fewer */
  n: number
}

/** By how much counts change when facts `before` give way to facts `after`; cells that stay as they are are left out. */
export function difference(before: readonly Fact[], after: readonly Fact[]): Cell[] {
  const cells = new Map<string, Cell>()
  const add = (facts: readonly Fact[], n: number) => {
    for (const { requestId: _, ...cell } of facts) {
      const { month, kind, category, channel, communityId, buildingId, days, within24h } = cell
      const key = JSON.stringify([month, kind, category, channel, communityId, buildingId, days, within24h])
      const known = cells.get(key)
      if (known) known.n += n
      else cells.set(key, { ...cell, n })
    }
  }
  add(before, -1)
  add(after, 1)
  return [...cells.values()].filter(({ n }) => n !== 0)
}
