import type { CategoryContent } from '@sims/contracts'
import { commonCategories } from './categories-common.ts'
import { complaintCategories } from './categories-complaint.ts'
import { feedbackCategories } from './categories-feedback.ts'
import { premisesCategories } from './categories-premises.ts'
import { finish } from './parts.ts'

/** The categories that come with the product; an organization starts with them and may publish its own. */
export const DEFAULT_CATEGORIES: readonly { key: string; content: CategoryContent }[] = [
  ...premisesCategories,
  ...commonCategories,
  ...feedbackCategories,
  ...complaintCategories,
].map(finish)
