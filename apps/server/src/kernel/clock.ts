import { alarmFrom } from './alarms.ts'
import type { Alarm, AlarmRules, ClockSpec, ClockState } from './clock-state.ts'
import type { MomentResult } from './hours.ts'
import { type ClockContext, dueAt, type Pause } from './target.ts'
import type { EpochMs } from './time.ts'

/** Starts a clock. `round` counts the runs of this clock on this record. */
export function startClock(spec: ClockSpec, at: EpochMs, ctx: ClockContext, round = 1): ClockState {
  const clock: ClockState = {
    name: spec.name,
    round,
    kind: spec.kind,
    target: spec.target,
    state: 'running',
    startedAt: at,
    dueAt: null,
    unpublished: null,
    pauses: [],
    nextFireAt: null,
    fireIndex: 0,
    alarms: spec.alarms ?? 'duty',
    ...(spec.warnAt === undefined ? {} : { warnAt: spec.warnAt }),
    metAt: null,
    breachedAt: null,
    corrected: false,
    endedAt: null,
    endReason: null,
  }
  return withDue(clock, dueAt(spec.target, at, [], ctx), spec, ctx)
}

/**
 * Stops an internal clock; nothing is told while it stands. A clock that does not run is returned as it is.
 * @throws Error for a promise: definitions that would pause one are refused
 */
export function pauseClock(clock: ClockState, at: EpochMs, reason: string): ClockState {
  if (clock.kind === 'promise') throw new Error(`${clock.name} is a promise and cannot pause`)
  if (clock.state !== 'running') return clock
  const pauses = [...clock.pauses, { from: notBefore(clock, at), to: null, reason }]
  return { ...clock, state: 'paused', pauses, nextFireAt: null }
}

/** Lets a paused clock run on; its due time moves as {@link dueAt} says. A clock that is not paused is returned as it is. */
export function resumeClock(rules: AlarmRules, clock: ClockState, at: EpochMs, ctx: ClockContext): ClockState {
  if (clock.state !== 'paused') return clock
  return retime(rules, { ...clock, state: 'running', pauses: closePause(clock, at) }, ctx)
}

/**
 * The thing happened at `at` (time of occurrence, which may lie before the time at which it became known). In time when
 * it happened at or before the due time; a breach that was recorded meanwhile is then marked corrected. Late: the breach
 * is recorded if nobody had done so. While the due time is not known, nothing is a breach.
 */
export function meetClock(clock: ClockState, at: EpochMs, reason = 'met'): ClockState {
  if (isOver(clock)) return clock
  const metAt = Math.max(at, clock.startedAt)
  // an open pause has not moved the due time yet, but no time that passed in it is late
  const pausedAt = clock.state === 'paused' ? (clock.pauses.at(-1) as Pause).from : metAt
  const late = clock.kind !== 'timer' && clock.dueAt !== null && Math.min(metAt, pausedAt) > clock.dueAt
  return {
    ...clock,
    state: 'met',
    pauses: closePause(clock, metAt),
    nextFireAt: null,
    metAt,
    breachedAt: late ? clock.dueAt : clock.breachedAt,
    corrected: !late && clock.breachedAt !== null,
    endedAt: metAt,
    endReason: reason,
  }
}

/** Ends a clock without its thing having happened: the record was cancelled, merged or settled another way. What was late by then stays late. */
export function cancelClock(clock: ClockState, at: EpochMs, reason: string): ClockState {
  if (isOver(clock)) return clock
  const endedAt = Math.max(at, clock.startedAt)
  return {
    ...clock,
    state: 'cancelled',
    pauses: closePause(clock, endedAt),
    nextFireAt: null,
    breachedAt: clock.breachedAt ?? (isBreached(clock, endedAt) ? clock.dueAt : null),
    endedAt,
    endReason: reason,
  }
}

/** Gives a clock another target (another priority, a stricter rule); it keeps its start and its pauses. */
export function retargetClock(spec: ClockSpec, clock: ClockState, ctx: ClockContext): ClockState {
  if (isOver(clock)) return clock
  const { warnAt: _, ...rest } = clock
  const own = spec.warnAt === undefined ? {} : { warnAt: spec.warnAt }
  return retime(spec, { ...rest, ...own, target: spec.target, alarms: spec.alarms ?? clock.alarms }, ctx)
}

/**
 * Computes the due time anew from start, target and pauses, after a calendar was published or a target changed. A breach
 * whose due time has moved into the future of it is marked corrected; warnings that were told are not told again.
 */
export function retime(rules: AlarmRules, clock: ClockState, ctx: ClockContext): ClockState {
  if (isOver(clock)) return clock
  return withDue(clock, dueAt(clock.target, clock.startedAt, clock.pauses, ctx), rules, ctx)
}

/**
 * {@link retime} after a calendar changed, as of `now`. A miss that was recorded is judged anew: it is marked corrected
 * when the new due time lies ahead, and then everything but the warnings may come again; when that has passed as well,
 * the miss stands from there on and nobody is told a second time.
 */
export function retimeByCalendar(rules: AlarmRules, clock: ClockState, ctx: ClockContext, now: EpochMs): ClockState {
  const next = retime(rules, clock, ctx)
  if (isOver(clock) || clock.breachedAt === null || clock.corrected || next.dueAt === null) return next
  // while a clock stands, no time passes that could be late
  const passed = clock.state === 'paused' ? (clock.pauses.at(-1) as Pause).from : now
  if (next.dueAt > passed) return next
  const late = { ...next, breachedAt: next.dueAt, corrected: false, fireIndex: clock.fireIndex }
  return { ...late, nextFireAt: nextFire(rules, late, ctx)?.at ?? null }
}

/** What has become due of a clock's alarms by `now`, and the clock after telling them. */
export function fire(
  rules: AlarmRules,
  clock: ClockState,
  ctx: ClockContext,
  now: EpochMs,
): { clock: ClockState; alarms: Alarm[] } {
  if (clock.nextFireAt === null || clock.nextFireAt > now) return { clock, alarms: [] }
  let alarms: Alarm[] = []
  let index = clock.fireIndex
  let next = alarmFrom(rules, clock, index, ctx)
  while (next && next.at <= now) {
    alarms.push(next)
    index = next.index + 1
    next = alarmFrom(rules, clock, index, ctx)
  }
  const breached = alarms.some((a) => a.kind === 'breach')
  // once it is late or done, a warning that nobody sent in time only adds noise; calls and what is told at the start are owed however late
  const calls = rules.warn.some((warning) => 'minutesAfter' in warning)
  if (!calls && alarms.some((a) => a.kind === 'breach' || a.kind === 'due'))
    alarms = alarms.filter((a) => a.kind !== 'warn' || a.at <= clock.startedAt)
  return {
    clock: {
      ...clock,
      fireIndex: index,
      nextFireAt: next?.at ?? null,
      breachedAt: breached ? clock.dueAt : clock.breachedAt,
      corrected: breached ? false : clock.corrected,
    },
    alarms,
  }
}

/** The clock's next alarm, or undefined when there is nothing more to tell. */
export function nextFire(rules: AlarmRules, clock: ClockState, ctx: ClockContext): Alarm | undefined {
  return clock.state === 'running' ? alarmFrom(rules, clock, clock.fireIndex, ctx) : undefined
}

/** Met or cancelled. */
export function isOver(clock: ClockState): boolean {
  return clock.state === 'met' || clock.state === 'cancelled'
}

/** Whether the clock counts as missed, recorded or not, at `now`. A timer never does. */
export function isBreached(clock: ClockState, now: EpochMs): boolean {
  if (clock.kind === 'timer') return false
  if (clock.breachedAt !== null) return !clock.corrected
  return clock.state === 'running' && clock.dueAt !== null && now > clock.dueAt
}

/** Time a clock has stood still up to `now`, in milliseconds. */
export function pausedMs(clock: ClockState, now: EpochMs): number {
  return clock.pauses.reduce((sum, p) => sum + Math.max(0, (p.to ?? now) - p.from), 0)
}

/** The earliest due time among running clocks that somebody must meet, timers left out: no clock hides another. */
export function nextDue(clocks: readonly ClockState[]): EpochMs | null {
  let next: EpochMs | null = null
  for (const { kind, state, dueAt: due } of clocks) {
    if (kind !== 'timer' && state === 'running' && due !== null && (next === null || due < next)) next = due
  }
  return next
}

function withDue(clock: ClockState, due: MomentResult, rules: AlarmRules, ctx: ClockContext): ClockState {
  const next: ClockState =
    'at' in due
      ? { ...clock, dueAt: due.at, unpublished: null }
      : { ...clock, dueAt: null, unpublished: { year: due.unpublished, earliest: due.earliest } }
  // the lists of alarms of a known and of an unknown due time have nothing in common
  if ((clock.unpublished === null) !== (next.unpublished === null)) next.fireIndex = 0
  if (clock.breachedAt !== null && (next.dueAt === null || next.dueAt > clock.breachedAt)) {
    next.corrected = true
    // the breach and its escalations may come again, the warnings not
    next.fireIndex = Math.min(clock.fireIndex, rules.warn.length)
  }
  next.nextFireAt = nextFire(rules, next, ctx)?.at ?? null
  return next
}

function closePause(clock: ClockState, at: EpochMs): readonly Pause[] {
  const last = clock.pauses.at(-1)
  if (!last || last.to !== null) return clock.pauses
  return [...clock.pauses.slice(0, -1), { ...last, to: Math.max(at, last.from) }]
}

/** Facts arrive out of order from offline devices: a pause begins at the earliest where the last one ended. */
function notBefore(clock: ClockState, at: EpochMs): EpochMs {
  return Math.max(at, clock.startedAt, clock.pauses.at(-1)?.to ?? clock.startedAt)
}
