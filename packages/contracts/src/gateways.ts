import { z } from 'zod'
import { id, instant, text } from './fields.ts'
import { phone } from './people.ts'
import { GATEWAY_CHANNELS } from './terms.ts'

/** By which a company's text messages or WeChat messages leave. */
export const gateway = z.strictObject({
  channel: z.enum(GATEWAY_CHANNELS),
  /** who connected it: this page, or whoever runs the server by a setting; null: not connected */
  source: z.enum(['page', 'server']).nullable(),
  /** where SIMS sends to; null when not connected, and of the server's own setting only its origin */
  url: z.string().nullable(),
  keyId: z.string().nullable(),
  changedAt: instant.nullable(),
  /** where the gateway reports what became of a message */
  receiptsUrl: z.string(),
})
export type Gateway = z.infer<typeof gateway>
export const gateways = z.strictObject({ items: z.array(gateway) })

export const gatewayChannel = z.strictObject({ channel: z.enum(GATEWAY_CHANNELS) })

export const setGateway = z.strictObject({
  url: text(500, 1),
  /** names the key to the gateway; stands in a header */
  keyId: z.string().regex(/^[\w.-]{1,64}$/),
  /** the shared secret; absent keeps the one there is. Never given out again */
  key: z
    .string()
    .regex(/^[\x21-\x7e]{32,200}$/)
    .optional(),
})
export type SetGateway = z.infer<typeof setGateway>

export const testGateway = z.strictObject({ to: phone })
/** What a gateway said of one message, and how long it took. */
export const gatewayTest = z.strictObject({
  outcome: z.enum(['accepted', 'refused', 'retry']),
  /** a word of the gateway's or of the line's, such as `http503` or `timeout`; null when it was taken */
  reason: z.string().nullable(),
  milliseconds: z.int(),
})
export type GatewayTest = z.infer<typeof gatewayTest>

export const receiptParams = gatewayChannel.extend({ organizationId: id })
/** What became of a message that the gateway had accepted. */
export const receipt = z.strictObject({
  /** of the message, as the gateway got it */
  id,
  state: z.enum(['delivered', 'failed']),
  /** one word, such as `unreachable` */
  reason: z
    .string()
    .regex(/^[\w.-]{1,40}$/)
    .optional(),
  /** when it happened */
  at: instant,
})
export type Receipt = z.infer<typeof receipt>
