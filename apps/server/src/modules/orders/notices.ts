import { type Names, orderNumberPrefix } from '@sims/contracts'
import { statement, type Tx } from '#platform/db'
import { categoryOf, rulesById } from '#platform/regulations'

const assignees = statement(
  'order_assignees',
  `select o.id as "recordId", a.id as "accountId" from work_order o
   join account a on a.organization_id = o.organization_id and a.staff_id = o.assignee_id
   where o.organization_id = $1 and o.id = any($2)`,
)

/** The accounts of those to whom some orders are assigned. */
export const assigneesOf = (tx: Tx, ids: readonly string[]) =>
  tx.query<{ recordId: string; accountId: string }>(assignees, [tx.organizationId, ids])

const ofRequests = statement(
  'order_assignees_of_requests',
  `select o.request_id as "recordId", a.id as "accountId", o.id as "orderId" from work_order o
   join account a on a.organization_id = o.organization_id and a.staff_id = o.assignee_id
   where o.organization_id = $1 and o.request_id = any($2) and o.settled_at is null`,
)

/** Who works on some requests now, and on which order. */
export const workersOf = (tx: Tx, requestIds: readonly string[]) =>
  tx.query<{ recordId: string; accountId: string; orderId: string }>(ofRequests, [tx.organizationId, requestIds])

const requests = statement(
  'order_requests',
  `select id as "orderId", request_id as "requestId" from work_order
   where organization_id = $1 and id = any($2) and request_id is not null`,
)

/** The requests behind some orders. */
export const requestsBehind = (tx: Tx, orderIds: readonly string[]) =>
  tx.query<{ orderId: string; requestId: string }>(requests, [tx.organizationId, orderIds])

const described = statement(
  'order_described',
  `select o.id, o.number, o.category, o.category_version_id as "categoryVersionId", c.name || p.full_name as place
   from work_order o
   join community c on c.organization_id = o.organization_id and c.id = o.community_id
   join place p on p.organization_id = o.organization_id and p.id = o.place_id
   where o.organization_id = $1 and o.id = any($2)`,
)

const KIND: Names = { 'zh-CN': '工单', en: 'Work order' }

/** What notices say of some orders, by id. */
export async function describeOrders(
  tx: Tx,
  ids: readonly string[],
): Promise<Map<string, { number: string; kind: Names; category: Names; place: string }>> {
  const rows = await tx.query<{
    id: string
    number: number
    category: string
    categoryVersionId: string
    place: string
  }>(described, [tx.organizationId, ids])
  const rules = await rulesById(tx, [...new Set(rows.map((row) => row.categoryVersionId))])
  const categories = new Map(rules.map((rule) => [rule.id, categoryOf(rule).names]))
  return new Map(
    rows.map(({ id, number, category, categoryVersionId, place }) => [
      id,
      {
        number: `${orderNumberPrefix}${number}`,
        kind: KIND,
        category: categories.get(categoryVersionId) ?? { 'zh-CN': category, en: category },
        place,
      },
    ]),
  )
}
