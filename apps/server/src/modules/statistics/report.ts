import type { ClockReport, Locale, ReportDimension, reportQuery } from '@sims/contracts'
import type { z } from 'zod'
import type { Actor } from '#kernel'
import { assertMay, communitiesWith } from '#platform/access'
import { composed, Params, statement, type Tx } from '#platform/db'
import { CATEGORY, categoryOf, currentRules } from '#platform/regulations'
import { type Bucket, figuresOf, histogram } from './domain/figures.ts'

type Query = z.output<typeof reportQuery>

const columns: Record<ReportDimension, string> = {
  month: "to_char(c.month, 'YYYY-MM')",
  kind: 'c.kind',
  category: 'c.category',
  channel: 'c.channel',
  community: 'c.community_id::text',
  building: 'c.building_id::text',
}

/**
 * The clock report over the requests reported in the communities of the actor, from counts. A request that is hidden
 * from the actor counts like any other: figures without it would tell that there is one.
 */
export async function clockReport(
  tx: Tx,
  actor: Actor,
  query: Query,
  reader: { now: Date; locale: Locale },
): Promise<ClockReport> {
  assertMay(actor, 'statistics.read')
  const p = new Params()
  const conditions = [`c.organization_id = ${p.add(tx.organizationId)}`]
  const communities = communitiesWith(actor, 'statistics.read')
  if (communities !== 'all') conditions.push(`c.community_id = any(${p.add(communities)}::uuid[])`)
  if (query.from) conditions.push(`c.month >= ${p.add(`${query.from}-01`)}::date`)
  if (query.to) conditions.push(`c.month <= ${p.add(`${query.to}-01`)}::date`)
  if (query.kind) conditions.push(`c.kind = ${p.add(query.kind)}`)
  if (query.category) conditions.push(`c.category = ${p.add(query.category)}`)
  if (query.channel) conditions.push(`c.channel = ${p.add(query.channel)}`)
  if (query.communityId) conditions.push(`c.community_id = ${p.add(query.communityId)}::uuid`)
  if (query.buildingId) conditions.push(`c.building_id = ${p.add(query.buildingId)}::uuid`)
  const table = query.by === 'building' || query.buildingId ? 'request_building_count' : 'request_count'
  const rows = await tx.query<Bucket & { key: string | null }>(
    composed(`select ${columns[query.by]} as key, c.days, c.within_24h as "within24h", sum(c.n)::int as count
      from ${table} c where ${conditions.join(' and ')} and c.n > 0 group by 1, 2, 3`),
    p.values,
  )
  const groups = Map.groupBy(rows, (row) => row.key)
  const labels = await labelsOf(tx, query.by, [...groups.keys()], reader)
  return {
    total: figuresOf(rows),
    days: histogram(rows),
    groups: [...groups]
      .map(([key, buckets]) => ({ key, label: (key && labels.get(key)) ?? null, ...figuresOf(buckets) }))
      .sort(query.by === 'month' ? byKey : byRequests),
  }
}

type Group = ClockReport['groups'][number]
const byKey = (a: Group, b: Group) => ((a.key ?? '') < (b.key ?? '') ? -1 : 1)
const byRequests = (a: Group, b: Group) => b.requests - a.requests || byKey(a, b)

const communityNames = statement(
  'statistics_communities',
  `select c.id, c.name from community c where c.organization_id = $1 and c.id = any($2::uuid[])`,
)
const buildingNames = statement(
  'statistics_buildings',
  `select p.id, c.name || ' ' || p.full_name as name from place p
   join community c on c.organization_id = p.organization_id and c.id = p.community_id
   where p.organization_id = $1 and p.id = any($2::uuid[])`,
)

/** Names of what the keys stand for, as far as only the server knows them. */
async function labelsOf(
  tx: Tx,
  by: ReportDimension,
  keys: readonly (string | null)[],
  { now, locale }: { now: Date; locale: Locale },
): Promise<Map<string, string>> {
  if (by === 'category') {
    const rules = await currentRules(tx, CATEGORY, now)
    return new Map([...rules.values()].map((rule) => [rule.key, categoryOf(rule).names[locale]]))
  }
  if (by !== 'community' && by !== 'building') return new Map()
  const ids = keys.filter((key) => key !== null)
  const named = await tx.query<{ id: string; name: string }>(by === 'community' ? communityNames : buildingNames, [
    tx.organizationId,
    ids,
  ])
  return new Map(named.map(({ id, name }) => [id, name]))
}
