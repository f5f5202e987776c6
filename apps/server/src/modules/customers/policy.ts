import { type Actor, DomainError } from '#kernel'
import { assertMay, communitiesWith, type Permission } from '#platform/access'

/** Which customers an actor reaches: those of some communities (null: of all), or only `own`. */
export interface Scope {
  communities: readonly string[] | null
  own: string | null
  /** who asks: what is kept from them counts for nothing */
  actor: Actor
}

/**
 * The customers with whom an actor may do something: staff in the communities of their right only. A resident reads
 * their own record and nothing else.
 * @throws DomainError `access.forbidden` when the actor may do it nowhere
 */
export function customersVisible(actor: Actor, permission: Permission = 'customers.read'): Scope {
  if (actor.kind === 'resident') {
    if (permission !== 'customers.read' || !actor.customerId) throw new DomainError('access.forbidden')
    return { communities: [], own: actor.customerId, actor }
  }
  assertMay(actor, permission)
  const communities = communitiesWith(actor, permission)
  return { communities: communities === 'all' ? null : communities, own: null, actor }
}

/** Whether a member of staff acts in this community; never true for a resident. */
export const inScope = (scope: Scope, communityId: string): boolean =>
  scope.own === null && (scope.communities === null || scope.communities.includes(communityId))
