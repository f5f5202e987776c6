import { type Actor, DomainError } from '#kernel'
import { communitiesWith, type Permission } from '#platform/access'

/** Where the audit says that work in the background came from. */
export const origin = { requestId: 'imports', ip: 'import', userAgent: '' }

/** A table may name any community. @throws DomainError `imports.wholeCompany` */
export function assertWholeCompany(actor: Actor, permission: Permission): void {
  if (communitiesWith(actor, permission) !== 'all') throw new DomainError('imports.wholeCompany')
}
