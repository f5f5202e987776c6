import pg from 'pg'
import { PgBoss } from 'pg-boss'
import type { DatabaseConnection } from '#platform/db'

export const JOBS_SCHEMA = 'pgboss'
const LOCK = 7_362_143

/**
 * Brings pg-boss's schema to the version of the installed package, as the owner of the database, and lets the
 * application's role use it. Run after `migrate`, before `createJobs`. Processes that start at once wait for each other.
 */
export async function migrateJobs(owner: DatabaseConnection): Promise<void> {
  const client = new pg.Client(owner)
  await client.connect()
  try {
    await client.query('select pg_advisory_lock($1)', [LOCK])
    const boss = new PgBoss({
      ...plain(owner),
      schema: JOBS_SCHEMA,
      max: 2,
      supervise: false,
      schedule: false,
      registerInstance: false,
    })
    const failed = new Promise<never>((_, reject) => boss.on('error', reject))
    failed.catch(() => undefined)
    await Promise.race([boss.start(), failed])
    await boss.stop({ graceful: true })
    await client.query(`
      grant usage on schema ${JOBS_SCHEMA} to sims_app;
      grant select, insert, update, delete on all tables in schema ${JOBS_SCHEMA} to sims_app;
      grant usage on all sequences in schema ${JOBS_SCHEMA} to sims_app;
      grant execute on all functions in schema ${JOBS_SCHEMA} to sims_app`)
  } finally {
    await client.end()
  }
}

/** What pg-boss takes of a connection. */
export function plain({ host, port, database, user, password, ssl, connectionString }: DatabaseConnection) {
  const given = { host, port, database, user, password, ssl, connectionString }
  return Object.fromEntries(Object.entries(given).filter(([, value]) => value !== undefined)) as {
    host?: string
    port?: number
    database?: string
    user?: string
    password?: string
    connectionString?: string
  }
}
