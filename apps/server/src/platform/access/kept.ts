import type { Actor } from '#kernel'
import type { Params } from '#platform/db'
import { communitiesWith } from './may.ts'
import type { Permission } from './policy.ts'

/**
 * For whom a complaint can be kept, with the permission that opens it: one about a member of staff whom nobody has named
 * yet for those who handle complaints, one about a manager for those above.
 */
export const KEPT_FOR = { handlers: 'complaints.handle', overseers: 'complaints.oversee' } as const satisfies Record<
  string,
  Permission
>
export type KeptFor = keyof typeof KEPT_FOR

/**
 * Which requests are not kept from an actor, as a condition on `alias`: nobody on the staff learns of a complaint about
 * themselves; one that is kept for some is for them, and for whoever took it down. A key sees neither: nobody knows who
 * reads what it fetches. Never null. A part of every
 * `visible`, and for joins that read a request without its module.
 */
export function notKeptFrom(actor: Actor, p: Params, alias: string): string {
  if (actor.kind === 'apiKey')
    return `(coalesce(cardinality(${alias}.hidden_from), 0) = 0 and ${alias}.kept_for is null)`
  if (actor.staffId === null) return 'true'
  const me = `${p.add(actor.staffId)}::uuid`
  const reach = (permission: Permission) => {
    const communities = communitiesWith(actor, permission)
    if (communities === 'all') return 'true'
    return communities.length === 0 ? 'false' : `${alias}.community_id = any(${p.add(communities)}::uuid[])`
  }
  return `((${alias}.hidden_from is null or ${me} <> all(${alias}.hidden_from))
    and (${alias}.kept_for is null or ${alias}.first_contact_owner_id is not distinct from ${me}
      or ${reach('complaints.oversee')} or ${alias}.kept_for = 'handlers' and ${reach('complaints.handle')}))`
}
