import type { CalendarYear } from '@sims/contracts'
import { DomainError } from '#kernel'
import { writeOutbox } from '#platform/command'
import type { Db, Tx } from '#platform/db'
import { createLoop, type Log, type Loop } from '#platform/jobs'
import { saveCalendarYears } from './calendar-years.ts'
import { CONTEXT_KEPT_MS, clockContext, forgetClockContext } from './context.ts'
import { definitionsById } from './definitions.ts'
import { saveDue, saveFiredClocks } from './due-clocks-store.ts'
import { PUT_OFF_MS } from './due-steps.ts'
import { retimeRecord } from './retiming-record.ts'
import {
  lockPart,
  noteCalendarChange,
  type Part,
  planRetiming,
  putOffRecords,
  type RecordsPart,
  retimingOrganizations,
  takeCalendarChanges,
  takePart,
} from './retiming-store.ts'
import { leaveTrail } from './system-scope.ts'

export interface RetimingOptions {
  db: Db
  log: Log
  /** records in one transaction; 500 when absent */
  batch?: number
}

/**
 * How long after a change the work is planned: by then no process goes by the calendar before it (`context.ts`), and
 * commands that began with it have ended, so no clock that they start is missed. Processes' clocks may differ by seconds.
 */
export const SETTLED_MS = 2 * CONTEXT_KEPT_MS
/** parts under way at once: while one is computed here, the database works on another */
const LANES = 2
/** who holds a record for longer keeps its part waiting for the next try */
const PATIENCE_MS = 5000
const kinds = { service_request: 'serviceRequest', work_order: 'workOrder' } as const

/** Queues that this is the calendar of its year from now on, and that what depends on it is computed anew. */
export function changeCalendar(tx: Tx, content: CalendarYear, now: Date): void {
  saveCalendarYears(tx, [content])
  noteCalendarChange(tx, content.year, now)
  tx.afterCommit(() => forgetClockContext(tx.organizationId))
}

/**
 * Computes every open due time anew that depends on a calendar which has changed: plans it as parts, then does them.
 * Each part is one transaction with its removal, so a worker that is killed leaves it to the next, and any number may
 * work at once. Answers of how many records a due time moved.
 */
export async function retimeRecords(options: RetimingOptions, now: Date): Promise<number> {
  const settled = new Date(now.getTime() - SETTLED_MS)
  let moved = 0
  for (const organization of await retimingOrganizations(options.db, settled, now)) {
    await options.db.transaction(organization, (tx) => planChanges(tx, options.batch ?? 500, settled, now))
    const lane = async () => {
      for (let done = await doPart(options, organization, now); done; ) {
        moved += done.moved
        done = await doPart(options, organization, now)
      }
    }
    await Promise.all(Array.from({ length: LANES }, lane))
  }
  if (moved > 0) options.log.info({ records: moved }, 'due times moved with the calendar')
  return moved
}

/** The same again and again, for the jobs role. */
export function createRetiming(options: RetimingOptions & { now?: () => Date }): Loop {
  const { log, now = () => new Date() } = options
  const step = async () => (await retimeRecords(options, now())) > 0
  return createLoop({ name: 'retiming', step, idle: { from: 1000, to: 1000 }, log })
}

async function planChanges(tx: Tx, batch: number, settled: Date, now: Date): Promise<void> {
  const years = await takeCalendarChanges(tx, settled)
  if (years.length === 0) return
  planRetiming(tx, years, batch, now)
}

/** What counts by the calendar counts anew, once the due times that people wait for are done. */
function tellOthers(tx: Tx, now: Date): void {
  const organization = tx.organizationId
  writeOutbox(tx, now, [
    { name: 'calendar.changed', recordKind: 'organization', recordId: organization, version: 1, seq: 0 },
  ])
}

/** Undefined when no part is left that nobody holds. */
async function doPart({ db, log }: RetimingOptions, organization: string, now: Date) {
  let part: Part | undefined
  const work = async (tx: Tx) => {
    part = await takePart(tx, now)
    if (part?.table) return { moved: await retimePart(tx, part, log, now) }
    if (part) tellOthers(tx, now)
    return part && { moved: 0 }
  }
  try {
    return await db.transaction(organization, work, { patienceMs: PATIENCE_MS })
  } catch (error) {
    // the database is away, or somebody holds a record: the whole part again, soon
    if (!part?.table || (error instanceof DomainError && error.code === 'http.unavailable')) throw error
    const failed = part
    log.error({ err: error, recordIds: failed.recordIds }, 'due times cannot be computed anew together')
    await db.transaction(organization, async (tx) => putOffRecords(tx, failed, failed.recordIds, later(now)))
    return { moved: 0 }
  }
}

const later = (now: Date) => new Date(now.getTime() + PUT_OFF_MS)

async function retimePart(tx: Tx, part: RecordsPart, log: Log, now: Date): Promise<number> {
  const [records, ctx] = await Promise.all([lockPart(tx, part), clockContext(tx, now)])
  const definitions = await definitionsById(
    tx,
    records.map(([record]) => record.definitionId),
  )
  const broken: string[] = []
  const retimed = records.flatMap(([record, open]) => {
    try {
      const stored = definitions.get(record.definitionId)
      if (!stored) throw new Error(`the definition ${record.definitionId} is not there`)
      const how = { ctx, years: part.years, now }
      return [{ id: record.id, ...retimeRecord(kinds[part.table], record, open, stored.definition, how) }]
    } catch (error) {
      log.error({ err: error, recordId: record.id }, 'due times of a record cannot be computed anew')
      broken.push(record.id)
      return []
    }
  })
  putOffRecords(tx, part, broken, later(now))
  saveFiredClocks(
    tx,
    retimed.flatMap(({ id, clocks }) => clocks.map((clock) => ({ recordId: id, clock, nextFireAt: clock.nextFireAt }))),
  )
  const moved = retimed.flatMap(({ record }) => record ?? [])
  saveDue(tx, part.table, moved)
  const told = retimed.flatMap((one) => one.told ?? [])
  if (told.length > 0) {
    leaveTrail(tx, 'calendars', ctx.zone, now, {
      entries: told.map(({ entry }) => entry),
      events: told.map(({ event }) => event),
      audit: {
        action: 'clocks.retime',
        objectKind: kinds[part.table],
        objectIds: told.map(({ entry }) => entry.recordId),
      },
    })
  }
  return moved.length
}
