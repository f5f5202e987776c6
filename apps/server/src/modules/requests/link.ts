import type { Phase, PriceItem } from '@sims/contracts'
import type { ClockState } from '#kernel'
import { type RequestLink, type Sibling, siblingsOf } from '#modules/orders'
import { statement } from '#platform/db'
import {
  countOrders,
  definitionsById,
  refusalOf,
  requestStepFor,
  type StepDef,
  type Stepped,
  SYSTEM,
  saveSteps,
  transition,
} from '#platform/process'
import { keepPrice, orderPrice, quoteFault } from './price.ts'
import { priceShown } from './price-shown.ts'
import { governing, processRecord } from './process-record.ts'
import type { RequestRow } from './row.ts'
import { idsOf } from './steps.ts'
import { clocksOfRequestsOf, lockRequestsOfOrders, pricesOf } from './store.ts'

interface Locked {
  requests: RequestRow[]
  siblings: Sibling[]
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

  priceOf({ requests, siblings }, { id, requestId }) {
    const row = requests.find((request) => request.id === requestId)
    return row && orderPrice(row, othersOf(siblings, id, row.id))
  },

  async quotedItems(tx, quoteId) {
    const rows = await tx.query<{ items: PriceItem[] }>(itemsOf, [tx.organizationId, quoteId])
    return rows.flatMap(({ items }) => items)
  },

  async shown(tx, { id, requestId }, zone) {
    const [[row], siblings, price] = await Promise.all([
      pricesOf(tx, [requestId]),
      siblingsOf(tx, [id]),
      priceShown(tx, requestId, zone),
    ])
    return { price, facts: row && orderPrice(row, othersOf(siblings, id, requestId)) }
  },

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
        // what was filled in at the order says the same of the request, where its step asks for it
        { step: step.key, input: sharedInput(step, orderStep.values) },
        SYSTEM,
        { now: scope.now.getTime(), occurredAt: orderStep.at, clock },
      )
      if (!taken.ok) throw refusalOf(taken)
      const dear = quoteFault(taken, rules.get(row.categoryVersionId))
      if (dear) throw dear
      const { columns, data } = keepPrice(scope, row, taken)
      stepped.push({
        row,
        taken,
        clocks: before,
        columns,
        data: { ...data, order: order.id },
        ids: { ...idsOf(row), assigneeId: order.assigneeId },
      })
    }
    saveSteps(scope, 'service_request', stepped)
  },
}

const itemsOf = statement('quote_items', 'select items from price_quote where organization_id = $1 and id = $2')

const othersOf = (siblings: readonly Sibling[], id: string, requestId: string) =>
  siblings.filter((one) => one.requestId === requestId && one.id !== id)

const sharedInput = ({ form }: StepDef, values: Readonly<Record<string, unknown>>) =>
  Object.fromEntries(form.flatMap(({ key }) => (values[key] === undefined ? [] : [[key, values[key]]])))
