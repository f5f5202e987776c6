import type { Category, CategoryContent, PlaceKind } from '@sims/contracts'
import type { Actor, FieldFault } from '#kernel'
import type { Tx } from '#platform/db'
import { CATEGORY, categoryOf, currentRules, type Rule } from '#platform/regulations'

/** The categories in which the caller can report something now, in the order in which people see them. */
export async function listCategories(tx: Tx, actor: Actor, now: Date, kind: string | undefined): Promise<Category[]> {
  const rules = await currentRules(tx, CATEGORY, now)
  return [...rules.values()]
    .map((rule) => ({ key: rule.key, ...categoryOf(rule) }))
    .filter((category) => kind === undefined || category.kind === kind)
    .filter((category) => actor.kind !== 'resident' || isForResidents(category))
    .sort((a, b) => a.sort - b.sort)
    .map(({ key, kind, names, icon, guidance, places, priceFrom, priceTo, urgent, concerns }) => ({
      key,
      kind,
      names,
      icon,
      guidance,
      places,
      priceFrom,
      priceTo,
      urgent,
      concerns,
    }))
}

const isForResidents = ({ visibleToResidents, channels }: CategoryContent) =>
  visibleToResidents && channels.includes('app')

/** What of a report a category does not allow. */
export function categoryFaults(
  rule: Rule | undefined,
  report: { kind: string; channel: CategoryContent['channels'][number]; placeKind: PlaceKind | undefined },
  actor: Actor,
): FieldFault[] {
  const category = rule && categoryOf(rule)
  if (category?.kind !== report.kind || (actor.kind === 'resident' && !isForResidents(category))) {
    return [{ path: 'category', code: 'fields.unknownReference' }]
  }
  const misplaced = report.placeKind && placeFault(category, report.placeKind)
  return [
    ...(category.channels.includes(report.channel) ? [] : [{ path: 'channel', code: 'requests.otherChannel' }]),
    ...(misplaced ? [{ path: 'placeId', code: misplaced }] : []),
  ]
}

/** Why what a category is for does not happen at a place of this kind; undefined when it does. */
export const placeFault = ({ places }: Pick<CategoryContent, 'places'>, at: PlaceKind): string | undefined =>
  places.includes(at === 'premises' ? 'premises' : 'area') ? undefined : 'requests.otherPlace'
