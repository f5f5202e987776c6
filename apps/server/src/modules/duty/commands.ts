import type { DutyRoster, SetDuty } from '@sims/contracts'
import { type ClockContext, DomainError, type FieldFault, formatDay, parseDay } from '#kernel'
import { type CommandCall, command } from '#platform/command'
import type { Db, Tx } from '#platform/db'
import { clockContext } from '#platform/process'
import { movedTo, overlaps, ROLES_OF_POST, type Shift, shiftOf, type Turn } from './domain/shifts.ts'
import { assertDuty } from './policy.ts'
import { assertRange, type Range, rosterOf } from './queries.ts'
import {
  type Candidate,
  candidatesOf,
  insertShifts,
  lockRosters,
  removeShifts,
  type ShiftRow,
  shiftsOfDays,
} from './store.ts'

const WEEK = 7

/**
 * Sets some days of a roster anew. Gaps are no fault; they come back with the roster.
 * @throws DomainError `access.forbidden`, `duty.backwards`, `duty.tooLong`, `http.invalid` with every faulty shift
 */
export async function setDuty(db: Db, call: CommandCall, form: SetDuty): Promise<DutyRoster> {
  const { communityId, from, to, shifts } = form
  await change(db, call, 'duty.set', form, form, async (tx, now) => {
    const [around, people, clock] = await Promise.all([
      shiftsAround(tx, form),
      candidatesOf(
        tx,
        shifts.map((shift) => shift.staffId),
        communityId,
      ),
      clockContext(tx, now),
    ])
    const others = around.filter((row) => !belongs(row, form))
    const turns = judged(form, shifts, others, people, clock)
    return () => {
      removeShifts(tx, communityId, from, to)
      insertShifts(tx, communityId, turns, now)
    }
  })
  return db.transaction(call.actor.organizationId, (tx) => rosterOf(tx, call.actor, form, call.now))
}

/**
 * Copies seven days from `from` to the seven days from `to`, which must be empty. Answers the roster of the new week.
 * @throws DomainError `access.forbidden`, `duty.weekEmpty`, `duty.weekTaken`, `http.invalid` where somebody cannot
 */
export async function copyWeek(db: Db, call: CommandCall, form: Range): Promise<DutyRoster> {
  const { communityId, from } = form
  const last = (first: string) => formatDay(parseDay(first) + WEEK - 1)
  const source = { communityId, from, to: last(from) }
  const target = { communityId, from: form.to, to: last(form.to) }
  await change(db, call, 'duty.copyWeek', target, form, async (tx, now) => {
    const [there, around, clock] = await Promise.all([
      shiftsOfDays(tx, source.from, source.to),
      shiftsAround(tx, target),
      clockContext(tx, now),
    ])
    const own = there.filter((row) => belongs(row, source))
    if (own.length === 0) throw new DomainError('duty.weekEmpty')
    if (around.some((row) => belongs(row, target))) throw new DomainError('duty.weekTaken')
    const people = await candidatesOf(
      tx,
      own.map((row) => row.staffId),
      communityId,
    )
    const moved = movedTo(own.map(turnOf), source.from, target.from)
    const turns = judged(target, moved, around, people, clock)
    return () => insertShifts(tx, communityId, turns, now)
  })
  return db.transaction(call.actor.organizationId, (tx) => rosterOf(tx, call.actor, target, call.now))
}

/** One change of a roster: rights, days, lock, then what `load` prepares is queued. */
async function change(
  db: Db,
  call: CommandCall,
  name: string,
  range: Range,
  { communityId }: { communityId: string | null },
  load: (tx: Tx, now: Date) => Promise<() => void>,
): Promise<void> {
  assertDuty(call.actor, 'duty.manage', communityId)
  assertRange(range)
  await command(db, call, {
    name,
    recordKind: 'dutyRoster',
    recordIds: [communityId ?? call.actor.organizationId],
    load: async (tx) => {
      // what is read after the lock is the last word
      await lockRosters(tx)
      return load(tx, call.now)
    },
    decide: (write) => write(),
  })
}

/** Shifts that could overlap with those of these days. */
const shiftsAround = (tx: Tx, { from, to }: Range) =>
  shiftsOfDays(tx, formatDay(parseDay(from) - 1), formatDay(parseDay(to) + 1))

const belongs = (row: ShiftRow, { communityId, from, to }: Range) =>
  row.communityId === communityId && row.date >= from && row.date <= to

const turnOf = ({ date, from, to, post, order, staffId }: ShiftRow): Turn => ({ date, from, to, post, order, staffId })

/** The shifts as moments. @throws DomainError `http.invalid` with all that is wrong with them */
function judged(
  range: Range,
  turns: readonly Turn[],
  others: readonly ShiftRow[],
  people: ReadonlyMap<string, Candidate>,
  { zone }: ClockContext,
): Shift[] {
  const shifts = turns.map((turn) => shiftOf(turn, zone))
  const faults: FieldFault[] = [
    ...shifts.flatMap((shift, i) => [
      ...(shift.date < range.from || shift.date > range.to
        ? [{ path: `shifts.${i}.date`, code: 'duty.dateOutside' }]
        : []),
      ...(fits(shift, people.get(shift.staffId)) ? [] : [{ path: `shifts.${i}.staffId`, code: 'duty.unfit' }]),
    ]),
    ...overlaps(
      shifts,
      others.map((row) => shiftOf(turnOf(row), zone)),
    ),
  ]
  if (faults.length > 0) throw new DomainError('http.invalid', { count: faults.length }, faults)
  return shifts
}

const fits = ({ post, date }: Shift, person: Candidate | undefined): boolean =>
  person !== undefined &&
  (person.leftOn === null || person.leftOn > date) &&
  ROLES_OF_POST[post].some((role) => person.roles.includes(role))
