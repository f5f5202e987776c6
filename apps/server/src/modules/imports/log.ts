import type { ImportOutcome } from '@sims/contracts'
import { jsonb, statement, type Tx, unnested } from '#platform/db'
import type { RowFault } from './interpret.ts'

/** What became of a row of the file. */
export interface LogRow {
  row: number
  outcome: ImportOutcome
  faults?: RowFault[]
  recordId?: string
}

const write = statement(
  'import_log_write',
  `insert into import_row (organization_id, run_id, row_number, outcome, faults, record_id)
   select $1, $2, r.* from unnest($3::int[], $4::text[], $5::jsonb[], $6::uuid[]) r
   on conflict (organization_id, run_id, row_number) do update
   set outcome = excluded.outcome, faults = excluded.faults, record_id = excluded.record_id`,
)

export function writeLog(tx: Tx, runId: string, rows: readonly LogRow[]): void {
  if (rows.length === 0) return
  tx.queue(write, [
    tx.organizationId,
    runId,
    ...unnested(
      rows,
      (r) => r.row,
      (r) => r.outcome,
      (r) => jsonb(r.faults ?? []),
      (r) => r.recordId ?? null,
    ),
  ])
}

const clear = statement('import_log_clear', 'delete from import_row where organization_id = $1 and run_id = $2')

/** Queues that an earlier check of the same file is forgotten. */
export const clearLog = (tx: Tx, runId: string) => void tx.queue(clear, [tx.organizationId, runId])

const next = statement(
  'import_log_next',
  `select row_number as row, record_id as "recordId", outcome from import_row
   where organization_id = $1 and run_id = $2 and outcome = any($3) order by row_number limit $4`,
)

/** The first rows that came to one of these ends. */
export const rowsWith = (tx: Tx, runId: string, outcomes: readonly ImportOutcome[], limit: number) =>
  tx.query<{ row: number; recordId: string; outcome: ImportOutcome }>(next, [tx.organizationId, runId, outcomes, limit])
