import { createHmac, randomBytes } from 'node:crypto'
import type { IncomingHttpHeaders } from 'node:http'
import { sameBytes } from '#platform/privacy'

/** The headers by which either side proves that a message is its own. */
export const HEADERS = {
  keyId: 'sims-key-id',
  /** seconds since 1970 */
  timestamp: 'sims-timestamp',
  /** 32 hex digits, another for each message */
  nonce: 'sims-nonce',
  /** lower-case hex */
  signature: 'sims-signature',
} as const

/** HMAC-SHA256 (RFC 2104) over timestamp, line feed, nonce, line feed, and the body byte for byte. */
function signatureOf(key: string, timestamp: string, nonce: string, body: Uint8Array): Buffer {
  return createHmac('sha256', key).update(`${timestamp}\n${nonce}\n`).update(body).digest()
}

/** The headers of a body that is sent now. */
export function signed(keyId: string, key: string, body: Uint8Array, now: Date): Record<string, string> {
  const timestamp = String(Math.floor(now.getTime() / 1000))
  const nonce = randomBytes(16).toString('hex')
  return {
    [HEADERS.keyId]: keyId,
    [HEADERS.timestamp]: timestamp,
    [HEADERS.nonce]: nonce,
    [HEADERS.signature]: signatureOf(key, timestamp, nonce, body).toString('hex'),
  }
}

/** A message signed longer ago, or further ahead of our clock, is refused. */
const WINDOW_MS = 300_000

/** Whether a body was signed with the key, by its headers, within five minutes of `now`. */
export function isSigned(
  { keyId, key }: { keyId: string; key: string },
  headers: IncomingHttpHeaders,
  body: Uint8Array,
  now: Date,
): boolean {
  const [id, timestamp, nonce, given] = [HEADERS.keyId, HEADERS.timestamp, HEADERS.nonce, HEADERS.signature].map(
    (name) => String(headers[name] ?? ''),
  ) as [string, string, string, string]
  const late = Math.abs(now.getTime() - Number(timestamp) * 1000)
  // not the other way round: of no number at all nothing is true
  if (id !== keyId || !/^\d{1,12}$/.test(timestamp) || !(late <= WINDOW_MS)) return false
  if (!/^[0-9a-f]{32}$/.test(nonce) || !/^[0-9a-f]{64}$/.test(given)) return false
  return sameBytes(Buffer.from(given, 'hex'), signatureOf(key, timestamp, nonce, body))
}
