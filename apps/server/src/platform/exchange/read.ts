import { DomainError } from '#kernel'
import { readCsv } from './csv.ts'
import { type Row, TABLE_LIMITS, type TableLimits } from './types.ts'
import { readXlsx } from './xlsx.ts'

/**
 * The rows of a table, an .xlsx or a .csv by its bytes, one after another. A fault of the file ends the iteration, so
 * whoever writes something reads to the end first. Formulas are never computed.
 * @throws DomainError `exchange.unknownFormat` | `tooLarge` | `unpackedTooLarge` | `damaged` | `resave` | `merged` |
 *   `cutOff` | `encoding` | `badQuote` | `tooManyRows` | `tooManyColumns` | `cellTooLong`, with row and column
 */
export async function* readTable(file: Buffer, limits: Partial<TableLimits> = {}): AsyncGenerator<Row> {
  const all = { ...TABLE_LIMITS, ...limits }
  if (file.length > all.bytes) throw new DomainError('exchange.tooLarge', { limit: all.bytes >> 20 })
  if (file.toString('latin1', 0, 4) === 'PK\x03\x04') return yield* readXlsx(file, all)
  const utf16 = file.length > 1 && [0xfeff, 0xfffe].includes(file.readUInt16BE(0))
  if (file.length === 0 || (!utf16 && file.includes(0))) throw new DomainError('exchange.unknownFormat')
  yield* readCsv(file, all)
}
