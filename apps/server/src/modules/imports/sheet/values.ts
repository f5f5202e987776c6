import { type ImportSubject, type Locale, SHEETS, type SheetField } from '@sims/contracts'
import type { Row } from '#platform/exchange'
import { type CellReader, cellReader, foldName } from '../cells.ts'
import type { ReadCell, Sheet, Values } from './sheet.ts'

/** What a text may hold unless its sheet says otherwise. */
const LONGEST = 100

/** A value as people read it: choices by their name, empty as ''. */
export function shownValue(subject: ImportSubject, field: string, value: string | null, locale: Locale): string {
  if (value === null) return ''
  if (subject === 'history') return value
  const fields: Readonly<Record<string, SheetField>> = SHEETS[subject]
  const { choices: given, others, list } = fields[field] ?? {}
  const of = { ...others, ...given }
  if (!list) return of[value]?.[locale] ?? value
  // an item may have a place of its own behind its key
  const items = value.split('\n').map((item) => item.replace(/^[^@]+/, (key) => of[key]?.[locale] ?? key))
  return items.join(locale === 'en' ? '; ' : '；')
}

/** Blanks, composed forms and full-width letters and digits make no second name; other signs stay as they are. */
export const spelled = (text: string): string =>
  text
    .normalize('NFC')
    .replace(/[\uff10-\uff19\uff21-\uff3a\uff41-\uff5a]/g, (sign) => sign.normalize('NFKC'))
    .replace(/\s+/g, ' ')
    .trim()

const readText: ReadCell = (text) => {
  const value = spelled(text)
  return value.length > LONGEST ? { fault: 'imports.tooLong', params: { limit: LONGEST } } : { value }
}

export const readEmail: ReadCell = (text) => {
  const value = text.normalize('NFKC').trim()
  return /^[^\s@]+@[^\s@]+\.[^\s@]+$/.test(value) && value.length <= LONGEST ? { value } : { fault: 'imports.badEmail' }
}

const choices = new WeakMap<object, Map<string, string>>()

/** Choices by their names in both languages, and by their key. */
function readChoice(of: NonNullable<SheetField['choices']>): ReadCell {
  let known = choices.get(of)
  if (!known) {
    known = new Map(
      Object.entries(of).flatMap(([key, names]) =>
        [names['zh-CN'], names.en, key].map((name) => [foldName(name), key] as const),
      ),
    )
    choices.set(of, known)
  }
  const names = known
  return (text) => {
    const value = names.get(foldName(text))
    return value === undefined ? { fault: 'imports.badChoice' } : { value }
  }
}

/**
 * The cells of a row by field: absent where the table has no such column, null where the cell is empty. What cannot be
 * read is a fault of the reader and among the `unread`.
 */
export function readValues<F extends string>(
  sheet: Sheet<F>,
  row: Row,
  columns: Partial<Record<F | 'key', number | undefined>>,
): { values: Partial<Values<F>>; reader: CellReader<F | 'key'>; unread: ReadonlySet<F> } {
  const personal = (field: F | 'key') => field !== 'key' && sheet.fields[field].personal === true
  const reader = cellReader<F | 'key'>(row, columns, personal)
  const values: Partial<Values<F>> = {}
  const unread = new Set<F>()
  for (const field of Object.keys(sheet.fields) as F[]) {
    if (columns[field] === undefined) continue
    const before = reader.faults.length
    const text = reader.text(field)
    values[field] = null
    if (reader.faults.length > before) unread.add(field)
    if (text === '') continue
    const { choices: of } = sheet.fields[field]
    const read = sheet.read[field] ?? (of ? readChoice(of) : readText)
    const told = read(text, reader.cell(field) ?? { kind: 'empty' })
    if ('fault' in told) {
      unread.add(field)
      reader.fault(field, told.fault, told.params)
    } else values[field] = told.value === '' ? null : told.value
  }
  return { values: sheet.settle?.(values) ?? values, reader, unread }
}
