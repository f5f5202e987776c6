import type { Names } from '@sims/contracts'
import { type Alarm, type ClockContext, type ClockState, fire, formatInstant, nextDue } from '#kernel'
import type { Entry, NoticeOrder, OutboxEvent } from '#platform/command'
import { clockRules } from './compile.ts'
import type { ProcessDefinition } from './definition.ts'
import type { DueClock, DueRecord } from './due-clocks-store.ts'

/** What firing a record's due clocks changes. */
export interface Fired {
  record: { id: string; entries: number; nextDueAt: number | null }
  clocks: { recordId: string; clock: ClockState; nextFireAt: number | null }[]
  entries: Entry[]
  events: OutboxEvent[]
}

export interface DueKind {
  recordKind: 'serviceRequest' | 'workOrder'
  /** told of a warning or breach while nobody has taken the record on */
  desk: string[]
}

/** What a timer never is. */
type Told = Exclude<Alarm, { kind: 'due' }>

/** The verb on the timeline, the event and the notice of each alarm. */
const told: Record<Told['kind'], { verb: string; event: string }> = {
  warn: { verb: 'clockWarned', event: 'clocks.warned' },
  breach: { verb: 'clockBreached', event: 'clocks.breached' },
  escalate: { verb: 'clockEscalated', event: 'clocks.escalated' },
  unpublished: { verb: 'calendarMissing', event: 'clocks.calendarMissing' },
}

/**
 * Fires the due clocks of one record, its timers left out: what they do is done by `due-steps.ts`.
 * @throws DomainError `process.unknownClock` for a clock that the record's definition does not know
 */
export function fireRecord(
  kind: DueKind,
  record: DueRecord,
  own: readonly DueClock[],
  definition: ProcessDefinition,
  ctx: ClockContext,
  now: Date,
): Fired {
  const entries: Entry[] = []
  const events: OutboxEvent[] = []
  const clocks: Fired['clocks'] = []
  const after = own.map(({ clock: before, due }) => {
    if (!due || before.kind === 'timer') return before
    const { clock, alarms } = fire(clockRules(definition, before.name), before, ctx, now.getTime())
    clocks.push({ recordId: record.id, clock, nextFireAt: clock.nextFireAt })
    const names = definition.clocks.find((def) => def.name === clock.name)?.names
    for (const alarm of alarms) {
      if (alarm.kind === 'due') continue
      const seq = record.entries + entries.length + 1
      entries.push(entryOf(kind, record, clock, alarm, seq))
      events.push(eventOf(kind, record, alarm, seq, noticeOf(kind, clock, names, alarm, ctx.zone)))
    }
    return clock
  })
  const count = record.entries + entries.length
  return { record: { id: record.id, entries: count, nextDueAt: nextDue(after) }, clocks, entries, events }
}

/** Between colleagues: residents do not read how the house reminds itself. */
function entryOf(kind: DueKind, record: DueRecord, clock: ClockState, alarm: Told, seq: number): Entry {
  const { name, round, dueAt } = clock
  const due = dueAt === null ? {} : { dueAt: new Date(dueAt).toISOString() }
  const more =
    alarm.kind === 'escalate'
      ? { level: alarm.level, to: alarm.to }
      : alarm.kind === 'unpublished'
        ? { year: alarm.year }
        : {}
  return {
    recordKind: kind.recordKind,
    recordId: record.id,
    seq,
    verb: told[alarm.kind].verb,
    step: null,
    fromState: null,
    toState: null,
    phase: record.phase,
    occurredAt: new Date(alarm.at),
    internal: true,
    data: { clock: name, round, ...due, ...more },
  }
}

function eventOf(kind: DueKind, record: DueRecord, alarm: Told, seq: number, notice: NoticeOrder): OutboxEvent {
  return {
    name: told[alarm.kind].event,
    recordKind: kind.recordKind,
    recordId: record.id,
    version: record.version,
    seq,
    communityId: record.communityId,
    ids: { assigneeId: record.assigneeId },
    notices: [notice],
  }
}

function noticeOf(kind: DueKind, clock: ClockState, names: Names | undefined, alarm: Told, zone: string): NoticeOrder {
  const notice = told[alarm.kind].verb
  if (alarm.kind === 'unpublished')
    return { notice, to: 'roles', roles: ['systemAdministrator'], params: { year: alarm.year } }
  const params = {
    clock: names ?? { 'zh-CN': clock.name, en: clock.name },
    dueAt: clock.dueAt === null ? null : formatInstant(clock.dueAt, zone),
    ...(alarm.kind === 'escalate' ? { level: alarm.level } : {}),
  }
  if (alarm.kind === 'escalate') return { notice, to: 'roles', roles: [alarm.to], params }
  return { notice, to: 'assignee', roles: kind.desk, params }
}
