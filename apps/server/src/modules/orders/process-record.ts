import type { ClockState, Target } from '#kernel'
import type { Tx } from '#platform/db'
import { definitionsById, type ProcessRecord, type StoredDefinition } from '#platform/process'
import { categoryOf, rulesById } from '#platform/regulations'
import { type OrderPrice, quoteOption } from './price.ts'
import type { OrderRow } from './row.ts'

export type CategoryOf = ReturnType<typeof categoryOf>

/** Definitions and categories that govern some orders; answered from memory but for the first time. */
export async function rulesOf(
  tx: Tx,
  rows: readonly Pick<OrderRow, 'definitionId' | 'categoryVersionId'>[],
): Promise<{ definitions: Map<string, StoredDefinition>; categories: Map<string, CategoryOf> }> {
  const [definitions, rules] = await Promise.all([
    definitionsById(
      tx,
      rows.map((row) => row.definitionId),
    ),
    rulesById(tx, [...new Set(rows.map((row) => row.categoryVersionId))]),
  ])
  return { definitions, categories: new Map(rules.map((rule) => [rule.id, categoryOf(rule)])) }
}

/**
 * How long an assigned order may wait to be taken: in service hours, what is urgent day and night; see the
 * timer `silence` of its process.
 */
export function takeTargets(category: CategoryOf | undefined, priority: number): Pick<ProcessRecord, 'targets'> {
  if (!category) return {}
  const silence: Target =
    priority <= 2
      ? { kind: 'elapsedHours', hours: category.takeWithinUrgent / 60 }
      : { kind: 'openingHours', hours: category.takeWithin / 60 }
  return { targets: { silence } }
}

/** An order as the engine sees it; its checklist is that of its category. `more`: what else of it the caller knows. */
export function processRecord(
  row: OrderRow,
  clocks: readonly ClockState[],
  category: CategoryOf | undefined,
  price?: OrderPrice,
  more: Partial<Pick<ProcessRecord, 'facts' | 'options'>> = {},
): ProcessRecord {
  return {
    state: row.state,
    version: row.version,
    reportedAt: row.createdAt.getTime(),
    facts: {
      assigneeId: row.assigneeId,
      transferredFrom: row.transferredFrom,
      skill: row.skill,
      priority: row.priority,
      departed: row.departedAt !== null,
      photos: category?.photos ?? 'after',
      entry: row.placeKind === 'premises',
      secondPerson: row.placeKind === 'premises' && (row.care ?? []).length > 0,
      acceptance: category?.acceptance ?? 'none',
      ...price,
      ...more.facts,
    },
    clocks,
    ...takeTargets(category, row.priority),
    options: {
      quote: quoteOption(price?.quote ?? null, price?.amount ?? null),
      checklist: category?.checklist.map(({ key, names, mandatory }) => ({ value: key, names, mandatory })),
      ...more.options,
    },
  }
}
