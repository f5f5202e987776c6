import type { Db } from '#platform/db'
import { deliverBatch } from './deliver.ts'
import type { EventHandler } from './handlers.ts'
import type { Log } from './log.ts'
import { createLoop, type Loop } from './loop.ts'
import { waitingOrganization } from './outbox-store.ts'

export interface RelayOptions {
  db: Db
  handlers: readonly EventHandler[]
  log: Log
  now?: () => Date
  /** outbox rows at a time */
  batch?: number
  /** attempts of one event by one handler before it is set aside */
  attempts?: number
}

export interface Relay extends Loop {
  /** Empties the outbox once; how many rows. For tests and for a clean end. */
  drain(): Promise<number>
}

/**
 * Passes on what commands left in the outbox. Any number of relays may run at once: each takes rows that no other
 * holds. Call `wake` after a command of the same process so that nothing waits for the next look (50 to 500 ms).
 */
export function createRelay(options: RelayOptions): Relay {
  const { db, handlers, log, now = () => new Date(), batch = 50, attempts = 10 } = options
  const names = handlers.map((handler) => handler.name)
  if (new Set(names).size < names.length) throw new Error(`two handlers share a name: ${names.join(', ')}`)
  const delivery = {
    handlers,
    batch,
    attempts,
    onFailure: (failure: { handler: string; attempts: number; error: string; event: object }, aside: boolean) =>
      log.error({ ...failure }, aside ? 'an event was set aside in outbox_failed' : 'an event will be tried again'),
  }
  const step = async () => {
    const organization = await waitingOrganization(db, now())
    if (organization === null) return 0
    return await db.transaction(organization, (tx) => deliverBatch(tx, delivery, now()))
  }
  return {
    ...createLoop({ name: 'relay', step: async () => (await step()) > 0, idle: { from: 50, to: 500 }, log }),
    drain: async () => {
      let rows = 0
      for (let taken = await step(); taken > 0; taken = await step()) rows += taken
      return rows
    },
  }
}
