import type { Community, MyPlaces, Place } from '@sims/contracts'
import { type Actor, DomainError, todayIn } from '#kernel'
import { livesThere } from '#platform/access'
import { statement, type Tx } from '#platform/db'
import { communitiesVisible, placesVisible, type Scope } from './policy.ts'

/** $1 organization, $2 communities of staff (null: all), $3 the resident (null: not one), $4 today. */
const MINE = `c.organization_id = $1 and case when $3::uuid is null then ($2::uuid[] is null or c.id = any($2))
  else exists (select from residency r join place h on h.organization_id = r.organization_id and h.id = r.premises_id
    where r.organization_id = $1 and r.customer_id = $3 and ${livesThere('$4')} and h.community_id = c.id) end`
const COLUMNS = `p.id, p.community_id as "communityId", p.parent_id as "parentId", p.kind,
  p.premises_kind as "premisesKind", p.name, p.full_name as "fullName",
  exists (select from place k where k.organization_id = p.organization_id and k.parent_id = p.id) as "hasChildren"`

const scoped = (tx: Tx, scope: Scope, today: string) => [tx.organizationId, scope.communities, scope.resident, today]

const communities = statement(
  'estate_communities',
  `select c.id, c.name, c.kind, c.address, c.service_phone as "servicePhone" from community c
   where ${MINE} order by c.name collate "zh-x-icu"`,
)

/** The communities that the actor works or lives in, in Chinese order of their names. */
export async function listCommunities(tx: Tx, actor: Actor, now: Date): Promise<Community[]> {
  return await tx.query<Community>(communities, scoped(tx, communitiesVisible(actor), todayIn(actor.timeZone, now)))
}

// Residents walk the tree to common areas; of premises they see their own.
const children = statement(
  'estate_places',
  `select ${COLUMNS} from place p
   where p.organization_id = $1 and p.community_id = $5 and p.parent_id is not distinct from $6
     and ($3::uuid is null or p.kind <> 'premises' or exists (select from residency r where r.organization_id = $1
       and r.customer_id = $3 and r.premises_id = p.id and ${livesThere('$4')}))
     and exists (select from community c where c.id = $5 and ${MINE})
   order by p.position, p.name`,
)
const known = statement(
  'estate_known',
  `select from community c where c.id = $5 and ${MINE} and ($6::uuid is null or exists (select from place p
     where p.organization_id = $1 and p.id = $6 and p.community_id = $5))`,
)

/**
 * One column of the cascade: what hangs on a place, or the roots of a community, in the order people count them.
 * @throws DomainError `access.forbidden`, and `http.notFound` for a community or place that the actor does not see
 */
export async function listPlaces(
  tx: Tx,
  actor: Actor,
  at: { communityId: string; parentId?: string | undefined },
  now: Date,
): Promise<Place[]> {
  const values = [
    ...scoped(tx, placesVisible(actor), todayIn(actor.timeZone, now)),
    at.communityId,
    at.parentId ?? null,
  ]
  const [found, places] = await Promise.all([tx.query(known, values), tx.query<Place>(children, values)])
  if (found.length === 0) throw new DomainError('http.notFound')
  return places
}

const premises = statement(
  'estate_my_premises',
  `select ${COLUMNS}, c.name as "communityName", r.verified_at is not null as verified
   from residency r
   join place p on p.organization_id = r.organization_id and p.id = r.premises_id
   join community c on c.organization_id = p.organization_id and c.id = p.community_id
   where r.organization_id = $1 and r.customer_id = $2 and ${livesThere('$3')}
   order by c.name collate "zh-x-icu", p.position, p.full_name`,
)
// the whole tree of a community is read once; it is a few thousand rows at most
const areas = statement(
  'estate_my_areas',
  `select ${COLUMNS}, c.name as "communityName" from place p
   join community c on c.organization_id = p.organization_id and c.id = p.community_id
   where p.organization_id = $1 and p.kind = 'area' and p.community_id in (
     select h.community_id from residency r join place h on h.organization_id = r.organization_id and h.id = r.premises_id
     where r.organization_id = $1 and r.customer_id = $2 and ${livesThere('$3')})
     and (p.parent_id is null or exists (select from place b where b.organization_id = $1 and b.id = p.parent_id
       and (b.kind = 'building' or b.kind = 'area')) or p.parent_id in (
       select h.parent_id from residency r join place h on h.organization_id = r.organization_id and h.id = r.premises_id
       where r.organization_id = $1 and r.customer_id = $2 and ${livesThere('$3')}))
   order by c.name collate "zh-x-icu", p.parent_id nulls first, p.position, p.full_name limit 500`,
)

/** A resident's own premises, and the common areas of their communities: of entrances only their own. Nothing for staff. */
export async function myPlaces(tx: Tx, actor: Actor, now: Date): Promise<MyPlaces> {
  if (!actor.customerId) return { premises: [], areas: [] }
  const values = [tx.organizationId, actor.customerId, todayIn(actor.timeZone, now)]
  const [own, common] = await Promise.all([
    tx.query<MyPlaces['premises'][number]>(premises, values),
    tx.query<MyPlaces['areas'][number]>(areas, values),
  ])
  return { premises: own, areas: common }
}
