import { type CategoryContent, REQUEST_KINDS, requestKindNames } from '@sims/contracts'
import type { FieldFault } from '#kernel'
import type { Tx } from '#platform/db'
import { currentDefinition } from '#platform/process'
import { CATEGORY, DEFAULT, type KindOfRule, PRIORITY_MATRIX } from '#platform/regulations'

/** Categories: what residents and staff choose from, with the policy of the work. */
export const categoryRule: KindOfRule<'category'> = {
  kind: CATEGORY,
  needed: false,
  names: (content) => content.names,
  group: ({ kind }) => requestKindNames[kind],
  // first by kind, as everywhere, then as people choose
  sort: ({ kind, sort }) => REQUEST_KINDS.indexOf(kind) * 1_000_000 + sort,
  check: (tx, content, { now }) => unknownClocks(tx, content, now),
}

/** A category sets internal targets of the process by which its requests run, and no others. */
async function unknownClocks(tx: Tx, { kind, targets }: CategoryContent, now: Date): Promise<FieldFault[]> {
  const process = await currentDefinition(tx, kind, now)
  const own = process?.definition.clocks.filter((clock) => clock.kind === 'internal').map(({ name }) => name) ?? []
  return Object.keys(targets)
    .filter((clock) => !own.includes(clock))
    .map((clock) => ({ path: `targets.${clock}`, code: 'rules.noSuchClock', params: { clock } }))
}

/** The priority matrix: one, always. */
export const matrixRule: KindOfRule<'priorityMatrix'> = {
  kind: PRIORITY_MATRIX,
  needed: true,
  keys: [DEFAULT],
  names: () => ({ 'zh-CN': '优先级矩阵', en: 'Priority matrix' }),
}
