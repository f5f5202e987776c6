import { communitiesForImport, placesForImport } from '#modules/estate'
import { type HistoryRules, historyRules } from '#modules/requests'
import type { Tx } from '#platform/db'
import type { Interpretation } from './interpret.ts'
import type { RunRow } from './store.ts'

/** A name as people write it: width, case and blanks do not matter. */
const fold = (name: string) => name.normalize('NFKC').toLowerCase().replace(/\s+/g, '')

/** What the rows of an import are held against: the company's communities, places and categories as they are now. */
export async function rulesOf(tx: Tx, run: RunRow, now: Date): Promise<{ history: HistoryRules; by: Interpretation }> {
  const { mapping } = run
  if (!mapping) throw new Error(`import ${run.id} has no mapping`)
  const [history, communities, places] = await Promise.all([
    historyRules(tx, mapping.kind, now),
    communitiesForImport(tx),
    mapping.columns.place ? placesForImport(tx) : [],
  ])
  const byName = new Map(communities.map((community) => [fold(community.name), community.id]))
  const anywhere = new Map(communities.map((community) => [community.id, community.placeId ?? undefined]))
  const placeIds = new Map(places.map((place) => [`${place.communityId} ${fold(place.fullName)}`, place.id]))
  const categories = new Map<string, string>()
  for (const [key, { content }] of history.categories) {
    for (const name of [content.names['zh-CN'], content.names.en, key]) categories.set(fold(name), key)
  }
  const ours = <T>(id: string | undefined, known: { has(id: string): boolean }, else_: T) =>
    id !== undefined && known.has(id) ? id : else_
  return {
    history,
    by: {
      mapping: {
        ...mapping,
        communityId: ours(mapping.communityId ?? undefined, anywhere, null),
        category: ours(mapping.category ?? undefined, history.categories, null),
      },
      zone: history.clock.zone,
      now,
      community: (value) => ours(own(mapping.communities, value), anywhere, byName.get(fold(value))),
      category: (value) => ours(own(mapping.categories, value), history.categories, categories.get(fold(value))),
      place: (communityId, value) => placeIds.get(`${communityId} ${fold(value)}`),
      anywhere: (communityId) => anywhere.get(communityId),
    },
  }
}

/** A value of the file may be called like something that every object has. */
const own = (table: Readonly<Record<string, string>>, value: string) =>
  Object.hasOwn(table, value) ? table[value] : undefined
