import type { ImportOutcome } from '@sims/contracts'
import { jsonb, statement, type Tx, unnested } from '#platform/db'
import { bindTo, type Cipher } from '#platform/privacy'
import type { RowFault } from './cells.ts'
import type { RunRow } from './store.ts'

/** What a row is about, and what it changes: it may name people, so it is kept sealed. */
export interface RowDetails {
  label: string
  /** field, what was there, what is there now; null is empty */
  changes?: [field: string, from: string | null, to: string | null][]
  /** the record as the import left it */
  mark?: string
}

/** What became of a row of the file. */
export interface LogRow {
  row: number
  outcome: ImportOutcome
  faults?: RowFault[]
  recordId?: string
  details?: RowDetails
}

/** A row of the log that a run has written. */
export interface LoggedRow extends LogRow {
  recordId: string
}

type Key = Pick<RunRow, 'id' | 'wrappedKey'>
const placeOf = (tx: Tx, runId: string, row: number) =>
  bindTo('import_row.sealed', tx.organizationId, `${runId}/${row}`)

const write = statement(
  'import_log_write',
  `insert into import_row (organization_id, run_id, row_number, outcome, faults, record_id, sealed)
   select $1, $2, r.* from unnest($3::int[], $4::text[], $5::jsonb[], $6::uuid[], $7::bytea[]) r
   on conflict (organization_id, run_id, row_number) do update
   set outcome = excluded.outcome, faults = excluded.faults, record_id = excluded.record_id,
     sealed = coalesce(excluded.sealed, import_row.sealed)`,
)

/** Queues rows of the log; one without details keeps those that it has. */
export function writeLog(tx: Tx, cipher: Cipher, run: Key, rows: readonly LogRow[]): void {
  if (rows.length === 0) return
  const key = rows.some(({ details }) => details) ? cipher.unwrap(run.wrappedKey) : undefined
  tx.queue(write, [
    tx.organizationId,
    run.id,
    ...unnested(
      rows,
      (r) => r.row,
      (r) => r.outcome,
      (r) => jsonb(r.faults ?? []),
      (r) => r.recordId ?? null,
      (r) => (key && r.details ? cipher.seal(key, JSON.stringify(r.details), placeOf(tx, run.id, r.row)) : null),
    ),
  ])
}

/** Opens what rows of the log are about. */
export function detailsOf(
  tx: Tx,
  cipher: Cipher,
  run: Key,
  rows: readonly { row: number; sealed: Buffer | null }[],
): (RowDetails | undefined)[] {
  if (!rows.some(({ sealed }) => sealed)) return rows.map(() => undefined)
  const key = cipher.unwrap(run.wrappedKey)
  return rows.map(({ row, sealed }) =>
    sealed ? (JSON.parse(cipher.open(key, sealed, placeOf(tx, run.id, row))) as RowDetails) : undefined,
  )
}

const clear = statement('import_log_clear', 'delete from import_row where organization_id = $1 and run_id = $2')

/** Queues that an earlier check of the same file is forgotten. */
export const clearLog = (tx: Tx, runId: string) => void tx.queue(clear, [tx.organizationId, runId])

const forget = statement(
  'import_log_forget',
  `delete from import_row where organization_id = $1 and run_id = $2 and outcome <> 'faulty'`,
)

/** Queues that what a check has foreseen gives way to what the run will tell; faulty rows stay. */
export const forgetForeseen = (tx: Tx, runId: string) => void tx.queue(forget, [tx.organizationId, runId])

const last = statement(
  'import_log_last',
  `select row_number as row, record_id as "recordId", outcome, sealed from import_row
   where organization_id = $1 and run_id = $2 and outcome = any($3) order by row_number desc limit $4`,
)

/** The last rows that came to one of these ends: what was made last may hang on what was made first. */
export async function lastRows(
  tx: Tx,
  cipher: Cipher,
  run: Key,
  outcomes: readonly ImportOutcome[],
  limit: number,
): Promise<LoggedRow[]> {
  const rows = await tx.query<{ row: number; recordId: string; outcome: ImportOutcome; sealed: Buffer | null }>(last, [
    tx.organizationId,
    run.id,
    outcomes,
    limit,
  ])
  const details = detailsOf(tx, cipher, run, rows)
  return rows.map(({ row, recordId, outcome }, i) => ({
    row,
    recordId,
    outcome,
    ...(details[i] ? { details: details[i] } : {}),
  }))
}

const faulty = statement(
  'import_log_faulty',
  `select count(*)::int as count from import_row where organization_id = $1 and run_id = $2 and outcome = 'faulty'`,
)

/** Rows that could not be imported, those that became faulty after the check among them. */
export const countFaulty = async (tx: Tx, runId: string): Promise<number> =>
  (await tx.query<{ count: number }>(faulty, [tx.organizationId, runId]))[0]?.count ?? 0
