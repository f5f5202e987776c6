import type { FormField } from '@sims/contracts/web'
import type { Dayjs } from 'dayjs'
import type { PriceLineDraft } from './PriceItemsField.tsx'

/**
 * What the form holds → what the step takes: dates as `YYYY-MM-DD`, moments as RFC 3339, money from yuan to whole fen,
 * also in the lines of a quote.
 * What is not filled in is left out.
 */
export function toInput(form: readonly FormField[], values: Record<string, unknown>): Record<string, unknown> {
  const pairs = form.map((field) => [field.key, convert(field, values[field.key])] as const)
  return Object.fromEntries(pairs.filter(([, value]) => !isBlank(value)))
}

const isBlank = (value: unknown) =>
  value === undefined ||
  value === null ||
  (typeof value === 'string' && value.trim() === '') ||
  (Array.isArray(value) && value.length === 0)

function convert(field: FormField, value: unknown): unknown {
  if (isBlank(value)) return undefined
  switch (field.type) {
    case 'money':
      return Math.round((value as number) * 100)
    case 'priceItems':
      return (value as PriceLineDraft[]).map(({ price, ...line }) => ({
        ...line,
        ...(typeof price === 'number' ? { unitPrice: Math.round(price * 100) } : {}),
      }))
    case 'date':
      return (value as Dayjs).format('YYYY-MM-DD')
    case 'dateTime':
      return (value as Dayjs).toISOString()
    default:
      return value
  }
}
