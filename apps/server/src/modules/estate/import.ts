import { statement, type Tx } from '#platform/db'

/** A community as a table is held against it. */
export interface CommunityForImport {
  id: string
  name: string
  /** its first common area, or its first place: where something lies of which only the community is known */
  placeId: string | null
}

const communities = statement(
  'estate_import_communities',
  `select c.id, c.name, (select p.id from place p where p.organization_id = $1 and p.community_id = c.id
     and p.parent_id is null order by (p.kind = 'area') desc, p.position, p.name limit 1) as "placeId"
   from community c where c.organization_id = $1`,
)
const places = statement(
  'estate_import_places',
  'select community_id as "communityId", id, full_name as "fullName" from place where organization_id = $1',
)

export const communitiesForImport = (tx: Tx) => tx.query<CommunityForImport>(communities, [tx.organizationId])

/** Every place of the company by community and full name; some ten thousand at most. */
export const placesForImport = (tx: Tx) =>
  tx.query<{ communityId: string; id: string; fullName: string }>(places, [tx.organizationId])
