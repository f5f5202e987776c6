import type { Category } from '@sims/contracts'
import type { Tx } from '#platform/db'
import { CATEGORY, categoryOf, currentRules } from '#platform/regulations'

/** The categories in which something can be reported now, in the order in which people see them. */
export async function listCategories(tx: Tx, now: Date, kind: string | undefined): Promise<Category[]> {
  const rules = await currentRules(tx, CATEGORY, now)
  return [...rules.values()]
    .map((rule) => ({ key: rule.key, ...categoryOf(rule) }))
    .filter((category) => kind === undefined || category.kind === kind)
    .sort((a, b) => a.sort - b.sort)
    .map(({ key, kind, names, icon, guidance, places, priceFrom, priceTo, urgent }) => ({
      key,
      kind,
      names,
      icon,
      guidance,
      places,
      priceFrom,
      priceTo,
      urgent,
    }))
}
