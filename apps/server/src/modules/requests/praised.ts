import type { Praise } from '@sims/contracts'
import { type Actor, formatInstant } from '#kernel'
import { statement, type Tx } from '#platform/db'
import { maskText } from '#platform/privacy'
import { categoryOf, rulesById } from '#platform/regulations'
import { numberOf } from './domain/number.ts'

const praised = statement(
  'request_praised',
  `select r.id as "recordId", a.id as "accountId" from service_request r
   join account a on a.organization_id = r.organization_id and (a.staff_id = r.praised_id or a.staff_id = any(array(
     select m.staff_id from team_member m
     where m.organization_id = r.organization_id and m.team_id = r.praised_team_id)))
   where r.organization_id = $1 and r.id = any($2)`,
)

/** The accounts of those whom some requests praise, by name or as members of a team. */
export const praisedIn = (tx: Tx, ids: readonly string[]) =>
  tx.query<{ recordId: string; accountId: string }>(praised, [tx.organizationId, ids])

const SHOWN = 50
const mine = statement(
  'request_my_praise',
  `select r.id, r.number, r.description, r.category_version_id as "categoryVersionId", r.occurred_at as at,
     r.praised_id is not distinct from $2 as personal
   from (
     (select * from service_request where organization_id = $1 and praised_id = $2
      order by created_at desc limit ${SHOWN})
     union
     (select * from service_request where organization_id = $1 and praised_team_id = any($3)
      order by created_at desc limit ${SHOWN})) r
   order by r.created_at desc, r.id desc limit ${SHOWN}`,
)
interface Row {
  id: string
  number: number
  description: string
  categoryVersionId: string
  at: Date
  personal: boolean
}

/** The latest praise that was passed on to me or to a team of mine, in the customers' words; without their names. */
export async function myPraise(tx: Tx, actor: Actor): Promise<Praise[]> {
  if (actor.staffId === null) return []
  const rows = await tx.query<Row>(mine, [tx.organizationId, actor.staffId, actor.teams])
  const rules = await rulesById(tx, [...new Set(rows.map((row) => row.categoryVersionId))])
  const names = new Map(rules.map((rule) => [rule.id, categoryOf(rule).names]))
  return rows.map(({ id, number, description, categoryVersionId, at, personal }) => ({
    id,
    number: numberOf('praise', number),
    categoryNames: names.get(categoryVersionId) ?? { 'zh-CN': '', en: '' },
    words: maskText(description),
    personal,
    at: formatInstant(at.getTime(), actor.timeZone),
  }))
}
