import type { Phase } from '@sims/contracts'
import type { ClockState } from '#kernel'
import { type RequestLink, siblingsOf } from '#modules/orders'
import {
  countOrders,
  definitionsById,
  requestStepFor,
  type Stepped,
  SYSTEM,
  saveSteps,
  transition,
} from '#platform/process'
import type { RequestRow } from './row.ts'
import { governing, idsOf, processRecord } from './steps.ts'
import { clocksOfRequestsOf, lockRequestsOfOrders } from './store.ts'

interface Locked {
  requests: RequestRow[]
  siblings: { id: string; requestId: string; phase: string }[]
  clocks: { recordId: string; clock: ClockState }[]
}

/** How a request follows its work orders; the table of link effects decides, this carries it out. */
export const requestLink: RequestLink<Locked> = {
  async lock(tx, orderIds) {
    const [requests, siblings, clocks] = await Promise.all([
      lockRequestsOfOrders(tx, orderIds),
      siblingsOf(tx, orderIds),
      clocksOfRequestsOf(tx, orderIds),
    ])
    return { requests, siblings, clocks }
  },

  customerOf: ({ requests }, requestId) => requests.find((row) => row.id === requestId)?.customerId ?? null,

  async follow(scope, { requests, siblings, clocks }, moved, clock) {
    const [definitions, rules] = await Promise.all([
      definitionsById(
        scope.tx,
        requests.map((row) => row.definitionId),
      ),
      governing(scope.tx, requests),
    ])
    const after = new Map(moved.map(({ row, taken }) => [row.id, taken.phase]))
    const stepped: Stepped<RequestRow>[] = []
    for (const { row: order, taken: orderStep } of moved) {
      const row = requests.find((request) => request.id === order.requestId)
      const process = row && definitions.get(row.definitionId)
      if (!row || !process) continue
      const orders = siblings
        .filter((sibling) => sibling.requestId === row.id)
        .map((sibling) => ({ phase: (after.get(sibling.id) ?? sibling.phase) as Phase }))
      const place = { state: row.state, phase: row.phase as Phase }
      const step = requestStepFor(process.definition, place, orderStep.verb, countOrders(orders.map((o) => o.phase)))
      if (!step) continue
      const before = clocks.flatMap((one) => (one.recordId === row.id ? [one.clock] : []))
      const taken = transition(
        process.definition,
        processRecord(row, orders, before, { governing: rules.get(row.categoryVersionId) }),
        { step: step.key, input: {} },
        SYSTEM,
        { now: scope.now.getTime(), occurredAt: orderStep.at, clock },
      )
      if (!taken.ok) throw taken.error
      stepped.push({
        row,
        taken,
        clocks: before,
        data: { order: order.id },
        ids: { ...idsOf(row), assigneeId: order.assigneeId },
      })
    }
    saveSteps(scope, 'service_request', stepped)
  },
}
