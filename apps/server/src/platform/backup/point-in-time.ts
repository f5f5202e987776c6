import { open as openFile } from 'node:fs/promises'
import { join } from 'node:path'
import { DomainError } from '#kernel'
import { nextSegment } from './cluster-files.ts'
import { type Header, open } from './container.ts'
import type { Keys } from './keys.ts'
import { LOG } from './log-archive.ts'
import { backupIds, type Manifest, readManifest } from './manifest.ts'
import { writeSparse } from './sparse.ts'
import type { Store } from './store.ts'

/** The latest backup that was done by then. @throws DomainError backup.tooEarly with `earliest`, backup.none */
export async function backupBefore(store: Store, keys: Keys, time: Date): Promise<Manifest> {
  let earliest: string | undefined
  for (const id of (await backupIds(store)).reverse()) {
    const manifest = await readManifest(store, keys, id)
    if (new Date(manifest.stop.at) <= time) return manifest
    earliest = manifest.stop.at
  }
  throw earliest === undefined
    ? new DomainError('backup.none', { place: store.place })
    : new DomainError('backup.tooEarly', { earliest })
}

/**
 * Lays the log that follows a backup into its unpacked cluster, without a gap, until it reaches `time`.
 * @returns up to when everything is there
 * @throws DomainError backup.tooLate with `latest` when the log ends before `time`, backup.damaged
 */
export async function layLog(
  store: Store,
  keys: Keys,
  manifest: Manifest,
  root: string,
  time: Date | undefined,
): Promise<Date> {
  let until = new Date(manifest.stop.at)
  const there = new Set((await store.list(LOG)).map(({ name }) => name))
  for (let name = lastSegment(manifest); time === undefined || until < time; ) {
    name = nextSegment(name, SEGMENT_SIZE)
    if (!there.has(LOG + name)) break
    const header = await lay(store, keys, LOG + name, join(root, 'postgres', 'pg_wal', name))
    if (header.until) until = new Date(header.until)
  }
  if (time !== undefined && until < time) throw new DomainError('backup.tooLate', { latest: until.toISOString() })
  return until
}

/** initdb's own choice, and so of every cluster that SIMS makes */
const SEGMENT_SIZE = 16 << 20
const SEGMENT = /^postgres\/pg_wal\/([0-9A-F]{24})$/

const lastSegment = ({ entries }: Manifest): string =>
  entries
    .flatMap(({ name }) => SEGMENT.exec(name)?.[1] ?? [])
    .sort()
    .at(-1) ?? ''

async function lay(store: Store, keys: Keys, name: string, path: string): Promise<Header> {
  let header: Header | undefined
  const handle = await openFile(path, 'wx', 0o600)
  try {
    let at = 0
    for await (const chunk of open(name, keys, await store.read(name), (found) => {
      header = found
    })) {
      await writeSparse(handle, chunk, at)
      at += chunk.length
    }
    await handle.truncate(at)
  } finally {
    await handle.close()
  }
  return header as Header
}
