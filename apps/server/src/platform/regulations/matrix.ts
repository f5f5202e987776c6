import { type MatrixContent, matrixContent } from '@sims/contracts'
import type { Tx } from '#platform/db'
import { checkedOnce } from './checked.ts'
import { currentRules } from './current.ts'

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

/** A priority matrix with the id of its version, which records name. */
export type Matrix = MatrixContent & { id: string }

/** The priority matrix in force at `now`. Every organization has one from its first day on: none is a fault, not a case. */
export async function currentMatrix(tx: Tx, now: Date): Promise<Matrix> {
  const rule = (await currentRules(tx, PRIORITY_MATRIX, now)).get(DEFAULT)
  if (!rule) throw new Error('the organization has no priority matrix in force')
  return { id: rule.id, ...matrixOf(rule) }
}
