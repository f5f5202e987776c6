import { chmod, mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type pg from 'pg'

const CHUNK = 500

/** Where the rows of a run lie, and the column that names their record. */
const TABLES = [
  ['service_request', 'id'],
  ['timeline', 'record_id'],
  ['ledger_pending', 'record_id'],
  ['record_clock', 'record_id'],
  ['import_row', 'record_id'],
] as const

/** The records of a run a second, all rows of each, that COPY from a file puts into tables with the same indexes. */
export async function copied(owner: pg.Client, run: string): Promise<number> {
  const folder = await mkdtemp(join(tmpdir(), 'sims-bench-copy-'))
  // PostgreSQL may run as somebody else
  await chmod(folder, 0o777)
  try {
    await twins(owner)
    for (const [table, key] of TABLES)
      await owner.query(
        `copy (select t.* from ${table} t where t.${key} = any(array(${ofRun(run)}))) to '${folder}/${table}'`,
      )
    const start = performance.now()
    await owner.query('begin')
    for (const [table] of TABLES) await owner.query(`copy raw_${table} from '${folder}/${table}'`)
    await owner.query('commit')
    return await rate(owner, start)
  } finally {
    await rm(folder, { recursive: true, force: true })
  }
}

/** The same in transactions of 500 records, from one table into the other: nothing is computed, nothing travels. */
export async function inserted(owner: pg.Client, run: string): Promise<number> {
  await twins(owner)
  const { rows } = await owner.query<{ id: string }>(`${ofRun(run)} order by row_number`)
  const start = performance.now()
  for (let i = 0; i < rows.length; i += CHUNK) {
    const ids = rows.slice(i, i + CHUNK).map((row) => row.id)
    await owner.query('begin')
    for (const [table, key] of TABLES) {
      const organized = table === 'import_row' ? `t.run_id = '${run}' and ` : ''
      await owner.query({
        name: `raw ${table}`,
        text: `insert into raw_${table} select t.* from ${table} t
          where t.organization_id = (select organization_id from organization) and ${organized}t.${key} = any($1)`,
        values: [ids],
      })
    }
    await owner.query('commit')
  }
  return await rate(owner, start)
}

const ofRun = (run: string) =>
  `select record_id as id from import_row where run_id = '${run}' and record_id is not null`

async function twins(owner: pg.Client): Promise<void> {
  for (const [table] of TABLES)
    await owner.query(`drop table if exists raw_${table}; create table raw_${table} (like ${table} including all)`)
}

async function rate(owner: pg.Client, start: number): Promise<number> {
  const seconds = (performance.now() - start) / 1000
  const { rows } = await owner.query('select count(*)::int as records from raw_service_request')
  return rows[0].records / seconds
}
