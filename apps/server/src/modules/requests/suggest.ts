import type { Suggestions, suggestFor } from '@sims/contracts'
import type { z } from 'zod'
import { type Actor, formatInstant, todayIn } from '#kernel'
import { assertMay, livesThere } from '#platform/access'
import { composed, Params, type Tx } from '#platform/db'
import { CATEGORY, categoryOf, currentMatrix, currentRules, rulesById } from '#platform/regulations'
import { gramsOf, normalized } from '#platform/search'
import { type Alike, rankAlike, weigh } from './domain/alike.ts'
import { numberOf } from './domain/number.ts'
import { safetyWords, suggestCategories, suggestPriority } from './domain/suggest.ts'
import type { SummaryRow } from './present.ts'
import { visibleRequests } from './visible.ts'

type Wanted = z.output<typeof suggestFor>
/** So many of a community's newest requests are compared, through the index by community and time. */
const COMPARED = 400
const SHOWN = 5

interface Row
  extends Pick<SummaryRow, 'id' | 'number' | 'kind' | 'categoryVersionId' | 'placeName' | 'description' | 'createdAt'> {
  open: boolean
  near: number
  grams: number[]
}

/** What a text that is still being written suggests: category and priority with reasons, and what may be the same. */
export async function suggest(tx: Tx, actor: Actor, wanted: Wanted, now: Date): Promise<Suggestions> {
  assertMay(actor, 'requests.report')
  const [rules, matrix] = await Promise.all([currentRules(tx, CATEGORY, now), currentMatrix(tx, now)])
  const offered = [...rules.values()].map((rule) => {
    const content = categoryOf(rule)
    const { defaultUrgency, defaultImpact } = content
    return { key: rule.key, content, names: Object.values(content.names), defaultUrgency, defaultImpact }
  })
  const found = suggestCategories(wanted.description, offered)
  // the one chosen already stands last when no word speaks for it, so that its priority is known too
  const chosen = offered.find(({ key }) => key === wanted.category)
  if (chosen && !found.some(({ category }) => category.key === chosen.key))
    found.push({ category: chosen, words: [], score: 0 })
  const rows = actor.kind === 'resident' ? await nearby(tx, actor, wanted, now) : await alike(tx, actor, wanted, now)
  const versions = await rulesById(tx, [...new Set(rows.map((row) => row.categoryVersionId))])
  const namesOf = new Map(versions.map((rule) => [rule.id, categoryOf(rule).names]))
  const open = actor.kind !== 'resident'
  return {
    safetyWords: safetyWords(wanted.description),
    categories: found.map(({ category, words }) => {
      const { urgency, priority } = suggestPriority(wanted.description, category, matrix.cells)
      const { kind, names, places, concerns } = category.content
      return { key: category.key, kind, names, places, concerns, words, urgency, priority }
    }),
    duplicates: rows.map((row) => ({
      id: open ? row.id : null,
      number: open ? numberOf(row.kind, row.number) : null,
      categoryNames: namesOf.get(row.categoryVersionId) ?? { 'zh-CN': '', en: '' },
      placeName: row.placeName,
      description: open ? row.description.slice(0, 200) : null,
      createdAt: formatInstant(row.createdAt.getTime(), actor.timeZone),
      open: row.open,
    })),
  }
}

const COLUMNS = `r.id, r.number, r.kind, r.category_version_id as "categoryVersionId", p.full_name as "placeName",
  r.description, r.created_at as "createdAt", r.settled_at is null as open`

/** For staff: the community's newest requests that they may see, ranked by text, place and time. Nothing without a place. */
async function alike(tx: Tx, actor: Actor, wanted: Wanted, now: Date): Promise<Row[]> {
  if (!wanted.placeId) return []
  const p = new Params()
  const [organization, place] = [p.add(tx.organizationId), `${p.add(wanted.placeId)}::uuid`]
  const rows = await tx.query<Row>(
    composed(`with here as materialized (
       select id, community_id, parent_id from place where organization_id = ${organization} and id = ${place}
     ), newest as materialized (
       select r.* from service_request r where r.organization_id = ${organization}
         and r.community_id = (select community_id from here) and ${visibleRequests(actor, p)}
       order by r.created_at desc, r.id desc limit ${COMPARED}
     )
     select ${COLUMNS}, s.grams, case when p.id = here.id then 1
       when p.parent_id = here.parent_id or p.parent_id = here.id or p.id = here.parent_id then 0.5 else 0 end::float8 as near
     from newest r cross join here
     join place p on p.organization_id = r.organization_id and p.id = r.place_id
     join request_search s on s.organization_id = r.organization_id and s.request_id = r.id`),
    p.values,
  )
  const records = rows.map((row): Row & Alike => ({ ...row, at: row.createdAt.getTime() }))
  const grams = gramsOf(normalized(wanted.description))
  return rankAlike(grams, now.getTime(), records, weigh(records), { context: true, most: SHOWN })
}

/**
 * For residents: what is open in the common areas that they may report for, of the category that they chose. The
 * texts of others are not compared, so that nobody can learn their words by trying some.
 */
async function nearby(tx: Tx, actor: Actor, wanted: Wanted, now: Date): Promise<Row[]> {
  if (!wanted.category || !actor.customerId) return []
  return await tx.query<Row>(
    `with home as materialized (
       select h.community_id, h.parent_id from residency l
       join place h on h.organization_id = l.organization_id and h.id = l.premises_id
       where l.organization_id = $1 and l.customer_id = $2 and ${livesThere('$6', 'l')}
     ), newest as materialized (
       select x.* from (select distinct community_id from home) c
       cross join lateral (select r.* from service_request r where r.organization_id = $1
         and r.community_id = c.community_id order by r.created_at desc, r.id desc limit ${COMPARED}) x
     )
     select ${COLUMNS} from newest r
     join place p on p.organization_id = r.organization_id and p.id = r.place_id and p.kind = 'area'
     left join place b on b.organization_id = p.organization_id and b.id = p.parent_id
     where r.category = $3 and r.settled_at is null and r.hidden_from is null and r.kind <> 'complaint' and r.customer_id <> $2
       and r.created_at > $4::timestamptz - interval '30 days'
       and (b.id is null or b.kind in ('building', 'area') or b.id in (select parent_id from home))
     order by (p.id = $5::uuid) desc nulls last, r.created_at desc limit ${SHOWN}`,
    [tx.organizationId, actor.customerId, wanted.category, now, wanted.placeId ?? null, todayIn(actor.timeZone, now)],
  )
}
