import { unstorable } from '@sims/contracts'
import { type Cell, cellText, columnName, type Row } from '#platform/exchange'

/** What is wrong with a row: where, and a code of the catalogue with its params (row and column in them). */
export interface RowFault {
  column: string | null
  code: string
  params: Record<string, unknown>
}

/** One row of a table, by the fields of its mapping. */
export interface CellReader<Field extends string> {
  faults: RowFault[]
  cell: (field: Field) => Cell | undefined
  /** trimmed, runs of blanks and empty lines made one; a cell that cannot be read is '' and a fault */
  text: (field: Field) => string
  fault: (field: Field, code: string, params?: Record<string, unknown>) => void
}

/** Longer values are cut in messages. */
const SHOWN = 60

/** Names, phones and texts stay out of the log: of `personal` fields a fault says where, not what. */
export function cellReader<Field extends string>(
  row: Row,
  columns: Partial<Record<Field, number | undefined>>,
  personal: (field: Field) => boolean,
): CellReader<Field> {
  const faults: RowFault[] = []
  const cell = (field: Field) => {
    const column = columns[field]
    return column === undefined ? undefined : row.cells[column - 1]
  }
  const fault = (field: Field, code: string, params: Record<string, unknown> = {}) => {
    const at = columns[field]
    const column = at === undefined ? null : columnName(at)
    const value = cellText(cell(field)).trim().slice(0, SHOWN).toWellFormed()
    const shown = personal(field) ? {} : { value, ...params }
    faults.push({ column, code, params: { row: row.number, column: column ?? '—', ...shown } })
  }
  const text = (field: Field) => {
    const found = cell(field)
    if (found?.kind === 'error') {
      fault(field, 'imports.cellError')
      return ''
    }
    const whole = cellText(found)
    if (unstorable(whole)) {
      fault(field, 'imports.unstorable')
      return ''
    }
    return whole
      .replace(/[^\S\n]+/g, ' ')
      .replace(/ ?\n[\s]*/g, '\n')
      .trim()
  }
  return { faults, cell, text, fault }
}

/** A name as people write it: width, case and blanks do not matter. */
export const foldName = (name: string): string => name.normalize('NFKC').toLowerCase().replace(/\s+/g, '')
