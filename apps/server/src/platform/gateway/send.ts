import { API_PREFIX, endpoints, type GatewayChannel, type Locale } from '@sims/contracts'
import { z } from 'zod'
import { anyNetwork, post, reasonOf } from '#platform/outbound'
import { signed } from './signature.ts'

/** Where to send to, and with which key. */
export interface Target {
  url: URL
  keyId: string
  key: string
}

/** What a gateway gets, as JSON. */
export interface GatewayMessage {
  /** of the message: the same for every attempt, so that the gateway can drop what comes twice */
  id: string
  channel: GatewayChannel
  /** the number as dialled: 13800000000, abroad with a plus sign */
  to: string
  /** what kind of message: by it a gateway finds the template that it has registered */
  template: string
  /** what a template fills in */
  params: Record<string, string>
  /** the whole text, for gateways that need no template */
  text: string
  locale: Locale
  /** where to report what became of it, if the gateway can; null: nobody wants to know */
  receipts: string | null
}

/** The address of the operation `receiveReceipt` for an organization's messages by a channel. */
export const receiptsUrlOf = (publicUrl: string, channel: GatewayChannel, organizationId: string): string =>
  new URL(API_PREFIX + endpoints.receiveReceipt.replace('POST ', ''), publicUrl).href
    .replace(':channel', channel)
    .replace(':organizationId', organizationId)

/** What became of one attempt; a reason is one word, never the gateway's own text, which may name a person. */
export type Outcome =
  | { kind: 'accepted' }
  /** never to be tried again */
  | { kind: 'refused'; reason: string }
  /** nobody knows, or not now */
  | { kind: 'retry'; reason: string; afterSeconds?: number }

const TIMEOUT_MS = 10_000
const ANSWER_LIMIT = 16_384
const word = z
  .string()
  .regex(/^[\w.-]{1,40}$/)
  .catch('unknown')
const answer = z.discriminatedUnion('outcome', [
  z.object({ outcome: z.literal('accepted') }),
  z.object({ outcome: z.literal('refused'), reason: word.default('unknown') }),
  z.object({ outcome: z.literal('retry'), reason: word.default('busy'), after: z.int().min(1).max(86_400).optional() }),
])
/** These say that the connection is wrong, or the moment, not the message: nothing is lost by trying again. */
const NOT_THE_MESSAGE = new Set([401, 403, 404, 405, 407, 408, 421, 425, 429])

/**
 * Sends one message, signed (`signature.ts`), to the gateway's own address and nowhere else: redirections are not
 * followed, and over plain HTTP only this machine is reached. Never throws for what the other side does; within
 * `timeoutMs` (10 s) there is an outcome.
 */
export async function sendMessage(
  target: Target,
  message: GatewayMessage,
  now: Date,
  timeoutMs = TIMEOUT_MS,
): Promise<Outcome> {
  const body = Buffer.from(JSON.stringify(message))
  try {
    const { url, keyId, key } = target
    const headers = { 'idempotency-key': message.id, ...signed(keyId, key, body, now) }
    const reach = anyNetwork(url.protocol === 'http:')
    const { status, text } = await post({
      url,
      headers,
      body,
      reach,
      timeoutMs,
      answerLimit: ANSWER_LIMIT,
      longer: 'refuse',
    })
    return outcomeOf(status, text)
  } catch (error) {
    return { kind: 'retry', reason: reasonOf(error) }
  }
}

function outcomeOf(status: number, text: string): Outcome {
  if (status >= 200 && status < 300) {
    const read = answer.safeParse(parsed(text))
    if (!read.success) return { kind: 'retry', reason: 'badAnswer' }
    const { data } = read
    if (data.outcome === 'accepted') return { kind: 'accepted' }
    if (data.outcome === 'refused') return { kind: 'refused', reason: data.reason }
    return { kind: 'retry', reason: data.reason, ...(data.after === undefined ? {} : { afterSeconds: data.after }) }
  }
  const reason = `http${status}`
  return status >= 400 && status < 500 && !NOT_THE_MESSAGE.has(status)
    ? { kind: 'refused', reason }
    : { kind: 'retry', reason }
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}
