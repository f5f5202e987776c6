import type { Actor } from '#kernel'
import { communitiesWith, notKeptFrom } from '#platform/access'
import type { Params } from '#platform/db'

/** Roles that do field work: they see what is theirs and what waits in the pool, nothing else. */
export const FIELD_ROLES = ['technician', 'cleaner', 'gardener', 'guard', 'contractorWorker']

/**
 * Which work orders an actor may see, as a condition on `alias`. Residents see none: what they need of an order stands
 * on their request. Whoever the request is hidden from sees none of its orders either.
 */
export function visibleOrders(actor: Actor, p: Params, alias = 'o'): string {
  if (actor.kind === 'system') return 'true'
  if (actor.kind === 'resident') return 'false'
  const atDesk = { ...actor, grants: actor.grants.filter((grant) => !FIELD_ROLES.includes(grant.role)) }
  const desk = reach(communitiesWith(atDesk, 'orders.read'), p, alias)
  const pool = reachesPool(actor, p, alias)
  const mine = `${alias}.assignee_id = ${p.add(actor.staffId)}::uuid`
  const hidden = `select from service_request h where h.organization_id = ${alias}.organization_id
    and h.id = ${alias}.request_id and not ${notKeptFrom(actor, p, 'h')}`
  // an emergency at an order is for everybody in the field there
  const emergency = `${alias}.settled_at is null and exists (select from record_clock e
    where e.organization_id = ${alias}.organization_id and e.record_id = ${alias}.id and e.name = 'emergencyCall')`
  return `(${desk} or ${mine} or (${pool} and (${alias}.phase = 'new' or (${emergency})))) and not exists (${hidden})`
}

/** In which communities an actor takes work from the pool, as a condition on `alias`. */
export function reachesPool(actor: Actor, p: Params, alias = 'o'): string {
  const inField = { ...actor, grants: actor.grants.filter((grant) => FIELD_ROLES.includes(grant.role)) }
  return reach(communitiesWith(inField, 'orders.read'), p, alias)
}

function reach(communities: readonly string[] | 'all', p: Params, alias: string): string {
  if (communities === 'all') return 'true'
  return communities.length === 0 ? 'false' : `${alias}.community_id = any(${p.add(communities)}::uuid[])`
}
