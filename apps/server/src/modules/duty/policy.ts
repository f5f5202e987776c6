import { type Actor, DomainError } from '#kernel'
import { assertMay, communitiesWith, type Permission } from '#platform/access'

/**
 * Whose rosters an actor reads or sets: of this community, or (null) of the whole company, which takes a role in the
 * whole company to set.
 * @throws DomainError `access.forbidden`
 */
export function assertDuty(
  actor: Actor,
  permission: Extract<Permission, `duty.${string}`>,
  communityId: string | null,
) {
  assertMay(actor, permission)
  const where = communitiesWith(actor, permission)
  if (where === 'all' || (communityId === null && permission === 'duty.read')) return
  if (communityId === null || !where.includes(communityId)) throw new DomainError('access.forbidden')
}

/** Whether a shift may be seen: those of the whole company by everybody, others in one's communities. */
export function sees(actor: Actor, communityId: string | null): boolean {
  const where = communitiesWith(actor, 'duty.read')
  return communityId === null || where === 'all' || where.includes(communityId)
}
