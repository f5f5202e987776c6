import { opendir, rm, stat } from 'node:fs/promises'
import { join } from 'node:path'
import type { Tx } from '#platform/db'
import { type Blobs, keyTag } from './blobs.ts'
import { deleteOrphans, keysOf } from './store.ts'

const BATCH = 500

/** What {@link sweep} removed. */
export type Swept = { files: number; blobs: number }

/**
 * Two steps. Rows that were never attached go first, then their blobs: a crash between the two leaves blobs without a
 * row. Those, and what a crash during an upload left, go in the second step, which walks the organization's folder.
 */
export async function sweep(
  blobs: Blobs,
  inTransaction: <T>(work: (tx: Tx) => Promise<T>) => Promise<T>,
  organizationId: string,
  before: Date,
): Promise<Swept> {
  const orphans = await inTransaction((tx) => deleteOrphans(tx, before))
  for (const orphan of orphans) await blobs.remove(orphan)
  const swept = { files: orphans.length, blobs: 0 }
  let batch: string[] = []
  const flush = async () => {
    swept.blobs += await removeStrays(batch, inTransaction, before)
    batch = []
  }
  for await (const path of filesUnder(blobs.folderOf(organizationId))) {
    if (batch.push(path) === BATCH) await flush()
  }
  await flush()
  return swept
}

/** Of these paths, removes those that belong to no row and are old enough not to belong to one that is being written. */
async function removeStrays(
  paths: string[],
  inTransaction: <T>(work: (tx: Tx) => Promise<T>) => Promise<T>,
  before: Date,
): Promise<number> {
  if (paths.length === 0) return 0
  const ids = [...new Set(paths.map((path) => partsOf(path).id))]
  const keys = await inTransaction((tx) => keysOf(tx, ids))
  let removed = 0
  for (const path of paths) {
    const { id, tag, isDraft } = partsOf(path)
    const key = keys.get(id)
    if (key && tag === keyTag(key) && !isDraft) continue
    // gone already: another process sweeps too
    const info = await stat(path).catch(() => undefined)
    if (!info || info.mtime >= before) continue
    await rm(path, { force: true })
    removed += 1
  }
  return removed
}

const NAME = /([0-9a-f-]{36})\.([0-9a-f]{8})\.\w+(\.[0-9a-f]{8}\.draft)?$/

function partsOf(path: string) {
  const [, id = '', tag = '', draft] = NAME.exec(path) ?? []
  return { id, tag, isDraft: draft !== undefined }
}

async function* filesUnder(folder: string): AsyncGenerator<string> {
  const listing = await opendir(folder).catch(() => undefined)
  if (!listing) return
  for await (const entry of listing) {
    const path = join(folder, entry.name)
    if (entry.isDirectory()) yield* filesUnder(path)
    else if (NAME.test(entry.name)) yield path
  }
}
