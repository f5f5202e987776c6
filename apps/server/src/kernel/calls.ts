import type { AlarmRules, ClockState } from './clock-state.ts'
import type { Target } from './target.ts'
import { type EpochMs, minuteOf } from './time.ts'

/**
 * How the duty is called: `minutes` each step of the chain has until the next, at least one step; in quiet hours (minutes
 * of the local day, over midnight when `from` is later) only the most urgent calls; how calls are told beside the app.
 */
export interface Calls {
  minutes: readonly number[]
  quiet: { from: number; to: number } | null
  by: readonly ('email' | 'sms')[]
}

/** A call to each step of a chain, the first at once, and the time by which somebody must have accepted: its end. */
export function callRules({ minutes }: Calls): AlarmRules & { target: Target } {
  let sum = 0
  const warn = minutes.map((own, i) => {
    const after = sum
    sum += own
    return i === 0 ? { atStart: true as const } : { minutesAfter: after }
  })
  return { target: { kind: 'elapsedHours', hours: sum / 60 }, warn, escalate: [] }
}

export function isQuiet(at: EpochMs, zone: string, { quiet }: Pick<Calls, 'quiet'>): boolean {
  if (!quiet) return false
  const minute = minuteOf(at, zone)
  return quiet.from < quiet.to ? minute >= quiet.from && minute < quiet.to : minute >= quiet.from || minute < quiet.to
}

/**
 * Somebody who was called cannot come: the next call is due at once, and those after it keep their distance. A clock
 * whose calls have all been made, or that does not run, is returned as it is.
 */
export function hasten(rules: AlarmRules, clock: ClockState, now: EpochMs): ClockState {
  const { nextFireAt } = clock
  if (clock.state !== 'running' || nextFireAt === null || nextFireAt <= now) return clock
  if (clock.fireIndex >= rules.warn.length) return clock
  return { ...clock, hastened: (clock.hastened ?? 0) + nextFireAt - now, nextFireAt: now }
}
