import type pg from 'pg'

/** What pg hands to the query that runs; its own COPY support ends there. */
interface Connection {
  query(text: string): void
  sendCopyFromChunk(chunk: Uint8Array): void
  endCopyFrom(): void
  sendCopyFail(reason: string): void
  stream: { pause(): void; resume(): void; once(event: string, listener: () => void): void; writableNeedDrain: boolean }
}

/** bytes that may wait for whoever reads slower than PostgreSQL sends */
const HIGH = 4 << 20

/** One `copy … to stdout` or `copy … from stdin`, as pg runs queries that are not its own. */
class Copy {
  onData: (chunk: Buffer) => void = () => undefined
  onReady: () => void = () => undefined
  readonly text: string
  readonly done: Promise<void>
  connection: Connection | undefined
  #end: () => void = () => undefined
  #fail: (error: Error) => void = () => undefined
  #error: Error | undefined

  constructor(text: string) {
    this.text = text
    this.done = new Promise((resolve, reject) => {
      this.#end = resolve
      this.#fail = reject
    })
    this.done.catch(() => undefined)
  }

  submit(connection: Connection) {
    this.connection = connection
    connection.query(this.text)
  }
  handleCopyInResponse() {
    this.onReady()
  }
  handleCopyData(message: { chunk: Buffer }) {
    this.onData(message.chunk)
  }
  handleCommandComplete() {}
  handleRowDescription() {}
  handleError(error: Error) {
    this.#error = error
    this.#fail(error)
    this.onReady()
  }
  handleReadyForQuery() {
    if (!this.#error) this.#end()
  }
}

const start = (client: pg.Client, text: string): Copy => {
  const copy = new Copy(text)
  client.query(copy as unknown as pg.Submittable)
  return copy
}

/** The bytes of a `copy … to stdout`, as fast as they are read. */
export async function* copyOut(client: pg.Client, text: string): AsyncGenerator<Buffer> {
  const copy = start(client, text)
  let held: Buffer[] = []
  let size = 0
  let ended = false
  let wake: () => void = () => undefined
  copy.onData = (chunk) => {
    held.push(chunk)
    size += chunk.length
    if (size > HIGH) copy.connection?.stream.pause()
    wake()
  }
  const finish = () => {
    ended = true
    wake()
  }
  copy.done.then(finish, finish)
  for (;;) {
    const all = held
    held = []
    size = 0
    copy.connection?.stream.resume()
    if (all.length > 0) yield Buffer.concat(all)
    else if (ended) break
    else
      await new Promise<void>((resolve) => {
        wake = resolve
      })
  }
  await copy.done
}

/** Sends bytes to a `copy … from stdin`; a source that fails fails the copy. */
export async function copyIn(client: pg.Client, text: string, source: AsyncIterable<Uint8Array>): Promise<void> {
  const copy = start(client, text)
  await new Promise<void>((resolve) => {
    copy.onReady = resolve
  })
  const { connection } = copy
  if (!connection) throw new Error('pg did not start the copy')
  try {
    for await (const chunk of source) {
      connection.sendCopyFromChunk(chunk)
      if (connection.stream.writableNeedDrain)
        await Promise.race([copy.done, new Promise<void>((resolve) => connection.stream.once('drain', resolve))])
    }
  } catch (error) {
    connection.sendCopyFail('the source failed')
    await copy.done.catch(() => undefined)
    throw error
  }
  connection.endCopyFrom()
  await copy.done
}
