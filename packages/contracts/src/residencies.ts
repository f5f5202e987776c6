import { z } from 'zod'
import { id, instant, text } from './fields.ts'
import { PREMISES_KINDS, RESIDENCY_KINDS, RESIDENCY_OUTCOMES, RESIDENCY_STATES, VERIFIED_BY } from './terms.ts'

/** YYYY-MM-DD */
export const day = z.iso.date()

/** Who is tied to which premises, as what, until when. The history stays: nothing of it is removed. */
export const residency = z.strictObject({
  id,
  customerId: id,
  customerName: z.string(),
  premisesId: id,
  communityName: z.string(),
  premisesName: z.string(),
  communityId: id,
  kind: z.enum(RESIDENCY_KINDS),
  state: z.enum(RESIDENCY_STATES),
  movedInOn: day.nullable(),
  /** the last day as agreed, inclusive; null: open */
  until: day.nullable(),
  verifiedAt: instant.nullable(),
  verifiedHow: z.enum(VERIFIED_BY).nullable(),
  endedOn: day.nullable(),
  outcome: z.enum(RESIDENCY_OUTCOMES).nullable(),
  /** why it was refused, ended, or verified in the owner's stead */
  note: z.string().nullable(),
  /** of a claim: name and phone are those of an entry of the owners' roll, for people to confirm */
  onRoll: z.boolean(),
})
export type Residency = z.infer<typeof residency>

/** An answer to a claim. `kind` and `until` correct what was claimed; a lessee's last day must be known. */
export const verifyResidency = z.strictObject({
  verified: z.boolean(),
  kind: z.enum(RESIDENCY_KINDS).optional(),
  until: day.nullable().optional(),
  /** of a refusal, which the person reads; of a confirmation in the owner's stead */
  reason: text(200, 2).optional(),
})
export type VerifyResidency = z.input<typeof verifyResidency>

/** From when on a residency is over: at once, or after its last day. */
export const endResidency = z.strictObject({ until: day.optional(), reason: text(200, 2) })
export const changeUntil = z.strictObject({ until: day.nullable() })

/** An entry of the owners' roll (房屋花名册), masked. */
export const rollEntry = z.strictObject({
  id,
  name: z.string(),
  phone: z.string().nullable(),
  createdAt: instant,
})

/** Premises with everybody tied to them: what the service centre works on. */
export const household = z.strictObject({
  premises: z.strictObject({
    id,
    communityId: id,
    communityName: z.string(),
    fullName: z.string(),
    kind: z.enum(PREMISES_KINDS),
  }),
  /** open ones first, then the former */
  residencies: z.array(residency),
  roll: z.array(rollEntry),
})
export type Household = z.infer<typeof household>

export const addRollEntry = z.strictObject({ id, name: text(50, 1), phone: text(30, 1).optional() })

/** Ends several residencies of premises at once. `residencyIds` are those of the preview: if others live there by now it is refused. */
export const moveOut = z.strictObject({
  residencyIds: z.array(id).min(1).max(100),
  outcome: z.enum(['movedOut', 'sold']),
  reason: text(200, 2),
})

/** What a move-out would do to each person who is tied to the premises now. */
export const moveOutPreview = z.strictObject({
  people: z.array(
    z.strictObject({
      residencyId: id,
      customerName: z.string(),
      kind: z.enum(RESIDENCY_KINDS),
      /** requests of theirs at these premises that are not settled: these stay theirs until they are */
      openRequests: z.int(),
      /** other premises that they stay tied to */
      otherPremises: z.int(),
      /** can sign in now */
      signsIn: z.boolean(),
    }),
  ),
})
export type MoveOutPreview = z.infer<typeof moveOutPreview>
