import { hash, randomBytes } from 'node:crypto'
import { mkdir, open, readdir, readFile, rename, rm, stat } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { bindTo, type Cipher, type DataKey } from '#platform/privacy'
import type { Variant } from './types.ts'

export type BlobOf = { organizationId: string; id: string; wrappedKey: Uint8Array }

/**
 * The sealed files on disk: `<root>/<organization>/<last two hex digits of the id>/<id>.<key tag>.<variant>`.
 * A file holds exactly what {@link Cipher.seal} makes of the bytes under the file's own data key, bound to variant,
 * organization and id: version (1) ‖ nonce (12) ‖ ciphertext ‖ tag (16). The key tag (8 hex digits of the SHA-256 of the
 * wrapped key) keeps two attempts at one file apart: only the attempt whose row was committed is ever read.
 */
export type Blobs = {
  /** Writes all variants and returns when they are durable: each whole or absent, whenever the power goes. */
  write(of: BlobOf, key: DataKey, contents: Partial<Record<Variant, Uint8Array>>): Promise<void>
  /** @throws SealBroken when the file was changed; the system's error when it is gone */
  read(of: BlobOf, variant: Variant): Promise<Buffer>
  /** Removes every variant; what is not there is no error. */
  remove(of: BlobOf): Promise<void>
  /** The folder of one organization. */
  folderOf(organizationId: string): string
}

export const VARIANTS: readonly Variant[] = ['original', 'view', 'thumbnail']

/** See {@link Blobs}: tells the blobs of one wrapped key from those of another. */
export const keyTag = (wrappedKey: Uint8Array) => hash('sha256', wrappedKey).slice(0, 8)

export function createBlobs(root: string, cipher: Cipher): Blobs {
  const folderOf = (organizationId: string) => join(root, organizationId)
  const pathOf = (of: BlobOf, variant: Variant) =>
    join(folderOf(of.organizationId), of.id.slice(-2), `${of.id}.${keyTag(of.wrappedKey)}.${variant}`)
  const boundTo = (of: BlobOf, variant: Variant) => bindTo(`file.${variant}`, of.organizationId, of.id)

  return {
    async write(of, key, contents) {
      let folder = ''
      for (const variant of VARIANTS) {
        const bytes = contents[variant]
        if (!bytes) continue
        const path = pathOf(of, variant)
        if (!folder) {
          folder = dirname(path)
          await mkdir(folder, { recursive: true, mode: 0o700 })
        }
        await writeWhole(path, cipher.seal(key, bytes, boundTo(of, variant)))
      }
      await syncFolder(folder)
    },
    async read(of, variant) {
      return cipher.openBytes(cipher.unwrap(of.wrappedKey), await readFile(pathOf(of, variant)), boundTo(of, variant))
    },
    async remove(of) {
      for (const variant of VARIANTS) await rm(pathOf(of, variant), { force: true })
      cipher.forget(of.wrappedKey)
    },
    folderOf,
  }
}

const BLOB = /^[0-9a-f-]{36}\.[0-9a-f]{8}\.(original|view|thumbnail)$/

/** Every whole blob below the root, path from there with slashes; blobs that are removed meanwhile may be among them. */
export async function* blobsUnder(root: string): AsyncGenerator<{ path: string; size: number }> {
  for (const organization of await namesIn(root))
    for (const part of await namesIn(join(root, organization)))
      for (const name of await namesIn(join(root, organization, part))) {
        const info = BLOB.test(name) && (await stat(join(root, organization, part, name)).catch(() => undefined))
        if (info) yield { path: `${organization}/${part}/${name}`, size: info.size }
      }
}

async function namesIn(folder: string): Promise<string[]> {
  return readdir(folder).catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'ENOENT' || error.code === 'ENOTDIR') return []
    throw error
  })
}

async function writeWhole(path: string, bytes: Uint8Array): Promise<void> {
  const draft = `${path}.${randomBytes(4).toString('hex')}.draft`
  const handle = await open(draft, 'wx', 0o600)
  try {
    await handle.writeFile(bytes)
    await handle.sync()
  } finally {
    await handle.close()
  }
  await rename(draft, path)
}

async function syncFolder(folder: string): Promise<void> {
  // Windows opens no folders
  if (!folder || process.platform === 'win32') return
  const handle = await open(folder, 'r')
  try {
    await handle.sync()
  } finally {
    await handle.close()
  }
}
