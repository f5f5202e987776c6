import { type CategoryContent, categoryContent } from '@sims/contracts'
import { checkedOnce } from './checked.ts'

/** The rule kind under which categories of requests are stored; the key is the category's own. */
export const CATEGORY = 'category'

/** The content of a published category; what came later than its version has its default. */
export const categoryOf = checkedOnce<CategoryContent>(categoryContent)
