import { createCipheriv, createDecipheriv } from 'node:crypto'
import { createWriteStream, mkdirSync } from 'node:fs'
import { readdir, readFile, rm, stat, statfs } from 'node:fs/promises'
import { join } from 'node:path'
import type { Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import { FileStore } from '@tus/file-store'
import { DomainError } from '#kernel'
import type { Secrets } from '#platform/privacy'
import type { Limits } from './types.ts'

/**
 * Uploads on their way: a tus file store whose bytes are encrypted as they arrive (AES-256-CTR under a key of the upload's
 * id), so that an interrupted upload leaves nothing readable on the disk. Counter mode can start at any offset, which is
 * what resuming needs; bytes are only ever appended, so no part of the key stream is used twice. What arrived is
 * authenticated no sooner than it is sealed. Beside each lies `<id>.json` with its length, name and owner.
 */
export class Partials extends FileStore {
  readonly #secrets: Secrets
  readonly #limits: Pick<Limits, 'reserveBytes'>

  constructor(folder: string, secrets: Secrets, limits: Pick<Limits, 'reserveBytes'>) {
    mkdirSync(folder, { recursive: true, mode: 0o700 })
    super({ directory: folder })
    this.#secrets = secrets
    this.#limits = limits
    // a length given later could not be refused before the bytes have come
    this.extensions = ['creation', 'creation-with-upload', 'termination']
  }

  /** @throws DomainError files.storageFull; what came before any failure stays, and the upload goes on from there */
  override async write(readable: Readable, id: string, offset: number): Promise<number> {
    // asked again with each piece: any number of uploads may have begun while there was still room for one
    await this.reserve(0)
    const cipher = createCipheriv('aes-256-ctr', this.#keyOf(id), counterAt(offset))
    cipher.update(Buffer.alloc(offset % 16))
    const target = createWriteStream(join(this.directory, id), { flags: 'r+', start: offset })
    try {
      await pipeline(readable, cipher, target)
    } catch (error) {
      throw (error as NodeJS.ErrnoException).code === 'ENOSPC' ? new DomainError('files.storageFull') : error
    }
    return offset + target.bytesWritten
  }

  /**
   * Looks whether `size` more bytes leave the disk what the database on it needs.
   * @throws DomainError files.storageFull
   */
  async reserve(size: number): Promise<void> {
    const disk = await statfs(this.directory)
    if (disk.bavail * disk.bsize - size < this.#limits.reserveBytes) throw new DomainError('files.storageFull')
  }

  /** All bytes that have come. */
  async content(id: string): Promise<Buffer> {
    return createDecipheriv('aes-256-ctr', this.#keyOf(id), counterAt(0)).update(
      await readFile(join(this.directory, id)),
    )
  }

  /** Removes an upload, whole or not; one that is not there is no error. */
  async drop(id: string): Promise<void> {
    await rm(join(this.directory, id), { force: true })
    await rm(join(this.directory, `${id}.json`), { force: true })
  }

  /** Drops the uploads to which nothing was added since `before`. @returns how many */
  async dropStale(before: Date): Promise<number> {
    let dropped = 0
    for (const id of new Set((await readdir(this.directory)).map((name) => name.replace(/\.json$/, '')))) {
      const last = await stat(join(this.directory, id)).catch(() => stat(join(this.directory, `${id}.json`)))
      if (last.mtime >= before) continue
      await this.drop(id)
      dropped += 1
    }
    return dropped
  }

  #keyOf(id: string): Buffer {
    return this.#secrets.derive(`upload:${id}`)
  }
}

/** The counter block of AES-CTR for a byte offset. */
function counterAt(offset: number): Buffer {
  const block = Buffer.alloc(16)
  block.writeBigUInt64BE(BigInt(Math.floor(offset / 16)), 8)
  return block
}
