import { createCipheriv, createDecipheriv } from 'node:crypto'
import { promisify } from 'node:util'
import { constants, zstdCompress, zstdDecompress } from 'node:zlib'
import { DomainError } from '#kernel'
import type { ByteReader } from './reader.ts'

const compress = promisify(zstdCompress)
const decompress = promisify(zstdDecompress)

/** 32 bytes, for one stream only: the nonces count from 0. */
export type FrameKey = Buffer

/** clear bytes of a frame, the last one may hold fewer */
export const FRAME = 1 << 20
const TAG = 16
/** of random bytes zstd makes a little more than they are */
const LONGEST = FRAME + 65_536
const LAST = 0x8000_0000
/** blocks that are compressed at once by the thread pool */
const AT_ONCE = 3
const LEVEL = { params: { [constants.ZSTD_c_compressionLevel]: 1 } }

/**
 * The STREAM construction (Hoang, Reyhanitabar, Rogaway, Vizár, "Online Authenticated-Encryption and its Nonce-Reuse
 * Misuse-Resistance", CRYPTO 2015) as age uses it, with AES-256-GCM: nonce = number of the frame (11 bytes, big-endian)
 * ‖ 1 for the last frame, else 0. A frame that is changed, missing, added, swapped or cut off is found when it is
 * reached. On disk: length (4, big-endian, highest bit set on the last) ‖ ciphertext ‖ tag (16); in it zstd of 1 MiB.
 */
export async function* sealFrames(key: FrameKey, source: AsyncIterable<Uint8Array>): AsyncGenerator<Buffer> {
  const waiting: Promise<Buffer>[] = []
  let number = 0
  for await (const block of blocksOf(source)) {
    const compressed = compress(block, LEVEL)
    // looked at in its turn, or never when an earlier one fails
    compressed.catch(() => undefined)
    waiting.push(compressed)
    if (waiting.length > AT_ONCE) yield sealOne(key, number++, await (waiting.shift() as Promise<Buffer>), false)
  }
  if (waiting.length === 0) waiting.push(compress(Buffer.alloc(0), LEVEL))
  for (const [i, compressed] of waiting.entries())
    yield sealOne(key, number++, await compressed, i === waiting.length - 1)
}

/** @throws DomainError backup.damaged with `name` at the first frame that is not what was sealed in its place */
export async function* openFrames(key: FrameKey, reader: ByteReader, name: string): AsyncGenerator<Buffer> {
  const waiting: Promise<Buffer>[] = []
  for (let number = 0, last = false; !last; number++) {
    const length = (await reader.take(4)).readUInt32BE()
    last = (length & LAST) !== 0
    const size = last ? length - LAST : length
    if (size > LONGEST) throw new DomainError('backup.damaged', { name })
    const opened = decompress(openOne(key, number, await reader.take(size + TAG), last, name), {
      maxOutputLength: FRAME,
    })
    opened.catch(() => undefined)
    waiting.push(opened)
    if (waiting.length > AT_ONCE) yield await (waiting.shift() as Promise<Buffer>)
  }
  for (const opened of waiting) yield await opened
  if (!(await reader.atEnd())) throw new DomainError('backup.damaged', { name })
}

function nonce(number: number, last: boolean): Buffer {
  const bytes = Buffer.alloc(12)
  bytes.writeUIntBE(number, 5, 6)
  bytes[11] = last ? 1 : 0
  return bytes
}

function sealOne(key: FrameKey, number: number, bytes: Buffer, last: boolean): Buffer {
  const cipher = createCipheriv('aes-256-gcm', key, nonce(number, last))
  const length = Buffer.alloc(4)
  length.writeUInt32BE(last ? bytes.length + LAST : bytes.length)
  return Buffer.concat([length, cipher.update(bytes), cipher.final(), cipher.getAuthTag()])
}

function openOne(key: FrameKey, number: number, bytes: Buffer, last: boolean, name: string): Buffer {
  const decipher = createDecipheriv('aes-256-gcm', key, nonce(number, last))
  decipher.setAuthTag(bytes.subarray(-TAG))
  try {
    return Buffer.concat([decipher.update(bytes.subarray(0, -TAG)), decipher.final()])
  } catch {
    throw new DomainError('backup.damaged', { name })
  }
}

/** The same bytes in blocks of {@link FRAME}, the last one shorter; nothing for no bytes. */
async function* blocksOf(source: AsyncIterable<Uint8Array>): AsyncGenerator<Buffer> {
  let block = Buffer.allocUnsafe(FRAME)
  let filled = 0
  for await (const chunk of source) {
    for (let at = 0; at < chunk.length; ) {
      const part = chunk.subarray(at, at + FRAME - filled)
      block.set(part, filled)
      filled += part.length
      at += part.length
      if (filled < FRAME) continue
      yield block
      block = Buffer.allocUnsafe(FRAME)
      filled = 0
    }
  }
  if (filled > 0) yield block.subarray(0, filled)
}
