import { createHmac } from 'node:crypto'
import type { SheetSubject } from '@sims/contracts'
import type { Secrets } from '#platform/privacy'
import type { Values } from './sheet.ts'

/** Which record a row is, and as it was when the row was written. */
export interface RowKey {
  id: string
  mark: string
}

/** Marks records: equal marks, equal values. Keyed, so that a mark tells nothing of a phone. */
export function marker(secrets: Secrets, organizationId: string, subject: SheetSubject) {
  const key = secrets.derive('import-mark')
  return <F extends string>(id: string, values: Values<F>): string => {
    const fields = Object.keys(values).sort() as F[]
    const text = JSON.stringify([organizationId, subject, id, fields.map((field) => [field, values[field]])])
    return createHmac('sha256', key).update(text).digest('base64url').slice(0, 16)
  }
}

export const keyText = ({ id, mark }: RowKey): string => `${id}.${mark}`

/** The key of a cell; undefined when it is none. */
export function keyOf(text: string): RowKey | undefined {
  const [, id, mark] = /^([0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12})\.([\w-]{16})$/.exec(text.trim()) ?? []
  return id && mark ? { id, mark } : undefined
}
