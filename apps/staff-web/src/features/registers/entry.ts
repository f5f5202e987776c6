import type { Contractor, Equipment, RegisteredPart } from '@sims/contracts/web'

export type Entry = Equipment | Contractor | RegisteredPart

/** An entry as its form begins with it: people by their ids, a price in yuan. */
export function entryOf(entry: Entry): Record<string, unknown> & { id: string; version: number } {
  const values: Record<string, unknown> & { id: string; version: number } = { ...entry }
  if ('responsible' in entry) values.responsibleId = entry.responsible?.id
  if ('workers' in entry) values.workerIds = entry.workers.map(({ id }) => id)
  if ('price' in entry) values.price = entry.price / 100
  return values
}

/** What a form says as the server takes it: an empty field clears, a price in fen. */
export function bodyOf(fields: readonly string[], values: Record<string, unknown>): Record<string, unknown> {
  return Object.fromEntries(
    fields.map((field) => {
      const value = values[field]
      const text = typeof value === 'string' ? value.trim() : value
      if (field === 'price') return [field, Math.round(Number(value) * 100)]
      return [field, text === '' || text === undefined ? null : text]
    }),
  )
}
