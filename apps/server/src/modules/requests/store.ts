import type { Actor, ClockState } from '#kernel'
import type { KeptFor } from '#platform/access'
import { composed, Params, statement, type Tx, unnested, vectored } from '#platform/db'
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
  matrixVersionId: string
  firstContactOwnerId: string | null
  /** the member of staff whom a complaint names */
  concernedId: string | null
  keptFor: KeptFor | null
  definitionId: string
  state: string
  phase: string
  nextDueAt: Date | null
  occurredAt: Date
  createdAt: Date
}

const INSERTED = `id, kind, category, category_version_id, community_id, place_id, customer_id, contact_sealed,
     description, channel, urgency, impact, priority, matrix_version_id, first_contact_owner_id, definition_id, state,
     phase, next_due_at, occurred_at, created_at, kept_for`
const insert = vectored(
  'request_insert',
  `insert into service_request (organization_id, ${INSERTED}, hidden_from)
   select $1, ${INSERTED}, case when concerned_id is not null then array[concerned_id] end
   from unnest($2::uuid[], $3::text[], $4::text[], $5::uuid[], $6::uuid[], $7::uuid[], $8::uuid[],
     $9::bytea[], $10::text[], $11::text[], $12::int2[], $13::int2[], $14::int2[], $15::uuid[], $16::uuid[], $17::uuid[],
     $18::text[], $19::text[], $20::timestamptz[], $21::timestamptz[], $22::timestamptz[], $23::text[], $24::uuid[])
     r (${INSERTED}, concerned_id)
   returning id, number`,
)

/** Queues new requests. Their numbers may be read after the commit, by id: there may be those of others among them. */
export function insertRequests(tx: Tx, all: readonly NewRequest[]): Promise<{ id: string; number: number }[]> {
  return tx.queue<{ id: string; number: number }>(insert, [
    tx.organizationId,
    ...unnested(
      all,
      (r) => r.id,
      (r) => r.kind,
      (r) => r.category,
      (r) => r.categoryVersionId,
      (r) => r.communityId,
      (r) => r.placeId,
      (r) => r.customerId,
      (r) => r.contactSealed,
      (r) => r.description,
      (r) => r.channel,
      (r) => r.urgency,
      (r) => r.impact,
      (r) => r.priority,
      (r) => r.matrixVersionId,
      (r) => r.firstContactOwnerId,
      (r) => r.definitionId,
      (r) => r.state,
      (r) => r.phase,
      (r) => r.nextDueAt,
      (r) => r.occurredAt,
      (r) => r.createdAt,
      (r) => r.keptFor,
      (r) => r.concernedId,
    ),
  ])
}

/** Locks the requests that the actor may see, in the order of their ids; what is missing does not exist for the actor. */
export function lockRequests(tx: Tx, actor: Actor, ids: readonly string[]): Promise<RequestRow[]> {
  const p = new Params()
  return tx.lock<RequestRow>(
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
  return tx.lock<RequestRow>(lockByOrders, [tx.organizationId, orderIds])
}

const prices = statement(
  'request_prices',
  `select r.id, r.urgency, r.price_state as "priceState", r.quote_id as "quoteId", r.quote_amount as "quoteAmount"
   from service_request r where r.organization_id = $1 and r.id = any($2)`,
)

/** How the consent to the prices of some requests stands. */
export const pricesOf = (tx: Tx, ids: readonly string[]) =>
  tx.query<Pick<RequestRow, 'id' | 'urgency' | 'priceState' | 'quoteId' | 'quoteAmount'>>(prices, [
    tx.organizationId,
    ids,
  ])

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
