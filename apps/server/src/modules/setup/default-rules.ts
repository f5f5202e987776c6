import type { RuleKind } from '@sims/contracts'
import { DEFAULT_TEXTS, TEXT } from '#platform/notify'
import { DEFAULT_DEFINITIONS, PROCESS } from '#platform/process'
import {
  CATEGORY,
  DEFAULT,
  DEFAULT_CATEGORIES,
  DEFAULT_DUTY_CHAIN,
  DEFAULT_MATRIX,
  DUTY_CHAIN,
  type NewRegulation,
  PRIORITY_MATRIX,
} from '#platform/regulations'

/** The rules that come with the product: categories, processes, priority matrix, duty chain, texts. */
export const defaultRules = (): (NewRegulation & { kind: RuleKind })[] => [
  ...DEFAULT_CATEGORIES.map(({ key, content }) => ({ kind: CATEGORY, key, content }) as const),
  ...Object.entries(DEFAULT_DEFINITIONS).map(([key, content]) => ({ kind: PROCESS, key, content }) as const),
  { kind: PRIORITY_MATRIX, key: DEFAULT, content: DEFAULT_MATRIX },
  { kind: DUTY_CHAIN, key: DEFAULT, content: DEFAULT_DUTY_CHAIN },
  ...[...DEFAULT_TEXTS].map(([key, content]) => ({ kind: TEXT, key, content }) as const),
]
