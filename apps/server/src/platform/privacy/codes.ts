import { createHmac, hash, randomBytes, randomInt, timingSafeEqual } from 'node:crypto'
import type { Secrets } from './secrets.ts'

/** A one-time code of six digits, each of the million equally likely. */
export function newCode(): string {
  return String(randomInt(1_000_000)).padStart(6, '0')
}

/**
 * What is stored of a one-time code: HMAC-SHA-256, 32 bytes. A million codes are tried in a second, so a plain hash in a
 * stolen table would give them away.
 * @param scope who or what the code is for (the phone's hash, a session): the same code for another is another hash
 */
export function hashCode(secrets: Secrets, scope: string, code: string): Buffer {
  return createHmac('sha256', secrets.derive('one-time-code')).update(`${scope}\0${code}`, 'utf8').digest()
}

/** Whether `code` is the one stored, in a time that does not depend on how much of it is right. */
export function isCode(secrets: Secrets, scope: string, code: string, stored: Uint8Array): boolean {
  return sameBytes(hashCode(secrets, scope, code), stored)
}

/**
 * A code of six digits that belongs to `scope` (a record) and is kept nowhere: who may see the record may be shown it, and
 * what somebody types is compared with it. Whoever compares counts the failures.
 */
export function derivedCode(secrets: Secrets, scope: string): string {
  const mac = createHmac('sha256', secrets.derive('acceptance')).update(scope, 'utf8').digest()
  return String(mac.readUIntBE(0, 6) % 1_000_000).padStart(6, '0')
}

/** A token that nobody can guess (256 random bits, base64url) and what is stored of it. */
export function newToken(): { token: string; hash: Buffer } {
  const token = randomBytes(32).toString('base64url')
  return { token, hash: hashToken(token) }
}

/** SHA-256 of a token; enough for 256 random bits, which nobody tries out. */
export function hashToken(token: string): Buffer {
  return hash('sha256', token, 'buffer')
}

/** Compares in constant time; values of different length are different. */
export function sameBytes(a: Uint8Array, b: Uint8Array): boolean {
  return a.length === b.length && timingSafeEqual(a, b)
}
