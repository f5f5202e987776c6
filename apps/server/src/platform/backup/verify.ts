import { DomainError } from '#kernel'
import { open } from './container.ts'
import type { Keys } from './keys.ts'
import { type Manifest, type Piece, readManifest } from './manifest.ts'
import { isPiece, measured } from './measure.ts'
import type { Store } from './store.ts'
import { unpack } from './unpack.ts'

/**
 * Reads a backup to its last byte: everything opens with the key and is what its manifest says. Writes nothing.
 * @throws DomainError backup.damaged or backup.missing with `name`, backup.wrongKey
 */
export async function verify(store: Store, keys: Keys, id: string): Promise<Manifest> {
  const manifest = await readManifest(store, keys, id)
  const { data, entries, files } = manifest
  const found: Piece = { name: data.name, size: 0, sha256: '' }
  await unpack(open(data.name, keys, measured(found, await store.read(data.name))), entries, undefined)
  if (found.sha256 !== data.sha256) throw new DomainError('backup.damaged', { name: data.name })
  for (const piece of files)
    if (!(await isPiece(piece, await store.read(piece.name))))
      throw new DomainError('backup.damaged', { name: piece.name })
  return manifest
}
