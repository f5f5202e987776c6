import { type AlarmRules, type ClockContext, type ClockState, nextDue, retimeByCalendar } from '#kernel'
import type { Entry, OutboxEvent } from '#platform/command'
import { clockRules } from './compile.ts'
import type { ProcessDefinition } from './definition.ts'
import type { RetimedRecord } from './retiming-store.ts'

/** The verb on the timeline. */
export const CALENDAR_CHANGED = 'calendarChanged'

/** What becomes of a record under a changed calendar. */
export interface Retimed {
  /** those with other times than before */
  clocks: ClockState[]
  /** when a due time moved */
  record?: { id: string; entries: number; nextDueAt: number | null }
  /** when that is to be told: imported history tells nothing, so that it counts as untouched */
  told?: { entry: Entry; event: OutboxEvent }
}

/** On the timeline: a clock that moved. Times are RFC 3339; null while a year is not published. */
export interface MovedClock {
  clock: string
  round: number
  from: string | null
  to: string | null
  /** it had been missed: by the new due time it has not, or it has all the same */
  breach?: 'withdrawn' | 'stands'
  /** levels of escalation that had been told; they are not taken back */
  escalated?: number
}

/**
 * Computes the open clocks of a record anew.
 * @throws DomainError `process.unknownClock` for a clock that the record's definition does not know
 */
export function retimeRecord(
  recordKind: 'serviceRequest' | 'workOrder',
  record: RetimedRecord,
  open: readonly ClockState[],
  definition: ProcessDefinition,
  { ctx, years, now }: { ctx: ClockContext; years: readonly number[]; now: Date },
): Retimed {
  const after = open.map((clock) =>
    retimeByCalendar(clockRules(definition, clock.name, ctx), clock, ctx, now.getTime()),
  )
  const pairs = open.map((clock, i) => [clock, after[i] as ClockState] as const)
  const clocks = pairs.filter(([before, next]) => !sameTimes(before, next)).map(([, next]) => next)
  const moves = pairs.filter(([before, next]) => !sameDue(before, next))
  if (moves.length === 0) return { clocks }
  const nextDueAt = nextDue(after)
  if (moves.every(([{ alarms }]) => alarms === 'quiet'))
    return { clocks, record: { id: record.id, entries: record.entries, nextDueAt } }
  const seq = record.entries + 1
  const entry: Entry = {
    recordKind,
    recordId: record.id,
    seq,
    verb: CALENDAR_CHANGED,
    step: null,
    fromState: null,
    toState: null,
    phase: record.phase,
    occurredAt: now,
    // customers read of what was promised to them, not of what colleagues owe each other
    internal: !moves.some(([{ kind }]) => kind === 'promise'),
    data: {
      years,
      clocks: moves.map(([before, next]) => movedClock(clockRules(definition, before.name, ctx), before, next)),
    },
  }
  const event: OutboxEvent = {
    name: 'clocks.retimed',
    recordKind,
    recordId: record.id,
    version: record.version,
    seq,
    communityId: record.communityId,
    ids: { assigneeId: record.assigneeId, customerId: record.customerId },
  }
  return { clocks, record: { id: record.id, entries: seq, nextDueAt }, told: { entry, event } }
}

function movedClock(rules: AlarmRules, before: ClockState, next: ClockState): MovedClock {
  const missed = before.breachedAt !== null && !before.corrected
  const moved: MovedClock = { clock: next.name, round: next.round, from: iso(before.dueAt), to: iso(next.dueAt) }
  if (!missed) return moved
  const escalated = before.fireIndex - rules.warn.length - 1
  return {
    ...moved,
    breach: next.corrected ? 'withdrawn' : 'stands',
    ...(escalated > 0 ? { escalated } : {}),
  }
}

const iso = (at: number | null) => (at === null ? null : new Date(at).toISOString())

const sameDue = (a: ClockState, b: ClockState) =>
  a.dueAt === b.dueAt &&
  a.unpublished?.year === b.unpublished?.year &&
  a.unpublished?.earliest === b.unpublished?.earliest

const sameTimes = (a: ClockState, b: ClockState) =>
  sameDue(a, b) && a.nextFireAt === b.nextFireAt && a.breachedAt === b.breachedAt && a.corrected === b.corrected
