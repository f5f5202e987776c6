import { communitiesForImport, placesForImport } from '#modules/estate'
import { type HistoryRules, historyRules } from '#modules/requests'
import type { Tx } from '#platform/db'
import { foldName } from '../cells.ts'
import type { RunRow } from '../store.ts'
import type { Interpretation } from './interpret.ts'

/** What the rows of an import are held against: the company's communities, places and categories as they are now. */
export async function rulesOf(tx: Tx, run: RunRow, now: Date): Promise<{ history: HistoryRules; by: Interpretation }> {
  const { mapping } = run
  if (mapping?.subject !== 'history') throw new Error(`import ${run.id} has no mapping`)
  const [history, communities, places] = await Promise.all([
    historyRules(tx, mapping.kind, now),
    communitiesForImport(tx),
    mapping.columns.place ? placesForImport(tx) : [],
  ])
  const byName = new Map(communities.map((community) => [foldName(community.name), community.id]))
  const anywhere = new Map(communities.map((community) => [community.id, community.placeId ?? undefined]))
  const placeIds = new Map(places.map((place) => [`${place.communityId} ${foldName(place.fullName)}`, place.id]))
  const categories = new Map<string, string>()
  for (const [key, { content }] of history.categories) {
    for (const name of [content.names['zh-CN'], content.names.en, key]) categories.set(foldName(name), key)
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
      community: (value) => ours(own(mapping.communities, value), anywhere, byName.get(foldName(value))),
      category: (value) => ours(own(mapping.categories, value), history.categories, categories.get(foldName(value))),
      place: (communityId, value) => placeIds.get(`${communityId} ${foldName(value)}`),
      anywhere: (communityId) => anywhere.get(communityId),
    },
  }
}

/** A value of the file may be called like something that every object has. */
const own = (table: Readonly<Record<string, string>>, value: string) =>
  Object.hasOwn(table, value) ? table[value] : undefined
