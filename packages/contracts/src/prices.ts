import { z } from 'zod'
import { id, instant, money, text } from './fields.ts'
import { totalOf } from './money.ts'
import { CONSENT_WAYS, PRICE_ITEM_KINDS, PRICE_STATES, QUOTE_STATES } from './terms.ts'

/** What a quote may come to in all, in fen. */
export const QUOTE_MAXIMUM = 100_000_000

/** One line of a quote: labour, a part. Prices in fen. */
export const priceItem = z.strictObject({
  kind: z.enum(PRICE_ITEM_KINDS),
  name: text(60, 1),
  quantity: z.int().min(1).max(999),
  unitPrice: money.max(QUOTE_MAXIMUM),
})
export type PriceItem = z.infer<typeof priceItem>

export const priceItems = z
  .array(priceItem)
  .min(1)
  .max(30)
  .refine((items) => totalOf(items) <= QUOTE_MAXIMUM)

/** A price that was told to the customer, and what the customer said to it. */
export const quote = z.strictObject({
  id,
  /** the n-th of its request */
  round: z.int(),
  items: z.array(priceItem),
  /** fen */
  amount: z.int(),
  note: z.string().nullable(),
  state: z.enum(QUOTE_STATES),
  quotedAt: instant,
  quotedBy: z.string().nullable(),
  decidedAt: instant.nullable(),
  /** who wrote the customer's decision down; null: the customer decided in the app */
  decidedBy: z.string().nullable(),
  way: z.enum(CONSENT_WAYS).nullable(),
  /** what the customer said, or why it was declined */
  said: z.string().nullable(),
})
export type Quote = z.infer<typeof quote>

/** What a request costs its customer; amounts in fen. */
export const price = z.strictObject({
  state: z.enum(PRICE_STATES),
  /** the range that its category names */
  from: z.int().nullable(),
  to: z.int().nullable(),
  /** what was charged on the quote that is agreed, once work was reported done */
  charged: z.int().nullable(),
  /** newest first */
  quotes: z.array(quote),
})
export type Price = z.infer<typeof price>
