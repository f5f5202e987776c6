import { type ClockContext, newId } from '#kernel'
import type { CommandScope } from '#platform/command'
import {
  applyClockChanges,
  openRecord,
  orThrow,
  type StoredDefinition,
  SYSTEM,
  saveClocks,
  tellStep,
  transition,
} from '#platform/process'
import { type CategoryOf, takeTargets } from './process-record.ts'
import { insertOrders, type NewOrder } from './store.ts'

/** What a new order needs to know of the work. */
export interface OrderSpec {
  requestId: string | null
  customerId: string | null
  communityId: string
  placeId: string
  category: string
  categoryVersionId: string
  /** the category's policy; undefined when its version is gone */
  policy: CategoryOf | undefined
  teamId: string | null
  /** null: into the pool */
  assigneeId: string | null
  priority: number
  note: string | null
}

/**
 * Makes work orders as part of another record's command: each is created, and dispatched at once when somebody is named.
 * Gives their ids in order.
 */
export function createOrders(
  scope: CommandScope,
  process: StoredDefinition,
  clock: ClockContext,
  specs: readonly OrderSpec[],
): string[] {
  const ctx = { now: scope.now.getTime(), clock }
  const orders: NewOrder[] = []
  for (const { customerId, policy, ...spec } of specs) {
    const id = newId(scope.now.getTime())
    const { priority } = spec
    const skill = policy?.skill ?? null
    const created = orThrow(openRecord(process.definition, { step: 'create', input: {} }, SYSTEM, ctx))
    const row = { id, communityId: spec.communityId, definitionId: process.id, createdAt: scope.now }
    const at = { ...row, state: created.state, phase: created.phase }
    const ids = { requestId: spec.requestId, customerId, assigneeId: spec.assigneeId }
    tellStep(scope, 'work_order', { row: { ...at, version: 0, entries: 0 }, taken: created, clocks: [], ids })
    const clocks = created.clocks.map((c) => c.clock)
    const last = spec.assigneeId ? dispatched(spec.assigneeId) : created
    if (last !== created) {
      tellStep(scope, 'work_order', { row: { ...at, version: 1, entries: 1 }, taken: last, clocks, ids })
    }
    const final = last === created ? clocks : applyClockChanges(clocks, last.clocks)
    saveClocks(
      scope.tx,
      'workOrder',
      final.map((c) => ({ recordId: id, clock: c })),
    )
    orders.push({
      ...spec,
      skill,
      id,
      definitionId: process.id,
      state: last.state,
      phase: last.phase,
      version: last.version,
      entries: last === created ? 1 : 2,
    })

    function dispatched(assignee: string) {
      const place = { state: created.state, version: 1, reportedAt: ctx.now }
      const record = { ...place, facts: { priority, skill }, clocks, ...takeTargets(policy, priority) }
      return orThrow(transition(process.definition, record, { step: 'dispatch', input: { assignee } }, SYSTEM, ctx))
    }
  }
  insertOrders(scope.tx, orders, scope.now)
  return orders.map((order) => order.id)
}
