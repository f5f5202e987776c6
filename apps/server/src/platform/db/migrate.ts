import { createHash, createHmac, pbkdf2Sync, randomBytes } from 'node:crypto'
import { readdir, readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { setTimeout } from 'node:timers/promises'
import pg from 'pg'

const folder = new URL('../../../migrations/', import.meta.url).pathname
const LOCK = 7_362_141

/**
 * Brings the database to the present schema as its owner: creates the application's role with `appPassword`, runs
 * every migration that has not run, each in a transaction of its own, and refuses a changed or unknown one.
 * Processes that start at once wait for each other. Answers the names of the migrations that ran.
 */
export async function migrate(owner: pg.ClientConfig, appPassword: string): Promise<string[]> {
  const client = new pg.Client(owner)
  await client.connect()
  try {
    await client.query('select pg_advisory_lock($1)', [LOCK])
    await client.query('set client_min_messages = warning; create schema if not exists sims; set search_path = sims')
    await applicationRole(client, appPassword)
    await client.query(
      'create table if not exists migration (name text primary key, checksum text not null, applied_at timestamptz not null default now())',
    )
    return await run(client)
  } finally {
    await client.end()
  }
}

/** The names of the migrations that this release knows, in their order. */
export async function migrationNames(): Promise<string[]> {
  return (await readdir(folder)).filter((name) => name.endsWith('.sql')).sort()
}

async function run(client: pg.Client): Promise<string[]> {
  const { rows } = await client.query<{ name: string; checksum: string }>('select name, checksum from migration')
  const applied = new Map(rows.map((row) => [row.name, row.checksum]))
  const files = await migrationNames()
  const unknown = [...applied.keys()].filter((name) => !files.includes(name))
  if (unknown.length > 0) {
    throw new Error(`the database was made by a newer SIMS (${unknown.join(', ')}): start that version, or a later one`)
  }
  const ran: string[] = []
  for (const name of files) {
    const text = await readFile(join(folder, name), 'utf8')
    const checksum = createHash('sha256').update(text).digest('hex')
    const before = applied.get(name)
    if (before === checksum) continue
    if (before) throw new Error(`migration ${name} was changed after it ran`)
    await client.query('begin')
    await client.query(text)
    await client.query('insert into migration (name, checksum) values ($1, $2)', [name, checksum])
    await client.query('commit')
    ran.push(name)
  }
  return ran
}

/**
 * The role that the server logs in as: no rights but those that migrations grant. Its statements are planned once per
 * connection for any values: left to itself the database plans those with arrays anew at every call, because one record
 * in an array looks cheaper than the ten that it assumes. Reading a whole table is priced out, because a plan that was
 * made while the table was small would stay when it has grown.
 */
async function applicationRole(client: pg.Client, password: string): Promise<void> {
  await client.query(`do $$ begin
    if not exists (select from pg_roles where rolname = 'sims_app') then create role sims_app login; end if;
  end $$`)
  const { rows } = await client.query<{ sql: string }>(
    `select format('alter role sims_app password %L', $1::text) as sql
     union all select format('grant connect on database %I to sims_app', current_database())
     union all select format('alter role sims_app in database %I set search_path = sims', current_database())
     union all select format('alter role sims_app in database %I set statement_timeout = ''30s''', current_database())
     union all select format('alter role sims_app in database %I set plan_cache_mode = force_generic_plan',
       current_database())
     union all select format('alter role sims_app in database %I set enable_seqscan = off', current_database())
     union all select format('alter role sims_app in database %I set idle_in_transaction_session_timeout = ''30s''',
       current_database())`,
    [scramVerifier(password)],
  )
  for (const { sql } of rows) await settle(client, sql)
}

/**
 * The role belongs to the whole cluster and the lock above to one database: of two databases that are brought up to date
 * at once one is told that the role was changed meanwhile, and tries again.
 */
async function settle(client: pg.Client, sql: string): Promise<void> {
  for (let left = 20; ; left--) {
    try {
      await client.query(sql)
      return
    } catch (error) {
      if (left === 0 || !/tuple concurrently updated/.test((error as Error).message)) throw error
      await setTimeout(25)
    }
  }
}

/**
 * What PostgreSQL keeps of a password (RFC 5803, RFC 7677): given this instead of the password itself, no log of
 * statements ever holds the password.
 */
function scramVerifier(password: string, iterations = 4096): string {
  const salt = randomBytes(16)
  const salted = pbkdf2Sync(password, salt, iterations, 32, 'sha256')
  const keyed = (text: string) => createHmac('sha256', salted).update(text).digest()
  const stored = createHash('sha256').update(keyed('Client Key')).digest('base64')
  const server = keyed('Server Key').toString('base64')
  return `SCRAM-SHA-256$${iterations}:${salt.toString('base64')}$${stored}:${server}`
}
