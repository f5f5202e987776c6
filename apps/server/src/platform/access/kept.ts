import type { Actor } from '#kernel'
import type { Params } from '#platform/db'

/**
 * Which requests are not kept from an actor, as a condition on `alias`: nobody on the staff learns of a complaint about
 * themselves. A part of every `visible`, and for joins that read a request without its module.
 */
export function notKeptFrom(actor: Actor, p: Params, alias: string): string {
  if (actor.staffId === null) return 'true'
  return `(${alias}.hidden_from is null or ${p.add(actor.staffId)}::uuid <> all(${alias}.hidden_from))`
}
