import { RULE_KINDS, type RuleContents, type RuleKind, ruleContents } from '@sims/contracts'
import type { KindOfRule, KindsOfRules, RuleRow } from '#platform/regulations'

/** A version of a kind that pages know. */
export type RowOfKind = RuleRow & { kind: RuleKind }

export const isRule = (row: RuleRow): row is RowOfKind => (RULE_KINDS as readonly string[]).includes(row.kind)

/** The kind under its general type: whoever asks has a content of that very kind. */
export const kindOf = (kinds: KindsOfRules, kind: RuleKind): KindOfRule => kinds[kind] as unknown as KindOfRule

/** The content as its kind's shape reads it: what came later than this version has its default. */
export const contentOf = (row: RowOfKind): RuleContents[RuleKind] => ruleContents[row.kind].parse(row.content)
