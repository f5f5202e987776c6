import { type Names, requestKindNames } from '@sims/contracts'
import type { KeptFor } from '#platform/access'
import { statement, type Tx } from '#platform/db'
import { categoryOf, rulesById } from '#platform/regulations'
import { numberOf } from './domain/number.ts'

const requesters = statement(
  'request_requesters',
  `select r.id as "recordId", a.id as "accountId" from service_request r
   join account a on a.organization_id = r.organization_id and (a.customer_id = r.customer_id or a.customer_id = any(array(
     select u.agent_id from authority u where u.organization_id = $1 and u.principal_id = r.customer_id
       and u.revoked_at is null)))
   where r.organization_id = $1 and r.id = any($2)`,
)

/** The accounts of the customers who reported some requests, and of those who act for them; who has none is told by phone. */
export const requestersOf = (tx: Tx, ids: readonly string[]) =>
  tx.query<{ recordId: string; accountId: string }>(requesters, [tx.organizationId, ids])

const mergedRequesters = statement(
  'request_merged_requesters',
  `select r.merged_into as "recordId", a.id as "accountId", r.id as "mergedId" from service_request r
   join account a on a.organization_id = r.organization_id and a.customer_id = r.customer_id
   where r.organization_id = $1 and r.merged_into = any($2)`,
)

/** The accounts of the customers whose requests were merged into some requests, each about the customer's own. */
export async function requestersOfMerged(tx: Tx, ids: readonly string[]) {
  const rows = await tx.query<{ recordId: string; accountId: string; mergedId: string }>(mergedRequesters, [
    tx.organizationId,
    ids,
  ])
  return rows.map(({ mergedId, ...row }) => ({
    ...row,
    about: { recordKind: 'serviceRequest' as const, recordId: mergedId },
  }))
}

const owners = statement(
  'request_owners',
  `select r.id as "recordId", a.id as "accountId" from service_request r
   join account a on a.organization_id = r.organization_id and a.staff_id = r.first_contact_owner_id
   where r.organization_id = $1 and r.id = any($2)`,
)

/** The accounts of those who are answerable for some requests. */
export const ownersOf = (tx: Tx, ids: readonly string[]) =>
  tx.query<{ recordId: string; accountId: string }>(owners, [tx.organizationId, ids])

const hidden = statement(
  'request_hidden_from',
  `select r.id as "recordId", s.id as "staffId", a.id as "accountId" from service_request r
   join staff s on s.organization_id = r.organization_id and s.id = any(r.hidden_from)
   left join account a on a.organization_id = s.organization_id and a.staff_id = s.id
   where r.organization_id = $1 and r.id = any($2) and r.hidden_from is not null`,
)

/** The members of staff whom some requests are hidden from. */
export const requestsHiddenFrom = (tx: Tx, ids: readonly string[]) =>
  tx.query<{ recordId: string; staffId: string; accountId: string | null }>(hidden, [tx.organizationId, ids])

const kept = statement(
  'request_kept',
  `select r.id as "recordId", r.kept_for as "for", r.first_contact_owner_id as "ownerId", a.id as "ownerAccountId"
   from service_request r
   left join account a on a.organization_id = r.organization_id and a.staff_id = r.first_contact_owner_id
   where r.organization_id = $1 and r.id = any($2) and r.kept_for is not null`,
)

/** For whom some requests are kept, and who is answerable for them. */
export const requestsKept = (tx: Tx, ids: readonly string[]) =>
  tx.query<{ recordId: string; for: KeptFor; ownerId: string | null; ownerAccountId: string | null }>(kept, [
    tx.organizationId,
    ids,
  ])

const described = statement(
  'request_described',
  `select r.id, r.number, r.kind, r.category, r.category_version_id as "categoryVersionId",
     c.name || p.full_name as place
   from service_request r
   join community c on c.organization_id = r.organization_id and c.id = r.community_id
   join place p on p.organization_id = r.organization_id and p.id = r.place_id
   where r.organization_id = $1 and r.id = any($2)`,
)
interface Row {
  id: string
  number: number
  kind: keyof typeof requestKindNames
  category: string
  categoryVersionId: string
  place: string
}

/** What notices say of some requests, by id. */
export async function describeRequests(
  tx: Tx,
  ids: readonly string[],
): Promise<Map<string, { number: string; kind: Names; category: Names; place: string }>> {
  const rows = await tx.query<Row>(described, [tx.organizationId, ids])
  const rules = await rulesById(tx, [...new Set(rows.map((row) => row.categoryVersionId))])
  const categories = new Map(rules.map((rule) => [rule.id, categoryOf(rule).names]))
  return new Map(
    rows.map((row) => [
      row.id,
      {
        number: numberOf(row.kind, row.number),
        kind: requestKindNames[row.kind],
        category: categories.get(row.categoryVersionId) ?? { 'zh-CN': row.category, en: row.category },
        place: row.place,
      },
    ]),
  )
}
