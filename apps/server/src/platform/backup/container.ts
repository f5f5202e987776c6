import { hash, hkdfSync, randomBytes } from 'node:crypto'
import { DomainError } from '#kernel'
import { type FrameKey, openFrames, sealFrames } from './frames.ts'
import { closeSlots, type Keys, openSlots, type Slot } from './keys.ts'
import { ByteReader } from './reader.ts'

const MAGIC = Buffer.from('SIMS-BACKUP-1\n')
/** a header names a part and holds a few slots */
const LONGEST_HEADER = 65_536

/** What a sealed object says of itself in clear, authenticated with everything that follows. */
export interface Header {
  /** the name under which the object was stored: one that was moved to another name is refused */
  name: string
  /** names the master key, see privacy */
  keyId: string
  /** for a piece of the write-ahead log: it holds whatever was committed by then, RFC 3339 */
  until?: string
  slots: Slot[]
}

/**
 * Seals a stream: magic (14) ‖ length of the header (4, big-endian) ‖ header (JSON) ‖ frames. Each object has a random
 * key of its own, which the slots of the header carry (see keys.ts); the key of the frames is derived from it and from
 * every byte before them by HKDF-SHA256 (RFC 5869), so a changed header opens nothing.
 */
export async function* seal(
  name: string,
  keys: Keys,
  source: AsyncIterable<Uint8Array>,
  facts: { until?: string } = {},
): AsyncGenerator<Buffer> {
  const key = randomBytes(32)
  const header: Header = { name, keyId: keys.keyId, ...facts, slots: closeSlots(keys, key) }
  const json = Buffer.from(JSON.stringify(header))
  const length = Buffer.alloc(4)
  length.writeUInt32BE(json.length)
  const head = Buffer.concat([MAGIC, length, json])
  yield head
  yield* sealFrames(frameKey(key, head), source)
}

/**
 * Opens what {@link seal} made; nothing of a frame comes out before it is known to be whole and in its place.
 * @param onHeader told what the object says of itself; true only when the stream has come to its end
 * @throws DomainError backup.damaged (also: truncated, pieces swapped, stored under another name), backup.wrongKey
 */
export async function* open(
  name: string,
  keys: Keys,
  source: AsyncIterable<Uint8Array>,
  onHeader: (header: Header) => void = () => undefined,
): AsyncGenerator<Buffer> {
  const reader = new ByteReader(source, name)
  try {
    const { header, head } = await readHeader(reader, name)
    onHeader(header)
    yield* openFrames(frameKey(openSlots(keys, header, name), head), reader, name)
  } finally {
    await reader.end()
  }
}

async function readHeader(reader: ByteReader, name: string): Promise<{ header: Header; head: Buffer }> {
  const start = await reader.take(MAGIC.length + 4)
  const length = start.readUInt32BE(MAGIC.length)
  const known = start.subarray(0, MAGIC.length).equals(MAGIC) && length <= LONGEST_HEADER
  if (!known) throw new DomainError('backup.damaged', { name })
  const json = await reader.take(length)
  const header = parsed(json)
  if (header?.name !== name || !Array.isArray(header.slots)) throw new DomainError('backup.damaged', { name })
  return { header, head: Buffer.concat([start, json]) }
}

function parsed(json: Buffer): Header | undefined {
  try {
    return JSON.parse(json.toString('utf8')) as Header
  } catch {
    return undefined
  }
}

const frameKey = (key: Buffer, head: Buffer): FrameKey =>
  Buffer.from(hkdfSync('sha256', key, hash('sha256', head, 'buffer'), 'sims/backup/1/frames', 32))
