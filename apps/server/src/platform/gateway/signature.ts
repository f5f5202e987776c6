import { createHmac, randomBytes } from 'node:crypto'

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
