import { randomBytes } from 'node:crypto'
import pg from 'pg'
import { testCluster } from '../postgres/testing.ts'
import { type DatabaseConnection, Db, type Statement, type Tx } from './db.ts'
import { migrate } from './migrate.ts'

const PASSWORD = 'test-only'
const TEMPLATE = 'sims_template'

export interface TestDatabase {
  /** the application's pool, under row-level security */
  db: Db
  /** connection of the owner, for a look behind row-level security */
  owner: pg.Client
  app: DatabaseConnection
  /** the same without a pooler between; `app` when there is none */
  direct: DatabaseConnection
  superuser: pg.ClientConfig
  close(): Promise<void>
}

/** A database of its own for one test file, cloned from a migrated template that is made once per cluster. */
export async function testDatabase(): Promise<TestDatabase> {
  const { pooler, ...cluster } = await testCluster()
  await ensureTemplate(cluster)
  const database = `test_${randomBytes(6).toString('hex')}`
  await once({ ...cluster, database: 'postgres' }, `create database ${database} template ${TEMPLATE}`)
  const superuser = { ...cluster, database }
  // settings of a role in a database are not cloned with it
  await migrate(superuser, PASSWORD)
  const direct = { ...superuser, user: 'sims_app', password: PASSWORD }
  const app = pooler ? { ...direct, ...pooler, pooled: true } : direct
  const db = new Db(app, { max: 20 })
  const owner = new pg.Client(superuser)
  await owner.connect()
  await owner.query('set search_path = sims')
  return {
    db,
    owner,
    app,
    direct,
    superuser,
    close: async () => {
      await db.end()
      await owner.end()
      await once({ ...cluster, database: 'postgres' }, `drop database ${database} with (force)`)
    },
  }
}

/**
 * How the application's role plans each statement that `work` sends, whatever its values; nothing of `work` stays. Tables
 * that nobody has analyzed are planned as a new installation plans them.
 */
export async function plansOf(
  { db, direct }: TestDatabase,
  organizationId: string,
  work: (tx: Tx) => Promise<unknown>,
): Promise<{ sql: string; plan: string }[]> {
  const sent: string[] = []
  const note =
    <Answer>(send: (sql: string | Statement, values: unknown[]) => Answer) =>
    (sql: string | Statement, values: unknown[] = []) => {
      sent.push(typeof sql === 'string' ? sql : sql.text)
      return send(sql, values)
    }
  const undo = new Error('only planned')
  const transaction = db.transaction(organizationId, async (tx) => {
    await work({ ...tx, query: note(tx.query), lock: note(tx.lock), queue: note(tx.queue) } as Tx)
    throw undo
  })
  await transaction.catch((error: unknown) => {
    if (error !== undo) throw error
  })
  const client = new pg.Client(direct)
  await client.connect()
  try {
    const plans: { sql: string; plan: string }[] = []
    for (const sql of sent) {
      const { rows } = await client.query<{ 'QUERY PLAN': string }>(`explain (generic_plan) ${sql}`)
      plans.push({ sql, plan: rows.map((row) => row['QUERY PLAN']).join('\n') })
    }
    return plans
  } finally {
    await client.end()
  }
}

async function ensureTemplate(cluster: pg.ClientConfig): Promise<void> {
  const client = new pg.Client({ ...cluster, database: 'postgres' })
  await client.connect()
  try {
    // other test processes wait here until the first has made the template
    await client.query('select pg_advisory_lock(77)')
    const { rowCount } = await client.query('select from pg_database where datname = $1', [TEMPLATE])
    if (rowCount) return
    await client.query('create database sims_making')
    await migrate({ ...cluster, database: 'sims_making' }, PASSWORD)
    await client.query(`alter database sims_making rename to ${TEMPLATE}`)
  } finally {
    await client.end()
  }
}

async function once(connection: pg.ClientConfig, sql: string): Promise<void> {
  const client = new pg.Client(connection)
  await client.connect()
  try {
    await client.query(sql)
  } finally {
    await client.end()
  }
}
