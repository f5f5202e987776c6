import { moneyText, type PriceState } from '@sims/contracts'
import { DomainError } from '#kernel'
import type { Columns, FieldDef, StepTaken } from '#platform/process'

/** What an order knows of its request's price. */
export interface OrderPrice {
  price: PriceState | 'free'
  /** the last quote */
  quote: string | null
  /** what it comes to, in fen */
  amount: number | null
  urgency: string | null
  /** what is left to be charged of the amount that the customer has agreed to, in fen; null without consent */
  charge: number | null
}

/** How a form names a quote to people: by what it comes to. */
export function quoteOption(id: string | null, amount: number | null): FieldDef['options'] {
  const text = moneyText(amount ?? 0)
  return id === null ? [] : [{ value: id, names: { 'zh-CN': text, en: text } }]
}

/**
 * What reporting done sets of the charge.
 * @throws DomainError `process.formInvalid` when it is more than the customer has agreed to
 */
export function chargeColumns({ verb, step, values }: StepTaken, price: OrderPrice | undefined): Columns {
  const { charge } = values
  if (verb !== 'reportDone' || typeof charge !== 'number') return {}
  const maximum = price?.charge ?? 0
  if (charge > maximum) {
    throw new DomainError('process.formInvalid', { step }, [
      { path: 'input.charge', code: 'fields.aboveAgreed', params: { maximum: moneyText(maximum) } },
    ])
  }
  return {
    charge: { type: 'int4', value: charge },
    charge_quote_id: { type: 'uuid', value: price?.quote ?? null },
  }
}
