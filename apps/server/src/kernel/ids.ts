import { randomFillSync } from 'node:crypto'

/** A UUID of any version, lower case, as PostgreSQL prints it. */
const UUID = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/
const MAX_MS = 2 ** 48 - 1
const HEX = Array.from({ length: 256 }, (_, n) => n.toString(16).padStart(2, '0'))

const DRAW = 10
const pool = new Uint8Array(DRAW * 400)
let used = pool.length

/** `asked` is the time wanted, `ms` the one written: they differ when a millisecond is full. */
type Sequence = { asked: number; ms: number; counter: number }
/** Ids made by this machine's clock and ids for a given time keep apart, so an import of 2015 never holds today back. */
const wall: Sequence = { asked: -1, ms: -1, counter: 0 }
const given: Sequence = { asked: -1, ms: -1, counter: 0 }

/**
 * A new UUIDv7 (RFC 9562 §5.7): 48 bits of Unix milliseconds, 12 bits of counter with a random start (method 1 of §6.2),
 * 62 random bits. Ids of one millisecond ascend within a process. Without `now` the machine's clock is read, and a clock
 * that is set back does not make ids descend.
 * @param now Unix milliseconds, whole, 0 … 2^48-1
 * @throws RangeError when `now` is outside
 */
export function newId(now?: number): string {
  const seq = now === undefined ? wall : given
  const asked = now ?? Math.max(Date.now(), wall.ms)
  if (!Number.isInteger(asked) || asked < 0 || asked > MAX_MS) throw new RangeError(`not a time for an id: ${asked}`)
  const at = draw()
  if (asked !== seq.asked && asked !== seq.ms) {
    seq.ms = asked
    seq.counter = ((byte(at) << 8) | byte(at + 1)) & 0x7ff
  } else if (++seq.counter > 0xfff) {
    // the millisecond is full: borrow the next one, as RFC 9562 §6.2 allows
    seq.ms += 1
    seq.counter = 0
  }
  seq.asked = asked
  return format(seq.ms, seq.counter, at + 2)
}

/** Position of ten fresh random bytes in the pool: one system call serves 400 ids. */
function draw(): number {
  if (used === pool.length) {
    randomFillSync(pool)
    used = 0
  }
  used += DRAW
  return used - DRAW
}

const byte = (i: number): number => pool[i] as number
const hex = (n: number): string => HEX[n] as string

function format(ms: number, counter: number, at: number): string {
  const time = ms.toString(16).padStart(12, '0')
  let node = ''
  for (let i = at + 2; i < at + 8; i++) node += hex(byte(i))
  const variant = hex(0x80 | (byte(at) & 0x3f)) + hex(byte(at + 1))
  return `${time.slice(0, 8)}-${time.slice(8)}-7${(counter >> 8).toString(16)}${hex(counter & 0xff)}-${variant}-${node}`
}

/** Whether `text` is a UUID in its one canonical spelling (lower case, with dashes). */
export function isUuid(text: unknown): text is string {
  return typeof text === 'string' && UUID.test(text)
}

/** Unix milliseconds at which a UUIDv7 was made; undefined for any other text or UUID version. */
export function uuidTime(id: string): number | undefined {
  if (!isUuid(id) || id[14] !== '7') return undefined
  return Number.parseInt(id.slice(0, 8) + id.slice(9, 13), 16)
}
