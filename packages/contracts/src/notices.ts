import { z } from 'zod'
import { cursor, id, instant, limit } from './fields.ts'
import { RECORD_KINDS } from './terms.ts'

export const notice = z.strictObject({
  id,
  kind: z.string(),
  recordKind: z.enum(RECORD_KINDS).nullable(),
  recordId: id.nullable(),
  /** in the reader's language */
  title: z.string(),
  body: z.string(),
  createdAt: instant,
  readAt: instant.nullable(),
})
export type Notice = z.infer<typeof notice>
export const noticeQuery = z.strictObject({ unread: z.stringbool().optional(), cursor: cursor.optional(), limit })
export const readNotices = z.strictObject({ ids: z.array(id).min(1).max(100) })

/** What the event stream carries: an id and a version, never content. Pages refetch what they show. */
export const change = z.strictObject({ recordKind: z.enum([...RECORD_KINDS, 'notice']), id, version: z.int() })
export type Change = z.infer<typeof change>

/** What a finished upload answers: the id to name in a command. */
export const uploadedFile = z.strictObject({
  id,
  mediaType: z.string(),
  size: z.int(),
  width: z.int().nullable(),
  height: z.int().nullable(),
})
export type UploadedFile = z.infer<typeof uploadedFile>

/** application/problem+json (RFC 9457). */
export const problem = z.object({
  type: z.string(),
  title: z.string(),
  status: z.int(),
  code: z.string(),
  detail: z.string(),
  requestId: z.string(),
  fields: z.array(z.object({ path: z.string(), code: z.string(), message: z.string() })).optional(),
  params: z.record(z.string(), z.unknown()).optional(),
})
export type Problem = z.infer<typeof problem>
