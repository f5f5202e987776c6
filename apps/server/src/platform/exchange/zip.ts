import { promisify } from 'node:util'
import { constants, crc32, inflateRaw, type Zlib } from 'node:zlib'
import { DomainError } from '#kernel'

/** A part of a zip file, as the directory at its end describes it. */
export interface Part {
  packed: Buffer
  method: number
  crc: number
  size: number
}

const LOCAL = 0x04034b50
const ENTRY = 0x02014b50
const END = 0x06054b50
const inflate = promisify(inflateRaw)

/**
 * The directory of a zip file. Nothing is unpacked yet; sizes are claims, which `unpack` holds the bytes to.
 * @returns undefined when the directory is missing: the file was cut off
 * @throws DomainError `exchange.resave` for what office programs do not write (encryption, zip64, other packings,
 *   one name twice), `exchange.damaged`, `exchange.unpackedTooLarge` when the claims alone exceed `limit`
 */
export function readDirectory(file: Buffer, limit: number): Map<string, Part> | undefined {
  const end = findEnd(file)
  if (end === undefined) return undefined
  const parts = new Map<string, Part>()
  let total = 0
  let at = file.readUInt32LE(end + 16)
  for (let left = file.readUInt16LE(end + 10); left > 0; left--) {
    if (at + 46 > end || file.readUInt32LE(at) !== ENTRY) throw new DomainError('exchange.damaged', { row: 1 })
    const nameEnd = at + 46 + file.readUInt16LE(at + 28)
    const name = file.toString('utf8', at + 46, nameEnd)
    const method = file.readUInt16LE(at + 10)
    const packedSize = file.readUInt32LE(at + 20)
    const size = file.readUInt32LE(at + 24)
    const encrypted = (file.readUInt16LE(at + 8) & 1) === 1
    if (encrypted || (method !== 0 && method !== 8) || size === 0xffffffff || parts.has(name))
      throw new DomainError('exchange.resave')
    total += size
    if (total > limit) throw new DomainError('exchange.unpackedTooLarge', { limit: limit >> 20 })
    const packed = packedBytes(file, file.readUInt32LE(at + 42), packedSize)
    parts.set(name, { packed, method, crc: file.readUInt32LE(at + 16), size })
    at = nameEnd + file.readUInt16LE(at + 30) + file.readUInt16LE(at + 32)
  }
  return parts
}

function findEnd(file: Buffer): number | undefined {
  for (let at = file.length - 22; at >= Math.max(0, file.length - 22 - 0xffff); at--)
    if (file.readUInt32LE(at) === END) return at
  return undefined
}

function packedBytes(file: Buffer, local: number, size: number): Buffer {
  if (local + 30 > file.length || file.readUInt32LE(local) !== LOCAL)
    throw new DomainError('exchange.damaged', { row: 1 })
  const start = local + 30 + file.readUInt16LE(local + 26) + file.readUInt16LE(local + 28)
  if (start + size > file.length) throw new DomainError('exchange.damaged', { row: 1 })
  return file.subarray(start, start + size)
}

/** The bytes of a part, no more than it claims. @throws DomainError `exchange.damaged` when they are not what it claims */
export async function unpack(part: Part): Promise<Buffer> {
  try {
    const bytes = part.method === 0 ? part.packed : await inflate(part.packed, { maxOutputLength: part.size + 1 })
    if (bytes.length === part.size && crc32(bytes) === part.crc) return bytes
  } catch {
    // zlib's reason says nothing to whoever brought the file
  }
  throw new DomainError('exchange.damaged', { row: 1 })
}

/** A part that is stored as it stands. */
export const storedPart = (text: string): Part => {
  const packed = Buffer.from(text)
  return { packed, method: 0, crc: crc32(packed), size: packed.length }
}

/** A zip file of just these parts in this order, to be read from front to back. */
export function* writeZip(parts: Iterable<readonly [name: string, part: Part]>): Generator<Buffer> {
  for (const [name, part] of parts) {
    const head = Buffer.alloc(30)
    head.writeUInt32LE(LOCAL, 0)
    head.writeUInt16LE(20, 4)
    head.writeUInt16LE(part.method, 8)
    head.writeUInt32LE(part.crc, 14)
    head.writeUInt32LE(part.packed.length, 18)
    head.writeUInt32LE(part.size, 22)
    head.writeUInt16LE(Buffer.byteLength(name), 26)
    yield Buffer.concat([head, Buffer.from(name)])
    for (let at = 0; at < part.packed.length; at += 65_536) yield part.packed.subarray(at, at + 65_536)
  }
  const end = Buffer.alloc(22)
  end.writeUInt32LE(END, 0)
  yield end
}

/**
 * What can still be read of a part whose name matches, in a zip file that was cut off: goes from front to back, since
 * the directory is missing. At most `limit` bytes of each part; '' when the part is not reached.
 */
export async function salvage(file: Buffer, wanted: RegExp, limit: number): Promise<string> {
  let at = file.indexOf('PK\x03\x04', 0, 'latin1')
  while (at >= 0 && at + 30 <= file.length) {
    const start = at + 30 + file.readUInt16LE(at + 26) + file.readUInt16LE(at + 28)
    const name = file.toString('utf8', at + 30, at + 30 + file.readUInt16LE(at + 26))
    let next = start
    if (file.readUInt16LE(at + 8) === 8 && start < file.length) {
      const { buffer, engine } = (await inflate(file.subarray(start), {
        maxOutputLength: limit,
        finishFlush: constants.Z_SYNC_FLUSH,
        info: true,
      }).catch(() => ({ buffer: Buffer.alloc(0), engine: { bytesWritten: 0 } }))) as unknown as {
        buffer: Buffer
        engine: Pick<Zlib, 'bytesWritten'>
      }
      if (wanted.test(name)) return buffer.toString('utf8')
      next = start + engine.bytesWritten
    }
    at = file.indexOf('PK\x03\x04', Math.max(next, at + 4), 'latin1')
  }
  return ''
}
