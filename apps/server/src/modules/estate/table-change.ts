import { statement, type Tx, unnested } from '#platform/db'
import { renumber } from './positions.ts'
import { isCommunity, kindOf, type PlaceOfTable } from './table.ts'

const COLUMNS = `p.id, c.name as community,
  case when p.kind = 'building' then p.name when u.kind = 'building' then u.name
    when o.kind = 'building' then o.name end as building,
  case when p.kind = 'entrance' then p.name when u.kind = 'entrance' then u.name end as entrance,
  case when p.kind in ('premises', 'area') then p.name end as name, coalesce(p.premises_kind, p.kind) as kind,
  p.floor, p.area::text as area, null as address, null as "servicePhone"
  from place p join community c on c.organization_id = p.organization_id and c.id = p.community_id
  left join place u on u.organization_id = p.organization_id and u.id = p.parent_id
  left join place o on o.organization_id = p.organization_id and o.id = u.parent_id`
const OF_COMMUNITY = `c.id, c.name as community, null as building, null as entrance, null as name, c.kind, null as floor,
  null as area, c.address, c.service_phone as "servicePhone" from community c`

const current = statement(
  'estate_table_current',
  `select ${COLUMNS} where p.organization_id = $1 and p.id = any($2)
   union all select ${OF_COMMUNITY} where c.organization_id = $1 and c.id = any($2)`,
)

/** Communities and places as rows of a table, by id. */
export async function placeRows(tx: Tx, ids: readonly string[]): Promise<Map<string, PlaceOfTable>> {
  const rows = await tx.query<PlaceOfTable & { id: string }>(current, [tx.organizationId, ids])
  return new Map(rows.map(({ id, ...row }) => [id, row]))
}

const all = statement(
  'estate_table_all',
  `with recursive tree as (
     select p.id, p.community_id, array[p.position] as path from place p
     where p.organization_id = $1 and p.community_id = any(array(select id from community where organization_id = $1))
       and p.parent_id is null
     union all
     select p.id, p.community_id, t.path || p.position from tree t
     join place p on p.organization_id = $1 and p.parent_id = t.id)
   select x.id from (
     select c.id, c.name, '{}'::int[] as path from community c where c.organization_id = $1
     union all select t.id, c.name, t.path from tree t
     join community c on c.organization_id = $1 and c.id = t.community_id) x
   order by x.name collate "zh-x-icu", x.path`,
)

/** Ids of all communities and places: each community before its tree, the tree as people walk it. */
export const allPlaces = async (tx: Tx): Promise<string[]> =>
  (await tx.query<{ id: string }>(all, [tx.organizationId])).map(({ id }) => id)

interface Placed {
  id: string
  communityId: string
  parentId: string | null
  kind: 'premises' | 'area'
}

const placed = statement(
  'estate_table_placed',
  `select p.id, p.community_id as "communityId", p.parent_id as "parentId", p.kind from place p
   where p.organization_id = $1 and p.id = any($2)`,
)
const taken = statement(
  'estate_table_taken',
  `select r.id from unnest($2::uuid[], $3::uuid[], $4::uuid[], $5::text[]) r (id, community_id, parent_id, name)
   where exists (select from place p where p.organization_id = $1 and p.community_id = r.community_id
     and p.parent_id = r.parent_id and p.name = r.name)
   or r.parent_id is null and exists (select from place p where p.organization_id = $1
     and p.community_id = r.community_id and p.parent_id is null and p.name = r.name)`,
)

export interface PlaceChange {
  id: string
  before: PlaceOfTable
  values: PlaceOfTable
}

/** Names that another place beside it has already, or gets by an earlier change; by id. */
export async function takenNames(tx: Tx, changes: readonly PlaceChange[]): Promise<Set<string>> {
  const renamed = changes.filter(({ before, values }) => before.name !== values.name)
  if (renamed.length === 0) return new Set()
  const places = await placesAt(tx, renamed)
  const rows = renamed.flatMap(({ id, values }) => {
    const at = places.get(id)
    return at ? [{ ...at, name: values.name as string }] : []
  })
  const found = await tx.query<{ id: string }>(taken, [
    tx.organizationId,
    ...unnested(
      rows,
      (r) => r.id,
      (r) => r.communityId,
      (r) => r.parentId,
      (r) => r.name,
    ),
  ])
  const wrong = new Set(found.map(({ id }) => id))
  const names = new Set<string>()
  for (const { id, communityId, parentId, name } of rows) {
    const key = `${communityId} ${parentId} ${name}`
    if (names.has(key)) wrong.add(id)
    names.add(key)
  }
  return wrong
}

const placesAt = async (tx: Tx, changes: readonly PlaceChange[]): Promise<Map<string, Placed>> => {
  const rows = await tx.query<Placed>(placed, [tx.organizationId, changes.map(({ id }) => id)])
  return new Map(rows.map((row) => [row.id, row]))
}

const changeCommunities = statement(
  'estate_table_change_communities',
  `update community c set kind = r.kind, address = r.address, service_phone = r.phone
   from unnest($2::uuid[], $3::text[], $4::text[], $5::text[]) r (id, kind, address, phone)
   where c.organization_id = $1 and c.id = r.id`,
)
const changePlaces = statement(
  'estate_table_change_places',
  `update place p set premises_kind = r.premises_kind, name = coalesce(r.name, p.name), floor = r.floor, area = r.area
   from unnest($2::uuid[], $3::text[], $4::text[], $5::text[], $6::numeric[]) r (id, premises_kind, name, floor, area)
   where p.organization_id = $1 and p.id = r.id`,
)
// what hangs below a renamed place is called anew too, parents before children
const callAnew = statement(
  'estate_table_call_anew',
  `with recursive named as (
     select p.id, coalesce(u.full_name, '') || p.name as full_name
     from place p left join place u on u.organization_id = p.organization_id and u.id = p.parent_id
     where p.organization_id = $1 and p.id = any($2)
     union all
     select k.id, n.full_name || k.name from named n join place k on k.organization_id = $1 and k.parent_id = n.id)
   update place p set full_name = n.full_name from named n where p.organization_id = $1 and p.id = n.id`,
)

/** Queues changes of communities and places, and what follows from new names. */
export async function changeOfTable(tx: Tx, changes: readonly PlaceChange[]): Promise<void> {
  const communities = changes.filter(({ values }) => isCommunity(values.kind))
  const places = changes.filter(({ values }) => !isCommunity(values.kind))
  if (communities.length > 0)
    tx.queue(changeCommunities, [
      tx.organizationId,
      ...unnested(
        communities,
        (c) => c.id,
        (c) => c.values.kind,
        (c) => c.values.address,
        (c) => c.values.servicePhone,
      ),
    ])
  if (places.length === 0) return
  tx.queue(changePlaces, [
    tx.organizationId,
    ...unnested(
      places,
      (p) => p.id,
      (p) => kindOf(p.values.kind as Parameters<typeof kindOf>[0]).premisesKind,
      (p) => p.values.name,
      (p) => p.values.floor,
      (p) => p.values.area,
    ),
  ])
  const renamed = places.filter(({ before, values }) => before.name !== values.name)
  if (renamed.length === 0) return
  tx.queue(callAnew, [tx.organizationId, renamed.map(({ id }) => id)])
  const at = await placesAt(tx, renamed)
  const named = renamed.flatMap(({ id, values }) => {
    const place = at.get(id)
    return place ? [{ ...place, name: values.name as string }] : []
  })
  const positions = await renumber(tx, named)
  tx.queue(
    `update place p set position = r.position from unnest($2::uuid[], $3::int[]) r (id, position)
     where p.organization_id = $1 and p.id = r.id`,
    [
      tx.organizationId,
      ...unnested(
        named,
        ({ id }) => id,
        ({ id }) => positions.get(id),
      ),
    ],
  )
}
