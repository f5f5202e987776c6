import Excel from 'exceljs'

/** One real message as the file has it. */
export interface Message {
  number: string
  /** subject and details, blank edges taken away, nothing else changed */
  text: string
  /** when it was written, Unix milliseconds as if its clock showed UTC: only for the order; 0 when the file does not say */
  at: number
}

const COLUMNS = { number: '留言编号', subject: '留言主题', time: '留言时间', details: '留言详情' } as const
type Column = keyof typeof COLUMNS

/**
 * Reads the first `limit` messages of a workbook's first sheet, row by row. The columns are found by their headings.
 * @throws Error naming the headings that are missing, a row without a number, or a number that stands twice
 */
export async function readMessages(file: string, limit = Number.POSITIVE_INFINITY): Promise<Message[]> {
  const reader = new Excel.stream.xlsx.WorkbookReader(file, {
    worksheets: 'emit',
    sharedStrings: 'cache',
    styles: 'cache',
    hyperlinks: 'ignore',
    entries: 'emit',
  })
  const messages: Message[] = []
  const seen = new Set<string>()
  for await (const sheet of reader) {
    let columns: Record<Column, number> | undefined
    for await (const row of sheet) {
      const cells = row.values as unknown[]
      if (!columns) {
        columns = readHeadings(cells)
        continue
      }
      if (messages.length >= limit) break
      const cell = (name: Column) => textOf(cells[(columns as Record<Column, number>)[name]]).trim()
      const number = cell('number')
      if (number === '') throw new Error(`row ${row.number} has no ${COLUMNS.number}`)
      if (seen.has(number)) throw new Error(`the ${COLUMNS.number} ${number} stands twice (again in row ${row.number})`)
      seen.add(number)
      const text = [cell('subject'), cell('details')].filter(Boolean).join('\n')
      messages.push({ number, text, at: momentOf(cells[columns.time]) })
    }
    break
  }
  return messages
}

function readHeadings(cells: unknown[]): Record<Column, number> {
  const names = cells.map((cell) => textOf(cell).trim())
  const places = Object.entries(COLUMNS).map(([key, heading]) => [key, names.indexOf(heading)] as const)
  const missing = places.filter(([, place]) => place < 0).map(([key]) => COLUMNS[key as Column])
  if (missing.length > 0) throw new Error(`the first row has no heading ${missing.join(', ')}`)
  return Object.fromEntries(places) as Record<Column, number>
}

/** A cell as a reader sees it: formatted runs, links and formulas become their text. */
export function textOf(cell: unknown): string {
  if (cell === null || cell === undefined) return ''
  if (cell instanceof Date) return cell.toISOString()
  if (typeof cell !== 'object') return String(cell)
  const { richText, text, result } = cell as { richText?: { text: string }[]; text?: unknown; result?: unknown }
  if (richText) return richText.map((run) => run.text).join('')
  return textOf(text ?? result)
}

/** `2019/2/28 11:25:05` or a date cell. */
function momentOf(cell: unknown): number {
  if (cell instanceof Date) return cell.getTime()
  const parts = textOf(cell).match(/\d+/g)?.map(Number) ?? []
  const [year, month = 1, day = 1, hour = 0, minute = 0, second = 0] = parts
  return year === undefined ? 0 : Date.UTC(year, month - 1, day, hour, minute, second)
}
