import { RECORD_KINDS } from '@sims/contracts'
import type { Actor } from '#kernel'
import { communitiesWith, KEPT_FOR, type KeptFor, type Permission } from '#platform/access'
import type { OutboxEvent } from '#platform/command'

/** Something that changed, with what decides who hears of it. */
export interface Change {
  recordKind: 'serviceRequest' | 'workOrder' | 'notice'
  id: string
  version: number
  communityId: string | null
  customerId: string | null
  /** of a work order: who has it, null in the pool */
  assigneeId: string | null
  /** of a work order that has just changed hands: who had it, null when it was in the pool */
  previousAssigneeId?: string | null
  /** members of staff who must not hear of it */
  hiddenFrom?: readonly string[]
  /** a complaint that only some may know of, and the member of staff who took it down */
  kept?: { for: KeptFor; ownerId: string | null }
  /** of a notice: whose */
  accountId?: string
}

/** The changes behind events, the last one of each record. */
export function changesOf(events: readonly OutboxEvent[]): Change[] {
  const last = new Map<string, Change>()
  for (const { recordKind, recordId, version, communityId, ids = {} } of events) {
    if (!(RECORD_KINDS as readonly string[]).includes(recordKind)) continue
    const before = last.get(recordId)
    // who lost it in between must hear of it too; the first of several hand-overs is the one on people's screens
    const previous = before?.previousAssigneeId !== undefined ? before.previousAssigneeId : ids.previousAssigneeId
    last.set(recordId, {
      recordKind: recordKind as Change['recordKind'],
      id: recordId,
      version: Math.max(version, before?.version ?? 0),
      communityId: communityId ?? null,
      customerId: ids.customerId ?? null,
      assigneeId: ids.assigneeId ?? null,
      ...(previous === undefined ? {} : { previousAssigneeId: previous }),
    })
  }
  return [...last.values()]
}

/** They see what is theirs and what waits in the pool of their communities. */
const FIELD_ROLES = ['technician', 'cleaner', 'gardener', 'guard', 'contractorWorker']

/**
 * Who hears of a change: the same rule as for reading the record, as far as its ids tell. It carries no content, and
 * whoever follows it up is judged again by the record itself.
 */
export function mayHear(actor: Actor, change: Change): boolean {
  if (change.recordKind === 'notice') return change.accountId === actor.accountId
  if (actor.staffId !== null && change.hiddenFrom?.includes(actor.staffId)) return false
  if (actor.kind === 'staff' && change.kept) {
    const { for: keptFor, ownerId } = change.kept
    if (ownerId !== actor.staffId && !reaches(actor, KEPT_FOR[keptFor], change)) return false
  }
  if (actor.kind === 'resident')
    return (
      change.recordKind === 'serviceRequest' && change.customerId !== null && change.customerId === actor.customerId
    )
  if (change.recordKind === 'serviceRequest') return reaches(actor, 'requests.read', change)
  const holders = [change.assigneeId, ...(change.previousAssigneeId === undefined ? [] : [change.previousAssigneeId])]
  if (actor.staffId !== null && holders.includes(actor.staffId)) return true
  const field = actor.grants.filter((grant) => FIELD_ROLES.includes(grant.role))
  const desk = actor.grants.filter((grant) => !FIELD_ROLES.includes(grant.role))
  if (reaches({ ...actor, grants: desk }, 'orders.read', change)) return true
  return holders.includes(null) && reaches({ ...actor, grants: field }, 'orders.read', change)
}

function reaches(actor: Actor, permission: Permission, { communityId }: Change): boolean {
  const communities = communitiesWith(actor, permission)
  return communities === 'all' || (communityId !== null && communities.includes(communityId))
}
