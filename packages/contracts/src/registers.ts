import { z } from 'zod'
import { cursor, id, limit, money, text, version } from './fields.ts'
import { phone } from './people.ts'
import { EQUIPMENT_KINDS, EQUIPMENT_STATES } from './register-terms.ts'
import { SKILLS } from './terms.ts'

const day = z.iso.date().nullable()
const optional = (max: number) => text(max).nullable()
/** Lines of search: in name and code, anywhere. */
const q = text(50).optional()

const equipmentFields = {
  code: text(40, 1),
  name: text(60, 1),
  kind: z.enum(EQUIPMENT_KINDS),
  placeId: id,
  maker: optional(60).default(null),
  model: optional(60).default(null),
  commissionedOn: day.default(null),
  warrantyUntil: day.default(null),
  /** who answers for it */
  responsibleId: id.nullable().default(null),
  state: z.enum(EQUIPMENT_STATES).default('inUse'),
  note: optional(500).default(null),
}
export const createEquipment = z.strictObject({ id, ...equipmentFields })
/** What is absent stays, null clears. */
export const changeEquipment = changeOf(equipmentFields)
export const equipmentQuery = z.strictObject({
  q,
  kind: z.enum(EQUIPMENT_KINDS).optional(),
  state: z.enum(EQUIPMENT_STATES).optional(),
  communityId: id.optional(),
  placeId: id.optional(),
  cursor: cursor.optional(),
  limit,
})
const saved = { id, version: z.int() }
export const equipment = z.strictObject({
  ...saved,
  code: z.string(),
  name: z.string(),
  kind: z.enum(EQUIPMENT_KINDS),
  communityId: id,
  communityName: z.string(),
  placeId: id,
  placeName: z.string(),
  maker: z.string().nullable(),
  model: z.string().nullable(),
  commissionedOn: z.string().nullable(),
  warrantyUntil: z.string().nullable(),
  /** whether the warranty lasts today */
  inWarranty: z.boolean(),
  responsible: z.strictObject({ id, name: z.string() }).nullable(),
  state: z.enum(EQUIPMENT_STATES),
  note: z.string().nullable(),
})
export type Equipment = z.infer<typeof equipment>

const contractorFields = {
  name: text(60, 1),
  /** whom to call there; sealed where it is kept */
  contactName: optional(50).default(null),
  contactPhone: phone.nullable().default(null),
  trades: z.array(z.enum(SKILLS)).max(20).default([]),
  contractUntil: day.default(null),
  qualification: optional(100).default(null),
  qualificationUntil: day.default(null),
  active: z.boolean().default(true),
  note: optional(500).default(null),
  /** accounts of the role contractorWorker that work for it */
  workerIds: z.array(id).max(200).default([]),
}
export const createContractor = z.strictObject({ id, ...contractorFields })
export const changeContractor = changeOf(contractorFields)
export const contractorQuery = z.strictObject({
  q,
  trade: z.enum(SKILLS).optional(),
  active: flag().optional(),
  /** contract or qualification has run out */
  expired: flag().optional(),
  cursor: cursor.optional(),
  limit,
})
export const contractor = z.strictObject({
  ...saved,
  name: z.string(),
  contactName: z.string().nullable(),
  contactPhone: z.string().nullable(),
  trades: z.array(z.string()),
  contractUntil: z.string().nullable(),
  contractExpired: z.boolean(),
  qualification: z.string().nullable(),
  qualificationUntil: z.string().nullable(),
  qualificationExpired: z.boolean(),
  active: z.boolean(),
  note: z.string().nullable(),
  workers: z.array(z.strictObject({ id, name: z.string() })),
})
export type Contractor = z.infer<typeof contractor>

const partFields = {
  code: text(40, 1),
  name: text(60, 1),
  unit: text(10, 1),
  /** fen for one unit */
  price: money.max(100_000_000),
  active: z.boolean().default(true),
  note: optional(500).default(null),
}
export const createPart = z.strictObject({ id, ...partFields })
export const changePart = changeOf(partFields)
export const partQuery = z.strictObject({ q, active: flag().optional(), cursor: cursor.optional(), limit })
export const part = z.strictObject({
  ...saved,
  code: z.string(),
  name: z.string(),
  unit: z.string(),
  price: z.int(),
  active: z.boolean(),
  note: z.string().nullable(),
})
export type RegisteredPart = z.infer<typeof part>

/** The same fields, each of which may be absent and then has no default. */
function changeOf<Fields extends Record<string, z.ZodType>>(fields: Fields) {
  type Bare<T> = T extends z.ZodDefault<infer Inner> ? Inner : T
  const bare = Object.fromEntries(
    Object.entries(fields).map(([name, field]) => [
      name,
      (field instanceof z.ZodDefault ? (field.unwrap() as z.ZodType) : field).optional(),
    ]),
  ) as unknown as { [K in keyof Fields]: z.ZodOptional<Bare<Fields[K]>> }
  return z.strictObject({ ...bare, version })
}

/** `true` or `false` in an address. */
function flag() {
  return z.enum(['true', 'false']).transform((value) => value === 'true')
}
