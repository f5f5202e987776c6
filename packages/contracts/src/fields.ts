import { z } from 'zod'

/**
 * Text that can be stored and given back byte for byte: no NUL (PostgreSQL cannot hold it), no lone surrogate (it is
 * not Unicode). Emoji and rare characters stay as they are. `max` counts UTF-16 units, as browsers do.
 */
export const text = (max: number, min = 0) =>
  z
    .string()
    .max(max)
    .refine((value) => value.trim().length >= min, { params: { code: 'fields.required' } })
    .refine((value) => unstorable(value) !== 'fields.nul', { params: { code: 'fields.nul' } })
    .refine((value) => unstorable(value) !== 'fields.surrogate', { params: { code: 'fields.surrogate' } })

/** Why a text cannot be stored and given back byte for byte; undefined when it can. */
export function unstorable(value: string): 'fields.nul' | 'fields.surrogate' | undefined {
  if (value.includes('\u0000')) return 'fields.nul'
  return value.isWellFormed() ? undefined : 'fields.surrogate'
}

export const id = z.uuid().toLowerCase()
/** RFC 3339 with offset. */
export const instant = z.iso.datetime({ offset: true })
/** as the database counts: 32 bits */
export const version = z.int().min(1).max(2_147_483_647)
export const money = z.int().min(0).describe('fen')
export const cursor = z.string().max(200)
export const limit = z.coerce.number().int().min(1).max(100).default(25)

/** One page of a list; `nextCursor` is null on the last page. */
export const page = <T extends z.ZodType>(item: T) =>
  z.strictObject({ items: z.array(item), nextCursor: z.string().nullable() })
export type Page<T> = { items: T[]; nextCursor: string | null }

/** Headers of every command. */
export const commandHeaders = z.object({
  'idempotency-key': z
    .string()
    .min(8)
    .max(100)
    .regex(/^[\w:.-]+$/),
})

/** What every command answers with: the records it touched, at their new versions. */
export const commandAnswer = z.strictObject({ id, version: z.int() })
export type CommandAnswer = z.infer<typeof commandAnswer>
