import type { ClockState } from '#kernel'
import { badgeOpen, type OrderRow, quoteOption } from '#modules/orders'
import type { Tx } from '#platform/db'
import { categoryField, countOrders, type FieldDef, type ProcessRecord } from '#platform/process'
import { categoryOf, type Rule, rulesById } from '#platform/regulations'
import { priceFacts } from './price.ts'
import type { RequestRow } from './row.ts'

/** Categories: of those in force, what triage may choose; the one that governs the request. */
export interface Policies {
  offered?: ReadonlyMap<string, Rule>
  governing: Rule | undefined
}

/** The categories that govern requests, by id of their version. */
export const governing = async (tx: Tx, rows: readonly RequestRow[]): Promise<ReadonlyMap<string, Rule>> =>
  new Map((await rulesById(tx, [...new Set(rows.map((row) => row.categoryVersionId))])).map((rule) => [rule.id, rule]))

/** What of its category the clocks of a request go by. */
const policyOf = (rule: Rule): Pick<ProcessRecord, 'targets' | 'warnAt'> => {
  const { targets, warnAt } = categoryOf(rule)
  return { targets, warnAt }
}

type Visited = Pick<OrderRow, 'placeKind' | 'departedAt' | 'badgeAt'>
/** Whether somebody read of an order what only pages and steps of people need. */
const isVisited = <O extends Partial<Visited>>(order: O): order is O & Visited => order.placeKind !== undefined

/** A request as the engine sees it. */
export function processRecord(
  row: RequestRow,
  orders: readonly (Pick<OrderRow, 'phase'> & Partial<Visited>)[],
  clocks: readonly ClockState[],
  { offered = new Map(), governing }: Policies,
): ProcessRecord {
  return {
    state: row.state,
    version: row.version,
    reportedAt: row.occurredAt.getTime(),
    facts: {
      requesterId: row.customerId,
      openOrders: countOrders(orders.map((order) => order.phase as never)).open,
      urgency: row.urgency === null ? null : String(row.urgency),
      impact: row.impact === null ? null : String(row.impact),
      privatePart: row.privatePart,
      inWarranty: row.inWarranty,
      major: row.major,
      category: row.category,
      ...priceFacts(row),
      settledAt: row.settledAt?.getTime() ?? null,
      keptFor: row.keptFor,
      named: (row.hiddenFrom ?? []).length > 0,
      followUp: governing ? categoryOf(governing).followUp : 'never',
      concerns: governing ? categoryOf(governing).concerns : null,
      joined: row.joined,
      joinedOpen: row.joined && row.joinedAnswer === null,
      badgeOpen: orders.some((order) => isVisited(order) && badgeOpen(order)),
    },
    clocks,
    ...(governing ? policyOf(governing) : {}),
    options: {
      quote: quoteOption(row.quoteId, row.quoteAmount),
      ...categoriesOffered(offered.values(), row.kind),
    },
  }
}

/** The categories that a request can be given, and, each in a field of its own, those of what it can turn into. */
function categoriesOffered(offered: Iterable<Rule>, own: string): Record<string, FieldDef['options']> {
  const options: Record<string, NonNullable<FieldDef['options']>> = { category: [] }
  for (const rule of offered) {
    const { kind, names } = categoryOf(rule)
    const field = kind === own ? 'category' : categoryField(kind)
    options[field] ??= []
    options[field].push({ value: rule.key, names })
  }
  return options
}
