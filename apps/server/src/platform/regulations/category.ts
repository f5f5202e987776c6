import { category, names, SKILLS } from '@sims/contracts'
import { z } from 'zod'
import { checkedOnce } from './checked.ts'

/** The rule kind under which categories of requests are stored; the key is the category's own. */
export const CATEGORY = 'category'

const check = z.strictObject({ key: z.string().min(1).max(40), names, mandatory: z.boolean() })

/**
 * What a published category holds: what residents see, and what the work needs. Prices in fen.
 * `defaultUrgency` and `defaultImpact` (1 high … 3 low) are what triage starts with.
 */
export const categorySchema = category.omit({ key: true }).extend({
  skill: z.enum(SKILLS),
  checklist: z.array(check).max(20),
  safetyNotes: names.nullable(),
  defaultUrgency: z.int().min(1).max(3),
  defaultImpact: z.int().min(1).max(3),
  /** ascending, as people see the categories */
  sort: z.int(),
})
export type CategoryContent = z.infer<typeof categorySchema>

/** The content of a published category. */
export const categoryOf = checkedOnce<CategoryContent>(categorySchema)
