import type { Statement, Tx } from './db.ts'

/** A part cannot go with the others, such as one that wants a row which another has taken. It must run by itself. */
export class NotShared extends Error {}

interface Write {
  sql: string | Statement
  values: unknown[]
  sent(rows: Promise<unknown[]>): void
}

/**
 * One caller's part of a transaction that several share. What it writes is held back until {@link sendTogether}, so a
 * part that is never sent leaves nothing behind. A part reads nothing that it has written.
 */
export class SharedTx implements Tx {
  readonly organizationId: string
  readonly writes: Write[] = []
  readonly after: (() => void)[] = []
  readonly #tx: Tx
  readonly #holders: Map<string, Tx>

  /** @param holders which part has locked which row; the same map for all parts of a transaction */
  constructor(tx: Tx, holders: Map<string, Tx>) {
    this.organizationId = tx.organizationId
    this.#tx = tx
    this.#holders = holders
  }

  query<Row>(sql: string | Statement, values?: unknown[]): Promise<Row[]> {
    const text = typeof sql === 'string' ? sql : sql.text
    if (WRITES.test(text)) return Promise.reject(new NotShared(`a part only reads by query: ${text}`))
    return this.#tx.query(sql, values)
  }

  /** PostgreSQL does not keep parts of one transaction from each other's rows; here a row is the first one's. */
  async lock<Row extends { id: string }>(sql: string | Statement, values: unknown[]): Promise<Row[]> {
    const rows = await this.#tx.lock<Row>(sql, values)
    for (const { id } of rows) {
      if ((this.#holders.get(id) ?? this) !== this) throw new NotShared('another part holds a row')
      this.#holders.set(id, this)
    }
    return rows
  }

  queue<Row>(sql: string | Statement, values: unknown[]): Promise<Row[]> {
    const { promise, resolve } = Promise.withResolvers<Row[]>()
    // who does not wait for the rows does not hear of a failure here, but the commit does
    promise.catch(() => undefined)
    this.writes.push({ sql, values, sent: (rows) => resolve(rows as Promise<Row[]>) })
    return promise
  }

  afterCommit(work: () => void): void {
    this.after.push(work)
  }
}

/** What could not be taken back, and locks that would not keep the parts from each other. */
const WRITES = /\b(insert into|delete from|update|for share)\b|pg_advisory/i

/**
 * Queues what some parts of a transaction have written, each part's writes in their order. Where the next write of
 * several is the same vectored statement, it goes once, with the rows of all of them.
 */
export function sendTogether(tx: Tx, parts: readonly SharedTx[]): void {
  const left = parts.map((part) => [...part.writes])
  for (;;) {
    const heads = left.flatMap((writes) => writes.slice(0, 1))
    if (heads.length === 0) break
    // first what must go alone, then what most have come to
    const groups = [...Map.groupBy(heads, vectoredOf)]
    const [sql, next] = groups.find(([key]) => !key) ?? groups.reduce((a, b) => (b[1].length > a[1].length ? b : a))
    if (sql) sendRows(tx, sql, next)
    else for (const write of next) write.sent(tx.queue(write.sql, write.values))
    for (const writes of left) if (next.includes(writes[0] as Write)) writes.shift()
  }
  for (const part of parts) for (const work of part.after) tx.afterCommit(work)
}

const vectoredOf = ({ sql }: Write) => (typeof sql !== 'string' && sql.vectored ? sql : undefined)

function sendRows(tx: Tx, sql: Statement, writes: readonly Write[]): void {
  const [first] = writes as [Write]
  const columns = first.values.slice(1).map((_, i) => writes.flatMap(({ values }) => values[i + 1] as unknown[]))
  const rows = tx.queue(sql, [tx.organizationId, ...columns])
  for (const write of writes) write.sent(rows)
}
