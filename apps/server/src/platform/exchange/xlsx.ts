import { Readable } from 'node:stream'
import Excel from 'exceljs'
import { DomainError } from '#kernel'
import { isDateFormat, localTimeOfSerial } from './dates.ts'
import { type Cell, columnName, type Row, type TableLimits } from './types.ts'
import { type Part, readDirectory, salvage, storedPart, unpack, writeZip } from './zip.ts'

/**
 * The rows of the first sheet of an .xlsx that is not hidden. Every part that is read has been unpacked once before,
 * within the limits, and compared with its checksum; macros, links and other sheets are not looked at.
 * @throws DomainError `exchange.*`, with row and column where there is one
 */
export async function* readXlsx(file: Buffer, limits: TableLimits): AsyncGenerator<Row> {
  const parts = readDirectory(file, limits.unpacked)
  if (!parts) throw await cutOff(file, limits)
  const packed = await sheetOnly(parts, limits)
  const reader = new Excel.stream.xlsx.WorkbookReader(Readable.from(packed), {
    worksheets: 'emit',
    sharedStrings: 'cache',
    styles: 'cache',
    hyperlinks: 'ignore',
    entries: 'ignore',
  })
  let last = 0
  try {
    for await (const sheet of reader)
      for await (const row of sheet) {
        if (!(row.number > last)) throw new DomainError('exchange.resave')
        last = row.number
        yield { number: last, cells: cellsOf(row, limits) }
      }
  } catch (error) {
    if (error instanceof DomainError) throw error
    throw Object.assign(new DomainError('exchange.damaged', { row: last + 1 }), { cause: error })
  }
}

const MAIN = 'xl/workbook.xml'
const RELATIONS = 'xl/_rels/workbook.xml.rels'

/**
 * A workbook of one sheet and what it needs, in the order in which the streaming reader wants them: it would write
 * sheets that come before their texts to a temporary file, in clear.
 */
async function sheetOnly(parts: Map<string, Part>, limits: TableLimits): Promise<Iterable<Buffer>> {
  const main = parts.get(MAIN)
  const relations = parts.get(RELATIONS)
  if (!main || !relations) throw new DomainError('exchange.unknownFormat')
  const sheets = (await unpack(main)).toString().match(/<sheet\s[^>]*>/g) ?? []
  const id = attribute(sheets.find((sheet) => !/state="(?:hidden|veryHidden)"/.test(sheet)) ?? '', 'r:id')
  const links = (await unpack(relations)).toString().match(/<Relationship\s[^>]*>/g) ?? []
  const linked = (fits: (link: string) => boolean) => {
    const target = attribute(links.find(fits) ?? '', 'Target')
    return target === undefined ? undefined : parts.get(target.startsWith('/') ? target.slice(1) : `xl/${target}`)
  }
  const ofType = (type: string) => linked((link) => attribute(link, 'Type')?.endsWith(`/${type}`) === true)
  const sheet = id === undefined ? undefined : linked((link) => attribute(link, 'Id') === id)
  if (!sheet) throw new DomainError('exchange.resave')
  const texts = ofType('sharedStrings') ?? storedPart('<sst/>')
  const styles = ofType('styles') ?? storedPart('<styleSheet><cellXfs><xf/></cellXfs></styleSheet>')
  await unpack(texts)
  await unpack(styles)
  checkSheet(await unpack(sheet), limits)
  return writeZip([
    [RELATIONS, relations],
    [MAIN, main],
    ['xl/sharedStrings.xml', texts],
    ['xl/styles.xml', styles],
    ['xl/worksheets/sheet1.xml', sheet],
  ])
}

const attribute = (tag: string, name: string) => new RegExp(`\\s${name}="([^"]*)"`).exec(tag)?.[1]

/** What the streaming reader passes over in silence: merged cells, texts of several runs in the
 * cell, other prefixes, rows and cells without an address. */
function checkSheet(xml: Buffer, limits: TableLimits): void {
  // rows stand in order: the last one says at once what reading them all would find out
  const last = xml.lastIndexOf('<row ')
  const rows = last < 0 ? 0 : Number(attribute(xml.toString('latin1', last, last + 200), 'r') ?? 0)
  if (rows > limits.rows) throw new DomainError('exchange.tooManyRows', { limit: limits.rows })
  const merged = xml.lastIndexOf('<mergeCell ')
  if (merged >= 0) {
    const first = xml.indexOf('<mergeCell ')
    const [, column, row] = /ref="([A-Z]+)(\d+)/.exec(xml.toString('latin1', first, first + 200)) ?? []
    throw new DomainError('exchange.merged', { row: Number(row ?? 1), column: column ?? 'A' })
  }
  const runs = xml.includes('<is><r>') || xml.includes('<is><r ')
  if (runs || !xml.includes('<sheetData') || !addressed(xml, '<row') || !addressed(xml, '<c ') || xml.includes('<c>'))
    throw new DomainError('exchange.resave')
}

/** Whether the first tag of this kind says where it stands. Programs that leave that out do so everywhere. */
function addressed(xml: Buffer, tag: string): boolean {
  const at = xml.indexOf(tag)
  return at < 0 || /^[^>]*\sr="/.test(xml.toString('latin1', at, at + 500))
}

function cellsOf(row: Excel.Row, limits: TableLimits): Cell[] {
  const columns = (row.values as unknown[]).length - 1
  if (row.number > limits.rows) throw new DomainError('exchange.tooManyRows', { limit: limits.rows })
  if (columns > limits.columns)
    throw new DomainError('exchange.tooManyColumns', { row: row.number, limit: limits.columns })
  const cells: Cell[] = []
  for (let column = 1; column <= columns; column++) {
    const { value, numFmt } = row.getCell(column)
    const cell = cellOf(value, numFmt ?? '')
    if (cell.kind === 'text' && cell.text.length > limits.cell)
      throw new DomainError('exchange.cellTooLong', {
        row: row.number,
        column: columnName(column),
        limit: limits.cell,
      })
    cells.push(cell)
  }
  return cells.slice(0, cells.findLastIndex((cell) => cell.kind !== 'empty') + 1)
}

function cellOf(value: unknown, format: string): Cell {
  if (value === null || value === undefined || value === '') return { kind: 'empty' }
  if (typeof value === 'string') return { kind: 'text', text: value }
  if (typeof value === 'boolean') return { kind: 'text', text: value ? 'TRUE' : 'FALSE' }
  if (typeof value === 'number')
    return Number.isFinite(value) ? { kind: 'number', number: value } : { kind: 'error', text: '#N/A' }
  if (value instanceof Date) {
    const at = localTimeOfSerial(value.getTime(), format)
    return at ? { kind: 'date', at } : { kind: 'error', text: '#N/A' }
  }
  const { richText, error, formula, result } = value as Excel.CellRichTextValue &
    Excel.CellErrorValue & { formula?: string; result?: unknown }
  if (richText) return cellOf(richText.map((run) => run.text ?? '').join(''), format)
  if (error) return { kind: 'error', text: String(error) }
  if (formula === undefined) return { kind: 'error', text: '#N/A' }
  const day = 86_400_000
  const dated = typeof result === 'number' && Number.isFinite(result) && isDateFormat(format)
  // 25569: days from Excel's day 0 to 1970
  return { ...cellOf(dated ? new Date(Math.round((result - 25_569) * day)) : result, format), formula: true }
}

async function cutOff(file: Buffer, limits: TableLimits): Promise<DomainError> {
  const xml = await salvage(file, /^xl\/worksheets\/[^/]+\.xml$/, limits.unpacked)
  const at = xml.lastIndexOf('<c r="')
  const [, column = 'A', row = '1'] = (at < 0 ? null : /^<c r="([A-Z]+)(\d+)/.exec(xml.slice(at, at + 30))) ?? []
  return new DomainError('exchange.cutOff', { row: Number(row), column })
}
