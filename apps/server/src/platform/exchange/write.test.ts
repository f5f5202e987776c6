import assert from 'node:assert/strict'
import { test } from 'node:test'
import Excel from 'exceljs'
import type { Book, BookRow } from './book.ts'
import { cellText, readTable, writeTableApart } from './index.ts'

const book: Book = {
  sheet: '房产',
  columns: [{ heading: '名称' }, { heading: '类型', choices: ['住宅', '商铺'] }, { heading: '面积' }],
  notes: [
    {
      sheet: '说明',
      widths: [10, 20],
      rows: [
        ['列', '说明'],
        ['名称', '如 1501'],
      ],
    },
  ],
  choices: '选项',
}

async function written(batches: Iterable<readonly BookRow[]> | AsyncIterable<readonly BookRow[]>): Promise<Buffer> {
  const pieces: Uint8Array[] = []
  for await (const piece of writeTableApart(book, batches)) pieces.push(piece)
  return Buffer.concat(pieces)
}
async function read(file: Buffer) {
  const rows = []
  for await (const row of readTable(file)) rows.push(row.cells)
  return rows
}

test('what is written is read again: texts as texts, also those that look like formulas', async () => {
  const texts = ['=1+1', '+86 10', '-1', '@SUM(A1)', '\t=1', '= cmd|" /C calc"!A0', '住户 & <b>"7"</b>', '😀', '0012']
  const file = await written([texts.map((text): BookRow => [text, '住宅', 89.5]), [['空', null, null]]])
  const rows = await read(file)
  assert.deepEqual(rows[0]?.map(cellText), ['名称', '类型', '面积'])
  for (const [i, text] of texts.entries()) assert.deepEqual(rows[i + 1]?.[0], { kind: 'text', text })
  assert.deepEqual(rows[1]?.[2], { kind: 'number', number: 89.5 })
  assert.deepEqual(rows.at(-1)?.map(cellText), ['空'])
  const opened = new Excel.Workbook()
  await opened.xlsx.load(file as never)
  const sheet = opened.getWorksheet('房产') as Excel.Worksheet
  sheet.eachRow((row) => row.eachCell((cell) => assert.notEqual(cell.type, Excel.ValueType.Formula)))
  assert.equal(sheet.getCell('A2').numFmt, '@', 'what is typed there later is a text too')
})

test('a column offers its choices; notes follow, and the list itself is hidden', async () => {
  const opened = new Excel.Workbook()
  await opened.xlsx.load((await written([[['a', null, null]]])) as never)
  const sheet = opened.getWorksheet('房产') as Excel.Worksheet
  assert.deepEqual(sheet.getCell('B50').dataValidation.formulae, ["'选项'!$A$1:$A$2"])
  assert.equal(sheet.getCell('A50').dataValidation, undefined)
  assert.equal(opened.getWorksheet('选项')?.state, 'veryHidden')
  assert.equal(opened.getWorksheet('选项')?.getCell('A2').value, '商铺')
  assert.equal(opened.getWorksheet('说明')?.getCell('B2').value, '如 1501')
})

test('rows are asked for only as the file is taken; whoever stops reading ends the thread', async () => {
  let asked = 0
  async function* endless() {
    for (;;) {
      asked += 1
      yield Array.from({ length: 500 }, (_, i): BookRow => [`${asked}-${i}-${Math.sqrt(i * asked)}`, '住宅', i])
    }
  }
  const pieces = writeTableApart(book, endless())
  await pieces.next()
  const before = asked
  await new Promise((resolve) => setTimeout(resolve, 100))
  assert.equal(asked, before)
  await pieces.return(undefined)
})

test('a source that fails ends the file with its own error', async () => {
  async function* failing() {
    yield [['a', null, null]] as BookRow[]
    throw new Error('no more rows')
  }
  await assert.rejects(written(failing()), /no more rows/)
})
