import { chmod, mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type pg from 'pg'
import type { SheetSubject } from '../../packages/contracts/src/index.ts'

/** Where the rows of a run lie, and which of them are its own. */
const TABLES: Record<SheetSubject, readonly (readonly [table: string, own: string])[]> = {
  places: [
    ['community', 'imported_by_run = $run'],
    ['place', '$run in (imported_by_run, implied_by_run)'],
  ],
  customers: [
    ['customer', 'imported_by_run = $run'],
    ['residency', 'imported_by_run = $run'],
    ['account', 'customer_id = any(array(select id from customer where imported_by_run = $run))'],
  ],
  staff: [
    ['staff', 'imported_by_run = $run'],
    ['account', 'staff_id = any(array(select id from staff where imported_by_run = $run))'],
    ['role_grant', 'staff_id = any(array(select id from staff where imported_by_run = $run))'],
    ['staff_skill', 'staff_id = any(array(select id from staff where imported_by_run = $run))'],
    ['team_member', 'staff_id = any(array(select id from staff where imported_by_run = $run))'],
  ],
}

/** Rows of the file a second whose records, with the log, COPY puts into tables with the same indexes. */
export async function copiedRows(owner: pg.Client, subject: SheetSubject, run: string): Promise<number> {
  const folder = await mkdtemp(join(tmpdir(), 'sims-bench-copy-'))
  // PostgreSQL may run as somebody else
  await chmod(folder, 0o777)
  try {
    const tables = [...TABLES[subject], ['import_row', 'run_id = $run'] as const]
    for (const [table, own] of tables) {
      await owner.query(`drop table if exists raw_${table}; create table raw_${table} (like ${table} including all)`)
      // what PostgreSQL computes cannot be copied in
      await owner.query(
        `alter table raw_${table} ${table === 'role_grant' ? 'drop column administrator' : 'set logged'}`,
      )
      const columns = await columnsOf(owner, `raw_${table}`)
      await owner.query(
        `copy (select ${columns} from ${table} where ${own.replaceAll('$run', `'${run}'`)}) to '${folder}/${table}'`,
      )
    }
    const start = performance.now()
    await owner.query('begin')
    for (const [table] of tables) await owner.query(`copy raw_${table} from '${folder}/${table}'`)
    await owner.query('commit')
    const seconds = (performance.now() - start) / 1000
    const { rows } = await owner.query<{ count: number }>('select count(*)::int as count from raw_import_row')
    return (rows[0]?.count ?? 0) / seconds
  } finally {
    await rm(folder, { recursive: true, force: true })
  }
}

async function columnsOf(owner: pg.Client, table: string): Promise<string> {
  const { rows } = await owner.query<{ columns: string }>(
    `select string_agg(quote_ident(attname), ', ' order by attnum) as columns from pg_attribute
     where attrelid = $1::regclass and attnum > 0 and not attisdropped`,
    [table],
  )
  return rows[0]?.columns ?? '*'
}
