import { createHmac, randomBytes } from 'node:crypto'

/** A new secret, as Standard Webhooks writes it: 256 random bits. */
export const newHookSecret = (): string => `whsec_${randomBytes(32).toString('base64')}`

/**
 * The headers of one attempt (https://www.standardwebhooks.com): HMAC-SHA256 over id, seconds since 1970 and body with
 * dots between, base64, once for each secret, so that a receiver may change over while two are good.
 */
export function signedHeaders(secrets: readonly string[], id: string, body: string, now: Date): Record<string, string> {
  const timestamp = String(Math.floor(now.getTime() / 1000))
  const sign = (secret: string) =>
    createHmac('sha256', Buffer.from(secret.slice('whsec_'.length), 'base64'))
      .update(`${id}.${timestamp}.${body}`)
      .digest('base64')
  return {
    'webhook-id': id,
    'webhook-timestamp': timestamp,
    'webhook-signature': secrets.map((secret) => `v1,${sign(secret)}`).join(' '),
  }
}
