import type { FileHandle } from 'node:fs/promises'

const BLOCK = 65_536
const zeros = Buffer.alloc(BLOCK)

/** Writes bytes at a place of a new file; blocks of zeros, of which a log that was ended early has many, stay holes. */
export async function writeSparse(handle: FileHandle, bytes: Buffer, at: number): Promise<void> {
  let from = 0
  for (let end = 0; end < bytes.length; ) {
    const start = end
    end = Math.min(start + BLOCK, bytes.length)
    if (!bytes.subarray(start, end).equals(zeros.subarray(0, end - start))) continue
    if (start > from) await handle.write(bytes, from, start - from, at + from)
    from = end
  }
  if (bytes.length > from) await handle.write(bytes, from, bytes.length - from, at + from)
}
