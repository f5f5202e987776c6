import { z } from 'zod'
import { id } from './fields.ts'
import { PLACE_KINDS, PREMISES_KINDS } from './terms.ts'

export const community = z.strictObject({
  id,
  name: z.string(),
  kind: z.enum(['residential', 'commercial']),
  address: z.string().nullable(),
  servicePhone: z.string().nullable(),
})
export type Community = z.infer<typeof community>

export const place = z.strictObject({
  id,
  communityId: id,
  parentId: id.nullable(),
  kind: z.enum(PLACE_KINDS),
  premisesKind: z.enum(PREMISES_KINDS).nullable(),
  name: z.string(),
  /** the path as people say it, such as 3栋2单元1501 */
  fullName: z.string(),
  hasChildren: z.boolean(),
})
export type Place = z.infer<typeof place>

/** Children of `parentId`, or the roots of the community when it is absent: one column of a cascade. */
export const placeQuery = z.strictObject({ communityId: id, parentId: id.optional() })

/** A resident's own premises and the common areas of their communities: what the report page offers. */
export const myPlaces = z.strictObject({
  premises: z.array(place.extend({ communityName: z.string(), verified: z.boolean() })),
  areas: z.array(place.extend({ communityName: z.string() })),
})
export type MyPlaces = z.infer<typeof myPlaces>
