import { followRequest, lockOrdersOfRequests } from '#modules/orders'
import {
  clockContext,
  definitionsById,
  type Stepped,
  SYSTEM,
  saveSteps,
  type TakeDueSteps,
  transition,
} from '#platform/process'
import { keepPrice } from './price.ts'
import { governing, processRecord } from './process-record.ts'
import type { RequestRow } from './row.ts'
import { idsOf } from './steps.ts'
import { lockRequests } from './store.ts'

/** Takes on requests the steps that their timers ask for, with what follows for their orders. */
export const takeTimedSteps: TakeDueSteps = async (scope, due) => {
  const { tx, now } = scope
  const ids = due.map(({ recordId }) => recordId)
  const [rows, orders, clock] = await Promise.all([
    lockRequests(tx, scope.actor, ids),
    lockOrdersOfRequests(tx, ids),
    clockContext(tx, now),
  ])
  const [definitions, rules] = await Promise.all([
    definitionsById(
      tx,
      rows.map((row) => row.definitionId),
    ),
    governing(tx, rows),
  ])
  const stepped: Stepped<RequestRow>[] = []
  for (const { recordId, step, clocks } of due) {
    const row = rows.find(({ id }) => id === recordId)
    const process = row && definitions.get(row.definitionId)
    if (!row || !process) continue
    const own = orders.filter((order) => order.requestId === recordId)
    const record = processRecord(row, own, clocks, { governing: rules.get(row.categoryVersionId) })
    const taken = transition(process.definition, record, { step }, SYSTEM, { now: now.getTime(), clock })
    if (!taken.ok) continue
    await followRequest(scope, own, taken.verb, '', row.customerId, clock)
    stepped.push({ row, taken, clocks, ...keepPrice(scope, row, taken), ids: idsOf(row) })
  }
  saveSteps(scope, 'service_request', stepped)
  return new Set(stepped.map(({ row }) => row.id))
}
