import { z } from 'zod'
import { id, instant, text } from './fields.ts'
import { CARE_KINDS } from './terms.ts'

/** When somebody comes to the customer's home. */
export const visit = z.strictObject({ from: instant, to: instant })

/** What an order says of the visit that it needs. */
export const orderVisit = z.strictObject({
  /** null: nothing was agreed yet */
  agreed: visit.nullable(),
  /** how often the time was changed */
  changes: z.int(),
  /** how often nobody was there */
  nobodyHome: z.int(),
  badge: z.strictObject({ at: instant, by: z.enum(['customer', 'worker']) }).nullable(),
  companion: z.string().nullable(),
  /** why two go there */
  care: z.array(z.enum(CARE_KINDS)),
  careNote: z.string().nullable(),
})
export type OrderVisit = z.infer<typeof orderVisit>

/** The service note of premises; empty `kinds`: nothing to mind. */
export const premisesCare = z.strictObject({
  premisesId: id,
  kinds: z.array(z.enum(CARE_KINDS)),
  note: z.string().nullable(),
})
export type PremisesCare = z.infer<typeof premisesCare>
export const setPremisesCare = z.strictObject({
  kinds: z.array(z.enum(CARE_KINDS)).max(CARE_KINDS.length),
  note: text(200).nullable().default(null),
})
