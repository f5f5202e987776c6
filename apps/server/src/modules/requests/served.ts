import type { Server } from '@sims/contracts'
import { type Actor, formatInstant } from '#kernel'
import { assertMay } from '#platform/access'
import { statement, type Tx } from '#platform/db'
import { categoryOf, rulesById } from '#platform/regulations'

const served = statement(
  'request_served_by',
  `select distinct on (s.id) s.id, s.name, r.category_version_id as "categoryVersionId",
     coalesce(o.settled_at, o.created_at, r.created_at) as at
   from service_request r
   left join work_order o on o.organization_id = r.organization_id and o.request_id = r.id
   join staff s on s.organization_id = r.organization_id and s.id in (o.assignee_id, r.first_contact_owner_id)
     and (s.left_on is null or s.left_on > $3::date)
   where r.organization_id = $1 and r.customer_id = $2 and r.created_at > $3::timestamptz - interval '365 days'
   order by s.id, at desc`,
)
interface Row {
  id: string
  name: string
  categoryVersionId: string
  at: Date
}

/** Who has worked on a customer's requests or answered for them within a year of `now`, and works here still. */
export const servedBy = (tx: Tx, customerId: string, now: Date) =>
  tx.query<Row>(served, [tx.organizationId, customerId, now])

/** Those who have served me, the latest first; nobody for members of staff, whom nobody serves. */
export async function myServers(tx: Tx, actor: Actor, now: Date): Promise<Server[]> {
  assertMay(actor, 'requests.report')
  const rows = actor.customerId ? await servedBy(tx, actor.customerId, now) : []
  const rules = await rulesById(tx, [...new Set(rows.map((row) => row.categoryVersionId))])
  const names = new Map(rules.map((rule) => [rule.id, categoryOf(rule).names]))
  return rows
    .toSorted((a, b) => b.at.getTime() - a.at.getTime())
    .map(({ id, name, categoryVersionId, at }) => ({
      id,
      name,
      categoryNames: names.get(categoryVersionId) ?? { 'zh-CN': '', en: '' },
      at: formatInstant(at.getTime(), actor.timeZone),
    }))
}
