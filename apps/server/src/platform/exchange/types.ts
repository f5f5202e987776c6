import type { LocalTime } from './dates.ts'

/**
 * What stands in a cell. `number` is what the file stores, not how it is shown; `error` is a cell that shows `#N/A` or
 * the like. `formula` marks a value that the program that saved the file had computed: we never compute one.
 */
export type Cell = (
  | { kind: 'empty' }
  | { kind: 'text'; text: string }
  | { kind: 'number'; number: number }
  | { kind: 'date'; at: LocalTime }
  | { kind: 'error'; text: string }
) & { formula?: true }

/** One row of a table. Cells after the last that is not empty are left out. */
export interface Row {
  /** as the spreadsheet counts, from 1 */
  number: number
  cells: Cell[]
}

export interface TableLimits {
  /** bytes of the file */
  bytes: number
  /** bytes of everything that an .xlsx unpacks to */
  unpacked: number
  /** number of the last row, the headings included */
  rows: number
  columns: number
  /** UTF-16 units of a text */
  cell: number
}

export const TABLE_LIMITS: TableLimits = {
  bytes: 20 << 20,
  unpacked: 200 << 20,
  rows: 200_000,
  columns: 200,
  // what a cell of Excel can hold
  cell: 32_767,
}

/** 1 → `A`, 27 → `AA`: how people name a column. */
export function columnName(column: number): string {
  let name = ''
  for (let rest = column; rest > 0; rest = Math.floor((rest - 1) / 26))
    name = String.fromCharCode(65 + ((rest - 1) % 26)) + name
  return name
}

/** A cell as text: numbers in full digits, dates as `2019-01-13 09:05:12` as far as they are known, empty as ''. */
export function cellText(cell: Cell | undefined): string {
  switch (cell?.kind) {
    case 'text':
    case 'error':
      return cell.text
    case 'number':
      return String(cell.number)
    case 'date':
      return cell.at.precision === 'day' ? cell.at.local.slice(0, 10) : cell.at.local.replace('T', ' ')
    default:
      return ''
  }
}
