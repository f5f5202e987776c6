import { StartupError } from '../startup/index.ts'

/** Any client or pool of `pg`. */
export interface Queryable {
  query: (text: string) => Promise<{ rows: Record<string, unknown>[] }>
}

const OLDEST_MAJOR = 15
const TOLERANCE_MS = 2_000

/**
 * Refuses when this machine's clock is more than 2 s off the database's (StartupError `startup.clock`). Half the
 * round trip is allowed for, so a slow answer does not look like a wrong clock. Returns the offset in milliseconds.
 */
export async function checkClock(client: Queryable, now: () => number = Date.now): Promise<number> {
  await client.query('select 1')
  const before = now()
  const { rows } = await client.query('select extract(epoch from clock_timestamp()) * 1000 as ms')
  const after = now()
  const offset = Math.round(Number(rows[0]?.ms) - (before + after) / 2)
  if (Math.abs(offset) <= TOLERANCE_MS + (after - before) / 2) return offset
  const seconds = (Math.abs(offset) / 1000).toFixed(1)
  const zhDirection = offset > 0 ? '慢' : '快'
  const enDirection = offset > 0 ? 'behind' : 'ahead of'
  throw new StartupError(
    'startup.clock',
    `本机时钟比数据库服务器${zhDirection} ${seconds} 秒（最多允许 2 秒），请在两台机器上启用网络对时（NTP）后再启动。`,
    `The clock of this machine is ${seconds} s ${enDirection} the database server's (2 s at most): turn on network time (NTP) on both, then start again.`,
  )
}

/** Refuses a server older than PostgreSQL 15 (StartupError `startup.postgresTooOld`). Returns its major version. */
export async function checkServerVersion(client: Queryable): Promise<number> {
  const { rows } = await client.query("select current_setting('server_version_num')::int as version")
  const major = Math.floor(Number(rows[0]?.version) / 10_000)
  if (major >= OLDEST_MAJOR) return major
  throw new StartupError(
    'startup.postgresTooOld',
    `DATABASE_URL 指向的服务器为 PostgreSQL ${major}，SIMS 需要 ${OLDEST_MAJOR} 或更新版本，请升级该服务器，或去掉 DATABASE_URL 以使用内置数据库。`,
    `The server of DATABASE_URL is PostgreSQL ${major}, SIMS needs ${OLDEST_MAJOR} or newer: upgrade it, or leave DATABASE_URL out to use the built-in database.`,
  )
}
