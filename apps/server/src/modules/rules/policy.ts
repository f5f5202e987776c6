import type { RuleAction } from '@sims/contracts'
import { type Actor, DomainError } from '#kernel'
import { assertMay, communitiesWith, may } from '#platform/access'

/** What the actor's roles let them do; drafts anybody who edits may give up, a rule for all only who publishes ends. */
export function mayAct(actor: Actor, action: RuleAction, published: boolean): boolean {
  const publishing = action === 'publish' || (action === 'retire' && published)
  return publishing ? communitiesWith(actor, 'rules.publish') === 'all' : may(actor, 'rules.edit')
}

/** @throws DomainError `access.forbidden` unless {@link mayAct} */
export function assertMayAct(actor: Actor, action: RuleAction, published: boolean): void {
  if (!mayAct(actor, action, published)) throw new DomainError('access.forbidden')
}

export const assertMayRead = (actor: Actor): void => assertMay(actor, 'rules.read')
