import type { ClockState } from './clock-state.ts'
import type { ClockContext } from './target.ts'
import { dayOf, type EpochDay, type EpochMs, formatDay, type IsoDate, MINUTE, weekdayOf } from './time.ts'

/** One sentence of the answer to "why is it due then?". Times are Unix milliseconds, days `YYYY-MM-DD`. */
export type DueLine =
  | { code: 'due.at'; params: { at: EpochMs } }
  | { code: 'due.happens'; params: { at: EpochMs } }
  | { code: 'due.unpublished'; params: { year: number; earliest: EpochMs } }
  | { code: 'due.elapsed'; params: { hours: number; from: EpochMs } }
  | { code: 'due.opening'; params: { hours: number; from: EpochMs } }
  | { code: 'due.workingDays'; params: { days: number; day0: IsoDate; dayOff: boolean; end: string } }
  | { code: 'due.onDate'; params: { day: IsoDate; end: string } }
  | { code: 'due.agreed'; params: Record<string, never> }
  | { code: 'due.holidays'; params: { days: IsoDate[] } }
  | { code: 'due.makeUp'; params: { days: IsoDate[] } }
  | { code: 'due.paused'; params: { times: number; minutes: number } }
  | { code: 'due.standsStill'; params: { since: EpochMs; reason: string } }
  | { code: 'due.promise'; params: Record<string, never> }

/** Why a clock is due when it is, as data; `dueText` makes sentences of it. */
export function explainDue(clock: ClockState, ctx: ClockContext): DueLine[] {
  const lines: DueLine[] = []
  if (clock.dueAt !== null)
    lines.push({ code: clock.kind === 'timer' ? 'due.happens' : 'due.at', params: { at: clock.dueAt } })
  else if (clock.unpublished) lines.push({ code: 'due.unpublished', params: clock.unpublished })
  lines.push(...targetLines(clock, ctx))
  const ended = clock.pauses.filter((p) => p.to !== null)
  if (ended.length > 0) {
    const ms = ended.reduce((sum, p) => sum + ((p.to as number) - p.from), 0)
    lines.push({ code: 'due.paused', params: { times: ended.length, minutes: Math.round(ms / MINUTE) } })
  }
  const last = clock.pauses.at(-1)
  if (clock.state === 'paused' && last) {
    lines.push({ code: 'due.standsStill', params: { since: last.from, reason: last.reason } })
  }
  if (clock.kind === 'promise') lines.push({ code: 'due.promise', params: {} })
  return lines
}

function targetLines({ target, startedAt, dueAt }: ClockState, ctx: ClockContext): DueLine[] {
  if (target.kind === 'elapsedHours') return [{ code: 'due.elapsed', params: { hours: target.hours, from: startedAt } }]
  if (target.kind === 'openingHours') return [{ code: 'due.opening', params: { hours: target.hours, from: startedAt } }]
  if (target.kind === 'atTime') return [{ code: 'due.agreed', params: {} }]
  if (target.kind === 'onDate') return [{ code: 'due.onDate', params: { day: target.day, end: ctx.workdayEnd } }]
  const day0 = dayOf(startedAt, ctx.zone)
  const dayOff = ctx.calendar.kindOf(day0) === 'off'
  const lines: DueLine[] = [
    { code: 'due.workingDays', params: { days: target.days, day0: formatDay(day0), dayOff, end: ctx.workdayEnd } },
  ]
  if (dueAt === null) return lines
  const { holidays, makeUp } = exceptions(day0, dayOf(dueAt, ctx.zone), ctx)
  if (holidays.length > 0) lines.push({ code: 'due.holidays', params: { days: holidays } })
  if (makeUp.length > 0) lines.push({ code: 'due.makeUp', params: { days: makeUp } })
  return lines
}

/** Days of (from, to] that do not follow the usual week: Monday to Friday off, Saturday and Sunday worked. */
function exceptions(from: EpochDay, to: EpochDay, ctx: ClockContext) {
  const holidays: IsoDate[] = []
  const makeUp: IsoDate[] = []
  for (let day = from + 1; day <= to; day++) {
    const kind = ctx.calendar.kindOf(day)
    if (kind === 'off' && weekdayOf(day) <= 5) holidays.push(formatDay(day))
    if (kind === 'working' && weekdayOf(day) > 5) makeUp.push(formatDay(day))
  }
  return { holidays, makeUp }
}
