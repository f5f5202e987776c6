import { newId } from '#kernel'
import { statement, type Tx, unnested } from '#platform/db'
import { flatten, type PlaceRow, type PlaceSpec } from './domain/tree.ts'

export interface CommunitySpec {
  name: string
  kind: 'residential' | 'commercial'
  address?: string | null
  servicePhone?: string | null
  places: PlaceSpec[]
}

/** Makes a community with its whole tree of places: two statements, however many places. Names must be free. */
export function createCommunityTree(
  tx: Tx,
  spec: CommunitySpec,
  now: Date,
): { communityId: string; places: PlaceRow[] } {
  const communityId = newId(now.getTime())
  const places = flatten(spec.places, () => newId(now.getTime()))
  tx.queue(
    'insert into community (organization_id, id, name, kind, address, service_phone) values ($1, $2, $3, $4, $5, $6)',
    [tx.organizationId, communityId, spec.name, spec.kind, spec.address ?? null, spec.servicePhone ?? null],
  )
  tx.queue(
    `insert into place (organization_id, community_id, id, parent_id, kind, premises_kind, name, full_name, position)
     select $1, $2, r.* from unnest($3::uuid[], $4::uuid[], $5::text[], $6::text[], $7::text[], $8::text[], $9::int[]) r`,
    [
      tx.organizationId,
      communityId,
      ...unnested(
        places,
        (p) => p.id,
        (p) => p.parentId,
        (p) => p.kind,
        (p) => p.premisesKind,
        (p) => p.name,
        (p) => p.fullName,
        (p) => p.position,
      ),
    ],
  )
  return { communityId, places }
}

/** A place as other modules need it when a record is made there. */
export interface PlaceForRequest {
  id: string
  kind: 'building' | 'entrance' | 'premises' | 'area'
  premisesKind: string | null
  name: string
  fullName: string
  communityId: string
  communityName: string
  communityKind: 'residential' | 'commercial'
}

const one = statement(
  'estate_place',
  `select p.id, p.kind, p.premises_kind as "premisesKind", p.name, p.full_name as "fullName",
     c.id as "communityId", c.name as "communityName", c.kind as "communityKind"
   from place p join community c on c.organization_id = p.organization_id and c.id = p.community_id
   where p.organization_id = $1 and p.id = $2`,
)

/** One indexed read; undefined for a place that the organization does not have. Whether the actor may see it is the caller's question. */
export async function placeForRequest(tx: Tx, placeId: string): Promise<PlaceForRequest | undefined> {
  const [place] = await tx.query<PlaceForRequest>(one, [tx.organizationId, placeId])
  return place
}
