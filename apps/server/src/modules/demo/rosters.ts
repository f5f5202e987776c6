import type { SetDuty } from '@sims/contracts'
import { type DayKind, dayOf, type EpochDay, type EpochMs, formatDay, weekdayOf } from '#kernel'
import { setDuty } from '#modules/duty'
import { clockContext } from '#platform/process'
import type { Founded } from './found.ts'
import { type Company, ZONE } from './history/cast.ts'
import type { DemoDeps } from './load.ts'

type Turn = { account: string } & Omit<SetDuty['shifts'][number], 'staffId'>

const DAYS = 28
const DAY_MS = 86_400_000
/** In how many days the demo's one night without an engineer is: soon, so that it is seen. */
const GAP_IN = 2
const NIGHT = { from: '18:00', to: '08:30' } as const
const DAY = { from: '08:30', to: '18:00' } as const
const WHOLE = { from: '08:30', to: '08:30' } as const
const SUFFIXES = ['', '2', '3'] as const

/**
 * Rosters of all communities and of the whole company, four weeks back and four ahead, set by those who may: what has
 * been was set when the demo's company opened, what is to come three days ago. One night of the first community lacks
 * its engineer.
 */
export async function layRosters({ db }: DemoDeps, founded: Founded, { staff }: Company, now: Date): Promise<void> {
  const today = dayOf(now.getTime(), ZONE)
  const { organizationId, communities, staff: people } = founded
  const idOf = new Map(people.map(({ id, account }) => [account, id]))
  const { calendar } = await db.transaction(organizationId, (tx) => clockContext(tx, now))
  const isOff = (day: EpochDay) => offOf(calendar.kindOf(day), day)
  const set = async (by: string, communityId: string | null, from: EpochDay, at: EpochMs, turns: Turn[]) => {
    const shifts = turns.map(({ account, ...turn }) => ({ ...turn, staffId: idOf.get(account) as string }))
    const body = { communityId, from: formatDay(from), to: formatDay(from + DAYS - 1), shifts }
    const key = `demo.duty.${by}.${formatDay(from)}`
    const origin = { requestId: 'demo', ip: 'demo', userAgent: '' }
    await setDuty(db, { actor: staff(by), key, body, origin, now: new Date(at) }, body)
  }
  const spans = [
    { from: today - DAYS, at: now.getTime() - DAYS * DAY_MS },
    { from: today, at: now.getTime() - 3 * DAY_MS },
  ]
  for (const { from, at } of spans) {
    const days = Array.from({ length: DAYS }, (_, i) => from + i)
    for (const [n, { communityId }] of communities.entries()) {
      const suffix = SUFFIXES[n] as string
      const turns = days.flatMap((day) => communityTurns(suffix, day, isOff(day)))
      const gap = formatDay(today + GAP_IN)
      const kept = turns.filter(
        ({ post, date, to }) => n > 0 || post !== 'engineering' || date !== gap || to !== NIGHT.to,
      )
      await set(`manager${suffix}`, communityId, from, at, kept)
    }
    await set(
      'dispatcher',
      null,
      from,
      at,
      days.flatMap((day) => companyTurns(day)),
    )
  }
}

/** A year whose days off are not published yet has its weekends. */
const offOf = (kind: DayKind, day: EpochDay) => kind === 'off' || (kind === 'unpublished' && weekdayOf(day) > 5)

/** Stewards by turns, three technicians by turns (the next one takes the day off that follows), managers by the week. */
function communityTurns(suffix: string, day: EpochDay, off: boolean): Turn[] {
  const date = formatDay(day)
  const steward = [`steward${suffix}`, `steward${suffix}b`][day % 2] as string
  const technician = (n: number) => `tech${suffix}${['a', 'b', 'c'][(day + n) % 3]}`
  const week = Math.floor((day + 3) / 7)
  const manager = week % 2 === 0 ? `manager${suffix}` : `lead${suffix}`
  const hours = off ? WHOLE : NIGHT
  return [
    { date, ...hours, post: 'serviceDesk', order: 1, account: steward },
    { date, ...NIGHT, post: 'engineering', order: 1, account: technician(0) },
    ...(off ? [{ date, ...DAY, post: 'engineering' as const, order: 1, account: technician(1) }] : []),
    { date, ...hours, post: 'manager', order: 1, account: manager },
  ]
}

/** The company's service line at night, called when nobody of the community answers. */
const companyTurns = (day: EpochDay): Turn[] => [
  { date: formatDay(day), ...NIGHT, post: 'serviceDesk', order: 2, account: day % 2 === 0 ? 'agent' : 'agent2' },
]
