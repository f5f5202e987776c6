import type { Socket } from 'node:net'
import { availableParallelism } from 'node:os'
import pg from 'pg'
import { DomainError, isUuid } from '#kernel'
import { types } from './types.ts'

export type DatabaseConnection = pg.ClientConfig & {
  /** through a pooler in transaction mode, which holds no named statements: each transaction may get another server */
  pooled?: boolean
}

/** A statement that runs often: it is planned once per connection, unless a pooler stands between. */
export interface Statement {
  name: string
  text: string
  /** see {@link vectored} */
  vectored?: true
}
const names = new Set<string>()
export function statement(name: string, text: string): Statement {
  if (names.has(name)) throw new Error(`statement ${name} is declared twice`)
  names.add(name)
  return { name, text }
}

/**
 * A write of any number of rows: `$1` is the organization, every other parameter an array (see `unnested`). What several
 * callers write by it in a transaction that they share goes in one.
 */
export const vectored = (name: string, text: string): Statement => ({ ...statement(name, text), vectored: true })

const begin = statement('begin', 'begin')
const beginReading = statement('begin_reading', 'begin read only')
const context = statement('context', "select set_config('sims.organization', $1, true)")
const impatient = statement(
  'context_impatient',
  "select set_config('sims.organization', $1, true), set_config('lock_timeout', $2, true)",
)
const commit = statement('commit', 'commit')

const COMPOSED = 500
const composedTexts = new Map<string, Statement>()

/**
 * A statement that is put together for the question, in a bounded number of ways: each is planned once per connection
 * too. Whatever varies freely must be a parameter.
 */
export function composed(text: string): Statement | string {
  const known = composedTexts.get(text)
  if (known) return known
  if (composedTexts.size === COMPOSED) return text
  const made = { name: `composed_${composedTexts.size}`, text }
  composedTexts.set(text, made)
  return made
}

/**
 * One transaction within one organization. Everything that writes takes a Tx, so that nothing is written outside one.
 */
export interface Tx {
  readonly organizationId: string
  /** Runs a statement and gives its rows. Statements sent together travel in one trip, in their order. */
  query<Row>(sql: string | Statement, values?: unknown[]): Promise<Row[]>
  /** The same for rows that are locked here (`for update`) to be changed; each says its id. */
  lock<Row extends { id: string }>(sql: string | Statement, values: unknown[]): Promise<Row[]>
  /** Sends a write that nobody waits for: it travels with the commit, which fails if it does. Its rows may be read then. */
  queue<Row>(sql: string | Statement, values: unknown[]): Promise<Row[]>
  /** Called after the commit. */
  afterCommit(work: () => void): void
}

export interface DbOptions {
  max?: number
  onError?: (error: Error) => void
}

/** More would only take turns on the processors, each with a cache of plans of its own to keep warm. */
const CONNECTIONS = Math.max(8, 2 * availableParallelism() + 4)

/** The application's pool. It logs in as a role that owns nothing, so row-level security holds for all it does. */
export class Db {
  #pool: pg.Pool
  #pooled: boolean

  constructor(connection: DatabaseConnection, options: DbOptions = {}) {
    const { pooled = false, ...where } = connection
    this.#pooled = pooled
    this.#pool = new pg.Pool({
      ...where,
      types,
      pipeline: true,
      max: options.max ?? CONNECTIONS,
      // who finds all connections busy for so long is told to come again
      connectionTimeoutMillis: 15_000,
      idleTimeoutMillis: 60_000,
    })
    // A connection that breaks while idle must not end the process; the next query opens a new one.
    this.#pool.on('error', (error) => options.onError?.(error))
    // Nor one that breaks while it is lent out and no statement waits on it: the next statement there tells.
    this.#pool.on('connect', (client) => void client.on('error', () => undefined))
  }

  /**
   * Runs `work` in one transaction of the organization. The context travels with BEGIN and the first statements in one
   * trip, the queued writes with COMMIT in another. Rolls back when `work` or any queued write fails.
   * `patienceMs`: how long it waits for each lock that another holds; as long as it takes when absent.
   */
  async transaction<T>(
    organizationId: string,
    work: (tx: Tx) => Promise<T>,
    { patienceMs }: { patienceMs?: number } = {},
  ): Promise<T> {
    if (!isUuid(organizationId)) throw new Error('organization id is not a UUID')
    const client = await this.#connect()
    const queued: Promise<unknown>[] = []
    const afterCommit: (() => void)[] = []
    const gather = gathering(client)
    const run = (sql: string | Statement, values: unknown[] = []) => {
      gather()
      return client.query(this.#queryOf(sql, values))
    }
    const query = async <Row>(sql: string | Statement, values?: unknown[]) => (await run(sql, values)).rows as Row[]
    const tx: Tx = {
      organizationId,
      query,
      lock: query,
      queue: <Row>(sql: string | Statement, values: unknown[]) => {
        const sent = silently(run(sql, values).then((result) => result.rows as Row[]))
        queued.push(sent)
        return sent
      },
      afterCommit: (f) => void afterCommit.push(f),
    }
    silently(run(begin))
    const placed = silently(
      patienceMs === undefined ? run(context, [organizationId]) : run(impatient, [organizationId, String(patienceMs)]),
    )
    let broken: Error | undefined
    try {
      const result = await work(tx)
      const committed = silently(run(commit))
      await placed
      await Promise.all(queued)
      if ((await committed).command !== 'COMMIT') throw new Error('the transaction was rolled back by the database')
      for (const f of afterCommit) f()
      return result
    } catch (error) {
      await client.query('rollback').catch((failure: Error) => {
        broken = failure
      })
      throw translate(await firstCause(error, queued))
    } finally {
      client.release(broken)
    }
  }

  /**
   * Reads within the organization, without a trip for COMMIT: what one turn of the event loop asks is a transaction of its
   * own and travels whole. Each statement sees what is committed when it runs, as in any transaction here (read
   * committed); nothing can be locked or written.
   */
  async read<T>(organizationId: string, work: (tx: Tx) => Promise<T>): Promise<T> {
    if (!isUuid(organizationId)) throw new Error('organization id is not a UUID')
    const client = await this.#connect()
    const commits: Promise<unknown>[] = []
    const send = (sql: Statement | string, values: unknown[] = []) => client.query(this.#queryOf(sql, values))
    const gather = gathering(client, () => void commits.push(silently(send(commit))))
    const query = async <Row>(sql: string | Statement, values?: unknown[]) => {
      if (gather()) {
        silently(send(beginReading))
        silently(send(context, [organizationId]))
      }
      return (await send(sql, values)).rows as Row[]
    }
    const refuse = () => {
      throw new Error('nothing is locked or written while reading')
    }
    let broken: Error | undefined
    try {
      return await work({ organizationId, query, lock: refuse, queue: refuse, afterCommit: refuse })
    } catch (error) {
      throw translate(error)
    } finally {
      await Promise.all(commits).catch((failure: Error) => {
        broken = failure
      })
      client.release(broken)
    }
  }

  /** Calls one of the few functions that look across organizations; each is owned by a role of its own. */
  async global<Row>(sql: string | Statement, values: unknown[] = []): Promise<Row[]> {
    const client = await this.#connect()
    try {
      return (await client.query(this.#queryOf(sql, values))).rows as Row[]
    } catch (error) {
      throw translate(error)
    } finally {
      client.release()
    }
  }

  #queryOf(sql: string | Statement, values: unknown[]): pg.QueryConfig {
    if (typeof sql === 'string') return { text: sql, values }
    return this.#pooled ? { text: sql.text, values } : { name: sql.name, text: sql.text, values }
  }

  async #connect(): Promise<pg.PoolClient> {
    try {
      return await this.#pool.connect()
    } catch (error) {
      throw translate(error)
    }
  }

  async end(): Promise<void> {
    await this.#pool.end()
  }
}

/**
 * To be called before each statement: those that one turn of the event loop sends leave in one write, because every
 * write is a system call here and wakes PostgreSQL there. `last` sends what closes them. Answers whether it was the first.
 */
function gathering(client: pg.PoolClient, last?: () => void): () => boolean {
  const { stream } = (client as unknown as { connection: { stream: Socket } }).connection
  let held = false
  const release = () => {
    held = false
    last?.()
    stream.uncork()
  }
  return () => {
    if (held) return false
    held = true
    stream.cork()
    process.nextTick(release)
    return true
  }
}

/** A statement that came after a failed write only hears that the transaction is over; the write says why. */
async function firstCause(error: unknown, queued: Promise<unknown>[]): Promise<unknown> {
  if ((error as { code?: string }).code !== '25P02') return error
  const failed = (await Promise.allSettled(queued)).find((outcome) => outcome.status === 'rejected')
  return failed?.reason ?? error
}

/** Marks a promise as looked after: whoever awaits it later still sees its failure. */
function silently<T>(promise: Promise<T>): Promise<T> {
  promise.catch(() => {})
  return promise
}

/** The database being away is a state that callers can wait out, not a bug; everything else stays as it is. */
function translate(error: unknown): unknown {
  const code = (error as { code?: string }).code ?? ''
  const away = ['ECONNREFUSED', 'ECONNRESET', 'ENOENT', 'EPIPE', '57P01', '57P02', '57P03', '53300', '53100', '57014']
  // two that waited for each other: nothing of this one is there, and again it will not happen
  const undone = ['40P01', '40001', '55P03']
  const lost =
    error instanceof Error && /connection (terminated|error)|not queryable|timeout exceeded/i.test(error.message)
  return away.includes(code) || undone.includes(code) || lost
    ? Object.assign(new DomainError('http.unavailable'), { cause: error })
    : error
}
