import { z } from 'zod'
import { id, instant, text } from './fields.ts'
import { day } from './residencies.ts'
import { PROXY_SCOPES } from './terms.ts'

const scope = z.array(z.enum(PROXY_SCOPES)).min(1)

/** Somebody who may act for a person, or for a firm as its contact. */
export const proxy = z.strictObject({
  id,
  /** for whom: a person, or a firm */
  principal: z.strictObject({ id, name: z.string(), kind: z.enum(['person', 'firm']) }),
  agent: z.strictObject({ id, name: z.string() }),
  scope,
  consent: z.enum(['paper', 'inApp']),
  /** pictures of the paper consent; for staff */
  photos: z.array(id),
  until: day.nullable(),
  createdAt: instant,
})
export type Authority = z.infer<typeof proxy>

/** What a customer has given to others, and what others have given to them; only what is in force. */
export const proxies = z.strictObject({ given: z.array(proxy), held: z.array(proxy) })
export type Proxies = z.infer<typeof proxies>

/** Named at the desk on a paper that the person has signed. A firm's contact needs a last day. */
export const nameProxy = z.strictObject({
  id,
  agentId: id,
  scope,
  until: day.optional(),
  photos: z.array(id).max(3).default([]),
})
/** Named by the person in the app: somebody who is registered with this name and phone. */
export const nameMyProxy = z.strictObject({
  id,
  name: text(50, 1),
  phone: text(30, 1),
  scope,
  until: day.optional(),
})
export const revokeProxy = z.strictObject({ reason: text(200, 2).optional() })
