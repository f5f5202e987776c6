import type { RecordKind } from '@sims/contracts'
import { type ClockContext, type ClockState, callRules, hasten } from '#kernel'
import type { CommandScope } from '#platform/command'
import { statement, type Tx } from '#platform/db'
import { saveDue, saveFiredClocks } from './due-clocks-store.ts'
import type { RecordTable } from './store.ts'

/** The clocks that call the duty, in every definition that has one; indexes know them by these names. */
export const DUTY_CALL = 'dutyCall'
export const EMERGENCY_CALL = 'emergencyCall'
/** for SQL: `c.name in (…)` */
export const CALL_NAMES = `'${DUTY_CALL}', '${EMERGENCY_CALL}'`

/** A record that calls the duty, locked by this transaction. */
export interface RingingRecord {
  id: string
  recordKind: RecordKind
  communityId: string
  phase: string
  version: number
  entries: number
  nextDueAt: Date | null
  clock: ClockState
}

const tables: Record<RecordKind, RecordTable> = { serviceRequest: 'service_request', workOrder: 'work_order' }

const kindOf = statement(
  'ringing_kind',
  `select record_kind as kind from record_clock
   where organization_id = $1 and record_id = $2 and name in (${CALL_NAMES}) and state = 'running'
   order by name desc limit 1`,
)
const lockOf = (table: RecordTable) =>
  statement(
    `ringing_lock_${table}`,
    `select id, community_id as "communityId", phase, version, entries, next_due_at as "nextDueAt" from ${table}
     where organization_id = $1 and id = $2 for update`,
  )
const locks: Record<RecordKind, ReturnType<typeof lockOf>> = {
  serviceRequest: lockOf('service_request'),
  workOrder: lockOf('work_order'),
}
const clockOf = statement(
  'ringing_clock',
  `select clock from record_clock
   where organization_id = $1 and record_id = $2 and name in (${CALL_NAMES}) and state = 'running'
   order by name desc limit 1`,
)

/** Locks a record that calls the duty; undefined when nothing of it rings. */
export async function lockRinging(tx: Tx, id: string): Promise<RingingRecord | undefined> {
  const of = [tx.organizationId, id]
  const [found] = await tx.query<{ kind: RecordKind }>(kindOf, of)
  if (!found) return undefined
  const [record] = await tx.query<Omit<RingingRecord, 'recordKind' | 'clock'>>(locks[found.kind], of)
  // read after the lock, so that it is the last word
  const [row] = await tx.query<{ clock: ClockState }>(clockOf, of)
  return record && row && { ...record, recordKind: found.kind, clock: row.clock }
}

/** Queues that whoever acts passes the call on: the next is due at once. The record's version stays: nobody's page is stale. */
export function passCall(
  { tx, record, emit, now }: CommandScope,
  ringing: RingingRecord,
  { calls }: ClockContext,
): void {
  const { id: recordId, recordKind, communityId, phase, version, clock } = ringing
  const after = calls ? hasten(callRules(calls), clock, now.getTime()) : clock
  const seq = ringing.entries + 1
  saveFiredClocks(tx, [{ recordId, clock: after, nextFireAt: after.nextFireAt }])
  const nextDueAt = ringing.nextDueAt?.getTime() ?? null
  saveDue(tx, tables[recordKind], [{ id: recordId, entries: seq, nextDueAt }])
  record({
    ...{ recordKind, recordId, seq, verb: 'dutyPassed', step: null, fromState: null, toState: null, phase },
    ...{ occurredAt: now, internal: true },
    data: { clock: clock.name, round: clock.round, call: clock.fireIndex },
  })
  emit({ name: 'clocks.passed', recordKind, recordId, version, seq, communityId })
}
