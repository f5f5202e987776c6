import { type FileHandle, mkdir, open } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { DomainError } from '#kernel'
import { blobsUnder } from '#platform/files'
import type { Keys } from './keys.ts'
import { backupIds, type Piece, readManifest } from './manifest.ts'
import { measured } from './measure.ts'
import type { Store } from './store.ts'

/** How names of files begin in a store; they follow as in the folder. */
export const POOL = 'files/'

/**
 * Brings the sealed files that a store does not have yet to it. A file never changes and is sealed with a key of its own,
 * so it goes as it is and once, for all backups that have it.
 * @returns all files with their hashes, of which those known to the latest backup are not computed again
 */
export async function pushFiles(
  folder: string,
  store: Store,
  keys: Keys,
): Promise<{ pieces: Piece[]; written: number }> {
  const there = new Map((await store.list(POOL)).map(({ name, size }) => [name, size]))
  const latest = (await backupIds(store)).at(-1)
  const known = new Map(
    (latest ? (await readManifest(store, keys, latest)).files : []).map((piece) => [piece.name, piece]),
  )
  const pieces: Piece[] = []
  let written = 0
  for await (const { path, size } of blobsUnder(folder)) {
    const name = POOL + path
    const before = known.get(name)
    if (there.get(name) === size && before?.size === size) {
      pieces.push(before)
      continue
    }
    const piece: Piece = { name, size, sha256: '' }
    const handle = await openIfThere(join(folder, ...path.split('/')))
    // swept meanwhile: nothing hung on it
    if (!handle) continue
    await store.write(name, measured(piece, handle.createReadStream()))
    written += piece.size
    pieces.push(piece)
  }
  return { pieces, written }
}

async function openIfThere(path: string): Promise<FileHandle | undefined> {
  return open(path, 'r').catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'ENOENT') return undefined
    throw error
  })
}

/**
 * The same between two backups, without hashes: a file opens only when it is whole.
 * @param known names that are in the store for certain; those found or brought are added
 */
export async function pushNewFiles(folder: string, store: Store, known: Set<string>): Promise<void> {
  if (known.size === 0) for (const { name } of await store.list(POOL)) known.add(name)
  for await (const { path } of blobsUnder(folder)) {
    const name = POOL + path
    if (known.has(name)) continue
    const handle = await openIfThere(join(folder, ...path.split('/')))
    if (!handle) continue
    await store.write(name, handle.createReadStream())
    known.add(name)
  }
}

/** Brings one file back below `root`, durable. @throws DomainError backup.damaged when it is not what its hash says */
export async function fetchFile(store: Store, piece: { name: string; sha256?: string }, root: string): Promise<void> {
  if (piece.name.includes('..')) throw new DomainError('backup.damaged', { name: piece.name })
  const path = join(root, ...piece.name.split('/'))
  await mkdir(dirname(path), { recursive: true, mode: 0o700 })
  const found: Piece = { name: piece.name, size: 0, sha256: '' }
  const handle = await open(path, 'wx', 0o600)
  try {
    for await (const chunk of measured(found, await store.read(piece.name))) await handle.write(chunk)
    await handle.sync()
  } finally {
    await handle.close()
  }
  if (piece.sha256 !== undefined && found.sha256 !== piece.sha256)
    throw new DomainError('backup.damaged', { name: piece.name })
}
