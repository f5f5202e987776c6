import { readFile } from 'node:fs/promises'
import {
  type Cell,
  cellText,
  localTimeOf,
  momentOfLocal,
  readTable,
} from '../../apps/server/src/platform/exchange/index.ts'

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
 * Reads the first `limit` messages of a table, a workbook or a text file, row by row. The columns are found by their
 * headings.
 * @throws Error naming the headings that are missing, a row without a number, or a number that stands twice
 * @throws DomainError `exchange.*` for a file that is no sound table
 */
export async function readMessages(file: string, limit = Number.POSITIVE_INFINITY): Promise<Message[]> {
  const messages: Message[] = []
  const seen = new Set<string>()
  let columns: Record<Column, number> | undefined
  for await (const row of readTable(await readFile(file))) {
    if (!columns) {
      columns = readHeadings(row.cells)
      continue
    }
    if (messages.length >= limit) break
    const { number: place, subject, time, details } = columns
    const number = cellText(row.cells[place]).trim()
    if (number === '') throw new Error(`row ${row.number} has no ${COLUMNS.number}`)
    if (seen.has(number)) throw new Error(`the ${COLUMNS.number} ${number} stands twice (again in row ${row.number})`)
    seen.add(number)
    const texts = [subject, details].map((column) => cellText(row.cells[column]).trim())
    const at = localTimeOf(row.cells[time])
    messages.push({ number, text: texts.filter(Boolean).join('\n'), at: at ? momentOfLocal(at, 'UTC') : 0 })
  }
  return messages
}

function readHeadings(cells: Cell[]): Record<Column, number> {
  const names = cells.map((cell) => cellText(cell).trim())
  const places = Object.entries(COLUMNS).map(([key, heading]) => [key, names.indexOf(heading)] as const)
  const missing = places.filter(([, place]) => place < 0).map(([key]) => COLUMNS[key as Column])
  if (missing.length > 0) throw new Error(`the first row has no heading ${missing.join(', ')}`)
  return Object.fromEntries(places) as Record<Column, number>
}
