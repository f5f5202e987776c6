import type { PriceItem, UsedPart } from '@sims/contracts'
import { DomainError } from '#kernel'
import { partsById } from '#modules/parts'
import { statement, type Tx } from '#platform/db'
import type { StepTaken } from '#platform/process'
import type { OrderPrice } from './price.ts'
import type { OrderRow } from './row.ts'

/** Where the lines of a quote come from, which requests hold. */
export interface Quoted {
  quotedItems(tx: Tx, quoteId: string): Promise<PriceItem[]>
}

/**
 * What a step says of the parts of an order, with names and prices of the register; a line that was there before keeps
 * its price. Every step that leaves parts to the customer's account is held against what the customer has agreed to: of a
 * part of the same name at the same price no more than the quote has, all orders of the request together.
 * @throws DomainError `process.formInvalid` at `input.parts`, `orders.partsNotAgreed` at the report
 */
export async function withParts(
  tx: Tx,
  quoted: Quoted,
  row: OrderRow,
  taken: StepTaken,
  price: OrderPrice | undefined,
): Promise<StepTaken> {
  if (taken.effects.some(({ name }) => name === 'keepParts')) {
    const parts = await registered(tx, row, taken)
    const extra = await notAgreed(tx, quoted, row, parts, price)
    if (extra) throw partsFault(taken, 'fields.partsNotAgreed', { name: extra.name })
    return { ...taken, values: { ...taken.values, parts } }
  }
  if (taken.verb === 'reportDone') {
    const extra = await notAgreed(tx, quoted, row, row.parts, price)
    if (extra) throw new DomainError('orders.partsNotAgreed', { name: extra.name })
  }
  return taken
}

async function registered(tx: Tx, row: OrderRow, taken: StepTaken): Promise<UsedPart[]> {
  const lines = ((taken.values.parts ?? []) as Partial<UsedPart>[]).map(
    (line) => ({ partId: null, ...line }) as UsedPart,
  )
  const ids = lines.flatMap(({ partId }) => partId ?? [])
  const known = ids.length > 0 ? await partsById(tx, ids) : []
  return lines.map((line) => {
    if (line.partId === null) return line
    const part = known.find(({ id }) => id === line.partId)
    if (!part) throw partsFault(taken, 'fields.unknownReference', {})
    const before = row.parts.find(({ partId }) => partId === line.partId)
    const { name, unit, unitPrice } = before ?? { ...part, unitPrice: part.price }
    return { ...line, name, unit, unitPrice }
  })
}

/** The first part that the customer would pay for without having agreed to it. */
async function notAgreed(
  tx: Tx,
  quoted: Quoted,
  row: OrderRow,
  parts: readonly UsedPart[],
  price: OrderPrice | undefined,
): Promise<UsedPart | undefined> {
  const charged = parts.filter(({ payer }) => payer === 'customer')
  const [first] = charged
  if (!first) return undefined
  if (price?.price !== 'agreed' || price.quote === null) return first
  const [items, others] = await Promise.all([quoted.quotedItems(tx, price.quote), partsOfOthers(tx, row)])
  const all = [...charged, ...others.filter(({ payer }) => payer === 'customer')]
  return charged.find((line) => {
    const same = (one: { name: string; unitPrice: number }) =>
      one.name.trim() === line.name.trim() && one.unitPrice === line.unitPrice
    const agreed = items.filter((item) => item.kind === 'parts' && same(item))
    return hundredths(all.filter(same)) > hundredths(agreed)
  })
}

/** Quantities added up as whole numbers, so that 0.1 and 0.2 are 0.3. */
const hundredths = (lines: readonly { quantity: number }[]) =>
  lines.reduce((sum, { quantity }) => sum + Math.round(quantity * 100), 0)

const others = statement(
  'order_parts_of_others',
  'select parts from work_order where organization_id = $1 and request_id = $2 and id <> $3',
)

async function partsOfOthers(tx: Tx, { id, requestId }: OrderRow): Promise<UsedPart[]> {
  const rows = await tx.query<{ parts: UsedPart[] }>(others, [tx.organizationId, requestId, id])
  return rows.flatMap(({ parts }) => parts)
}

const partsFault = ({ step }: StepTaken, code: string, params: Record<string, unknown>) =>
  new DomainError('process.formInvalid', { step }, [{ path: 'input.parts', code, params }])

/** With which lines a form begins: what is recorded, else the parts of the quote that the customer has agreed to. */
export function partsToBegin(
  recorded: readonly UsedPart[],
  price: OrderPrice | undefined,
  items: readonly PriceItem[],
) {
  if (recorded.length > 0 || price?.price !== 'agreed') return recorded
  return items.flatMap(({ kind, name, quantity, unitPrice }): UsedPart[] =>
    kind === 'parts' ? [{ partId: null, name, unit: '件', quantity, unitPrice, payer: 'customer' }] : [],
  )
}
