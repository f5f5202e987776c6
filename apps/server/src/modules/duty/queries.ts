import type { DutyNow, DutyRoster, DutyShift, MyDuty } from '@sims/contracts'
import { type Actor, DomainError, dayOf, formatDay, formatInstant, type IsoDate, isOffDuty, parseDay } from '#kernel'
import { may } from '#platform/access'
import type { Tx } from '#platform/db'
import { clockContext } from '#platform/process'
import { gapsOf } from './domain/shifts.ts'
import { assertDuty, sees } from './policy.ts'
import { dayNames, type ShiftRow, shiftsNow, shiftsOf, shiftsOfDays } from './store.ts'

/** A month as a page shows it, with the days of other months around it. */
export const LONGEST_DAYS = 42

export interface Range {
  communityId: string | null
  from: IsoDate
  to: IsoDate
}

/** @throws DomainError `duty.backwards`, `duty.tooLong` */
export function assertRange({ from, to }: Range): void {
  const days = parseDay(to) - parseDay(from) + 1
  if (days < 1) throw new DomainError('duty.backwards', {}, [{ path: 'to', code: 'duty.backwards' }])
  if (days > LONGEST_DAYS) throw new DomainError('duty.tooLong', { limit: LONGEST_DAYS })
}

/**
 * A roster over some days, with its gaps; a community's roster shows those for the whole company too.
 * @throws DomainError `access.forbidden`, `duty.backwards`, `duty.tooLong`
 */
export async function rosterOf(tx: Tx, actor: Actor, range: Range, now: Date): Promise<DutyRoster> {
  assertDuty(actor, 'duty.read', range.communityId)
  assertRange(range)
  const { communityId, from, to } = range
  const first = parseDay(from)
  // the night before reaches into the first day
  const [all, clock, named] = await Promise.all([
    shiftsOfDays(tx, formatDay(first - 1), to),
    clockContext(tx, now),
    dayNames(tx, from, to),
  ])
  const own = all.filter((row) => row.communityId === null || row.communityId === communityId)
  const spans = own.map((row) => ({ ...row, startsAt: row.startsAt.getTime(), endsAt: row.endsAt.getTime() }))
  const days = Array.from({ length: parseDay(to) - first + 1 }, (_, i) => first + i)
  return {
    communityId,
    from,
    to,
    days: days.map((day) => {
      const date = formatDay(day)
      return { date, kind: clock.calendar.kindOf(day), name: named.get(date) ?? null }
    }),
    shifts: own.filter((row) => row.date >= from).map((row) => present(row, actor)),
    gaps: gapsOf(range, spans, clock).map((gap) => ({
      post: gap.post,
      from: formatInstant(gap.from, clock.zone),
      to: formatInstant(gap.to, clock.zone),
    })),
  }
}

/** Who is on duty now in a community, or wherever the actor may see rosters. @throws DomainError `access.forbidden` */
export async function dutyNow(tx: Tx, actor: Actor, communityId: string | undefined, now: Date): Promise<DutyNow> {
  assertDuty(actor, 'duty.read', communityId ?? null)
  const today = formatDay(dayOf(now.getTime(), actor.timeZone))
  const [rows, ofToday, clock] = await Promise.all([
    shiftsNow(tx, now),
    shiftsOfDays(tx, today, today),
    clockContext(tx, now),
  ])
  const shown = (all: readonly ShiftRow[]) =>
    all
      .filter((row) => sees(actor, row.communityId))
      .filter((row) => !communityId || row.communityId === null || row.communityId === communityId)
      .map((row) => present(row, actor))
  return {
    offDuty: isOffDuty(now.getTime(), clock),
    shifts: shown(rows),
    later: shown(ofToday.filter((row) => row.startsAt > now)),
  }
}

const MINE = 20

/** The actor's own turns that are not over, the next first, at most twenty. @throws DomainError `access.forbidden` */
export async function myDuty(tx: Tx, actor: Actor, now: Date): Promise<MyDuty> {
  assertDuty(actor, 'duty.read', null)
  const rows = actor.staffId ? await shiftsOf(tx, actor.staffId, now, MINE) : []
  return { items: rows.map(({ communityName, ...row }) => ({ ...present(row, actor), communityName })) }
}

function present(row: ShiftRow, actor: Actor): DutyShift {
  const { id, communityId, date, from, to, post, order, staffId, name } = row
  const phone = may(actor, 'duty.call', communityId ?? undefined) ? row.phone : null
  return {
    id,
    communityId,
    date,
    from,
    to,
    post,
    order,
    startsAt: formatInstant(row.startsAt.getTime(), actor.timeZone),
    endsAt: formatInstant(row.endsAt.getTime(), actor.timeZone),
    staff: { id: staffId, name, phone },
  }
}
