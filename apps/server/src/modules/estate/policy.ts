import type { Actor } from '#kernel'
import { assertMay, communitiesWith } from '#platform/access'

/** Whose places are asked for: of some communities (null: of all), or of the homes of one resident. */
export interface Scope {
  communities: readonly string[] | null
  resident: string | null
}

const ofResident = (actor: Actor): Scope => ({ communities: [], resident: actor.customerId })

/**
 * The communities that an actor may name: staff those in which they hold any role, a resident those of their
 * residencies.
 */
export function communitiesVisible(actor: Actor): Scope {
  if (actor.kind === 'resident') return ofResident(actor)
  const everywhere = actor.kind === 'system' || actor.grants.some((grant) => grant.communityId === null)
  const communities = everywhere ? null : [...new Set(actor.grants.map((grant) => grant.communityId as string))]
  return { communities, resident: null }
}

/** The communities whose places an actor may walk through. @throws DomainError `access.forbidden` */
export function placesVisible(actor: Actor): Scope {
  if (actor.kind === 'resident') return ofResident(actor)
  assertMay(actor, 'estate.read')
  const communities = communitiesWith(actor, 'estate.read')
  return { communities: communities === 'all' ? null : communities, resident: null }
}
