import { clockContext, processActor, type Stepped, saveSteps, type TakeDueSteps, transition } from '#platform/process'
import { applyEffects, handedOver } from './effects.ts'
import { processRecord, rulesOf } from './process-record.ts'
import type { OrderRow } from './row.ts'
import type { RequestLink } from './steps.ts'
import { lockOrders } from './store.ts'

/**
 * Takes on orders the steps that their timers ask for, with what follows for their requests, which the worker has locked
 * before the orders.
 */
export const takeTimedOrderSteps =
  (link: RequestLink): TakeDueSteps =>
  async (scope, due) => {
    const { tx, now } = scope
    const ids = due.map(({ recordId }) => recordId)
    const [locked, rows, clock] = await Promise.all([
      link.lock(tx, ids),
      lockOrders(tx, scope.actor, ids),
      clockContext(tx, now),
    ])
    const { definitions, categories } = await rulesOf(tx, rows)
    const stepped: Stepped<OrderRow>[] = []
    for (const { recordId, step, clocks } of due) {
      const row = rows.find(({ id }) => id === recordId)
      const process = row && definitions.get(row.definitionId)
      if (!row || !process) continue
      const price = link.priceOf(locked, row)
      const record = processRecord(row, clocks, categories.get(row.categoryVersionId), price)
      const asks = process.definition.steps.find(({ key }) => key === step)?.form ?? []
      // whom it was taken from stands on the timeline
      const input = asks.some(({ key }) => key === 'assignee') ? { assignee: row.assigneeId } : {}
      const actor = processActor(scope.actor, row.communityId)
      const taken = transition(process.definition, record, { step, input }, actor, { now: now.getTime(), clock })
      if (!taken.ok) continue
      const { assigneeId, columns } = applyEffects(scope, row, taken)
      const customerId = link.customerOf(locked, row.requestId)
      const ids = { requestId: row.requestId, customerId, assigneeId, ...handedOver(row, assigneeId) }
      stepped.push({ row, taken, clocks, columns, ids })
    }
    saveSteps(scope, 'work_order', stepped)
    await link.follow(
      scope,
      locked,
      stepped.map(({ row, taken, ids }) => ({ row: { ...row, assigneeId: ids.assigneeId ?? null }, taken })),
      clock,
    )
    return new Set(stepped.map(({ row }) => row.id))
  }
