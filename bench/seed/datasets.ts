import pg from 'pg'
import { indexRequests } from '../../apps/server/src/modules/requests/index.ts'
import { Db, migrate } from '../../apps/server/src/platform/db/index.ts'
import { migrateJobs } from '../../apps/server/src/platform/jobs/index.ts'
import type { Cluster } from '../lib/cluster.ts'
import { say } from '../lib/report.ts'
import { found } from './found.ts'
import { insertClocks, insertOrders, insertTrail } from './history.ts'
import { insertRequests, type RequestSpec } from './requests.ts'

interface DatasetSpec extends RequestSpec {
  /** what there is besides requests and what they name */
  with: readonly ('clocks' | 'orders' | 'trail' | 'search')[]
}
export type DatasetName = 'whole' | 'short' | 'long' | 'clocks' | 'open'

const YEARS = 3 * 365

/** `share`: 1 for the figures themselves, less to try things out. */
const specs = (share: number): Record<DatasetName, DatasetSpec> => ({
  /** a company in full working order */
  whole: { requests: 200_000 * share, open: 0.02, days: YEARS, with: ['clocks', 'orders', 'trail', 'search'] },
  /** lists: a young company has a larger share open, so that each filter set fills a page there too */
  short: { requests: 10_000, open: 0.08, days: YEARS, with: [] },
  long: { requests: 1_000_000 * share, open: 0.02, days: YEARS, with: [] },
  /** all new, each with two running clocks */
  clocks: { requests: 505_000 * share, open: 1, days: 0.2, with: ['clocks'] },
  /** the same, as many as a large company has open */
  open: { requests: 100_000 * share, open: 1, days: 0.2, with: ['clocks'] },
})

/** The name of a filled and analyzed database; it is made when it is not there or no longer fits the schema. */
export async function dataset(cluster: Cluster, name: DatasetName, share: number): Promise<string> {
  const spec = specs(share)[name]
  const database = `bench_${name}_${spec.requests}`
  const [known] = await cluster.query<{ note: string | null }>(
    'postgres',
    `select shobj_description(oid, 'pg_database') as note from pg_database where datname = $1`,
    [database],
  )
  if (known?.note && (await fits(cluster, database))) return database
  say(`making ${database}`)
  await cluster.drop(database)
  await cluster.query('postgres', `create database ${database}`)
  const start = performance.now()
  await fill(cluster, database, spec)
  const seconds = Math.round((performance.now() - start) / 1000)
  await cluster.query('postgres', `comment on database ${database} is 'filled in ${seconds} s'`)
  say(`  ${database} filled in ${seconds} s`)
  return database
}

/** A later release only adds migrations; a database of a schema that was changed is made anew. */
async function fits(cluster: Cluster, database: string): Promise<boolean> {
  try {
    await migrate(cluster.superuser(database), cluster.appPassword)
    return true
  } catch (error) {
    say(`${database} does not fit any more: ${(error as Error).message}`)
    return false
  }
}

async function fill(cluster: Cluster, database: string, spec: DatasetSpec): Promise<void> {
  const now = new Date()
  await migrate(cluster.superuser(database), cluster.appPassword)
  await migrateJobs(cluster.superuser(database))
  const db = new Db(cluster.app(database))
  const client = new pg.Client(cluster.superuser(database))
  await client.connect()
  try {
    const homes = await found(cluster, database, db, now)
    const [organization] = (await client.query('select organization_id as id from sims.organization')).rows
    // no foreign keys are checked and nobody waits for the disk: whoever pulls the plug starts again
    await client.query(`set search_path = sims; set session_replication_role = replica; set synchronous_commit = off;
      set maintenance_work_mem = '512MB'; set work_mem = '256MB'; select setseed(0.42)`)
    await insertRequests(client, homes, spec, now)
    if (spec.with.includes('orders')) await insertOrders(client)
    if (spec.with.includes('clocks')) await insertClocks(client, db, organization.id, now)
    if (spec.with.includes('trail')) await insertTrail(client)
    if (spec.with.includes('search')) await index(client, db, organization.id)
    await client.query('vacuum (analyze)')
    await client.query('checkpoint')
  } finally {
    await db.end()
    await client.end()
  }
}

const TEXTS = 1000

/** The texts go into the search index by the same function that the relay calls. */
async function index(client: pg.Client, db: Db, organizationId: string): Promise<void> {
  const { rows } = await client.query<{ id: string }>('select id from service_request order by id')
  for (let i = 0; i < rows.length; i += TEXTS) {
    const ids = rows.slice(i, i + TEXTS).map((row) => row.id)
    await db.transaction(organizationId, (tx) => indexRequests(tx, ids))
  }
  say(`  ${rows.length} texts indexed`)
}
