import { statement, type Tx, unnested } from '#platform/db'
import type { Cell, Fact, Source } from './domain/fact.ts'

const alone = statement(
  'statistics_alone',
  "select pg_advisory_xact_lock(hashtextextended('statistics ' || $1::text, 0))",
)

/** Until the end of the transaction nobody else changes the counts of this organization. */
export const countAlone = async (tx: Tx) => void (await tx.query(alone, [tx.organizationId]))

const sources = statement(
  'statistics_sources',
  `select r.id as "requestId", r.kind, r.category, r.channel, r.community_id as "communityId",
     building.id as "buildingId", r.occurred_at as "reportedAt", answer.at as "answeredAt"
   from service_request r
   left join lateral (
     select min(t.occurred_at) as at from timeline t
     where t.organization_id = $1 and t.record_id = r.id and t.phase = 'feedback') answer on true
   left join lateral (
     with recursive up as (
       select p.id, p.parent_id, p.kind from place p where p.organization_id = $1 and p.id = r.place_id
       union all
       select p.id, p.parent_id, p.kind from up join place p on p.organization_id = $1 and p.id = up.parent_id
       where up.kind <> 'building')
     select up.id from up where up.kind = 'building') building on true
   where r.organization_id = $1 and r.id = any($2::uuid[])`,
)
/** Those of some requests that (still) exist. */
export const sourcesOf = (tx: Tx, ids: readonly string[]) => tx.query<Source>(sources, [tx.organizationId, ids])

const FACT = `f.request_id as "requestId", f.month, f.kind, f.category, f.channel, f.community_id as "communityId",
  f.building_id as "buildingId", f.days, f.within_24h as "within24h"`
const facts = statement(
  'statistics_facts',
  `select ${FACT} from request_fact f where f.organization_id = $1 and f.request_id = any($2::uuid[])`,
)
/** What was counted of some requests so far. */
export const factsOf = (tx: Tx, ids: readonly string[]) => tx.query<Fact>(facts, [tx.organizationId, ids])

const slice = statement(
  'statistics_slice',
  `select id from (
     (select r.id from service_request r where r.organization_id = $1 and r.id > $2 order by r.id limit $3)
     union
     (select f.request_id from request_fact f where f.organization_id = $1 and f.request_id > $2
      order by f.request_id limit $3)) x
   order by id limit $3`,
)
/** The next ids after one, of requests that exist or were counted. */
export async function idsAfter(tx: Tx, after: string, limit: number): Promise<string[]> {
  const rows = await tx.query<{ id: string }>(slice, [tx.organizationId, after, limit])
  return rows.map((row) => row.id)
}

const save = statement(
  'statistics_save',
  `insert into request_fact (organization_id, request_id, month, kind, category, channel, community_id, building_id,
     days, within_24h)
   select $1, f.* from unnest($2::uuid[], $3::date[], $4::text[], $5::text[], $6::text[], $7::uuid[], $8::uuid[],
     $9::int2[], $10::boolean[]) f
   on conflict (organization_id, request_id) do update set month = excluded.month, kind = excluded.kind,
     category = excluded.category, channel = excluded.channel, community_id = excluded.community_id,
     building_id = excluded.building_id, days = excluded.days, within_24h = excluded.within_24h`,
)
const forget = statement(
  'statistics_forget',
  'delete from request_fact where organization_id = $1 and request_id = any($2::uuid[])',
)
const CELLS = `unnest($2::date[], $3::text[], $4::text[], $5::text[], $6::uuid[], $7::uuid[], $8::int2[], $9::boolean[],
  $10::int[]) c (month, kind, category, channel, community_id, building_id, days, within_24h, n)`

/** A table of counts takes a difference. A row may not be inserted with a negative count, hence the two statements. */
const counting = (name: string, table: string, dimensions: readonly string[]) => {
  const columns = dimensions.join(', ')
  const changed = `(select ${columns}, sum(n)::int as n from ${CELLS} group by ${columns})`
  const same = dimensions
    // an index finds what is equal, and goes through the few of a cell for what may be null
    .map((column) => `t.${column} ${column === 'building_id' ? 'is not distinct from' : '='} d.${column}`)
    .join(' and ')
  return {
    raise: statement(
      `${name}_raise`,
      `insert into ${table} as t (organization_id, ${columns}, n)
       select $1, ${columns}, n from ${changed} d where n > 0
       on conflict (organization_id, ${columns}) do update set n = t.n + excluded.n`,
    ),
    lower: statement(
      `${name}_lower`,
      `update ${table} t set n = t.n + d.n from ${changed} d where t.organization_id = $1 and d.n < 0 and ${same}`,
    ),
  }
}
const shared = ['month', 'kind', 'category', 'channel', 'days', 'within_24h']
const counts = [
  counting('statistics_count', 'request_count', [...shared, 'community_id']),
  counting('statistics_building_count', 'request_building_count', [...shared, 'community_id', 'building_id']),
]

/** Queues what is counted now in place of what was, and by how much that changes the counts. */
export function saveFacts(tx: Tx, changed: readonly Fact[], gone: readonly string[], cells: readonly Cell[]): void {
  if (gone.length > 0) tx.queue(forget, [tx.organizationId, gone])
  if (changed.length > 0)
    tx.queue(save, [
      tx.organizationId,
      ...unnested(
        changed,
        (f) => f.requestId,
        (f) => f.month,
        (f) => f.kind,
        (f) => f.category,
        (f) => f.channel,
        (f) => f.communityId,
        (f) => f.buildingId,
        (f) => f.days,
        (f) => f.within24h,
      ),
    ])
  if (cells.length === 0) return
  const values = unnested(
    cells,
    (c) => c.month,
    (c) => c.kind,
    (c) => c.category,
    (c) => c.channel,
    (c) => c.communityId,
    (c) => c.buildingId,
    (c) => c.days,
    (c) => c.within24h,
    (c) => c.n,
  )
  for (const { raise, lower } of counts) {
    tx.queue(raise, [tx.organizationId, ...values])
    tx.queue(lower, [tx.organizationId, ...values])
  }
}
