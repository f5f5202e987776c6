import type { CategoryContent } from '../category.ts'
import { commonCategories } from './categories-common.ts'
import { premisesCategories } from './categories-premises.ts'
import { finish } from './parts.ts'

/** The categories of repair that come with the product; an organization starts with them and may publish its own. */
export const DEFAULT_CATEGORIES: readonly { key: string; content: CategoryContent }[] = [
  ...premisesCategories,
  ...commonCategories,
].map(finish)
