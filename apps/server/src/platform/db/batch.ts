import type { Socket } from 'node:net'
import pg from 'pg'
import { prepareValue } from 'pg/lib/utils'
import { types } from './types.ts'

/** What a statement came to. */
export interface Answer {
  rows: unknown[]
  /** such as INSERT or COMMIT; empty for an empty statement */
  command: string
}

interface Item {
  name: string
  text: string
  values: unknown[]
  resolve: (answer: Answer) => void
  reject: (error: Error) => void
  columns: Column[]
  rows: unknown[]
  command: string
}

interface Column {
  name: string
  read: (text: string) => unknown
}

/** What of pg's connection a batch speaks to. */
interface Wire {
  stream: Socket
  /** text by name: those that the server has, and those on their way to it */
  parsedStatements: Record<string, string>
  submittedNamedStatements: Record<string, string>
  /** ours: columns of named statements that this connection has told before */
  described?: Map<string, Column[]>
  parse(message: { name: string; text: string }): void
  bind(message: { statement: string; values: unknown[] }): void
  describe(message: { type: 'P'; name: '' }): void
  execute(message: object): void
  sync(): void
}

/**
 * The statements of one transaction on their way to PostgreSQL. What one turn of the event loop sends leaves as one
 * batch: one write, one flush at the other end, one read, where `client.query` takes one of each per statement. That is
 * a third of what a command costs.
 */
export class Line {
  readonly #client: pg.PoolClient
  #waiting: Item[] = []

  constructor(client: pg.PoolClient) {
    this.#client = client
  }

  /** Sends a statement with this turn's batch; without a name it is parsed anew. When one fails, those after it do not run. */
  send(text: string, values: readonly unknown[] = [], name = ''): Promise<Answer> {
    return new Promise((resolve, reject) => {
      const given = values.map((value) => prepareValue(value))
      if (this.#waiting.length === 0) process.nextTick(() => this.#flush())
      this.#waiting.push({ name, text, values: given, resolve, reject, columns: [], rows: [], command: '' })
    })
  }

  /** Ends a transaction that failed, after all that was sent before. @throws when the connection is of no use any more */
  async rollback(): Promise<void> {
    this.#flush()
    await this.#client.query('rollback')
  }

  #flush(): void {
    if (this.#waiting.length === 0) return
    const items = this.#waiting
    this.#waiting = []
    this.#client.query(new Batch(items) as never)
  }
}

/** For pg a query like any other: it hands over what the server says until the server is ready for the next. */
class Batch extends pg.Query {
  readonly #items: Item[]
  #at = 0

  constructor(items: Item[]) {
    super('')
    this.#items = items
    // pg asks the running statement for its name and text when the server has parsed it or reports a fault
    Object.defineProperty(this, 'name', { get: () => this.#items[this.#at]?.name ?? '' })
    Object.defineProperty(this, 'text', { get: () => this.#items[this.#at]?.text ?? '' })
    Object.assign(this, { callback: () => undefined })
  }

  submit = (connection: pg.Connection): void => {
    const wire = connection as unknown as Wire
    wire.described ??= new Map()
    wire.stream.cork()
    for (const item of this.#items) {
      const { name, text } = item
      if (!name || (wire.parsedStatements[name] ?? wire.submittedNamedStatements[name]) === undefined) {
        wire.parse({ name, text })
        if (name) wire.submittedNamedStatements[name] = text
      }
      wire.bind({ statement: name, values: item.values })
      const known = name ? wire.described.get(name) : undefined
      if (known) item.columns = known
      else wire.describe({ type: 'P', name: '' })
      wire.execute({})
    }
    wire.sync()
    wire.stream.uncork()
  }

  handleRowDescription({ fields }: { fields: { name: string; dataTypeID: number }[] }): void {
    const item = this.#items[this.#at] as Item
    item.columns = fields.map(({ name, dataTypeID }) => ({ name, read: types.getTypeParser(dataTypeID) }))
  }

  handleDataRow({ fields }: { fields: (string | null)[] }): void {
    const { columns, rows } = this.#items[this.#at] as Item
    const row: Record<string, unknown> = {}
    for (let i = 0; i < columns.length; i++) {
      const { name, read } = columns[i] as Column
      const text = fields[i] as string | null
      row[name] = text === null ? null : read(text)
    }
    rows.push(row)
  }

  handleCommandComplete({ text }: { text: string }, connection: pg.Connection): void {
    const item = this.#items[this.#at++] as Item
    item.command = text.split(' ')[0] as string
    if (item.name) (connection as unknown as Wire).described?.set(item.name, item.columns)
  }

  handleEmptyQuery(): void {
    this.#at++
  }

  handleReadyForQuery(): void {
    for (const { resolve, rows, command } of this.#items) resolve({ rows, command })
  }

  /** The server skips what comes after a failed statement; a broken connection fails them all alike. */
  handleError(error: Error & { severity?: string }, connection: pg.Connection): void {
    const wire = connection as unknown as Wire
    for (const { resolve, rows, command } of this.#items.slice(0, this.#at)) resolve({ rows, command })
    for (const [i, { name, reject }] of this.#items.slice(this.#at).entries()) {
      if (i > 0 && name) delete wire.submittedNamedStatements[name]
      reject(i === 0 || error.severity === undefined ? error : new Skipped())
    }
  }
}

/** Named like the error of a statement in a transaction that has failed. */
class Skipped extends Error {
  readonly code = '25P02'
  constructor() {
    super('a statement sent before this one failed')
  }
}
