import type { Phase, Verb } from '@sims/contracts'
import type { ClockContext } from '#kernel'
import type { CommandScope } from '#platform/command'
import { loadClocks, orderStepFor, type Stepped, SYSTEM, saveSteps, transition } from '#platform/process'
import { processRecord, rulesOf } from './process-record.ts'
import type { OrderRow } from './row.ts'

/**
 * Moves the orders of a request that itself has taken `verb`, as the table of link effects says: cancelled with it,
 * closed with it, or left alone. The caller holds them locked.
 */
export async function followRequest(
  scope: CommandScope,
  orders: readonly OrderRow[],
  verb: Verb,
  reason: string,
  customerId: string,
  clock: ClockContext,
): Promise<void> {
  if (orders.length === 0) return
  const [{ definitions, categories }, clocks] = await Promise.all([
    rulesOf(scope.tx, orders),
    loadClocks(
      scope.tx,
      orders.map((row) => row.id),
    ),
  ])
  const stepped: Stepped<OrderRow>[] = []
  for (const row of orders) {
    const process = definitions.get(row.definitionId)
    const step = process && orderStepFor(process.definition, { state: row.state, phase: row.phase as Phase }, verb)
    if (!process || !step) continue
    const input = step.form.some((field) => field.key === 'reason' && field.required) ? { reason } : {}
    const before = clocks.get(row.id) ?? []
    const record = processRecord(row, before, categories.get(row.categoryVersionId))
    const taken = transition(process.definition, record, { step: step.key, input }, SYSTEM, {
      now: scope.now.getTime(),
      clock,
    })
    if (!taken.ok) throw taken.error
    stepped.push({
      row,
      taken,
      clocks: before,
      ids: { requestId: row.requestId, customerId, assigneeId: row.assigneeId },
    })
  }
  saveSteps(scope, 'work_order', stepped)
}
