import type { Alarm, AlarmMode, AlarmRules, ClockState, Escalation, Warning } from './clock-state.ts'
import { type ClockContext, dueAt, type Target } from './target.ts'
import { dayOf, type EpochMs, MINUTE, momentOf } from './time.ts'

/**
 * The first alarm of a clock at or after a place in its list.
 * - A breach is a fact and is recorded at the due time, at any hour.
 * - A warning outside duty hours moves to the next duty hour if that is before the due time, else back to the end of the
 *   duty before it; where no duty lies between start and due time, it stays where it is.
 * - Minutes of escalation count in duty hours, so that a night does not make all levels ring at once at eight.
 * - What a timer does is done at its due time, at any hour; what it tells before waits for duty hours like a warning.
 * - While the due time is unknown (year not published), the only alarm comes at once: it tells the administrator that a
 *   calendar is missing, before anything can be late. A timer waits in silence until the year is published.
 * Where duty hours fall into a year that is not published, alarms come at any hour rather than never.
 */
export function alarmFrom(rules: AlarmRules, clock: ClockState, index: number, ctx: ClockContext): Alarm | undefined {
  if (clock.alarms === 'quiet') return undefined
  if (clock.unpublished) {
    if (clock.kind === 'timer') return undefined
    const at = clock.pauses.at(-1)?.to ?? clock.startedAt
    return index === 0 ? { kind: 'unpublished', index, at, year: clock.unpublished.year } : undefined
  }
  if (clock.dueAt === null) return undefined
  const due = clock.dueAt
  const warnings = rules.warn.length
  if (index < warnings) {
    const at = warningTimes(rules, clock, due, ctx)[index] as EpochMs
    // a warning that would lie before the start warns of nothing
    return at >= clock.startedAt ? { kind: 'warn', index, at } : alarmFrom(rules, clock, index + 1, ctx)
  }
  if (index === warnings) return { kind: clock.kind === 'timer' ? 'due' : 'breach', index, at: due }
  const level = index - warnings
  const rule = rules.escalate[level - 1]
  if (!rule) return undefined
  return { kind: 'escalate', index, at: escalationTime(rule, due, clock.alarms, ctx), level, to: rule.to }
}

function warningTimes(rules: AlarmRules, clock: ClockState, due: EpochMs, ctx: ClockContext): EpochMs[] {
  const own = clock.warnAt === undefined ? -1 : rules.warn.findIndex((warning) => 'fraction' in warning)
  return rules.warn
    .map((warning, i) => (i === own ? { fraction: clock.warnAt as number } : warning))
    .map((warning) => {
      if ('atStart' in warning) return clock.startedAt
      if ('minutesAfter' in warning) return clock.startedAt + warning.minutesAfter * MINUTE - (clock.hastened ?? 0)
      const at = warningTime(warning, clock, due, ctx)
      if (at <= clock.startedAt) return clock.startedAt - 1
      return clock.alarms === 'anyHour' ? at : intoDuty(at, clock.startedAt, due, ctx)
    })
    .sort((a, b) => a - b)
}

function warningTime(
  warning: Exclude<Warning, { atStart: true } | { minutesAfter: number }>,
  clock: ClockState,
  due: EpochMs,
  ctx: ClockContext,
): EpochMs {
  // moved into duty like every warning: when the doors open
  if ('onDay' in warning) return momentOf(dayOf(due, ctx.zone), 0, ctx.zone)
  if ('minutesBefore' in warning) return due - Math.round(warning.minutesBefore * MINUTE)
  const { fraction } = warning
  if ('hours' in clock.target) {
    const part = dueAt(scaled(clock.target, fraction), clock.startedAt, clock.pauses, ctx)
    if ('at' in part) return part.at
  }
  const paused = clock.pauses.reduce(
    (sum, p) => sum + (p.to === null ? 0 : Math.max(0, Math.min(p.to, due) - p.from)),
    0,
  )
  return Math.round(due - (1 - fraction) * Math.max(0, due - clock.startedAt - paused))
}

function scaled(target: Extract<Target, { hours: number }>, fraction: number): Target {
  return { ...target, hours: target.hours * fraction }
}

function intoDuty(at: EpochMs, start: EpochMs, due: EpochMs, ctx: ClockContext): EpochMs {
  const next = ctx.duty.addOpen(ctx.calendar, ctx.zone, at, 0)
  if ('at' in next && next.at < due) return next.at
  return ctx.duty.lastOpen(ctx.calendar, ctx.zone, start, at) ?? at
}

function escalationTime(rule: Escalation, due: EpochMs, mode: AlarmMode, ctx: ClockContext): EpochMs {
  const after = Math.round(rule.minutesAfter * MINUTE)
  if (mode === 'anyHour') return due + after
  const opened = ctx.duty.addOpen(ctx.calendar, ctx.zone, due, 0)
  if (!('at' in opened)) return due + after
  const later = ctx.duty.addOpen(ctx.calendar, ctx.zone, opened.at, after)
  return 'at' in later ? later.at : due + after
}
