import type { Pause, Target } from './target.ts'
import type { EpochMs } from './time.ts'

/**
 * A warning before the due time: when a share (0 … 1) of the target is used up, so many minutes before, on the morning of
 * the day on which it is due, at once when the clock starts, or so many minutes after it: a call, which is owed however late and comes earlier when the one before
 * was passed on.
 */
export type Warning =
  | { fraction: number }
  | { minutesBefore: number }
  | { onDay: true }
  | { atStart: true }
  | { minutesAfter: number }
/** Tell this role so many minutes after the due time (0: when it is due). */
export type Escalation = { minutesAfter: number; to: string }
export type AlarmRules = { warn: readonly Warning[]; escalate: readonly Escalation[] }

/** `duty`: told in duty hours, because a person must act. `anyHour`: emergencies. `quiet`: imported history tells nothing. */
export type AlarmMode = 'duty' | 'anyHour' | 'quiet'

/** What a clock has to tell at a moment. `index` is its place among the clock's alarms: warnings, breach (of a timer: due), escalations. */
export type Alarm =
  | { kind: 'warn'; index: number; at: EpochMs }
  | { kind: 'breach'; index: number; at: EpochMs }
  | { kind: 'due'; index: number; at: EpochMs }
  | { kind: 'escalate'; index: number; at: EpochMs; level: number; to: string }
  | { kind: 'unpublished'; index: number; at: EpochMs; year: number }

/**
 * `promise`: given to the customer, nothing stops it. `internal`: between departments, may pause. `timer`: nothing is owed
 * by anybody, at its time something happens by itself; it is never late and stands in no queue of what is due.
 */
export type ClockKind = 'promise' | 'internal' | 'timer'

/**
 * What a clock is started with: from the process definition, targets already chosen. `warnAt`: the share of the target
 * after which this very record is warned of, instead of the first share that the rules name.
 */
export type ClockSpec = AlarmRules & {
  name: string
  kind: ClockKind
  target: Target
  alarms?: AlarmMode
  warnAt?: number
}

/**
 * One run of one clock on a record: plain JSON, one row. Running and not yet met, it can already be breached; then
 * `breachedAt` is its due time. A clock that starts again gets a new state with the next `round`.
 */
export type ClockState = {
  name: string
  round: number
  kind: ClockKind
  target: Target
  state: 'running' | 'paused' | 'met' | 'cancelled'
  startedAt: EpochMs
  /** null while a year is not published */
  dueAt: EpochMs | null
  /** the year that is not published and the earliest moment at which it could be due */
  unpublished: { year: number; earliest: EpochMs } | null
  pauses: readonly Pause[]
  /** by how many ms its calls come earlier, because somebody passed one on; absent: none was */
  hastened?: number
  /** null: nothing more to tell (paused, ended, quiet, or all told) */
  nextFireAt: EpochMs | null
  /** how many of its alarms have been told or passed over */
  fireIndex: number
  alarms: AlarmMode
  /** its own first warning, as a share of the target; absent: as the rules say */
  warnAt?: number
  metAt: EpochMs | null
  breachedAt: EpochMs | null
  /** a breach was recorded, and then it became known that there was none; the record of it stays */
  corrected: boolean
  endedAt: EpochMs | null
  endReason: string | null
}
