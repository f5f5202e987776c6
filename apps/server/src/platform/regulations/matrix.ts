import { z } from 'zod'
import type { Tx } from '#platform/db'
import { checkedOnce } from './checked.ts'
import { currentRules } from './current.ts'

const priority = z.int().min(1).max(4)
const row = z.tuple([priority, priority, priority])
/** Priority (1 urgent … 4 low) by row of urgency and column of impact, 1 high … 3 low each. */
const matrixContent = z.strictObject({ cells: z.tuple([row, row, row]) })
export type MatrixContent = z.infer<typeof matrixContent>

/** The rule kind of the priority matrix; an organization has one, under the key `default`. */
export const PRIORITY_MATRIX = 'priorityMatrix'
export const DEFAULT = 'default'

/** What a new organization starts with: the usual matrix of service management (ITIL). */
export const DEFAULT_MATRIX: MatrixContent = matrixContent.parse({
  cells: [
    [1, 1, 2],
    [2, 3, 3],
    [3, 4, 4],
  ],
})

const matrixOf = checkedOnce<MatrixContent>(matrixContent)

/** The priority matrix in force at `now`. Every organization has one from its first day on: none is a fault, not a case. */
export async function currentMatrix(tx: Tx, now: Date): Promise<MatrixContent> {
  const rule = (await currentRules(tx, PRIORITY_MATRIX, now)).get(DEFAULT)
  if (!rule) throw new Error('the organization has no priority matrix in force')
  return matrixOf(rule)
}
