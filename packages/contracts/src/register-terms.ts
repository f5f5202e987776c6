/** What kind of thing a piece of equipment is. */
export const EQUIPMENT_KINDS = [
  'lift',
  'fire',
  'power',
  'water',
  'hvac',
  'security',
  'access',
  'lighting',
  'amenity',
  'other',
] as const
export type EquipmentKind = (typeof EQUIPMENT_KINDS)[number]

export const EQUIPMENT_STATES = ['inUse', 'outOfUse', 'retired'] as const
export type EquipmentState = (typeof EQUIPMENT_STATES)[number]

/** Who pays for a part that an order has used. */
export const PART_PAYERS = ['company', 'customer', 'warranty'] as const
export type PartPayer = (typeof PART_PAYERS)[number]
