import type { ServiceRequest } from '@sims/contracts'
import type { Tx } from '#platform/db'
import { definitionsById } from '#platform/process'
import { categoryOf, rulesById } from '#platform/regulations'
import { matrixRule } from './rule-kinds.ts'

interface Governed {
  definitionId: string
  categoryVersionId: string
  /** null: from before requests named it */
  matrixVersionId: string | null
}

/** The versions of process, category and priority matrix by which a request runs, in this order. */
export async function governedBy(tx: Tx, row: Governed): Promise<ServiceRequest['governedBy']> {
  const { definitionId, categoryVersionId, matrixVersionId } = row
  const [definitions, rules] = await Promise.all([
    definitionsById(tx, [definitionId]),
    rulesById(tx, [definitionId, categoryVersionId, ...(matrixVersionId ? [matrixVersionId] : [])]),
  ])
  return rules.flatMap((rule): ServiceRequest['governedBy'] => {
    const { id, version } = rule
    const process = definitions.get(id)
    if (process) return [{ id, kind: 'process', version, names: process.definition.names }]
    if (rule.kind === 'category') return [{ id, kind: 'category', version, names: categoryOf(rule).names }]
    return [{ id, kind: 'priorityMatrix', version, names: matrixRule.names({ cells: [] as never }, rule.key) }]
  })
}
