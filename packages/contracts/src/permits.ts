import { z } from 'zod'
import { cursor, id, instant, limit } from './fields.ts'
import { names } from './process.ts'
import { PERMIT_KINDS, PERMIT_QUEUES, PERMIT_STANDINGS } from './terms.ts'

/** A permit for dangerous work on one order. */
export const workPermit = z.strictObject({
  id,
  /** such as ZY100023 */
  number: z.string(),
  kind: z.enum(PERMIT_KINDS),
  standing: z.enum(PERMIT_STANDINGS),
  /** what is done, and where exactly */
  work: z.string(),
  /** what is done against the danger; ticked by the applicant */
  measures: z.array(names),
  /** who watches over it */
  guardian: z.string(),
  validFrom: instant,
  validTo: instant,
  askedBy: z.string(),
  askedAt: instant,
  decidedBy: z.string().nullable(),
  decidedAt: instant.nullable(),
  /** what whoever decided has added; of a refusal the reason */
  decision: z.string().nullable(),
  closedBy: z.string().nullable(),
  closedAt: instant.nullable(),
})
export type WorkPermit = z.infer<typeof workPermit>

export const permitQuery = z.strictObject({
  queue: z.enum(PERMIT_QUEUES).default('open'),
  communityId: id.optional(),
  cursor: cursor.optional(),
  limit,
})
export type PermitQuery = z.input<typeof permitQuery>

/** A permit in a list, with the order that it belongs to. */
export const listedPermit = workPermit.extend({
  order: z.strictObject({
    id,
    number: z.string(),
    categoryNames: names,
    communityName: z.string(),
    placeName: z.string(),
  }),
})
export type ListedPermit = z.infer<typeof listedPermit>
