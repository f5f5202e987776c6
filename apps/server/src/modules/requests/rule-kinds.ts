import { type CategoryContent, REQUEST_KINDS, requestKindNames } from '@sims/contracts'
import type { FieldFault } from '#kernel'
import type { Tx } from '#platform/db'
import { currentDefinition, FOLLOW_UP_CLOCKS } from '#platform/process'
import { CATEGORY, DEFAULT, type KindOfRule, PRIORITY_MATRIX } from '#platform/regulations'

/** Categories: what residents and staff choose from, with the policy of the work. */
export const categoryRule: KindOfRule<'category'> = {
  kind: CATEGORY,
  needed: false,
  names: (content) => content.names,
  group: ({ kind }) => requestKindNames[kind],
  // first by kind, as everywhere, then as people choose
  sort: ({ kind, sort }) => REQUEST_KINDS.indexOf(kind) * 1_000_000 + sort,
  check: (tx, content, { now }) => unfitFor(tx, content, now),
}

/** A category sets internal targets of the process by which its requests run, and asks for a follow-up visit only there. */
async function unfitFor(tx: Tx, { kind, targets, followUp }: CategoryContent, now: Date): Promise<FieldFault[]> {
  const process = await currentDefinition(tx, kind, now)
  const own = process?.definition.clocks.filter((clock) => clock.kind === 'internal').map(({ name }) => name) ?? []
  const without = followUp !== 'never' && !FOLLOW_UP_CLOCKS.some((clock) => own.includes(clock))
  return [
    ...Object.keys(targets)
      .filter((clock) => !own.includes(clock))
      .map((clock) => ({ path: `targets.${clock}`, code: 'rules.noSuchClock', params: { clock } })),
    ...(without ? [{ path: 'followUp', code: 'rules.noFollowUp' }] : []),
  ]
}

/** The priority matrix: one, always. */
export const matrixRule: KindOfRule<'priorityMatrix'> = {
  kind: PRIORITY_MATRIX,
  needed: true,
  keys: [DEFAULT],
  names: () => ({ 'zh-CN': '优先级矩阵', en: 'Priority matrix' }),
}
