import { z } from 'zod'
import { id, instant } from './fields.ts'
import { PRINT_MAXIMUM } from './terms.ts'

/** Orders in the order in which they are to lie on the paper; one that is named twice is printed once. */
export const printOrders = z.strictObject({ id, orderIds: z.array(id).min(1).max(PRINT_MAXIMUM) })

/** That an order has been put on paper. `copies` counts the original and every reprint. */
export const printed = z.strictObject({ copies: z.int(), lastAt: instant, lastBy: z.string() })
export type Printed = z.infer<typeof printed>
