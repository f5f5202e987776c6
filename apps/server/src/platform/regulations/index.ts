// Versioned rules in one store: process definitions, categories, matrices. Published versions never change.
export { CATEGORY, categoryOf } from './category.ts'
export { checkedOnce } from './checked.ts'
export { currentRules, forgetCurrent } from './current.ts'
export { DEFAULT_CATEGORIES } from './defaults/index.ts'
export { chainFaults, currentDutyChain, DEFAULT_DUTY_CHAIN, DUTY_CHAIN } from './duty-chain.ts'
export type { KindOfRule, KindsOfRules, Subject } from './kinds.ts'
export { insertDraft, lockVersions, type RuleRow, saveVersion, versionsOf, versionsWith } from './life.ts'
export { currentMatrix, DEFAULT, DEFAULT_MATRIX, type Matrix, PRIORITY_MATRIX } from './matrix.ts'
export {
  insertRegulation,
  type NewRegulation,
  publishedRules,
  type Rule,
  rulesById,
} from './store.ts'
