import type { ClockContext } from '#kernel'
import type { Db, Tx } from '#platform/db'
import { createLoop, type Log, type Loop } from '#platform/jobs'
import { clockContext } from './context.ts'
import { definitionsById, type StoredDefinition } from './definitions.ts'
import { type DueKind, type Fired, fireRecord } from './due-clocks-alarms.ts'
import {
  clocksOfLocked,
  type DueClock,
  type DueRecord,
  dueOrganizations,
  lockDue,
  saveDue,
  saveFiredClocks,
} from './due-clocks-store.ts'
import { DUE_CLOCKS, PUT_OFF_MS, type TakeDueSteps, takeDueSteps } from './due-steps.ts'
import type { RecordTable } from './store.ts'
import { leaveTrail } from './system-scope.ts'

export interface DueClocksOptions {
  db: Db
  log: Log
  /** due clocks of one organization and table in one transaction; 500 when absent */
  batch?: number
  /** how each module takes the steps that timers ask for; without it the timers of its records wait */
  steps?: Partial<Record<RecordTable, TakeDueSteps>>
}

const kinds: Record<RecordTable, DueKind> = {
  service_request: { recordKind: 'serviceRequest', desk: ['agent', 'steward'] },
  work_order: { recordKind: 'workOrder', desk: ['dispatcher', 'teamLead'] },
}
/** batches under way at once: while one is decided here, the database works on another */
const LANES = 2

/**
 * Takes the steps of timers that are due at `now`, then fires every clock that is due at `now`: state of the clock, entry on the record's timeline with its commitment,
 * count of entries, and the event with its notices, a batch in one transaction. Any number of workers may run at once:
 * each fires what no other holds, each alarm is told and each step taken once. Answers how many these were.
 */
export async function fireDueClocks(options: DueClocksOptions, now: Date): Promise<number> {
  let told = 0
  for (const organization of await dueOrganizations(options.db, now)) {
    for (const table of ['service_request', 'work_order'] as const) {
      const take = options.steps?.[table]
      if (take) told += await takeDueSteps({ ...options, organization, table, take }, now)
      const lane = async () => {
        for (let more = true; more; ) {
          const batch = await options.db.transaction(organization, (tx) => fireBatch(tx, table, options, now))
          told += batch.told
          more = batch.full
        }
      }
      await Promise.all(Array.from({ length: LANES }, lane))
    }
  }
  return told
}

/** The same again and again, for the jobs role: looks every second, at once after a batch. */
export function createDueClocks(options: DueClocksOptions & { now?: () => Date }): Loop {
  const { log, now = () => new Date() } = options
  const step = async () => (await fireDueClocks(options, now())) > 0
  return createLoop({ name: 'due clocks', step, idle: { from: 1000, to: 1000 }, log })
}

async function fireBatch(tx: Tx, table: RecordTable, { batch = 500, log }: DueClocksOptions, now: Date) {
  const { records, full } = await lockDue(tx, table, 'alarms', now, batch)
  if (records.length === 0) return { told: 0, full: false }
  const [clocks, definitions, ctx] = await Promise.all([
    clocksOfLocked(
      tx,
      now,
      records.map((record) => record.id),
    ),
    definitionsById(
      tx,
      records.map((record) => record.definitionId),
    ),
    clockContext(tx, now),
  ])
  const own = Map.groupBy(clocks, (clock) => clock.recordId)
  const fired = records.map((record) =>
    fireOrPutOff(kinds[table], record, own.get(record.id) ?? [], definitions.get(record.definitionId), ctx, now, log),
  )
  save(tx, table, fired, ctx.zone, now)
  return { told: fired.reduce((sum, one) => sum + one.entries.length, 0), full }
}

/** One broken definition must not keep all other clocks from firing. */
function fireOrPutOff(
  kind: DueKind,
  record: DueRecord,
  own: readonly DueClock[],
  stored: StoredDefinition | undefined,
  ctx: ClockContext,
  now: Date,
  log: Log,
): Fired {
  try {
    if (!stored) throw new Error(`the definition ${record.definitionId} is not there`)
    return fireRecord(kind, record, own, stored.definition, ctx, now)
  } catch (error) {
    log.error({ err: error, recordKind: kind.recordKind, recordId: record.id }, 'clocks of a record cannot be fired')
    const nextFireAt = now.getTime() + PUT_OFF_MS
    const clocks = own.flatMap(({ clock, due }) => (due ? [{ recordId: record.id, clock, nextFireAt }] : []))
    return { record: { id: record.id, entries: record.entries, nextDueAt: null }, clocks, entries: [], events: [] }
  }
}

function save(tx: Tx, table: RecordTable, fired: readonly Fired[], zone: string, now: Date): void {
  saveFiredClocks(
    tx,
    fired.flatMap((one) => one.clocks),
  )
  const told = fired.filter((one) => one.entries.length > 0)
  if (told.length === 0) return
  saveDue(
    tx,
    table,
    told.map((one) => one.record),
  )
  leaveTrail(tx, DUE_CLOCKS, zone, now, {
    entries: told.flatMap((one) => one.entries),
    events: told.flatMap((one) => one.events),
    audit: {
      action: 'clocks.fire',
      objectKind: kinds[table].recordKind,
      objectIds: told.map((one) => one.record.id),
    },
  })
}
