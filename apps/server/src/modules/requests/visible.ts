import type { Actor } from '#kernel'
import { communitiesWith, notKeptFrom } from '#platform/access'
import type { Params } from '#platform/db'

/**
 * Which requests an actor may see, as a condition on `alias`: used by get, list, count, search, files and realtime.
 * Residents see their own; staff those of the communities in which they hold `requests.read`; nobody sees one that is
 * hidden from them.
 */
export function visibleRequests(actor: Actor, p: Params, alias = 'r'): string {
  if (actor.kind === 'system') return 'true'
  if (actor.kind === 'resident') return `${alias}.customer_id = ${p.add(actor.customerId)}::uuid`
  const communities = communitiesWith(actor, 'requests.read')
  const reach = communities === 'all' ? 'true' : `${alias}.community_id = any(${p.add(communities)}::uuid[])`
  return `${reach} and ${notKeptFrom(actor, p, alias)}`
}
