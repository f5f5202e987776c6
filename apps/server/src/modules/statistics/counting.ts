import { type OutboxEvent, writeOutbox } from '#platform/command'
import type { Tx } from '#platform/db'
import type { EventHandler } from '#platform/jobs'
import { clockContext } from '#platform/process'
import { difference, type Fact, factOf } from './domain/fact.ts'
import { countAlone, factsOf, idsAfter, saveFacts, sourcesOf } from './store.ts'

const REBUILD = 'statistics.rebuild'
/** another calendar changes how many working days something took */
const CALENDAR = 'calendar.changed'
const FIRST = '00000000-0000-0000-0000-000000000000'

/** Requests counted anew at a time. */
const SLICE = 2000

/**
 * Keeps the counts true: whatever happens to a request, what is counted of it is worked out anew from its own tables and
 * replaces what was counted before, so an event may come twice, late, or for a request that is gone. `statistics.rebuild`
 * does that with all of an organization, a slice for each event, and so does a changed calendar; what is counted
 * meanwhile is counted once all the same.
 */
export const countRequests: EventHandler = {
  name: 'statistics',
  on: ['serviceRequest.*', 'importedRequest.*', REBUILD, CALENDAR],
  run: async (tx, events, now) => {
    await countAlone(tx)
    const ids = new Set<string>()
    const next: OutboxEvent[] = []
    for (const event of events) {
      if (event.name !== REBUILD && event.name !== CALENDAR) {
        ids.add(event.recordId)
        continue
      }
      const slice = await idsAfter(tx, event.ids?.after ?? FIRST, SLICE)
      for (const id of slice) ids.add(id)
      const last = slice.at(-1)
      if (last) next.push({ ...event, name: REBUILD, ids: { after: last } })
    }
    await recount(tx, [...ids], now)
    writeOutbox(tx, now, next)
  },
}

async function recount(tx: Tx, ids: readonly string[], now: Date): Promise<void> {
  const [sources, before, ctx] = await Promise.all([sourcesOf(tx, ids), factsOf(tx, ids), clockContext(tx, now)])
  const after = sources.map((source) => factOf(source, ctx))
  const known = new Map(before.map((fact) => [fact.requestId, fact]))
  const there = new Set(after.map((fact) => fact.requestId))
  const changed = after.filter((fact) => !same(fact, known.get(fact.requestId)))
  const gone = before.filter((fact) => !there.has(fact.requestId)).map((fact) => fact.requestId)
  saveFacts(tx, changed, gone, difference(before, after))
}

const same = (a: Fact, b: Fact | undefined) =>
  b !== undefined && (Object.keys(a) as (keyof Fact)[]).every((key) => a[key] === b[key])
