import type { Actor } from '#kernel'
import { composed, Params, statement, type Tx, unnested, vectored } from '#platform/db'
import { ORDER_COLUMNS, type OrderRow } from './row.ts'
import { reachesPool, visibleOrders } from './visible.ts'

export interface NewOrder {
  id: string
  requestId: string | null
  communityId: string
  placeId: string
  category: string
  categoryVersionId: string
  skill: string | null
  teamId: string | null
  assigneeId: string | null
  priority: number
  note: string | null
  definitionId: string
  state: string
  phase: string
  version: number
  entries: number
}

const insert = vectored(
  'orders_insert',
  `insert into work_order (organization_id, id, request_id, community_id, place_id, category, category_version_id, skill,
     team_id, assignee_id, priority, note, definition_id, state, phase, version, entries, occurred_at, created_at)
   select $1, r.* from unnest($2::uuid[], $3::uuid[], $4::uuid[], $5::uuid[], $6::text[], $7::uuid[], $8::text[],
     $9::uuid[], $10::uuid[], $11::int2[], $12::text[], $13::uuid[], $14::text[], $15::text[], $16::int[], $17::int[],
     $18::timestamptz[], $19::timestamptz[]) r`,
)

export function insertOrders(tx: Tx, all: readonly NewOrder[], now: Date): void {
  if (all.length === 0) return
  tx.queue(insert, [
    tx.organizationId,
    ...unnested(
      all,
      (o) => o.id,
      (o) => o.requestId,
      (o) => o.communityId,
      (o) => o.placeId,
      (o) => o.category,
      (o) => o.categoryVersionId,
      (o) => o.skill,
      (o) => o.teamId,
      (o) => o.assigneeId,
      (o) => o.priority,
      (o) => o.note,
      (o) => o.definitionId,
      (o) => o.state,
      (o) => o.phase,
      (o) => o.version,
      (o) => o.entries,
      () => now,
      () => now,
    ),
  ])
}

/** Locks the orders that the actor may see, in the order of their ids. */
export function lockOrders(tx: Tx, actor: Actor, ids: readonly string[]): Promise<OrderRow[]> {
  const p = new Params()
  return tx.lock<OrderRow>(
    composed(`select ${ORDER_COLUMNS} from work_order o
     where o.organization_id = ${p.add(tx.organizationId)} and o.id = any(${p.add(ids)}::uuid[])
       and ${visibleOrders(actor, p)} order by o.id for update`),
    p.values,
  )
}

/**
 * Whether an order that the actor does not see any more waited in their pool at the version that they saw: then somebody
 * else was faster, and they are told so. One that was never theirs to take does not exist for them.
 */
export async function wasInPool(tx: Tx, actor: Actor, id: string, version: number): Promise<boolean> {
  const p = new Params()
  const found = await tx.query(
    `select from work_order o
     join timeline t on t.organization_id = o.organization_id and t.record_id = o.id and t.phase = 'new'
     where o.organization_id = ${p.add(tx.organizationId)} and o.id = ${p.add(id)}::uuid
       and o.version > ${p.add(version)} and ${reachesPool(actor, p)}
       and not exists (select from timeline n where n.organization_id = t.organization_id
         and n.record_id = t.record_id and n.seq = t.seq + 1 and n.verb = 'dispatch' and n.received_at = t.received_at)`,
    p.values,
  )
  return found.length > 0
}

const lockOfRequests = statement(
  'orders_lock_of_requests',
  `select ${ORDER_COLUMNS} from work_order o
   where o.organization_id = $1 and o.request_id = any($2) order by o.id for update`,
)

/** Locks all orders of some requests, which the caller holds locked already. */
export function lockOrdersOfRequests(tx: Tx, requestIds: readonly string[]): Promise<OrderRow[]> {
  return tx.lock<OrderRow>(lockOfRequests, [tx.organizationId, requestIds])
}

const siblings = statement(
  'orders_siblings',
  `select o.id, o.request_id as "requestId", o.phase, o.charge, o.charge_quote_id as "chargeQuoteId" from work_order o
   where o.organization_id = $1 and o.request_id = any(array(
     select x.request_id from work_order x where x.organization_id = $1 and x.id = any($2)))`,
)

export interface Sibling {
  id: string
  requestId: string
  phase: string
  /** what was charged for it, in fen, and on which quote */
  charge: number | null
  chargeQuoteId: string | null
}

/** All orders of the requests to which some orders belong. */
export function siblingsOf(tx: Tx, orderIds: readonly string[]): Promise<Sibling[]> {
  return tx.query(siblings, [tx.organizationId, orderIds])
}
