import { z } from 'zod'
import { DomainError } from '#kernel'
import { open, seal } from './container.ts'
import type { Keys } from './keys.ts'
import type { Store } from './store.ts'

const sha256 = z.string().regex(/^[0-9a-f]{64}$/)
export const pieceSchema = z.strictObject({ name: z.string(), size: z.int(), sha256 })

/** What a backup is and holds; its existence makes the backup a whole one, since it is written last. */
export const manifestSchema = z.strictObject({
  format: z.literal(1),
  id: z.string(),
  sims: z.string(),
  postgres: z.strictObject({ version: z.string(), major: z.int(), systemIdentifier: z.string(), timeline: z.int() }),
  /** names of the migrations that had run, in their order */
  migrations: z.array(z.string()),
  /** log positions and times by the database's clock between which the copy was made: restored it stands as at the end */
  start: z.strictObject({ lsn: z.string(), at: z.iso.datetime(), segment: z.string() }),
  stop: z.strictObject({ lsn: z.string(), at: z.iso.datetime() }),
  /** of the ledger just before the end: how many commitments, and the latest */
  ledger: z.strictObject({ count: z.int(), last: z.string().nullable() }),
  /** rows just before the end, for people */
  counts: z.record(z.string(), z.int()),
  /** the sealed copy of the database */
  data: pieceSchema,
  /** what is in it */
  entries: z.array(pieceSchema),
  /** photos and documents, sealed as they are, names from the store's root */
  files: z.array(pieceSchema.extend({ name: z.string().startsWith('files/') })),
})
export type Manifest = z.infer<typeof manifestSchema>
export type Piece = z.infer<typeof pieceSchema>

export const dataName = (id: string) => `base/${id}.tar`
const manifestName = (id: string) => `base/${id}.manifest`
const ID = /^base\/(\d{8}T\d{6}Z-[0-9a-f]{8})\.manifest$/

/** The ids of the whole backups of a store, oldest first: an id begins with its time, 20260302T010000Z. */
export async function backupIds(store: Store): Promise<string[]> {
  return (await store.list('base/')).flatMap(({ name }) => ID.exec(name)?.[1] ?? []).sort()
}

export async function writeManifest(store: Store, keys: Keys, manifest: Manifest): Promise<void> {
  const name = manifestName(manifest.id)
  await store.write(name, seal(name, keys, [Buffer.from(JSON.stringify(manifest))] as never))
}

/** @throws DomainError backup.unknown, backup.wrongKey, backup.damaged */
export async function readManifest(store: Store, keys: Keys, id: string): Promise<Manifest> {
  const name = manifestName(id)
  const source = await store.read(name).catch((error: unknown) => {
    if (error instanceof DomainError && error.code === 'backup.missing') throw new DomainError('backup.unknown', { id })
    throw error
  })
  const parts: Buffer[] = []
  for await (const part of open(name, keys, source)) parts.push(part)
  const manifest = manifestSchema.safeParse(JSON.parse(Buffer.concat(parts).toString('utf8')))
  if (!manifest.success || manifest.data.id !== id) throw new DomainError('backup.damaged', { name })
  return manifest.data
}

/** Takes a backup out of the list first, so that one whose removal is broken off is no backup any more. */
export async function removeBackup(store: Store, id: string): Promise<void> {
  await store.remove(manifestName(id))
  await store.remove(dataName(id))
}

/** What lies in a store, newest first, and which of it in a second one too. */
export async function inventoryOf(store: Store, offsite: Store | null, keys: Keys) {
  const elsewhere = new Set(offsite ? await backupIds(offsite) : [])
  const found = []
  for (const id of (await backupIds(store)).reverse()) {
    const { data, files, stop } = await readManifest(store, keys, id)
    const size = [data, ...files].reduce((sum, piece) => sum + piece.size, 0)
    found.push({ id, at: stop.at, size, files: files.length, offsite: elsewhere.has(id) })
  }
  return found
}
