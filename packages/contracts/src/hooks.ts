import { z } from 'zod'
import { API_KEY_OVERLAP_HOURS } from './api-scopes.ts'
import { cursor, id, instant, limit, text, version } from './fields.ts'
import { HOOK_DELIVERY_STATES, HOOK_EVENTS, HOOK_TEST } from './hook-events.ts'

const events = z.array(z.enum(HOOK_EVENTS))
const communityIds = z.array(id).min(1).max(200).nullable()

export const hook = z.strictObject({
  id,
  name: z.string(),
  url: z.string(),
  events,
  /** null: of the whole company */
  communityIds: z.array(id).nullable(),
  active: z.boolean(),
  /** when it was paused because nothing had got through for days; null otherwise */
  pausedAt: instant.nullable(),
  /** since when nothing gets through */
  failingSince: instant.nullable(),
  /** how many deliveries wait for another attempt */
  waiting: z.int(),
  lastDeliveredAt: instant.nullable(),
  /** until when deliveries carry the signature of the secret before the last rotation too */
  overlapUntil: instant.nullable(),
  createdAt: instant,
  version,
})
export type Hook = z.infer<typeof hook>

const form = { name: text(60, 1), url: text(500, 1), events: events.min(1), communityIds }
export const createHook = z.strictObject({ id, ...form })
export const changeHook = z.strictObject({ version, ...form, active: z.boolean() })
export type CreateHook = z.output<typeof createHook>
export type ChangeHook = z.output<typeof changeHook>

export const rotateHookSecret = z.strictObject({
  version,
  /** how long deliveries carry the signature of the present secret beside that of the new one */
  overlapHours: z.int().min(0).max(API_KEY_OVERLAP_HOURS),
})

/** The secret is shown once, here; null when this answers a call that was repeated: then rotate it. */
export const hookSecret = z.strictObject({ id, version, secret: z.string().nullable() })
export type HookSecret = z.infer<typeof hookSecret>

export const hookAttempt = z.strictObject({
  number: z.int(),
  at: instant,
  /** of HTTP; null when there was no answer */
  status: z.int().nullable(),
  /** one word: why there was none, such as `timeout`; null while it is under way, or when nobody knows its end */
  reason: z.string().nullable(),
  milliseconds: z.int().nullable(),
  /** the first kilobyte of what the receiver said */
  answer: z.string(),
})

export const hookDelivery = z.strictObject({
  /** what goes as `webhook-id` */
  id,
  event: z.enum([...HOOK_EVENTS, HOOK_TEST]),
  /** byte for byte as it is sent */
  body: z.string(),
  state: z.enum(HOOK_DELIVERY_STATES),
  createdAt: instant,
  /** when it is tried again; null when it is not, or while its hook is paused */
  nextAt: instant.nullable(),
  deliveredAt: instant.nullable(),
  /** newest first */
  attempts: z.array(hookAttempt),
})
export type HookDelivery = z.infer<typeof hookDelivery>

export const hookDeliveryQuery = z.strictObject({
  state: z.enum(HOOK_DELIVERY_STATES).optional(),
  cursor: cursor.optional(),
  limit,
})
export const hookDeliveryStarted = z.strictObject({ deliveryId: id })
