import type { WorkingCalendar } from './calendar.ts'
import type { Calls } from './calls.ts'
import type { MomentResult, OpeningHours } from './hours.ts'
import { dayOf, type EpochDay, type EpochMs, HOUR, type IsoDate, momentOf, parseDay, parseMinute } from './time.ts'

/**
 * How long a clock may run.
 * - `elapsedHours`: day and night, holidays too; fractions allowed (0.5 = 30 minutes).
 * - `workingDays`: D+n, due at the end of that working day. Day 0 is the local day of the start and is never counted,
 *   at whatever hour it starts; a start on a day off is no exception: day 1 is the first working day after it.
 *   (Civil Code of the PRC, articles 201 and 203: the first day does not count; the period ends when business ends.)
 * - `openingHours`: hours of the service's opening time. For internal targets.
 * - `onDate`: until the end of the working day of a day that was agreed, whatever kind of day that is; when that is over
 *   at the start, until the end of the day. No pause moves it.
 * - `atTime`: until a moment that was agreed, at once when that is over at the start. No pause moves it.
 */
export type Target =
  | { kind: 'elapsedHours'; hours: number }
  | { kind: 'workingDays'; days: number }
  | { kind: 'openingHours'; hours: number }
  | { kind: 'onDate'; day: IsoDate }
  | { kind: 'atTime'; at: EpochMs }

/** A stop of an internal clock; `to` is null while it lasts. */
export type Pause = { from: EpochMs; to: EpochMs | null; reason: string }

/** What due times depend on besides the clock itself; one value per organization. */
export type ClockContext = {
  /** IANA name, `Asia/Shanghai` */
  zone: string
  calendar: WorkingCalendar
  /** end of the working day, `HH:MM`: the time of day at which a working-day target is due */
  workdayEnd: string
  /** what `openingHours` targets count */
  service: OpeningHours
  /** when a person can be expected to act on a warning */
  duty: OpeningHours
  /** how the duty is called; absent: as the clock's own rules say */
  calls?: Calls
}

/**
 * When a target that started at `start` is due.
 * Pauses move it: an elapsed target by exactly the paused time, an opening-hours target so that the same open time is
 * left as before, a working-day target so that the same number of working days is left (a pause within one day moves
 * nothing). A pause that begins after the due time changes nothing; one that still lasts is left out.
 */
export function dueAt(target: Target, start: EpochMs, pauses: readonly Pause[], ctx: ClockContext): MomentResult {
  let due = after(target, start, ctx)
  for (const pause of pauses) {
    if (pause.to === null) break
    if ('unpublished' in due) {
      due = { unpublished: due.unpublished, earliest: Math.max(due.earliest, pause.to) }
      continue
    }
    if (pause.from >= due.at) break
    due = carryOn(target, due.at, pause.from, pause.to, ctx)
  }
  return due
}

function after(target: Target, start: EpochMs, ctx: ClockContext): MomentResult {
  switch (target.kind) {
    case 'elapsedHours':
      return { at: start + Math.round(target.hours * HOUR) }
    case 'openingHours':
      return ctx.service.addOpen(ctx.calendar, ctx.zone, start, Math.round(target.hours * HOUR))
    case 'workingDays':
      return endOfDay(dayOf(start, ctx.zone), target.days, start, ctx)
    case 'onDate':
      return { at: endOfDate(parseDay(target.day), start, ctx) }
    case 'atTime':
      return { at: Math.max(target.at, start) }
  }
}

function carryOn(target: Target, due: EpochMs, from: EpochMs, to: EpochMs, ctx: ClockContext): MomentResult {
  if (target.kind === 'onDate' || target.kind === 'atTime') return { at: due }
  if (target.kind === 'elapsedHours') return { at: due + to - from }
  if (target.kind === 'openingHours') {
    const left = ctx.service.openMs(ctx.calendar, ctx.zone, from, due)
    // a due time that is known lies in published years, so what is left of it is known as well
    return ctx.service.addOpen(ctx.calendar, ctx.zone, to, typeof left === 'number' ? left : 0)
  }
  const left = ctx.calendar.countDays(dayOf(from, ctx.zone), dayOf(due, ctx.zone))
  return endOfDay(dayOf(to, ctx.zone), typeof left === 'number' ? left : 0, to, ctx)
}

function endOfDate(day: EpochDay, start: EpochMs, { zone, workdayEnd }: ClockContext): EpochMs {
  const at = momentOf(day, parseMinute(workdayEnd), zone)
  return at > start ? at : momentOf(Math.max(day, dayOf(start, zone)) + 1, 0, zone)
}

/** End of the n-th working day after `day`, never before `notBefore` (a start after closing time with n = 0). */
function endOfDay(day: EpochDay, n: number, notBefore: EpochMs, ctx: ClockContext): MomentResult {
  const end = parseMinute(ctx.workdayEnd)
  const result = ctx.calendar.addDays(day, n)
  if ('unpublished' in result) {
    return { unpublished: result.unpublished, earliest: momentOf(result.earliest, end, ctx.zone) }
  }
  const at = momentOf(result.day, end, ctx.zone)
  return at >= notBefore ? { at } : endOfDay(result.day, 1, notBefore, ctx)
}
