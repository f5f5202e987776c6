import type { Role } from '@sims/contracts'
import { type Actor, DomainError, type FieldFault } from '#kernel'
import { ADMINISTRATORS, assertMay, communitiesWith, may } from '#platform/access'

/** What an actor sees of the staff. */
export interface StaffView {
  /** the communities whose staff are listed; null: all */
  communities: string[] | null
  /** account names, and who has left: for administration only */
  administration: boolean
}

/** @throws DomainError `access.forbidden` for those who neither assign nor administer */
export function viewOf(actor: Actor): StaffView {
  assertMay(actor, 'staff.read')
  const communities = communitiesWith(actor, 'staff.read')
  return { communities: communities === 'all' ? null : [...communities], administration: may(actor, 'staff.manage') }
}

export interface Grant {
  role: Role
  communityId: string | null
}

/**
 * Holds the grants of one person against the rules that need no database: an administrator is nothing else (GB/T 22239:
 * three people, none of whom reads business personal data), and residents are not staff.
 * @throws DomainError `staff.administratorAlone`, or `http.invalid` with every faulty grant
 */
export function checkGrants(grants: readonly Grant[]): void {
  const faults: FieldFault[] = grants.flatMap(({ role }, i) =>
    role === 'resident' || role === 'committeeMember' ? [{ path: `grants.${i}.role`, code: 'fields.choice' }] : [],
  )
  if (faults.length > 0) throw new DomainError('http.invalid', { count: faults.length }, faults)
  const administrator = grants.find(({ role }) => ADMINISTRATORS.includes(role))
  if (administrator && (grants.length > 1 || administrator.communityId !== null))
    throw new DomainError('staff.administratorAlone', {}, [{ path: 'grants', code: 'staff.administratorAlone' }])
}
