// Versioned rules in one store: process definitions, categories, matrices. Published versions never change.
export { CATEGORY, type CategoryContent, categoryOf, categorySchema } from './category.ts'
export { currentRules } from './current.ts'
export { DEFAULT_CATEGORIES } from './defaults/index.ts'
export { currentMatrix, DEFAULT, DEFAULT_MATRIX, type MatrixContent, PRIORITY_MATRIX } from './matrix.ts'
export {
  insertRegulation,
  type NewRegulation,
  publishedRules,
  type Rule,
  rulesById,
} from './store.ts'
