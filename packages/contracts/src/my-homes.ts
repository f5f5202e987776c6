import { z } from 'zod'
import { id, instant, text } from './fields.ts'
import { day } from './residencies.ts'
import { RESIDENCY_KINDS, RESIDENCY_OUTCOMES, RESIDENCY_STATES } from './terms.ts'

const tie = {
  id,
  kind: z.enum(RESIDENCY_KINDS),
  state: z.enum(RESIDENCY_STATES),
  until: day.nullable(),
  endedOn: day.nullable(),
  outcome: z.enum(RESIDENCY_OUTCOMES).nullable(),
  /** why it was refused or ended */
  note: z.string().nullable(),
}

/** A resident's own ties to premises, and who else belongs to those that they own. Nobody else sees a household. */
export const myHomes = z.strictObject({
  ties: z.array(z.strictObject({ ...tie, premisesId: id, communityName: z.string(), premisesName: z.string() })),
  owned: z.array(
    z.strictObject({
      premisesId: id,
      communityName: z.string(),
      premisesName: z.string(),
      /** claims that wait for the owner's word first */
      people: z.array(z.strictObject({ ...tie, name: z.string(), phone: z.string().nullable(), createdAt: instant })),
    }),
  ),
})
export type MyHomes = z.infer<typeof myHomes>

/** Premises as somebody names them who is not bound yet: nothing is shown of who lives there. */
export const claimPremises = z.strictObject({
  id,
  communityId: id,
  /** such as 3 or 3栋 */
  building: text(30, 1),
  entrance: text(30).optional(),
  home: text(30, 1),
  kind: z.enum(RESIDENCY_KINDS),
  /** a lessee's last day */
  until: day.optional(),
})

/** The communities in which premises can be claimed: names only. */
export const claimable = z.strictObject({ communities: z.array(z.strictObject({ id, name: z.string() })) })

/** An owner's invitation to family or a lessee: for one person, a week. */
export const inviteToHome = z.strictObject({
  id,
  premisesId: id,
  residencyKind: z.enum(['lessee', 'householdMember']),
  until: day.optional(),
})
