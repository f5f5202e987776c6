import type { ServiceRequest } from '@sims/contracts'
import { type Actor, formatInstant } from '#kernel'
import { composed, Params, statement, type Tx } from '#platform/db'
import type { StepTaken } from '#platform/process'
import { numberOf } from './domain/number.ts'
import type { RequestRow } from './row.ts'
import { visibleRequests } from './visible.ts'

/**
 * Complaints that repeat each other: of the same customer, or about the same thing (place and category), within thirty
 * days. Those that were withdrawn or go on in another do not count.
 */
const SAME = `e.organization_id = $1 and e.kind = 'complaint' and e.phase <> 'cancelled'
   and e.created_at >= $5::timestamptz - interval '30 days' and e.created_at <= $5`
const REPEATED = `select e.id from service_request e where ${SAME} and e.customer_id = $2
   union select e.id from service_request e
     where ${SAME} and e.community_id = (select p.community_id from place p where p.organization_id = $1 and p.id = $3)
       and e.place_id = $3 and e.category = $4`

interface Complaint {
  customerId: string | null
  placeId: string
  category: string
}
const earlier = statement('request_repeated', REPEATED)

/** The complaints that one taken down `at` a moment repeats; who takes it down need not see them. */
export async function repeatedBy(tx: Tx, complaint: Complaint, at: Date): Promise<string[]> {
  const { customerId, placeId, category } = complaint
  const rows = await tx.query<{ id: string }>(earlier, [tx.organizationId, customerId, placeId, category, at])
  return rows.map(({ id }) => id)
}

/** A repeated complaint is told one level up, to nobody whom one of the earlier ones is about. */
export const toldUp = (repeated: readonly string[]): StepTaken['effects'] =>
  repeated.length === 0
    ? []
    : [{ name: 'notifyRoles', params: { notice: 'complaintRepeated', roles: ['executive'], alsoAbout: [...repeated] } }]

/** What a complaint repeats, as far as the reader sees it, newest first; nothing of other kinds. */
export async function repeatsOf(
  tx: Tx,
  actor: Actor,
  row: Pick<RequestRow, 'id' | 'kind' | 'customerId' | 'placeId' | 'category' | 'createdAt'>,
): Promise<ServiceRequest['repeats']> {
  if (row.kind !== 'complaint' || actor.kind === 'resident') return []
  const p = new Params()
  for (const value of [tx.organizationId, row.customerId, row.placeId, row.category, row.createdAt]) p.add(value)
  const found = await tx.query<Pick<RequestRow, 'id' | 'number' | 'occurredAt'>>(
    composed(`select r.id, r.number, r.occurred_at as "occurredAt" from service_request r
     where r.organization_id = $1 and r.id = any(array(${REPEATED})) and r.id <> ${p.add(row.id)}::uuid
       and ${visibleRequests(actor, p)} order by r.created_at desc limit 20`),
    p.values,
  )
  return found.map(({ id, number, occurredAt }) => ({
    id,
    number: numberOf('complaint', number),
    reportedAt: formatInstant(occurredAt.getTime(), actor.timeZone),
  }))
}
