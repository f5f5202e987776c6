import type { Tx } from '#platform/db'
import { currentRules, type Rule, rulesById, versionsOf } from '#platform/regulations'
import type { ProcessDefinition, StateDef } from './definition.ts'

/** The rule kind under which process definitions are stored; the key is the definition's kind. */
export const PROCESS = 'process' as const

export interface StoredDefinition {
  id: string
  version: number
  definition: ProcessDefinition
}

/** Published content was checked when it was published and never changes. */
const stored = (rule: Rule): StoredDefinition => ({
  id: rule.id,
  version: rule.version,
  definition: rule.content as ProcessDefinition,
})

/** The definition by which new records of a kind run; undefined when the organization has none. */
export async function currentDefinition(tx: Tx, kind: string, now: Date): Promise<StoredDefinition | undefined> {
  const rule = (await currentRules(tx, PROCESS, now)).get(kind)
  return rule && stored(rule)
}

/** The definitions that records began with, by id. */
export async function definitionsById(tx: Tx, ids: readonly string[]): Promise<Map<string, StoredDefinition>> {
  const rules = await rulesById(tx, [...new Set(ids)])
  return new Map(rules.filter((rule) => rule.kind === PROCESS).map((rule) => [rule.id, stored(rule)]))
}

/** The definition that one record began with. */
export async function definitionById(tx: Tx, id: string): Promise<StoredDefinition | undefined> {
  return (await definitionsById(tx, [id])).get(id)
}

/** States by key as the newest published version that has them knows them: records of older versions may stand there. */
export async function formerStates(tx: Tx, kind: string, keys: readonly string[]): Promise<StateDef[]> {
  if (keys.length === 0) return []
  const versions = (await versionsOf(tx, PROCESS, kind)).filter(({ effectiveFrom }) => effectiveFrom !== null)
  const states = versions.flatMap(({ content }) => (content as ProcessDefinition).states)
  return keys.flatMap((key) => states.find((state) => state.key === key) ?? [])
}
