import type { WorkOrderSummary } from '@sims/contracts/web'

type Dated = Pick<WorkOrderSummary, 'nextDueAt' | 'createdAt'>

/** What is due first comes first; without a due time by age, after all that have one. */
export function byDue(a: Dated, b: Dated): number {
  if (a.nextDueAt && b.nextDueAt) return Date.parse(a.nextDueAt) - Date.parse(b.nextDueAt)
  if (a.nextDueAt || b.nextDueAt) return a.nextDueAt ? -1 : 1
  return Date.parse(a.createdAt) - Date.parse(b.createdAt)
}
