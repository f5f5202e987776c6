/**
 * Priority from urgency and scope of impact, 1 high … 3 low each, to 1 urgent … 4 low, by the organization's matrix:
 * read by row of urgency and column of impact. @throws RangeError outside the matrix
 */
export function priorityOf(cells: readonly (readonly number[])[], urgency: number, impact: number): number {
  const priority = cells[urgency - 1]?.[impact - 1]
  if (!priority) throw new RangeError(`no priority for urgency ${urgency} and impact ${impact}`)
  return priority
}
