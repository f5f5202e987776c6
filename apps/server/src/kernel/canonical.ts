import { hash } from 'node:crypto'

/**
 * Domain prefix of a commitment. The ledger's Merkle tree uses 0x00 for leaves and 0x01 for inner nodes (RFC 6962 §2.1),
 * so a commitment (0x02) can never be passed off as either.
 */
export const COMMITMENT_PREFIX = 0x02

/**
 * Canonical JSON text by RFC 8785 (JCS): members sorted by UTF-16 code units, ECMAScript numbers, no white space.
 * Members whose value is undefined are left out, as JSON.stringify does.
 * @throws TypeError for what JSON cannot carry unchanged: NaN, infinities, bigint, functions, symbols, undefined outside
 *   members, lone surrogates, objects that are neither plain nor arrays (a Date must be turned into text first), cycles
 */
export function canonicalJson(value: unknown): string {
  return write(value, 0)
}

/** {@link canonicalJson} as UTF-8 bytes. */
export function canonicalBytes(value: unknown): Buffer {
  return Buffer.from(write(value, 0), 'utf8')
}

/**
 * What the ledger publishes about a fact: SHA-256(0x02 ‖ salt ‖ bytes). The salt hides facts that could be guessed and
 * is kept with the fact; destroying it makes the commitment unopenable while the log stays whole.
 * @param bytes canonical bytes of the fact
 * @param salt32 exactly 32 random bytes
 */
export function commitment(bytes: Uint8Array, salt32: Uint8Array): Buffer {
  if (salt32.length !== 32) throw new RangeError(`a salt has 32 bytes, not ${salt32.length}`)
  const input = Buffer.allocUnsafe(33 + bytes.length)
  input[0] = COMMITMENT_PREFIX
  input.set(salt32, 1)
  input.set(bytes, 33)
  return hash('sha256', input, 'buffer')
}

const MAX_DEPTH = 200

function write(value: unknown, depth: number): string {
  if (depth > MAX_DEPTH) throw new TypeError('not canonical JSON: nested too deep, or a cycle')
  switch (typeof value) {
    case 'string':
      return text(value)
    case 'number':
      if (!Number.isFinite(value)) throw new TypeError(`not canonical JSON: ${value}`)
      return JSON.stringify(value)
    case 'boolean':
      return value ? 'true' : 'false'
    case 'object':
      if (value === null) return 'null'
      return Array.isArray(value) ? list(value, depth) : members(value as Record<string, unknown>, depth)
    default:
      throw new TypeError(`not canonical JSON: ${typeof value}`)
  }
}

function text(value: string): string {
  if (!value.isWellFormed()) throw new TypeError('not canonical JSON: lone surrogate')
  return JSON.stringify(value)
}

function list(values: unknown[], depth: number): string {
  let out = ''
  for (let i = 0; i < values.length; i++) out += (i ? ',' : '') + write(values[i], depth + 1)
  return `[${out}]`
}

function members(value: Record<string, unknown>, depth: number): string {
  const proto = Object.getPrototypeOf(value)
  if (proto !== Object.prototype && proto !== null) throw new TypeError('not canonical JSON: not a plain object')
  let out = ''
  // the default sort of strings compares UTF-16 code units, which is what RFC 8785 §3.2.3 asks for
  for (const key of Object.keys(value).sort()) {
    const member = value[key]
    if (member === undefined) continue
    out += `${out ? ',' : ''}${text(key)}:${write(member, depth + 1)}`
  }
  return `{${out}}`
}
