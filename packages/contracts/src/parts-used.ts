import { z } from 'zod'
import { id, money, text } from './fields.ts'
import { QUOTE_MAXIMUM } from './prices.ts'
import { PART_PAYERS } from './register-terms.ts'

/**
 * A part that an order has used. With a `partId` name, unit and price are those of the register when it was recorded, else
 * what was written down. Prices in fen for one unit.
 */
export const usedPart = z.strictObject({
  partId: id.nullable().default(null),
  name: text(60, 1),
  unit: text(10, 1),
  /** in hundredths at the finest: 2.5 m of pipe */
  quantity: z
    .number()
    .positive()
    .max(9999)
    .refine((quantity) => Number.isInteger(Math.round(quantity * 1e6) / 1e4)),
  unitPrice: money.max(QUOTE_MAXIMUM),
  payer: z.enum(PART_PAYERS),
})
export type UsedPart = z.infer<typeof usedPart>

export const usedParts = z.array(usedPart).max(50)
