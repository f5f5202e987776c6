import { systemActor } from '#kernel'
import {
  type HistoryRecord,
  type HistoryRow,
  type HistoryRun,
  insertHistory,
  isTouched,
  knownHistory,
  updateHistory,
} from '#modules/requests'
import { type Entry, type OutboxEvent, writeEntries, writeOutbox } from '#platform/command'
import type { Tx } from '#platform/db'
import { dropChunks, readChunk } from './chunks.ts'
import type { ImportDeps } from './deps.ts'
import { type Interpreted, interpret } from './interpret.ts'
import { type LogRow, writeLog } from './log.ts'
import { rulesOf } from './rules.ts'
import { changeRun, type RunRow } from './store.ts'

/** events in one row of the outbox, so that a relay's batch keeps a bearable size */
const EVENTS_A_ROW = 100
const origin = { requestId: 'imports', ip: 'import', userAgent: '' }

/**
 * Imports the next chunk of a run in the caller's transaction: all of it or nothing, so that a process that is killed
 * leaves whole chunks and the next one goes on behind them.
 */
export async function runChunk(tx: Tx, { cipher, secrets }: ImportDeps, run: RunRow, now: Date): Promise<void> {
  if (run.nextChunk >= run.chunks) {
    dropChunks(tx, run.id)
    changeRun(tx, run.id, { state: 'done', finishedAt: now })
    return
  }
  const [read, { history: rules, by }] = await Promise.all([
    readChunk(tx, cipher, run, run.nextChunk),
    rulesOf(tx, run, now),
  ])
  const { source, kind, channel, unanswered, duplicates } = by.mapping
  // two imports of one source take turns: each must see whom and what the other has made
  await tx.query('select pg_advisory_xact_lock(hashtextextended($1, 16))', [`${tx.organizationId} ${source}`])
  const rows = read.map((row) => interpret(row, by))
  const { first, again, faulty } = sorted(rows)
  const known = await knownHistory(tx, source, [...first.keys()])
  const made = [...first.values()].filter(({ history }) => !known.has(history.externalNumber))
  const there = [...first.values()].flatMap(({ row, history }) => {
    const before = known.get(history.externalNumber)
    return before ? [{ row, history, before }] : []
  })
  const open = duplicates === 'update' ? there.filter(({ before }) => !isTouched(before)) : []
  const as: HistoryRun = { id: run.id, source, kind, channel, unanswered }
  const created = await insertHistory(
    tx,
    secrets,
    as,
    rules,
    made.map(({ history }) => history),
    now,
  )
  const updated = await updateHistory(
    tx,
    as,
    rules,
    open.map(({ before, history }) => ({ before, row: history })),
    now,
  )
  const changed = new Set(updated.records.map(({ id }) => id))
  const log: LogRow[] = [
    ...faulty,
    ...made.map(({ row }, i): LogRow => ({ row, outcome: 'created', recordId: created.records[i]?.id as string })),
    ...there.map(({ row, before }): LogRow => {
      if (changed.has(before.id)) return { row, outcome: 'updated', recordId: before.id }
      const touched = duplicates === 'update' && isTouched(before)
      return left(row, touched ? 'imports.touched' : 'imports.alreadyThere', before.id)
    }),
    ...again.map((row) => left(row, 'imports.alreadyThere')),
  ]
  writeLog(tx, run.id, log)
  tellOf(tx, [...created.records, ...updated.records], [...created.entries, ...updated.entries], by.zone, now)
  changeRun(tx, run.id, {
    nextChunk: run.nextChunk + 1,
    created: run.created + made.length,
    updated: run.updated + changed.size,
    skipped: run.skipped + there.length - changed.size + again.length,
  })
}

type Ready = { row: number; history: HistoryRow }

/** Rows that are ready, each number of the source once; those that come again; those that cannot be imported. */
function sorted(rows: readonly Interpreted[]): { first: Map<string, Ready>; again: number[]; faulty: LogRow[] } {
  const first = new Map<string, Ready>()
  const again: number[] = []
  const faulty: LogRow[] = []
  for (const row of rows) {
    if (row.faults) faulty.push({ row: row.row, outcome: 'faulty', faults: row.faults })
    else if (first.has(row.history.externalNumber)) again.push(row.row)
    else first.set(row.history.externalNumber, row)
  }
  return { first, again, faulty }
}

const left = (row: number, code: string, recordId?: string): LogRow => ({
  row,
  outcome: 'skipped',
  faults: [{ column: null, code, params: { row } }],
  ...(recordId ? { recordId } : {}),
})

/**
 * Timeline, commitments, one audit event, and the event from which text index and statistics follow. It carries no
 * notice, and its kind is none that pages listen to: they need not read again for every record of ten years.
 */
function tellOf(tx: Tx, records: readonly HistoryRecord[], entries: Entry[], zone: string, now: Date): void {
  if (records.length === 0) return
  writeEntries(tx, { actor: systemActor(tx.organizationId, zone), origin, now }, entries, {
    action: 'imports.run',
    objectKind: 'serviceRequest',
    objectIds: records.map(({ id }) => id),
  })
  const events = records.map(
    ({ id, version, communityId, customerId }): OutboxEvent => ({
      name: 'importedRequest.import',
      recordKind: 'importedRequest',
      recordId: id,
      version,
      seq: version,
      communityId,
      ids: { customerId },
    }),
  )
  for (let i = 0; i < events.length; i += EVENTS_A_ROW) writeOutbox(tx, now, events.slice(i, i + EVENTS_A_ROW))
}
