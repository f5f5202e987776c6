import { POOL } from './files-pool.ts'
import type { Keys } from './keys.ts'
import { LOG } from './log-archive.ts'
import { backupIds, readManifest, removeBackup } from './manifest.ts'
import type { Store } from './store.ts'

/** Of how many of the latest days, weeks (from Monday) and months with a backup the latest backup stays. */
export interface Keep {
  daily: number
  weekly: number
  monthly: number
  timeZone: string
}

/** When the copy of this id began. */
export const timeOf = (id: string): Date =>
  new Date(id.replace(/^(\d{4})(\d\d)(\d\d)T(\d\d)(\d\d)(\d\d)Z.*$/, '$1-$2-$3T$4:$5:$6Z'))

/** The ids that stay, of ids from the oldest to the newest; the newest always does. */
export function kept(ids: readonly string[], keep: Keep): Set<string> {
  const newest = [...ids].reverse()
  const stay = new Set(newest.slice(0, 1))
  const local = new Intl.DateTimeFormat('en-CA', { timeZone: keep.timeZone })
  const dayOf = (id: string) => local.format(timeOf(id))
  const weekOf = (id: string) => {
    const day = new Date(`${dayOf(id)}T00:00:00Z`)
    return day.getTime() - ((day.getUTCDay() + 6) % 7) * 86_400_000
  }
  const periods: [number, (id: string) => string | number][] = [
    [keep.daily, dayOf],
    [keep.weekly, weekOf],
    [keep.monthly, (id) => dayOf(id).slice(0, 7)],
  ]
  for (const [count, periodOf] of periods) {
    const seen = new Set<string | number>()
    for (const id of newest) {
      const period = periodOf(id)
      if (seen.has(period)) continue
      if (seen.size === count) break
      seen.add(period)
      stay.add(id)
    }
  }
  return stay
}

/**
 * Removes the backups that need not stay, then the log from before the oldest that does, and the files that none of them
 * has; files that came since the latest backup belong to the log.
 * @returns the ids that are gone
 */
export async function prune(store: Store, keys: Keys, keep: Keep): Promise<string[]> {
  const ids = await backupIds(store)
  const stay = kept(ids, keep)
  const gone = ids.filter((id) => !stay.has(id))
  for (const id of gone) await removeBackup(store, id)
  if (gone.length === 0) return gone
  const manifests = []
  for (const id of ids) if (stay.has(id)) manifests.push(await readManifest(store, keys, id))
  const [oldest, latest] = [manifests[0], manifests.at(-1)]
  if (!oldest || !latest) return gone
  for (const { name } of await store.list(LOG)) {
    // names of segments go by place in the log after the timeline
    const place = name.slice(LOG.length + 8)
    if (place.length === 16 && place < oldest.start.segment.slice(8)) await store.remove(name)
  }
  const used = new Set(manifests.flatMap(({ files }) => files.map(({ name }) => name)))
  for (const { name, at } of await store.list(POOL))
    if (!used.has(name) && at < new Date(latest.start.at)) await store.remove(name)
  return gone
}
