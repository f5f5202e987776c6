import { POOL } from './files-pool.ts'
import { LOG } from './log-archive.ts'
import type { Store } from './store.ts'

/**
 * Brings what a second store lacks there from a first, sealed as it is; a backup becomes whole there too only at its end.
 * Removes nothing: a first store that was emptied must not empty the second.
 */
export async function mirror(from: Store, to: Store): Promise<void> {
  await to.sweep()
  const there = new Map((await to.list('')).map(({ name, size }) => [name, size]))
  const rank = (name: string) => [POOL, LOG, 'base/'].findIndex((prefix) => name.startsWith(prefix))
  const last = (name: string) => Number(name.endsWith('.manifest'))
  const missing = (await from.list(''))
    .filter(({ name, size }) => rank(name) >= 0 && there.get(name) !== size)
    .sort((a, b) => last(a.name) - last(b.name) || rank(a.name) - rank(b.name))
  for (const { name } of missing) await to.write(name, await from.read(name))
}
