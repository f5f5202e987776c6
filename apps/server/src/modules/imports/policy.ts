import { type Actor, DomainError } from '#kernel'
import { assertMay, communitiesWith } from '#platform/access'

/**
 * History is business data of the whole company: the system administrator does not see it, and a manager of one
 * community must not write into another's.
 * @throws DomainError `access.forbidden`, `imports.wholeCompany`
 */
export function assertMayImport(actor: Actor): void {
  assertMay(actor, 'imports.manage')
  if (communitiesWith(actor, 'imports.manage') !== 'all') throw new DomainError('imports.wholeCompany')
}
