import { type Alarm, type ClockContext, type ClockState, fire, formatInstant, nextDue } from '#kernel'
import type { Entry, NoticeOrder, OutboxEvent } from '#platform/command'
import { clockRules } from './compile.ts'
import type { ClockDef, ProcessDefinition } from './definition.ts'
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

const rung = { verb: 'dutyRung', event: 'clocks.rung' } as const

/** An alarm of a clock that calls the duty: each is the next call. */
const isRing = (def: ClockDef | undefined, alarm: Told) =>
  def?.rings !== undefined && def.rings !== false && alarm.kind !== 'unpublished'
const callOf = (alarm: Told) => alarm.index + 1
const toldOf = (def: ClockDef | undefined, alarm: Told) => (isRing(def, alarm) ? rung : told[alarm.kind])

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
    const { clock, alarms } = fire(clockRules(definition, before.name, ctx), before, ctx, now.getTime())
    clocks.push({ recordId: record.id, clock, nextFireAt: clock.nextFireAt })
    const def = definition.clocks.find((one) => one.name === clock.name)
    for (const alarm of alarms) {
      if (alarm.kind === 'due') continue
      const seq = record.entries + entries.length + 1
      entries.push(entryOf(kind, record, clock, def, alarm, seq))
      events.push(eventOf(kind, record, def, alarm, seq, noticeOf(kind, clock, def, alarm, ctx)))
    }
    return clock
  })
  const count = record.entries + entries.length
  return { record: { id: record.id, entries: count, nextDueAt: nextDue(after) }, clocks, entries, events }
}

/** Between colleagues: residents do not read how the house reminds itself. */
function entryOf(
  kind: DueKind,
  record: DueRecord,
  clock: ClockState,
  def: ClockDef | undefined,
  alarm: Told,
  seq: number,
): Entry {
  const { name, round, dueAt } = clock
  const due = dueAt === null ? {} : { dueAt: new Date(dueAt).toISOString() }
  const more = isRing(def, alarm)
    ? { call: callOf(alarm) }
    : alarm.kind === 'escalate'
      ? { level: alarm.level, to: alarm.to }
      : alarm.kind === 'unpublished'
        ? { year: alarm.year }
        : {}
  return {
    recordKind: kind.recordKind,
    recordId: record.id,
    seq,
    verb: toldOf(def, alarm).verb,
    step: null,
    fromState: null,
    toState: null,
    phase: record.phase,
    occurredAt: new Date(alarm.at),
    internal: true,
    data: { clock: name, round, ...due, ...more },
  }
}

function eventOf(
  kind: DueKind,
  record: DueRecord,
  def: ClockDef | undefined,
  alarm: Told,
  seq: number,
  notice: NoticeOrder,
): OutboxEvent {
  return {
    name: toldOf(def, alarm).event,
    recordKind: kind.recordKind,
    recordId: record.id,
    version: record.version,
    seq,
    communityId: record.communityId,
    ids: { assigneeId: record.assigneeId },
    notices: [notice],
  }
}

function noticeOf(
  kind: DueKind,
  clock: ClockState,
  def: ClockDef | undefined,
  alarm: Told,
  { zone, calls }: ClockContext,
): NoticeOrder {
  const notice = toldOf(def, alarm).verb
  if (alarm.kind === 'unpublished')
    return { notice, to: 'roles', roles: ['systemAdministrator'], params: { year: alarm.year } }
  if (isRing(def, alarm)) {
    const call = callOf(alarm)
    return { notice, to: 'duty', call, params: { call }, ...(calls ? { by: calls.by } : {}) }
  }
  const params = {
    clock: def?.names ?? { 'zh-CN': clock.name, en: clock.name },
    dueAt: clock.dueAt === null ? null : formatInstant(clock.dueAt, zone),
    ...(alarm.kind === 'escalate' ? { level: alarm.level } : {}),
  }
  if (alarm.kind === 'escalate') return { notice, to: 'chain', roles: [alarm.to], params }
  return { notice, to: 'assignee', roles: kind.desk, params }
}
