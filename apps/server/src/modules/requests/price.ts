import { moneyText, type PriceItem, totalOf } from '@sims/contracts'
import { DomainError, newId } from '#kernel'
import type { OrderPrice } from '#modules/orders'
import type { CommandScope } from '#platform/command'
import { jsonb, statement } from '#platform/db'
import { type Columns, isClosed, type ProcessDefinition, type StepTaken } from '#platform/process'
import { categoryOf, type Rule } from '#platform/regulations'
import type { RequestRow } from './row.ts'

// What a request costs its customer, and what the customer has said to it. The last quote counts; each one stays.

type Price = Pick<RequestRow, 'priceState' | 'quoteId' | 'quoteAmount'>

/** What guards and forms may ask of a request's price. */
export const priceFacts = ({ priceState, quoteId }: Price) => ({ price: priceState ?? 'free', quote: quoteId }) as const

/** The same for one of its orders, with what is left to be charged of the amount that is agreed. */
export function orderPrice(
  row: Price & Pick<RequestRow, 'urgency'>,
  others: readonly { charge: number | null; chargeQuoteId: string | null }[],
): OrderPrice {
  const used = others.reduce((sum, one) => sum + (one.chargeQuoteId === row.quoteId ? (one.charge ?? 0) : 0), 0)
  const urgency = row.urgency === null ? null : String(row.urgency)
  return {
    ...priceFacts(row),
    amount: row.quoteAmount,
    urgency,
    charge: row.priceState === 'agreed' ? (row.quoteAmount ?? 0) - used : null,
  }
}

/**
 * What triage finds the customer to owe: for work on private parts out of warranty, in a category that has a price, when
 * the request's process has steps for it. What was quoted before stays as long as something is owed.
 */
export function triagedPrice(
  scope: CommandScope,
  row: RequestRow,
  values: Readonly<Record<string, unknown>>,
  rule: Rule | undefined,
  { steps }: ProcessDefinition,
): Columns {
  const owed =
    rule !== undefined &&
    categoryOf(rule).priceFrom !== null &&
    values.privatePart === true &&
    values.inWarranty !== true &&
    steps.some(({ verb }) => verb === 'quotePrice')
  if (owed) return state(row.priceState ?? 'none')
  if (row.quoteId) withdraw(scope, row)
  return { ...state(null), ...noQuote }
}

/** A quote above the range of its category says why, to the customer. */
export function quoteFault(taken: StepTaken, rule: Rule | undefined): DomainError | undefined {
  const maximum = rule ? categoryOf(rule).priceTo : null
  if (!keepsPrice(taken) || taken.verb !== 'quotePrice' || maximum === null) return undefined
  const amount = totalOf(taken.values.items as PriceItem[])
  if (amount <= maximum || taken.values.note) return undefined
  const params = { amount: moneyText(amount), maximum: moneyText(maximum) }
  return new DomainError('process.formInvalid', { step: taken.step }, [
    { path: 'input.note', code: 'fields.aboveRange', params },
  ])
}

/** Queues what a step says of the price, and answers what it sets on the request and adds to the timeline. */
export function keepPrice(
  scope: CommandScope,
  row: RequestRow,
  taken: StepTaken,
): { columns: Columns; data?: Record<string, unknown> } {
  if (!keepsPrice(taken)) {
    // an end leaves nothing open that somebody could still agree to
    if (row.priceState !== 'quoted' || !isClosed(taken.phase)) return { columns: {} }
    withdraw(scope, row)
    return { columns: { ...state('none'), ...noQuote } }
  }
  switch (taken.verb) {
    case 'quotePrice': {
      if (row.quoteId) withdraw(scope, row)
      const id = newId(scope.now.getTime())
      const amount = totalOf(taken.values.items as PriceItem[])
      insertQuote(scope, row, id, amount, taken.values)
      return {
        columns: {
          ...state('quoted'),
          quote_id: { type: 'uuid', value: id },
          quote_amount: { type: 'int4', value: amount },
        },
      }
    }
    case 'waivePrice':
      if (row.quoteId) withdraw(scope, row)
      return { columns: { ...state('waived'), ...noQuote } }
    default: {
      const said = taken.verb === 'agreePrice' ? 'agreed' : 'declined'
      decide(scope, row, said, taken)
      return { columns: state(said), data: { amount: row.quoteAmount } }
    }
  }
}

const keepsPrice = ({ effects }: StepTaken) => effects.some(({ name }) => name === 'keepPrice')
const state = (value: RequestRow['priceState']): Columns => ({ price_state: { type: 'text', value } })
const noQuote: Columns = { quote_id: { type: 'uuid', value: null }, quote_amount: { type: 'int4', value: null } }

const insert = statement(
  'quote_insert',
  `insert into price_quote (organization_id, id, request_id, round, items, amount, note, state, quoted_by, quoted_at)
   select $1, $2, $3, coalesce(max(round), 0) + 1, $4, $5, $6, 'open', $7, $8
   from price_quote where organization_id = $1 and request_id = $3`,
)

function insertQuote(
  { tx, actor, now }: CommandScope,
  row: RequestRow,
  id: string,
  amount: number,
  values: Readonly<Record<string, unknown>>,
): void {
  tx.queue(insert, [
    tx.organizationId,
    id,
    row.id,
    jsonb(values.items),
    amount,
    values.note ?? null,
    actor.staffId,
    now,
  ])
}

const withdrawn = statement(
  'quote_withdraw',
  `update price_quote set state = 'withdrawn'
   where organization_id = $1 and id = $2 and state in ('open', 'agreed')`,
)

function withdraw({ tx }: CommandScope, row: RequestRow): void {
  tx.queue(withdrawn, [tx.organizationId, row.quoteId])
}

const decided = statement(
  'quote_decide',
  `update price_quote set state = $3, decided_at = $4, decided_by = $5, way = $6, said = $7, signature_id = $8
   where organization_id = $1 and id = $2`,
)

function decide(
  { tx, actor, now }: CommandScope,
  row: RequestRow,
  said: 'agreed' | 'declined',
  { values }: StepTaken,
): void {
  tx.queue(decided, [
    tx.organizationId,
    row.quoteId,
    said,
    now,
    actor.staffId,
    values.way ?? 'app',
    values.said ?? values.reason ?? null,
    values.signature ?? null,
  ])
}
