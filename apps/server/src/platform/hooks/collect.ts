import { HOOK_FACTS, HOOK_TEST, type HookEvent, hookEventOf } from '@sims/contracts'
import { newId } from '#kernel'
import type { OutboxEvent } from '#platform/command'
import { statement, type Tx, unnested } from '#platform/db'
import type { EventHandler } from '#platform/jobs'
import type { HiddenFrom, KeptRecords } from '#platform/realtime'

// From the outbox into deliveries: one row for each event and hook. They are sent later, by whoever has the jobs role.

export interface NewDelivery {
  id: string
  hookId: string
  event: HookEvent | typeof HOOK_TEST
  recordId: string | null
  seq: number | null
  body: string
}

const wanting = statement(
  'hook_wanting',
  `select id, events, communities from hook where organization_id = $1 and active and events && $2::text[]`,
)
const moments = statement(
  'hook_moments',
  `select t.record_id as "recordId", t.seq, t.verb, t.occurred_at as at from timeline t
   join unnest($2::uuid[], $3::int[]) e (record_id, seq) on t.record_id = e.record_id and t.seq = e.seq
   where t.organization_id = $1`,
)
const insert = statement(
  'hook_delivery_insert',
  `insert into hook_delivery (organization_id, id, hook_id, event, record_id, seq, body, created_at, next_at)
   select $1, d.id, d.hook_id, d.event, d.record_id, d.seq, d.body, $2, $2
   from unnest($3::uuid[], $4::uuid[], $5::text[], $6::uuid[], $7::int[], $8::text[])
     d (id, hook_id, event, record_id, seq, body)
   on conflict (organization_id, hook_id, record_id, seq) do nothing`,
)

/** Queues deliveries, to be sent as soon as somebody looks. */
export function insertDeliveries(tx: Tx, all: readonly NewDelivery[], now: Date): void {
  if (all.length === 0) return
  const columns = unnested(
    all,
    (d) => d.id,
    (d) => d.hookId,
    (d) => d.event,
    (d) => d.recordId,
    (d) => d.seq,
    (d) => d.body,
  )
  tx.queue(insert, [tx.organizationId, now, ...columns])
}

/** What a test sends: it has the shape of an event and is about nothing. */
export const testDelivery = (hookId: string, now: Date): NewDelivery => ({
  id: newId(now.getTime()),
  hookId,
  event: HOOK_TEST,
  recordId: null,
  seq: null,
  body: JSON.stringify({ type: HOOK_TEST, timestamp: now.toISOString(), data: {} }),
})

export interface CollectOptions {
  hiddenFrom: HiddenFrom
  keptRecords: KeptRecords
  /** told after the commit that there is something to send */
  wake: () => void
}

/**
 * The relay's handler that writes deliveries. Of a complaint that is hidden from somebody, or kept for some, nothing
 * leaves, not even that it is there: whoever it is about might be who reads at the other end.
 */
export function hooksHandler({ hiddenFrom, keptRecords, wake }: CollectOptions): EventHandler {
  return {
    name: 'hooks',
    on: HOOK_FACTS,
    run: async (tx, events, now) => {
      const named = events.flatMap((event) => {
        const name = hookEventOf(event.name)
        return name ? [{ event, name }] : []
      })
      const hooks = await tx.query<{ id: string; events: string[]; communities: string[] | null }>(wanting, [
        tx.organizationId,
        [...new Set(named.map(({ name }) => name))],
      ])
      if (hooks.length === 0) return
      const [secret, times] = await Promise.all([
        unseen(tx, events, { hiddenFrom, keptRecords }),
        momentsOf(tx, events),
      ])
      const wanted = named
        .filter(({ event }) => !secret.has(event.recordId))
        .flatMap(({ event, name }) =>
          hooks
            .filter((hook) => hook.events.includes(name) && reaches(hook.communities, event.communityId))
            .map((hook) => ({
              id: newId(now.getTime()),
              hookId: hook.id,
              event: name,
              recordId: event.recordId,
              seq: event.seq,
              body: bodyOf(name, event, times.get(`${event.recordId} ${event.seq}`) ?? { at: now }),
            })),
        )
      insertDeliveries(tx, wanted, now)
      if (wanted.length > 0) tx.afterCommit(wake)
    },
  }
}

const reaches = (communities: readonly string[] | null, communityId: string | undefined) =>
  communities === null || (communityId !== undefined && communities.includes(communityId))

/** Ids, kind, step, time and version: what more there is to know is fetched with an API key, and judged there. */
function bodyOf(type: HookEvent, event: OutboxEvent, { at, verb }: { at: Date; verb?: string }): string {
  const { recordKind, recordId, communityId, version, seq } = event
  const step = verb ?? event.name.split('.')[1]
  const data = { recordKind, id: recordId, communityId: communityId ?? null, step, version, seq }
  return JSON.stringify({ type, timestamp: at.toISOString(), data })
}

async function momentsOf(tx: Tx, events: readonly OutboxEvent[]): Promise<Map<string, { at: Date; verb: string }>> {
  const rows = await tx.query<{ recordId: string; seq: number; verb: string; at: Date }>(moments, [
    tx.organizationId,
    ...unnested(
      events,
      (event) => event.recordId,
      (event) => event.seq,
    ),
  ])
  return new Map(rows.map(({ recordId, seq, ...rest }) => [`${recordId} ${seq}`, rest]))
}

async function unseen(
  tx: Tx,
  events: readonly OutboxEvent[],
  { hiddenFrom, keptRecords }: Omit<CollectOptions, 'wake'>,
): Promise<Set<string>> {
  const kinds = [...Map.groupBy(events, (event) => event.recordKind)]
  const found = await Promise.all(
    kinds.flatMap(([kind, some]) => {
      const ids = [...new Set(some.map((event) => event.recordId))]
      return [hiddenFrom(tx, kind, ids), keptRecords(tx, kind, ids)]
    }),
  )
  return new Set(found.flat().map((one) => one.recordId))
}
