import { mkdir, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { DomainError } from '#kernel'
import { markDataFolder } from '#platform/startup'
import { open } from './container.ts'
import { fetchFile, POOL } from './files-pool.ts'
import type { Keys } from './keys.ts'
import { backupIds, type Manifest, type Piece, readManifest } from './manifest.ts'
import { measured } from './measure.ts'
import { openPlace, type Place } from './place.ts'
import { backupBefore, layLog } from './point-in-time.ts'
import { type Recovered, recover } from './recover.ts'
import type { Store } from './store.ts'
import { unpack } from './unpack.ts'

export interface RestoreOptions {
  store: Store
  keys: Keys
  /** an empty or new folder, which becomes the data folder */
  to: string
  /** this backup as it is; when absent the latest, or the latest before `time`, with the log that follows it */
  id?: string
  /** the state as of then; as late as the log reaches when absent */
  time?: Date
  /** the major version of PostgreSQL that this release brings */
  major: number
  /** names of the migrations that this release knows */
  migrations: readonly string[]
  log: (line: string) => void
}

export interface Restored extends Recovered {
  manifest: Manifest
  /** everything that was committed by then is there */
  until: Date
  /** an earlier restore had been broken off here, and its remains were removed */
  swept: boolean
}

/**
 * Makes a data folder from a backup and recovers its database; the folder is whole at the end or empty again. Everything is
 * checked as it is read, so a damaged, cut or foreign backup, or a wrong key, leaves nothing behind.
 * @throws DomainError backup.…
 */
export async function restore(options: RestoreOptions): Promise<Restored> {
  const { store, keys, log } = options
  const manifest = options.time
    ? await backupBefore(store, keys, options.time)
    : await readManifest(store, keys, options.id ?? (await latest(store)))
  checkFits(manifest, options)
  const place = await openPlace(options.to)
  try {
    await fill(place, manifest, options)
    const alone = options.id !== undefined && !options.time
    const until = alone ? new Date(manifest.stop.at) : await follow(place, manifest, options)
    log(`the copy of ${manifest.start.at} is unpacked with its log until ${until.toISOString()}, PostgreSQL recovers`)
    const recovered = await recover(place, manifest, options.time, log)
    await markDataFolder(place.root)
    await place.done()
    return { ...recovered, manifest, until: options.time ?? until, swept: place.swept }
  } catch (error) {
    await place.undo()
    throw explain(error, place.root)
  }
}

/** @throws DomainError backup.none with `place` */
export async function latest(store: Store): Promise<string> {
  const id = (await backupIds(store)).at(-1)
  if (id === undefined) throw new DomainError('backup.none', { place: store.place })
  return id
}

function checkFits({ postgres, migrations, sims }: Manifest, options: RestoreOptions): void {
  if (postgres.major !== options.major)
    throw new DomainError('backup.otherMajor', { found: postgres.major, have: options.major })
  const unknown = migrations.filter((name) => !options.migrations.includes(name))
  if (unknown.length > 0) throw new DomainError('backup.newer', { version: sims, migrations: unknown })
}

async function fill(place: Place, manifest: Manifest, { store, keys }: RestoreOptions): Promise<void> {
  const { data, entries } = manifest
  const found: Piece = { name: data.name, size: 0, sha256: '' }
  await unpack(open(data.name, keys, measured(found, await store.read(data.name))), entries, place.root)
  if (found.sha256 !== data.sha256) throw new DomainError('backup.damaged', { name: data.name })
  for (const piece of manifest.files) await fetchFile(store, piece, place.root)
  if (!keys.master) throw new Error('opening gives the master key')
  const folder = join(place.root, 'secrets')
  await mkdir(folder, { recursive: true, mode: 0o700 })
  await writeFile(join(folder, 'master.key'), keys.master.text, { mode: 0o600, flag: 'wx' })
}

/** The log after the backup, and the files that came since: which of them are meant, the log tells. */
async function follow(place: Place, manifest: Manifest, { store, keys, time }: RestoreOptions): Promise<Date> {
  const until = await layLog(store, keys, manifest, place.root, time)
  const there = new Set(manifest.files.map(({ name }) => name))
  for (const { name } of await store.list(POOL)) if (!there.has(name)) await fetchFile(store, { name }, place.root)
  return until
}

function explain(error: unknown, folder: string): unknown {
  const { code } = error as NodeJS.ErrnoException
  return code === 'ENOSPC' || code === 'EDQUOT' ? new DomainError('backup.full', { place: folder }) : error
}
