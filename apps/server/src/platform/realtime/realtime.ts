import { eventsPath } from '@sims/contracts'
import type { FastifyRequest } from 'fastify'
import type { Actor } from '#kernel'
import type { KeptFor } from '#platform/access'
import type { OutboxEvent } from '#platform/command'
import type { DatabaseConnection, Tx } from '#platform/db'
import type { Http } from '#platform/http'
import { changesOf } from './change.ts'
import { announce, listen } from './channel.ts'
import { HEARTBEAT_MS, RECHECK_MS, Stream } from './stream.ts'

export interface RealtimeOptions {
  http: Pick<Http, 'app' | 'actorOf'>
  /** a direct connection of the application's role, kept open to listen */
  connection: DatabaseConnection
  onError: (error: Error) => void
  heartbeatMs?: number
  recheckMs?: number
}

/** Streams of one account, such as tabs without locks; with one more the oldest goes. */
const MOST_STREAMS = 12

/**
 * Serves GET /api/v1/events as server-sent events in an http process. Changes come from the relay, in this process or
 * any other, by one notification a batch. Ends with the Fastify server.
 */
export async function createRealtime({ http, connection, onError, ...rest }: RealtimeOptions): Promise<void> {
  const { heartbeatMs = HEARTBEAT_MS, recheckMs = RECHECK_MS } = rest
  // a page left open on a desk must not keep its session alive
  const watcherOf = (request: FastifyRequest) => http.actorOf(request, true)
  const streams = new Map<string, Set<Stream>>()
  const dropAll = () => {
    for (const own of streams.values()) for (const stream of [...own]) stream.close()
  }
  const listener = await listen({
    connection,
    hear: ({ organizationId, changes }) => {
      for (const stream of [...(streams.get(organizationId) ?? [])]) stream.send(changes)
    },
    // browsers come back and read their pages anew
    missed: dropAll,
    onError,
  })

  http.app.get(eventsPath, { schema: { hide: true } }, async (request, reply) => {
    const actor = await watcherOf(request)
    const own = streams.get(actor.organizationId) ?? new Set()
    streams.set(actor.organizationId, own)
    dropOldest(own, actor)
    reply.hijack()
    const stream: Stream = new Stream({
      response: reply.raw,
      actor,
      recheck: () => watcherOf(request),
      heartbeatMs,
      recheckMs,
      closed: () => own.delete(stream),
    })
    own.add(stream)
  })
  http.app.addHook('preClose', async () => {
    dropAll()
    await listener.stop()
  })
}

function dropOldest(streams: ReadonlySet<Stream>, { accountId }: Actor): void {
  const same = [...streams].filter((stream) => stream.actor.accountId === accountId)
  if (same.length >= MOST_STREAMS) same[0]?.close()
}

/** The members of staff whom some records are hidden from; the modules know. Records that nobody is kept from are left out. */
export type HiddenFrom = (
  tx: Tx,
  recordKind: string,
  recordIds: readonly string[],
) => Promise<{ recordId: string; staffId: string; accountId: string | null }[]>

/** For whom some records are kept, and who took them down; records that are not kept are left out. */
export type KeptRecords = (
  tx: Tx,
  recordKind: string,
  recordIds: readonly string[],
) => Promise<{ recordId: string; for: KeptFor; ownerId: string | null; ownerAccountId: string | null }[]>

/** The relay's handler that tells the http processes of every record that changed. */
export const realtimeHandler = (hiddenFrom: HiddenFrom, keptRecords: KeptRecords) => ({
  name: 'realtime',
  on: ['*'],
  run: async (tx: Tx, events: readonly OutboxEvent[]) => {
    const changes = changesOf(events)
    const kinds = [...Map.groupBy(changes, (change) => change.recordKind)].map(([kind, some]) => ({
      kind,
      ids: some.map((change) => change.id),
    }))
    const [hidden, kept] = await Promise.all([
      Promise.all(kinds.map(({ kind, ids }) => hiddenFrom(tx, kind, ids))),
      Promise.all(kinds.map(({ kind, ids }) => keptRecords(tx, kind, ids))),
    ])
    const people = Map.groupBy(hidden.flat(), (one) => one.recordId)
    const keeping = new Map(kept.flat().map((one) => [one.recordId, { for: one.for, ownerId: one.ownerId }]))
    announce(
      tx,
      changes.map((change) => {
        const from = people.get(change.id)
        const keep = keeping.get(change.id)
        return {
          ...change,
          ...(from ? { hiddenFrom: from.map((one) => one.staffId) } : {}),
          ...(keep ? { kept: keep } : {}),
        }
      }),
    )
  },
})
