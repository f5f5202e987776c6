import { setImmediate } from 'node:timers/promises'
import { DomainError } from '#kernel'
import { type Cell, columnName, type Row, type TableLimits } from './types.ts'

/**
 * The rows of a text table: UTF-8 or UTF-16 with its mark, UTF-8 without, else GB18030 (which includes GBK). Comma,
 * semicolon or tab, whichever stands most often in the first line; quotes as in RFC 4180. Every cell is text or empty.
 * @throws DomainError `exchange.encoding`, `exchange.cutOff`, `exchange.badQuote`, and the limits, with row and column
 */
export async function* readCsv(file: Buffer, limits: TableLimits): AsyncGenerator<Row> {
  const { text, whole } = decode(file)
  if (!text.includes('"') && hasMoreLines(text, limits.rows))
    throw new DomainError('exchange.tooManyRows', { limit: limits.rows })
  let width = 0
  for (const { number, cells, closed } of records(text, separatorOf(text), limits)) {
    if (number === 1) width = cells.length
    if (!closed && (!whole || cells.length < width)) throw cutOff(number, cells.length)
    // lets others of this process go on
    if (number % 1000 === 0) await setImmediate()
    const last = cells.findLastIndex((cell) => cell !== '')
    yield { number, cells: cells.slice(0, last + 1).map(cellOf) }
  }
}

/** Without quotes a line is a row: a file with too many is known without reading its cells. */
function hasMoreLines(text: string, limit: number): boolean {
  let lines = 0
  for (let at = text.indexOf('\n'); at >= 0 && at < text.length - 1; at = text.indexOf('\n', at + 1)) {
    lines += 1
    // the first line break begins the second line
    if (lines >= limit) return true
  }
  return false
}

const cellOf = (text: string): Cell => (text === '' ? { kind: 'empty' } : { kind: 'text', text })
const cutOff = (row: number, column: number) => new DomainError('exchange.cutOff', { row, column: columnName(column) })

/** `whole` is false when the last character is cut in two. */
function decode(file: Buffer): { text: string; whole: boolean } {
  if (file[0] === 0xff && file[1] === 0xfe) return { text: new TextDecoder('utf-16le').decode(file), whole: true }
  if (file[0] === 0xfe && file[1] === 0xff) return { text: new TextDecoder('utf-16be').decode(file), whole: true }
  try {
    const decoder = new TextDecoder('utf-8', { fatal: true })
    const text = decoder.decode(file, { stream: true })
    try {
      decoder.decode()
      return { text, whole: true }
    } catch {
      // a GBK text of a single odd character would come here too: it has no other, so nothing is known of it
      return { text, whole: false }
    }
  } catch {
    try {
      return { text: new TextDecoder('gb18030', { fatal: true }).decode(file), whole: true }
    } catch {
      throw new DomainError('exchange.encoding')
    }
  }
}

function separatorOf(text: string): string {
  const first = text.slice(0, text.search(/[\r\n]|$/)).replace(/"[^"]*"/g, '')
  const often = (separator: string) => first.split(separator).length
  return [',', ';', '\t'].reduce((best, other) => (often(other) > often(best) ? other : best))
}

/** Records with their cells; `closed` is false for a last one without a line end. */
function* records(text: string, separator: string, limits: TableLimits) {
  let at = 0
  for (let number = 1; at < text.length; number++) {
    if (number > limits.rows) throw new DomainError('exchange.tooManyRows', { limit: limits.rows })
    const cells: string[] = []
    let closed = false
    for (;;) {
      const column = cells.length + 1
      if (column > limits.columns)
        throw new DomainError('exchange.tooManyColumns', { row: number, limit: limits.columns })
      let cell = ''
      if (text[at] === '"') {
        for (at++; ; at += 2) {
          const quote = text.indexOf('"', at)
          if (quote < 0) throw cutOff(number, column)
          cell += text.slice(at, quote)
          at = quote
          if (text[quote + 1] !== '"') break
          cell += '"'
        }
        at++
      } else {
        const start = at
        while (at < text.length && text[at] !== separator && text[at] !== '\n' && text[at] !== '\r') at++
        cell = text.slice(start, at)
      }
      if (cell.length > limits.cell)
        throw new DomainError('exchange.cellTooLong', { row: number, column: columnName(column), limit: limits.cell })
      cells.push(cell)
      if (text[at] === separator) {
        at++
        continue
      }
      if (at < text.length && text[at] !== '\n' && text[at] !== '\r')
        throw new DomainError('exchange.badQuote', { row: number, column: columnName(column) })
      closed = at < text.length
      at += text[at] === '\r' && text[at + 1] === '\n' ? 2 : 1
      break
    }
    yield { number, cells, closed }
  }
}
