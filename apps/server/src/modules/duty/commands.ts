import { type ChangeDuty, type CopyDuty, type DutyRoster, ROLES_OF_POST, type SetDuty } from '@sims/contracts'
import { type ClockContext, DomainError, type FieldFault, formatDay, type IsoDate, parseDay } from '#kernel'
import { type CommandCall, command } from '#platform/command'
import type { Db, Tx } from '#platform/db'
import { clockContext } from '#platform/process'
import { insertChange } from './changes.ts'
import { difference, overlaps, repeated, type Shift, shiftOf, type Turn } from './domain/shifts.ts'
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
/** What a month is filled from, so that everybody keeps their weekdays. */
const FOUR_WEEKS = 28

/** What a command makes of a roster: these shifts go, of those that are asked for the new ones come. */
interface Wanted {
  stays: readonly ShiftRow[]
  goes: readonly ShiftRow[]
  comes: readonly Turn[]
}

/**
 * Sets some days of a roster anew. Gaps are no fault; they come back with the roster.
 * @throws DomainError `access.forbidden`, `duty.backwards`, `duty.tooLong`, `http.invalid` with every faulty shift
 */
export async function setDuty(db: Db, call: CommandCall, form: SetDuty): Promise<DutyRoster> {
  await change(db, call, 'duty.set', form, form, (around) => {
    const own = around.filter((row) => belongs(row, form))
    return { stays: around.filter((row) => !belongs(row, form)), goes: own, comes: form.shifts }
  })
  return answer(db, call, form)
}

/**
 * Takes single shifts out of a roster and puts others in.
 * @throws DomainError `access.forbidden`, `duty.backwards`, `duty.tooLong`, `duty.gone` when one to be taken out is not
 * there any more, `http.invalid` with every faulty shift
 */
export async function changeDuty(db: Db, call: CommandCall, form: ChangeDuty): Promise<DutyRoster> {
  await change(db, call, 'duty.change', form, form, (around) => {
    const goes = around.filter((row) => form.remove.includes(row.id) && belongs(row, form))
    if (goes.length < new Set(form.remove).size) throw new DomainError('duty.gone')
    return { stays: around.filter((row) => !goes.includes(row)), goes, comes: form.add }
  })
  return answer(db, call, form)
}

/**
 * Copies a week, or four weeks for more days than seven, onto days that are empty. Answers the roster of those.
 * @throws DomainError `access.forbidden`, `duty.weekEmpty`, `duty.weekTaken`, `http.invalid` where somebody cannot
 */
export async function copyWeek(db: Db, call: CommandCall, form: CopyDuty): Promise<DutyRoster> {
  const { communityId, from, days } = form
  const length = days > WEEK ? FOUR_WEEKS : WEEK
  const source = { communityId, from, to: lastOf(from, length) }
  const target = { communityId, from: form.to, to: lastOf(form.to, days) }
  await change(db, call, 'duty.copy', target, form, async (around, tx) => {
    const own = (await shiftsOfDays(tx, source.from, source.to)).filter((row) => belongs(row, source))
    if (own.length === 0) throw new DomainError('duty.weekEmpty')
    if (around.some((row) => belongs(row, target))) throw new DomainError('duty.weekTaken')
    const comes = repeated(own.map(turnOf), from, length, { to: target.from, days })
    return { stays: around, goes: [], comes }
  })
  return answer(db, call, target)
}

const lastOf = (first: IsoDate, days: number) => formatDay(parseDay(first) + days - 1)

/** One change of a roster: rights, days, lock, what it wants, whether that can be, and what it writes. */
async function change(
  db: Db,
  call: CommandCall,
  name: string,
  range: Range,
  { communityId }: { communityId: string | null },
  want: (around: readonly ShiftRow[], tx: Tx) => Wanted | Promise<Wanted>,
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
      const [around, clock] = await Promise.all([shiftsAround(tx, range), clockContext(tx, call.now)])
      const { stays, goes, comes } = await want(around, tx)
      const people = await candidatesOf(
        tx,
        comes.map((turn) => turn.staffId),
        communityId,
      )
      return difference(goes.map(turnWithId), judged(range, comes, stays, people, clock))
    },
    decide: ({ removed, added }, { tx, actor, now }) => {
      removeShifts(
        tx,
        removed.map((turn) => turn.id),
      )
      insertShifts(tx, communityId, added, now)
      insertChange(tx, actor, communityId, { removed, added }, now)
    },
  })
}

const answer = (db: Db, { actor, now }: CommandCall, range: Range): Promise<DutyRoster> =>
  db.transaction(actor.organizationId, (tx) => rosterOf(tx, actor, range, now))

/** Shifts that could overlap with those of these days. */
const shiftsAround = (tx: Tx, { from, to }: Range) =>
  shiftsOfDays(tx, formatDay(parseDay(from) - 1), formatDay(parseDay(to) + 1))

const belongs = (row: ShiftRow, { communityId, from, to }: Range) =>
  row.communityId === communityId && row.date >= from && row.date <= to

const turnOf = ({ date, from, to, post, order, staffId }: ShiftRow): Turn => ({ date, from, to, post, order, staffId })
const turnWithId = (row: ShiftRow) => ({ ...turnOf(row), id: row.id })

/** The shifts as moments. @throws DomainError `http.invalid` with all that is wrong with them */
function judged(
  range: Range,
  turns: readonly Turn[],
  others: readonly ShiftRow[],
  people: ReadonlyMap<string, Candidate>,
  { zone }: ClockContext,
): Shift[] {
  const shifts = turns.map((turn) => shiftOf(turn, zone))
  const named = (i: number) => people.get(shifts[i]?.staffId ?? '')?.name ?? '—'
  const faults: FieldFault[] = [
    ...shifts.flatMap(({ date, post, staffId }, i) => [
      ...(date < range.from || date > range.to ? [{ path: `shifts.${i}.date`, code: 'duty.dateOutside' }] : []),
      ...(fits({ post, date }, people.get(staffId))
        ? []
        : [{ path: `shifts.${i}.staffId`, code: 'duty.unfit', params: { name: named(i), date } }]),
    ]),
    ...overlaps(
      shifts,
      others.map((row) => shiftOf(turnOf(row), zone)),
    ).map(({ index, taken: { date, from, to } }) => ({
      path: `shifts.${index}.staffId`,
      code: 'duty.overlap',
      params: { name: named(index), date, from, to },
    })),
  ]
  if (faults.length > 0) throw new DomainError('http.invalid', { count: faults.length }, faults)
  return shifts
}

const fits = ({ post, date }: Pick<Turn, 'post' | 'date'>, person: Candidate | undefined): boolean =>
  person?.active === true &&
  (person.leftOn === null || person.leftOn > date) &&
  ROLES_OF_POST[post].some((role) => person.roles.includes(role))
