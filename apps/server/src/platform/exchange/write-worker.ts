import { Writable } from 'node:stream'
import { setImmediate } from 'node:timers/promises'
import { parentPort, workerData } from 'node:worker_threads'
import Excel from 'exceljs'
import type { Book, BookRow } from './book.ts'
import { columnName } from './types.ts'

/** The thread of `writeTableApart`: takes rows, gives what the file has grown by. */
export type Asked = { rows: readonly BookRow[] } | 'end'
export type Written = { chunks: Uint8Array[] } | { broken: string }

const port = parentPort
if (!port) throw new Error('this file runs in a thread')
const book = workerData as Book

/** Excel's own mark of a text: what is typed into such a cell later is none of its formulas either. */
const TEXT = '@'
/** as far down as a list of choices is offered */
const CHOICE_ROWS = 100_000

let grown: Uint8Array[] = []
const out = new Writable({
  write(chunk: Buffer, _encoding, done) {
    grown.push(new Uint8Array(chunk))
    done()
  },
})
const writer = new Excel.stream.xlsx.WorkbookWriter({ stream: out as never, useStyles: true })
const sheet = writer.addWorksheet(book.sheet, { views: [{ state: 'frozen', ySplit: 1 }] })
sheet.columns = book.columns.map(({ width }) => ({ width: width ?? 16, style: { numFmt: TEXT } }))
const headings = sheet.addRow(book.columns.map(({ heading }) => heading))
headings.font = { bold: true }
headings.commit()
const listed = book.columns.flatMap(({ choices }, i) => (choices ? [{ choices, column: columnName(i + 1) }] : []))
for (const [i, { choices, column }] of listed.entries())
  validationsOf(sheet).add(`${column}2:${column}${CHOICE_ROWS}`, {
    type: 'list',
    allowBlank: true,
    showErrorMessage: true,
    formulae: [`'${book.choices}'!$${columnName(i + 1)}$1:$${columnName(i + 1)}$${choices.length}`],
  })

port.on('message', (asked: Asked) => {
  void answer(asked)
    .catch((error: unknown): Written => {
      return { broken: error instanceof Error ? (error.stack ?? error.message) : String(error) }
    })
    .then((written) => {
      const moved = 'chunks' in written ? written.chunks.map((chunk) => chunk.buffer as ArrayBuffer) : []
      port.postMessage(written, moved)
    })
})

async function answer(asked: Asked): Promise<Written> {
  if (asked === 'end') {
    addNotes()
    await writer.commit()
  } else {
    for (const row of asked.rows) sheet.addRow([...row]).commit()
    // the file is packed meanwhile, so that no more than these rows waits
    await setImmediate()
  }
  const chunks = grown
  grown = []
  return { chunks }
}

function addNotes(): void {
  sheet.commit()
  for (const { sheet: name, widths, rows } of book.notes ?? []) {
    const notes = writer.addWorksheet(name)
    notes.columns = widths.map((width) => ({ width, style: { numFmt: TEXT, alignment: { wrapText: true } } }))
    for (const [i, row] of rows.entries()) {
      const added = notes.addRow([...row])
      if (i === 0) added.font = { bold: true }
      added.commit()
    }
    notes.commit()
  }
  if (listed.length === 0) return
  const lists = writer.addWorksheet(book.choices ?? 'choices', { state: 'veryHidden' })
  const longest = Math.max(...listed.map(({ choices }) => choices.length))
  for (let i = 0; i < longest; i++) lists.addRow(listed.map(({ choices }) => choices[i] ?? null)).commit()
  lists.commit()
}

/** The streaming writer knows lists of choices, its types do not say so. */
function validationsOf(of: Excel.Worksheet): { add(range: string, validation: Excel.DataValidation): void } {
  return (of as unknown as { dataValidations: ReturnType<typeof validationsOf> }).dataValidations
}
