import type { DutyPost } from '@sims/contracts'
import {
  type ClockContext,
  type EpochMs,
  formatDay,
  type IsoDate,
  isOffDuty,
  MINUTE,
  momentOf,
  parseDay,
  parseMinute,
} from '#kernel'

/** A turn as people write it: local day, `HH:MM` from and to. */
export interface Turn {
  date: IsoDate
  from: string
  to: string
  post: DutyPost
  order: number
  staffId: string
}
export interface Span {
  startsAt: EpochMs
  endsAt: EpochMs
}
export type Shift = Turn & Span

/** The posts that take calls one after the other; a manager on duty comes after all of them. */
const COVERED: readonly DutyPost[] = ['serviceDesk', 'engineering']
const QUARTER = 15 * MINUTE

/** A turn as moments: a `to` that is not after `from` lies on the next day, equal times are a whole day and night. */
export function shiftOf(turn: Turn, zone: string): Shift {
  const day = parseDay(turn.date)
  const from = parseMinute(turn.from)
  const to = parseMinute(turn.to)
  return {
    ...turn,
    startsAt: momentOf(day, from, zone),
    endsAt: momentOf(day, to > from ? to : to + 1440, zone),
  }
}

/** Shifts of somebody who cannot be in two places: each later one of two that overlap, by its place in the form. */
export function overlaps(
  shifts: readonly Shift[],
  others: readonly Shift[],
): { index: number; taken: Pick<Turn, 'date' | 'from' | 'to'> }[] {
  return shifts.flatMap((shift, index) => {
    const taken = [...others, ...shifts.slice(0, index)].find(
      (other) => other.staffId === shift.staffId && other.startsAt < shift.endsAt && shift.startsAt < other.endsAt,
    )
    return taken ? [{ index, taken }] : []
  })
}

/** Times outside duty hours in which service desk or engineering has nobody, to a quarter of an hour. */
export function gapsOf(
  { from, to }: { from: IsoDate; to: IsoDate },
  shifts: readonly (Span & { post: DutyPost })[],
  clock: ClockContext,
): { post: DutyPost; from: EpochMs; to: EpochMs }[] {
  const end = momentOf(parseDay(to) + 1, 0, clock.zone)
  const off: EpochMs[] = []
  for (let at = momentOf(parseDay(from), 0, clock.zone); at < end; at += QUARTER) if (isOffDuty(at, clock)) off.push(at)
  return COVERED.flatMap((post) => {
    const own = shifts.filter((shift) => shift.post === post)
    const gaps: { post: DutyPost; from: EpochMs; to: EpochMs }[] = []
    for (const at of off) {
      if (own.some(({ startsAt, endsAt }) => startsAt < at + QUARTER && at < endsAt)) continue
      const last = gaps.at(-1)
      if (last?.to === at) last.to = at + QUARTER
      else gaps.push({ post, from: at, to: at + QUARTER })
    }
    return gaps
  })
}

/**
 * The turns of a pattern of `length` days from `from`, repeated over `days` days from `to`. With a pattern of whole weeks
 * everybody keeps their weekdays.
 */
export function repeated(
  turns: readonly Turn[],
  from: IsoDate,
  length: number,
  { to, days }: { to: IsoDate; days: number },
): Turn[] {
  const first = parseDay(from)
  const byOffset = Map.groupBy(turns, (turn) => parseDay(turn.date) - first)
  return Array.from({ length: days }, (_, i) => {
    const date = formatDay(parseDay(to) + i)
    return (byOffset.get(i % length) ?? []).map((turn) => ({ ...turn, date }))
  }).flat()
}

const FIELDS = ['date', 'from', 'to', 'post', 'order', 'staffId'] as const
const textOf = (turn: Turn) => FIELDS.map((field) => turn[field]).join(' ')

/** What has to go and what has to come so that `before` becomes `after`; what is the same stays. */
export function difference<T extends Turn, U extends Turn>(before: readonly T[], after: readonly U[]) {
  const [had, wanted] = [new Set(before.map(textOf)), new Set(after.map(textOf))]
  return {
    removed: before.filter((turn) => !wanted.has(textOf(turn))),
    added: after.filter((turn) => !had.has(textOf(turn))),
  }
}
