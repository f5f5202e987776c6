import { z } from 'zod'
import { API_KEY_DAYS, API_KEY_OVERLAP_HOURS, API_SCOPES } from './api-scopes.ts'
import { id, instant, text, version } from './fields.ts'

export const API_KEY_STATES = ['active', 'expired', 'revoked'] as const

export const apiKey = z.strictObject({
  id,
  name: z.string(),
  /** how its secret begins, to tell keys apart */
  prefix: z.string(),
  scopes: z.array(z.enum(API_SCOPES)),
  /** null: the whole company */
  communityIds: z.array(id).nullable(),
  /** where it may be used from, as CIDR; empty: from anywhere */
  addressRanges: z.array(z.string()),
  state: z.enum(API_KEY_STATES),
  createdBy: z.string(),
  createdAt: instant,
  expiresAt: instant,
  /** to the minute */
  lastUsedAt: instant.nullable(),
  lastUsedFrom: z.string().nullable(),
  /** until when the secret before the last rotation is good too; null when it is not */
  overlapUntil: instant.nullable(),
  version,
})
export type ApiKey = z.infer<typeof apiKey>

const days = z.int().min(1).max(API_KEY_DAYS)

export const createApiKey = z.strictObject({
  id,
  name: text(60, 1),
  scopes: z.array(z.enum(API_SCOPES)).min(1).max(API_SCOPES.length),
  communityIds: z.array(id).min(1).max(200).nullable(),
  addressRanges: z.array(text(50, 1)).max(20).default([]),
  days,
})
export type CreateApiKey = z.output<typeof createApiKey>

export const rotateApiKey = z.strictObject({
  version,
  days,
  /** how long the present secret goes on beside the new one */
  overlapHours: z.int().min(0).max(API_KEY_OVERLAP_HOURS),
})
export type RotateApiKey = z.output<typeof rotateApiKey>

export const revokeApiKey = z.strictObject({ version })

/** The token is shown once, here; null when this answers a call that was repeated: then rotate the key. */
export const apiKeyIssued = z.strictObject({ id, version, token: z.string().nullable(), expiresAt: instant })
export type ApiKeyIssued = z.infer<typeof apiKeyIssued>
