import type { Actor, ClockState } from '#kernel'
import { composed, Params, statement, type Tx } from '#platform/db'
import { REQUEST_COLUMNS, type RequestRow } from './row.ts'
import { visibleRequests } from './visible.ts'

export interface NewRequest {
  id: string
  kind: string
  category: string
  categoryVersionId: string
  communityId: string
  placeId: string
  customerId: string
  contactSealed: Buffer
  description: string
  channel: string
  urgency: number
  impact: number
  priority: number
  firstContactOwnerId: string | null
  definitionId: string
  state: string
  phase: string
  nextDueAt: Date | null
  occurredAt: Date
  createdAt: Date
}

const insert = statement(
  'request_insert',
  `insert into service_request (organization_id, id, kind, category, category_version_id, community_id, place_id,
     customer_id, contact_sealed, description, channel, urgency, impact, priority, first_contact_owner_id, definition_id,
     state, phase, next_due_at, occurred_at, created_at)
   values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17, $18, $19, $20, $21)
   returning number`,
)

/** Queues a new request; its number may be read after the commit. */
export function insertRequest(tx: Tx, r: NewRequest): Promise<{ number: number }[]> {
  return tx.queue<{ number: number }>(insert, [
    tx.organizationId,
    r.id,
    r.kind,
    r.category,
    r.categoryVersionId,
    r.communityId,
    r.placeId,
    r.customerId,
    r.contactSealed,
    r.description,
    r.channel,
    r.urgency,
    r.impact,
    r.priority,
    r.firstContactOwnerId,
    r.definitionId,
    r.state,
    r.phase,
    r.nextDueAt,
    r.occurredAt,
    r.createdAt,
  ])
}

/** Locks the requests that the actor may see, in the order of their ids; what is missing does not exist for the actor. */
export function lockRequests(tx: Tx, actor: Actor, ids: readonly string[]): Promise<RequestRow[]> {
  const p = new Params()
  return tx.query<RequestRow>(
    composed(`select ${REQUEST_COLUMNS} from service_request r
     where r.organization_id = ${p.add(tx.organizationId)} and r.id = any(${p.add(ids)}::uuid[])
       and ${visibleRequests(actor, p)} order by r.id for update`),
    p.values,
  )
}

const lockByOrders = statement(
  'request_lock_by_orders',
  `select ${REQUEST_COLUMNS} from service_request r
   where r.organization_id = $1 and r.id = any(array(
     select o.request_id from work_order o where o.organization_id = $1 and o.id = any($2)))
   order by r.id for update`,
)

/** Locks the requests that some work orders belong to, before the orders themselves: requests always come first. */
export function lockRequestsOfOrders(tx: Tx, orderIds: readonly string[]): Promise<RequestRow[]> {
  return tx.query<RequestRow>(lockByOrders, [tx.organizationId, orderIds])
}

const clocksByOrders = statement(
  'request_clocks_by_orders',
  `select distinct on (c.record_id, c.name) c.record_id as "recordId", c.clock from record_clock c
   where c.organization_id = $1 and c.record_id = any(array(
     select o.request_id from work_order o where o.organization_id = $1 and o.id = any($2)))
   order by c.record_id, c.name, c.round desc`,
)

/** The latest round of every clock of the requests that some orders belong to, in the trip that locks them. */
export function clocksOfRequestsOf(
  tx: Tx,
  orderIds: readonly string[],
): Promise<{ recordId: string; clock: ClockState }[]> {
  return tx.query(clocksByOrders, [tx.organizationId, orderIds])
}
