import { type Actor, communitiesOf, DomainError, rolesIn } from '#kernel'
import { type Permission, policy } from './policy.ts'
import { scopesWith } from './scopes.ts'

/** The roles that hold a permission. */
export const rolesWith = (permission: Permission): readonly string[] => policy[permission]

/**
 * Whether the actor holds a permission: in this community, or, without one, in any. The server itself may everything;
 * it acts for a decision that somebody was allowed to take.
 */
export function may(actor: Actor, permission: Permission, communityId?: string): boolean {
  if (actor.kind === 'system') return true
  const roles = rolesWith(permission)
  if (actor.kind === 'resident') return roles.includes('resident')
  if (actor.kind === 'apiKey') {
    const communities = communitiesWith(actor, permission)
    return communityId === undefined || communities === 'all'
      ? communities.length > 0
      : communities.includes(communityId)
  }
  const held = communityId === undefined ? actor.grants.map((grant) => grant.role) : rolesIn(actor, communityId)
  return held.some((role) => role !== 'resident' && roles.includes(role))
}

/** @throws DomainError `access.forbidden` unless {@link may} */
export function assertMay(actor: Actor, permission: Permission, communityId?: string): void {
  if (!may(actor, permission, communityId)) throw new DomainError('access.forbidden')
}

/**
 * The communities in which a member of staff or a key holds a permission: their ids, or 'all'. Of residents it says
 * nothing (an empty list): what they see hangs on who they are.
 */
export function communitiesWith(actor: Actor, permission: Permission): readonly string[] | 'all' {
  if (actor.kind === 'system') return 'all'
  if (actor.kind === 'apiKey') return communitiesOf(actor, scopesWith(permission))
  // no grant makes a member of staff a resident: what residents may hangs on who they are
  const roles = rolesWith(permission).filter((role) => role !== 'resident')
  return communitiesOf(actor, roles)
}
