import { createHash, hash } from 'node:crypto'
import { type FileHandle, open, stat } from 'node:fs/promises'
import { type Pack, pack } from 'tar-stream'
import type { Piece } from './manifest.ts'

const READ = 1 << 20
const NONE = new Date(0)

/** Writes a tar and remembers size and SHA-256 of what went in. */
export class TarWriter {
  readonly entries: Piece[] = []
  #pack: Pack = pack()

  /** The tar that `fill` makes, as it makes it; fails when it fails, and ends it when nobody reads on. */
  async *run(fill: () => Promise<void>): AsyncGenerator<Buffer> {
    const filled = fill().then(
      () => this.#pack.finalize(),
      (error: Error) => this.#pack.destroy(error),
    )
    try {
      yield* this.#pack as unknown as AsyncIterable<Buffer>
    } finally {
      this.#pack.destroy()
      await filled
    }
  }

  async addFolder(name: string, path: string): Promise<void> {
    const { uid, gid } = await stat(path).catch(() => ({ uid: 0, gid: 0 }))
    await new Promise<void>((resolve, reject) => {
      this.#pack.entry({ name, type: 'directory', uid, gid, mode: 0o700, mtime: NONE }, settled(resolve, reject))
    })
  }

  async addBytes(name: string, bytes: Buffer): Promise<void> {
    await new Promise<void>((resolve, reject) => {
      this.#pack.entry({ name, size: bytes.length, mode: 0o600, mtime: NONE }, bytes, settled(resolve, reject))
    })
    this.entries.push({ name, size: bytes.length, sha256: hash('sha256', bytes) })
  }

  /** A file that grows while it is read goes in with the size it had, one that shrinks is filled up with zeros. */
  async addFile(name: string, path: string, { mayBeGone = false } = {}): Promise<void> {
    const handle = await open(path, 'r').catch((error: NodeJS.ErrnoException) => {
      if (error.code === 'ENOENT' && mayBeGone) return undefined
      throw error
    })
    if (!handle) return
    try {
      const { size, uid, gid } = await handle.stat()
      const digest = createHash('sha256')
      let end: (error?: Error | null) => void = () => undefined
      const done = new Promise<void>((resolve, reject) => {
        end = settled(resolve, reject)
      })
      const entry = this.#pack.entry({ name, size, uid, gid, mode: 0o600, mtime: NONE }, end)
      for await (const chunk of exactly(handle, size)) {
        digest.update(chunk)
        if (!entry.write(chunk))
          await Promise.race([done, new Promise<void>((resolve) => entry.once('drain', resolve))])
      }
      entry.end(undefined)
      await done
      this.entries.push({ name, size, sha256: digest.digest('hex') })
    } finally {
      await handle.close()
    }
  }
}

const settled = (resolve: () => void, reject: (error: Error) => void) => (error?: Error | null) =>
  error ? reject(error) : resolve()

async function* exactly(handle: FileHandle, size: number): AsyncGenerator<Buffer> {
  for (let at = 0; at < size; ) {
    // not reused: it is on its way while the next is read
    const block = Buffer.allocUnsafe(Math.min(READ, size - at))
    const { bytesRead } = await handle.read(block, 0, block.length, at)
    if (bytesRead === 0) {
      yield block.fill(0)
      at += block.length
    } else {
      yield block.subarray(0, bytesRead)
      at += bytesRead
    }
  }
}
