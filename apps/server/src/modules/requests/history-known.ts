import { type ClockState, nextDue } from '#kernel'
import type { Entry } from '#platform/command'
import { statement, type Tx, unnested } from '#platform/db'
import { definitionsById, loadClocks, saveClocks } from '#platform/process'
import { priorityOf } from './domain/priority.ts'
import {
  endOf,
  entryOf,
  type HistoryRow,
  type HistoryRules,
  type HistoryRun,
  type HistoryWritten,
  type Lived,
  liveOn,
} from './history.ts'
import { processRecord } from './process-record.ts'
import { REQUEST_COLUMNS, type RequestRow } from './row.ts'

/** A request that an earlier import of the same source made. */
export type KnownRequest = RequestRow & {
  externalNumber: string
  description: string
  settledAt: Date | null
  importedVersion: number
}

const known = statement(
  'request_known_history',
  `select ${REQUEST_COLUMNS}, r.external_number as "externalNumber", r.description,
     r.settled_at as "settledAt", r.imported_version as "importedVersion"
   from service_request r
   where r.organization_id = $1 and r.id = any(array(
     select k.id from service_request k
     where k.organization_id = $1 and k.import_source = $2 and k.external_number = any($3)))
   order by r.id for update`,
)

/** The requests of a source that are there already, locked, by their number in it. */
export async function knownHistory(
  tx: Tx,
  source: string,
  numbers: readonly string[],
): Promise<Map<string, KnownRequest>> {
  if (numbers.length === 0) return new Map()
  const rows = await tx.query<KnownRequest>(known, [tx.organizationId, source, numbers])
  return new Map(rows.map((row) => [row.externalNumber, row]))
}

const counted = statement(
  'request_known_numbers',
  `select count(*)::int as count from service_request
   where organization_id = $1 and import_source = $2 and external_number = any($3)`,
)

/** How many of some numbers of a source are there already. */
export async function knownNumbers(tx: Tx, source: string, numbers: readonly string[]): Promise<number> {
  const [row] = await tx.query<{ count: number }>(counted, [tx.organizationId, source, numbers])
  return row?.count ?? 0
}

/** Whether somebody has worked on a request since it was imported. */
export const isTouched = ({ version, entries, importedVersion }: KnownRequest) =>
  version !== importedVersion || entries !== importedVersion

interface Changed extends Lived {
  before: KnownRequest
  row: HistoryRow
  corrected: boolean
  version: number
}

/**
 * Queues what a table says anew of requests that nobody has touched: text and category, and an answer that was still
 * missing, by the steps of their process. Gives the ids of those that changed, and their entries; who and when stays.
 */
export async function updateHistory(
  tx: Tx,
  run: HistoryRun,
  rules: HistoryRules,
  pairs: readonly { before: KnownRequest; row: HistoryRow }[],
  now: Date,
): Promise<HistoryWritten> {
  const [clocks, definitions] = await Promise.all([
    loadClocks(
      tx,
      pairs.map(({ before }) => before.id),
    ),
    definitionsById(
      tx,
      pairs.map(({ before }) => before.definitionId),
    ),
  ])
  const changed = pairs.flatMap(({ before, row }): Changed[] => {
    const definition = definitions.get(before.definitionId)?.definition
    if (!definition) throw new Error(`the definition ${before.definitionId} is not there`)
    const record = processRecord(before, [], clocks.get(before.id) ?? [], { governing: undefined })
    const end = before.phase === 'new' ? endOf(row) : null
    const lived = liveOn(definition, record, end, rules.clock, now)
    const corrected = row.description !== before.description || row.category !== before.category
    if (!corrected && lived.taken.length === 0) return []
    return [{ before, row, corrected, ...lived, version: before.version + lived.taken.length + (corrected ? 1 : 0) }]
  })
  queueChanges(tx, rules, changed)
  saveClocks(
    tx,
    'serviceRequest',
    changed.flatMap(({ before, clocks: after }) => after.map((clock) => ({ recordId: before.id, clock }))),
  )
  return {
    records: changed.map(({ before: { id, communityId, customerId }, version }) => ({
      id,
      version,
      communityId,
      customerId,
    })),
    entries: changed.flatMap((one) => entriesOf(run, one, now)),
  }
}

const change = statement(
  'request_change_history',
  `update service_request r set description = c.description, category = c.category,
     category_version_id = c.category_version_id, priority = c.priority,
     matrix_version_id = case when c.category = r.category then r.matrix_version_id else $12 end,
     state = c.state, phase = c.phase, version = c.version, entries = c.version, imported_version = c.version, next_due_at = c.next_due_at,
     settled_at = c.settled_at
   from unnest($2::uuid[], $3::text[], $4::text[], $5::uuid[], $6::int2[], $7::text[], $8::text[], $9::int[],
     $10::timestamptz[], $11::timestamptz[])
     c (id, description, category, category_version_id, priority, state, phase, version, next_due_at, settled_at)
   where r.organization_id = $1 and r.id = c.id`,
)

const settledAt = ({ taken, before }: Changed) => {
  const last = taken.at(-1)
  return last ? new Date(last.at) : before.settledAt
}

function queueChanges(tx: Tx, { categories, matrix }: HistoryRules, changed: readonly Changed[]): void {
  if (changed.length === 0) return
  const rule = ({ before, row }: Changed) =>
    row.category === before.category ? undefined : categories.get(row.category)
  const due = (clocks: readonly ClockState[]) => {
    const at = nextDue(clocks)
    return at === null ? null : new Date(at)
  }
  tx.queue(change, [
    tx.organizationId,
    ...unnested(
      changed,
      (c) => c.before.id,
      (c) => c.row.description,
      (c) => c.row.category,
      (c) => rule(c)?.rule.id ?? c.before.categoryVersionId,
      (c) => {
        const content = rule(c)?.content
        return content ? priorityOf(matrix.cells, content.defaultUrgency, content.defaultImpact) : c.before.priority
      },
      (c) => c.taken.at(-1)?.state ?? c.before.state,
      (c) => c.taken.at(-1)?.phase ?? c.before.phase,
      (c) => c.version,
      (c) => due(c.clocks),
      (c) => settledAt(c),
    ),
    matrix.id,
  ])
}

function entriesOf(run: HistoryRun, { before, row, corrected, taken }: Changed, now: Date): Entry[] {
  const entries = taken.map((step, i) => entryOf(run, before.id, row, step, before.entries + 1 + i))
  if (!corrected) return entries
  const last = taken.at(-1)
  const state = last?.state ?? before.state
  return [
    ...entries,
    {
      recordKind: 'serviceRequest',
      recordId: before.id,
      seq: before.entries + taken.length + 1,
      verb: 'importCorrected',
      step: null,
      fromState: state,
      toState: state,
      phase: last?.phase ?? before.phase,
      occurredAt: now,
      internal: true,
      data: { category: row.category, import: run.id },
      content: { description: row.description },
    },
  ]
}
