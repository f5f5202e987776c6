/**
 * Priority from urgency and scope of impact, 1 high … 3 low each, to 1 urgent … 4 low: the usual matrix of service
 * management (ITIL), read by row of urgency and column of impact.
 */
const MATRIX = [
  [1, 1, 2],
  [2, 3, 3],
  [3, 4, 4],
] as const

export function priorityOf(urgency: number, impact: number): number {
  const priority = MATRIX[urgency - 1]?.[impact - 1]
  if (!priority) throw new RangeError(`no priority for urgency ${urgency} and impact ${impact}`)
  return priority
}
