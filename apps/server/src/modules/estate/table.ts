import type { PlaceKind, PlaceRowKind, PremisesKind } from '@sims/contracts'
import { newId } from '#kernel'
import { statement, type Tx, unnested } from '#platform/db'
import { placesByPath } from './paths.ts'
import { renumber } from './positions.ts'

/** A community or a place as a row of a table: where it hangs by names, and what is known of it. Texts or null. */
export type PlaceOfTable = Record<
  'community' | 'building' | 'entrance' | 'name' | 'kind' | 'floor' | 'area' | 'address' | 'servicePhone',
  string | null
>

/** How a new row stands: it is there, something is wrong, or it can be made. */
export type PlaceStanding =
  | { there: string }
  | { objection: { field: keyof PlaceOfTable; code: string } }
  | { free: true }

interface NewPlace {
  id: string
  communityId: string
  parentId: string | null
  kind: PlaceKind
  premisesKind: PremisesKind | null
  name: string
  fullName: string
  floor: string | null
  area: string | null
  /** made because a row names it as its building or entrance */
  implied: boolean
}

const insertCommunities = statement(
  'estate_table_communities',
  `insert into community (organization_id, id, name, kind, address, service_phone, imported_by_run)
   select $1, r.*, $2 from unnest($3::uuid[], $4::text[], $5::text[], $6::text[], $7::text[]) r`,
)
const insertPlaces = statement(
  'estate_table_places',
  `insert into place (organization_id, id, community_id, parent_id, kind, premises_kind, name, full_name, position,
     floor, area, imported_by_run, implied_by_run)
   select $1, r.id, r.community_id, r.parent_id, r.kind, r.premises_kind, r.name, r.full_name, r.position, r.floor, r.area,
     case when not r.implied then $2::uuid end, case when r.implied then $2::uuid end
   from unnest($3::uuid[], $4::uuid[], $5::uuid[], $6::text[], $7::text[], $8::text[], $9::text[], $10::int[],
     $11::text[], $12::numeric[], $13::bool[])
     r (id, community_id, parent_id, kind, premises_kind, name, full_name, position, floor, area, implied)`,
)
const removal = statement('estate_table_undo', 'select undo_places($1, $2) as id')
const ofCommunities = statement(
  'estate_table_communities_of',
  'select id from community where organization_id = $1 and id = any($2)',
)
const rest = statement(
  'estate_table_rest',
  `select p.id from place p where p.organization_id = $1 and p.implied_by_run = $2
   order by case p.kind when 'building' then 1 else 0 end`,
)

export const isCommunity = (kind: string | null): kind is 'residential' | 'commercial' =>
  kind === 'residential' || kind === 'commercial'

/**
 * Places that come as a table, in the caller's transaction. Buildings and entrances that nobody has listed are made
 * with the first row that names them. Three reads for each level of the tree, however many rows; writes are queued.
 */
export function placesOfTable(tx: Tx, runId: string, now: Date) {
  const paths = placesByPath(tx)

  async function stand(rows: readonly PlaceOfTable[]): Promise<PlaceStanding[]> {
    await paths.load(rows)
    return rows.map((row) => {
      const community = paths.community(row.community as string)
      const key = paths.keyOf(row)
      const known = paths.get(key)
      if (known?.id) return { there: known.id }
      if (isCommunity(row.kind)) {
        paths.plan(key, row.kind)
        return { free: true }
      }
      if (!community) return { objection: { field: 'community', code: 'imports.noSuchCommunity' } }
      for (const field of ['building', 'entrance'] as const) {
        const kind = row[field] === null ? field : paths.get(paths.keyOf(row, field))?.kind
        if (kind !== undefined && kind !== field) return { objection: { field, code: 'imports.otherKind' } }
      }
      paths.plan(key, kindOf(row.kind as PlaceRowKind).kind)
      return { free: true }
    })
  }

  async function create(rows: readonly PlaceOfTable[]): Promise<string[]> {
    const communities: { id: string; row: PlaceOfTable }[] = []
    const places: NewPlace[] = []
    const make = (
      key: string,
      row: PlaceOfTable,
      parent: string | null,
      spec: Pick<NewPlace, 'kind' | 'premisesKind' | 'name'>,
    ) => {
      const above = parent === null ? undefined : paths.get(parent)
      const id = newId(now.getTime())
      const fullName = (above?.fullName ?? '') + spec.name
      const communityId = paths.community(row.community as string)?.id as string
      places.push({
        id,
        communityId,
        parentId: above?.id ?? null,
        ...spec,
        fullName,
        floor: null,
        area: null,
        implied: true,
      })
      paths.made(key, { id, kind: spec.kind, fullName })
      return id
    }
    const ids = rows.map((row) => {
      const key = paths.keyOf(row)
      if (isCommunity(row.kind)) {
        const id = newId(now.getTime())
        communities.push({ id, row })
        paths.made(key, { id, kind: row.kind, fullName: '' })
        return id
      }
      let parent: string | null = null
      for (const field of ['building', 'entrance'] as const) {
        const name = row[field]
        const at = paths.keyOf(row, field)
        if (name === null || at === key) continue
        if (!paths.get(at)?.id) make(at, row, parent, { kind: field, premisesKind: null, name })
        parent = at
      }
      const { kind, premisesKind } = kindOf(row.kind as PlaceRowKind)
      const own = (kind === 'building' || kind === 'entrance' ? row[kind] : row.name) as string
      // a parent that an earlier row of the chunk has made meanwhile is this row's place
      const there = paths.get(key)?.id
      if (there) return there
      const id = make(key, row, parent, { kind, premisesKind, name: own })
      Object.assign(places.at(-1) as NewPlace, { floor: row.floor, area: row.area, implied: false })
      return id
    })
    if (communities.length > 0)
      tx.queue(insertCommunities, [
        tx.organizationId,
        runId,
        ...unnested(
          communities,
          (c) => c.id,
          (c) => c.row.community,
          (c) => c.row.kind,
          (c) => c.row.address,
          (c) => c.row.servicePhone,
        ),
      ])
    if (places.length > 0) {
      const positions = await renumber(tx, places)
      tx.queue(insertPlaces, [
        tx.organizationId,
        runId,
        ...unnested(
          places,
          (p) => p.id,
          (p) => p.communityId,
          (p) => p.parentId,
          (p) => p.kind,
          (p) => p.premisesKind,
          (p) => p.name,
          (p) => p.fullName,
          (p) => positions.get(p.id) ?? 0,
          (p) => p.floor,
          (p) => p.area,
          (p) => p.implied,
        ),
      ])
    }
    return ids
  }

  const undo = async (ids: readonly string[]) =>
    ids.length === 0 ? [] : (await tx.query<{ id: string }>(removal, [runId, ids])).map(({ id }) => id)

  /** Removes the buildings and entrances that were made because rows named them, when they are empty. */
  async function removeRest(): Promise<void> {
    await undo((await tx.query<{ id: string }>(rest, [tx.organizationId, runId])).map(({ id }) => id))
  }

  /** Removes what the run made and nothing hangs on, `ids` in their order, communities last. */
  async function remove(ids: readonly string[]): Promise<Set<string>> {
    const whole = new Set((await tx.query<{ id: string }>(ofCommunities, [tx.organizationId, ids])).map(({ id }) => id))
    const gone = await undo(ids.filter((id) => !whole.has(id)))
    if (whole.size > 0) await removeRest()
    return new Set([...gone, ...(await undo([...whole]))])
  }

  return { stand, create, remove, removeRest }
}

/** What a row of the table is in the tree. */
export function kindOf(kind: PlaceRowKind): { kind: PlaceKind; premisesKind: PremisesKind | null } {
  if (kind === 'building' || kind === 'entrance' || kind === 'area') return { kind, premisesKind: null }
  if (isCommunity(kind)) throw new Error('a community is no place')
  return { kind: 'premises', premisesKind: kind }
}
