import type { OutboxEvent } from '#platform/command'
import type { Statement, Tx } from '#platform/db'
import { type EventHandler, matcher } from './handlers.ts'
import { type Failure, type OutboxRow, putBack, setAside, takeOutbox } from './outbox-store.ts'

export interface Delivery {
  handlers: readonly EventHandler[]
  /** rows at a time */
  batch: number
  /** attempts of one event by one handler before it is set aside */
  attempts: number
  onFailure: (failure: Failure, aside: boolean) => void
}

type Item = { event: OutboxEvent; row: OutboxRow }

/**
 * Takes one batch of an organization's outbox and runs every handler on its events. Removal, the handlers' writes and
 * the notes of what failed are one transaction: an event is done by a handler once, or still there. Each handler runs
 * in a savepoint of its own; when it fails, its events are tried one by one, and only those that fail again are put
 * back for that handler alone, later each time, and in the end set aside. Answers how many rows were taken.
 */
export async function deliverBatch(tx: Tx, delivery: Delivery, now: Date): Promise<number> {
  const rows = await takeOutbox(tx, now, delivery.batch)
  if (rows.length === 0) return 0
  const failures: Failure[] = []
  for (const handler of delivery.handlers) {
    const wants = matcher(handler.on)
    const items = rows
      .filter((row) => row.handler === null || row.handler === handler.name)
      .flatMap((row) => row.payload.events.map((event) => ({ event, row })))
      .filter(({ event }) => wants(event.name))
    if (items.length > 0) failures.push(...(await runHandler(tx, handler, items, now)))
  }
  failures.push(...orphaned(rows, delivery.handlers))
  const [retried, aside] = partition(failures, (failure) => failure.attempts < delivery.attempts)
  await putBack(
    tx,
    retried.map((failure) => ({ ...failure, notBefore: new Date(now.getTime() + delayOf(failure.attempts)) })),
  )
  await setAside(tx, aside, now)
  tx.afterCommit(() => {
    for (const failure of retried) delivery.onFailure(failure, false)
    for (const failure of aside) delivery.onFailure(failure, true)
  })
  return rows.length
}

async function runHandler(tx: Tx, handler: EventHandler, items: Item[], now: Date): Promise<Failure[]> {
  const error = await attempt(tx, (inner) =>
    handler.run(
      inner,
      items.map((item) => item.event),
      now,
    ),
  )
  if (error === undefined) return []
  const failures: Failure[] = []
  for (const { event, row } of items) {
    const own = items.length === 1 ? error : await attempt(tx, (inner) => handler.run(inner, [event], now))
    if (own === undefined) continue
    const attempts = row.attempts + 1
    failures.push({ event, handler: handler.name, attempts, createdAt: row.created_at, error: own })
  }
  return failures
}

/** Runs work in a savepoint; its error as a text, or undefined. A broken connection is thrown on: nothing is taken. */
async function attempt(tx: Tx, work: (inner: Tx) => Promise<void>): Promise<string | undefined> {
  const queued: Promise<unknown>[] = []
  const after: (() => void)[] = []
  const inner: Tx = {
    organizationId: tx.organizationId,
    query: (sql, values) => tx.query(sql, values),
    lock: (sql, values) => tx.lock(sql, values),
    // a queued write must fail in here, not at the commit
    queue: <Row>(sql: string | Statement, values: unknown[]) => {
      const sent = tx.query<Row>(sql, values)
      sent.catch(() => undefined)
      queued.push(sent)
      return sent
    },
    afterCommit: (then) => void after.push(then),
  }
  await tx.query('savepoint handler')
  try {
    await work(inner)
    await Promise.all(queued)
    await tx.query('release savepoint handler')
  } catch (error) {
    await Promise.allSettled(queued)
    await tx.query('rollback to savepoint handler')
    return error instanceof Error ? `${error.name}: ${error.message}` : String(error)
  }
  for (const then of after) tx.afterCommit(then)
  return undefined
}

/** Rows that wait for a handler which this version does not have are not lost either. */
function orphaned(rows: readonly OutboxRow[], handlers: readonly EventHandler[]): Failure[] {
  const known = new Set(handlers.map((handler) => handler.name))
  return rows.flatMap((row) =>
    row.handler === null || known.has(row.handler)
      ? []
      : row.payload.events.map((event) => ({
          event,
          handler: row.handler as string,
          attempts: row.attempts + 1,
          createdAt: row.created_at,
          error: 'no such handler',
        })),
  )
}

/** 1 s, doubling, at most 10 minutes. */
const delayOf = (attempts: number) => Math.min(1000 * 2 ** (attempts - 1), 600_000)

function partition<T>(items: readonly T[], test: (item: T) => boolean): [T[], T[]] {
  return [items.filter(test), items.filter((item) => !test(item))]
}
