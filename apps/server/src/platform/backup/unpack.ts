import { createHash } from 'node:crypto'
import { chown, mkdir, open } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { type Extract, extract, type Header } from 'tar-stream'
import { DomainError } from '#kernel'
import type { Piece } from './manifest.ts'
import { writeSparse } from './sparse.ts'

const NAME = /^(?:postgres|secrets)(?:\/[A-Za-z0-9_.-]+)*$/

/**
 * Writes what a tar holds below `root`, or nowhere when that is undefined, and compares it with what it must hold.
 * @throws DomainError backup.damaged with `name` when a file is missing, unknown or not what it was
 */
export async function unpack(
  source: AsyncIterable<Uint8Array>,
  expected: readonly Piece[],
  root: string | undefined,
): Promise<void> {
  const tar = extract()
  const fed = feed(source, tar)
  // looked at below
  fed.catch(() => undefined)
  try {
    await take(tar, expected, root)
  } catch (error) {
    tar.destroy()
    // a broken source is why the tar is broken, not the other way round
    await fed
    throw error
  }
  await fed
}

async function take(tar: Extract, expected: readonly Piece[], root: string | undefined): Promise<void> {
  const missing = new Map(expected.map((piece) => [piece.name, piece]))
  for await (const entry of tar) {
    const { header } = entry
    const { name, size } = header
    if (!NAME.test(name) || name.includes('..')) throw new DomainError('backup.damaged', { name })
    const path = root === undefined ? undefined : join(root, ...name.split('/'))
    if (header.type === 'directory') {
      if (path) await makeFolder(path, header)
      entry.resume()
      continue
    }
    const piece = missing.get(name)
    const sha256 = await writeFile(entry as AsyncIterable<Buffer>, path, header)
    if (piece?.size !== size || piece.sha256 !== sha256) throw new DomainError('backup.damaged', { name })
    missing.delete(name)
  }
  const [name] = missing.keys()
  if (name !== undefined) throw new DomainError('backup.damaged', { name })
}

/** Ends without a failure of its own when the other end has given up. */
async function feed(source: AsyncIterable<Uint8Array>, tar: Extract): Promise<void> {
  const closed = new Promise<void>((resolve) => tar.once('close', resolve))
  try {
    for await (const chunk of source) {
      if (tar.destroyed) return
      if (!tar.write(chunk)) await Promise.race([closed, new Promise<void>((resolve) => tar.once('drain', resolve))])
    }
    tar.end(undefined)
  } catch (error) {
    tar.destroy(error as Error)
    throw error
  }
}

async function writeFile(entry: AsyncIterable<Buffer>, path: string | undefined, header: Header): Promise<string> {
  const digest = createHash('sha256')
  const handle = path === undefined ? undefined : await openNew(path)
  try {
    let at = 0
    for await (const chunk of entry) {
      digest.update(chunk)
      if (handle) await writeSparse(handle, chunk, at)
      at += chunk.length
    }
    await handle?.truncate(at)
    if (path) await own(path, header)
  } finally {
    await handle?.close()
  }
  return digest.digest('hex')
}

async function openNew(path: string) {
  await mkdir(dirname(path), { recursive: true, mode: 0o700 })
  return open(path, 'wx', 0o600)
}

async function makeFolder(path: string, header: Header): Promise<void> {
  await mkdir(path, { recursive: true, mode: 0o700 })
  await own(path, header)
}

/** Where PostgreSQL ran as another user than SIMS, the cluster must be that user's again. */
async function own(path: string, { uid, gid }: Header): Promise<void> {
  if (process.geteuid?.() === 0 && uid) await chown(path, uid, gid ?? uid)
}
