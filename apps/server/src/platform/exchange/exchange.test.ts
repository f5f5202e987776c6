import assert from 'node:assert/strict'
import { test } from 'node:test'
import Excel from 'exceljs'
import { DomainError } from '#kernel'
import { cellText, columnName, type Row, readTable, type TableLimits } from './index.ts'
import { type Part, readDirectory, storedPart, unpack, writeZip } from './zip.ts'

async function rowsOf(file: Buffer | string, limits?: Partial<TableLimits>): Promise<Row[]> {
  const rows: Row[] = []
  for await (const row of readTable(Buffer.from(file as Buffer), limits)) rows.push(row)
  return rows
}
const textsOf = (rows: Row[]) => rows.map((row) => row.cells.map(cellText))

async function refused(file: Buffer | string, code: string, params: object = {}, limits?: Partial<TableLimits>) {
  await assert.rejects(rowsOf(file, limits), (error: unknown) => {
    assert.ok(error instanceof DomainError, String(error))
    assert.equal(error.code, code, JSON.stringify(error.params))
    assert.deepEqual({ ...error.params, ...params }, error.params)
    return true
  })
}

async function workbook(fill: (sheet: Excel.Worksheet, book: Excel.Workbook) => void): Promise<Buffer> {
  const book = new Excel.Workbook()
  fill(book.addWorksheet('Sheet1'), book)
  return Buffer.from(await book.xlsx.writeBuffer())
}
const simple = () =>
  workbook((sheet) =>
    sheet.addRows([
      ['编号', '内容'],
      [1, '灯坏了'],
      [2, '没水'],
    ]),
  )

/** The same workbook with parts changed, added or left out, written as a whole zip file with its directory. */
async function changed(file: Buffer, change: (name: string, text: string) => string | undefined): Promise<Buffer> {
  const parts: [string, Part][] = []
  for (const [name, part] of readDirectory(file, 1e9) ?? []) {
    const text = change(name, (await unpack(part)).toString())
    if (text !== undefined) parts.push([name, storedPart(text)])
  }
  return zipOf(parts)
}

function zipOf(parts: readonly (readonly [string, Part])[]): Buffer {
  const locals = Buffer.concat([...writeZip(parts)]).subarray(0, -22)
  let offset = 0
  const entries = parts.map(([name, part]) => {
    const entry = Buffer.alloc(46)
    entry.writeUInt32LE(0x02014b50, 0)
    entry.writeUInt16LE(part.method, 10)
    entry.writeUInt32LE(part.crc, 16)
    entry.writeUInt32LE(part.packed.length, 20)
    entry.writeUInt32LE(part.size, 24)
    entry.writeUInt16LE(Buffer.byteLength(name), 28)
    entry.writeUInt32LE(offset, 42)
    offset += 30 + Buffer.byteLength(name) + part.packed.length
    return Buffer.concat([entry, Buffer.from(name)])
  })
  const directory = Buffer.concat(entries)
  const end = Buffer.alloc(22)
  end.writeUInt32LE(0x06054b50, 0)
  end.writeUInt16LE(parts.length, 10)
  end.writeUInt32LE(directory.length, 12)
  end.writeUInt32LE(locals.length, 16)
  return Buffer.concat([locals, directory, end])
}

const SHEET = 'xl/worksheets/sheet1.xml'

test('a workbook gives typed cells; formulas give the value that was saved', async () => {
  const file = await workbook((sheet) => {
    sheet.addRow(['a', 7.5, true, null, { richText: [{ text: '灯' }, { text: '坏了' }] }])
    sheet.getCell('A3').value = new Date(Date.UTC(2019, 0, 13, 9, 5, 12))
    sheet.getCell('A3').numFmt = 'yyyy/m/d h:mm:ss'
    sheet.getCell('B3').value = new Date(Date.UTC(2020, 0, 13))
    sheet.getCell('B3').numFmt = 'yyyy/m/d'
    sheet.getCell('C3').value = { formula: '1+1', result: 41 }
    sheet.getCell('D3').value = { formula: 'HYPERLINK("http://x")' } as Excel.CellFormulaValue
    sheet.getCell('E3').value = { error: '#REF!' }
    sheet.getCell('F3').value = { formula: 'A3', result: new Date(Date.UTC(2019, 0, 13)) }
    sheet.getCell('F3').numFmt = 'yyyy-mm-dd'
    sheet.getCell('G3').value = '=1+1'
  })
  const [first, third] = await rowsOf(file)
  assert.deepEqual(first, {
    number: 1,
    cells: [
      { kind: 'text', text: 'a' },
      { kind: 'number', number: 7.5 },
      { kind: 'text', text: 'TRUE' },
      { kind: 'empty' },
      { kind: 'text', text: '灯坏了' },
    ],
  })
  assert.deepEqual(third, {
    number: 3,
    cells: [
      { kind: 'date', at: { local: '2019-01-13T09:05:12', precision: 'second' } },
      { kind: 'date', at: { local: '2020-01-13T00:00:00', precision: 'day' } },
      { kind: 'number', number: 41, formula: true },
      { kind: 'empty', formula: true },
      { kind: 'error', text: '#REF!' },
      { kind: 'date', at: { local: '2019-01-13T00:00:00', precision: 'day' }, formula: true },
      { kind: 'text', text: '=1+1' },
    ],
  })
  assert.deepEqual(third?.cells.slice(0, 3).map(cellText), ['2019-01-13 09:05:12', '2020-01-13', '41'])
})

test('sheets without shared texts or styles are read, hidden sheets are not', async () => {
  const bare = await changed(await simple(), (name, text) => {
    if (name.endsWith('sharedStrings.xml') || name.endsWith('styles.xml')) return undefined
    if (name.endsWith('.rels')) return text.replace(/<Relationship [^>]*(sharedStrings|styles)[^>]*>/g, '')
    const row = '<row r="2"><c r="B2" t="inlineStr"><is><t>甲&amp;乙</t></is></c></row>'
    return name === SHEET ? text.replace(/<sheetData>.*<\/sheetData>/s, `<sheetData>${row}</sheetData>`) : text
  })
  assert.deepEqual(await rowsOf(bare), [{ number: 2, cells: [{ kind: 'empty' }, { kind: 'text', text: '甲&乙' }] }])
  const hidden = await workbook((sheet, book) => {
    sheet.state = 'hidden'
    sheet.addRow(['secret'])
    book.addWorksheet('b').addRow(['open'])
  })
  assert.deepEqual(textsOf(await rowsOf(hidden)), [['open']])
})

test('merged cells are refused with their place', async () => {
  const file = await workbook((sheet) => {
    sheet.addRows([
      ['a', 'b', 'c'],
      [1, 2, 3],
    ])
    sheet.mergeCells('B2:C3')
  })
  await refused(file, 'exchange.merged', { row: 2, column: 'B' })
})

test('what the reader would lose in silence is refused', async () => {
  const sheet = (change: (text: string) => string) => async () =>
    changed(await simple(), (name, text) => (name === SHEET ? change(text) : text))
  const data = (rows: string) => (text: string) =>
    text.replace(/<sheetData>.*<\/sheetData>/s, `<sheetData>${rows}</sheetData>`)
  const runs = '<row r="1"><c r="A1" t="inlineStr"><is><r><t>a</t></r><r><t>b</t></r></is></c></row>'
  await refused(await sheet(data(runs))(), 'exchange.resave')
  await refused(await sheet((text) => text.replaceAll('sheetData', 'x:sheetData'))(), 'exchange.resave')
  await refused(await sheet(data('<row><c r="A1"><v>1</v></c></row>'))(), 'exchange.resave')
  await refused(await sheet(data('<row r="2"/><row r="1"/>'))(), 'exchange.resave')
})

test('broken, hostile and foreign files are refused', async () => {
  const good = await simple()
  const broken = await changed(good, (name, text) =>
    name === SHEET ? text.replace('<row r="2"', '<row r="2" <') : text,
  )
  await refused(broken, 'exchange.damaged')
  const laughs = await changed(good, (name, text) =>
    name.endsWith('sharedStrings.xml')
      ? text.replace('<sst', '<!DOCTYPE s [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;">]><sst').replace('编号', '&b;')
      : text,
  )
  await refused(laughs, 'exchange.damaged')
  const flipped = Buffer.from(await changed(good, (_, text) => text))
  const at = flipped.indexOf('没水')
  flipped[at] = (flipped[at] ?? 0) ^ 1
  await refused(flipped, 'exchange.damaged')
  await refused(zipOf([['a.txt', storedPart('x')]]), 'exchange.unknownFormat')
  await refused(Buffer.from([0xd0, 0xcf, 0x11, 0xe0, 0, 0]), 'exchange.unknownFormat')
  await refused('', 'exchange.unknownFormat')
})

test('a bomb is refused by what it claims, and a liar by what it unpacks to', async () => {
  const bomb = await workbook((sheet) => sheet.addRow(['a'.repeat(30_000)]))
  await refused(bomb, 'exchange.unpackedTooLarge', {}, { unpacked: 20_000 })
  const entry = bomb.indexOf(Buffer.from([0x50, 0x4b, 1, 2]))
  const liar = Buffer.from(bomb)
  for (let at = entry; at >= 0; at = liar.indexOf(Buffer.from([0x50, 0x4b, 1, 2]), at + 1))
    liar.writeUInt32LE(10, at + 24)
  await refused(liar, 'exchange.damaged')
  await refused(bomb, 'exchange.tooLarge', {}, { bytes: 100 })
})

test('a workbook that was cut off is refused with the place that was still read', async () => {
  const file = await workbook((sheet) => {
    for (let row = 1; row <= 3000; row++) sheet.addRow([row, `text ${(row * 7919) % 3001}`])
  })
  const end = readDirectory(file, 1e9)?.get(SHEET)?.packed
  const from = (end?.byteOffset ?? 0) - file.byteOffset
  const half = file.subarray(0, from + (end?.length ?? 0) / 2)
  await assert.rejects(rowsOf(half), (error: DomainError) => {
    assert.equal(error.code, 'exchange.cutOff')
    const { row, column } = error.params as { row: number; column: string }
    assert.ok(row > 500 && row < 2500, `row ${row}`)
    assert.match(column, /^[AB]$/)
    return true
  })
  await refused(file.subarray(0, 60), 'exchange.cutOff', { row: 1, column: 'A' })
})

test('limits name their place', async () => {
  const wide = await workbook((sheet) => sheet.addRows([['a'], ['a', 'b', 'c'], ['d']]))
  await refused(wide, 'exchange.tooManyColumns', { row: 2, limit: 2 }, { columns: 2 })
  await refused(wide, 'exchange.tooManyRows', { limit: 2 }, { rows: 2 })
  await refused('a,b\n\nlong,x\n', 'exchange.cellTooLong', { row: 3, column: 'A', limit: 3 }, { cell: 3 })
  await refused('a\n1,2,3\n', 'exchange.tooManyColumns', { row: 2, limit: 2 }, { columns: 2 })
  await refused('a\n1\n2\n', 'exchange.tooManyRows', { limit: 2 }, { rows: 2 })
  const long = await workbook((sheet) => sheet.addRows([['a'], ['b', 'long']]))
  await refused(long, 'exchange.cellTooLong', { row: 2, column: 'B', limit: 3 }, { cell: 3 })
  assert.deepEqual([1, 26, 27, 702, 703].map(columnName), ['A', 'Z', 'AA', 'ZZ', 'AAA'])
})

test('text tables: quotes, line ends, separators, empty cells', async () => {
  const rows = await rowsOf('\ufeff编号,"内容, ""引""\n第二行",x\r\n\r\n1,=1+1,\n2,it"s,"",z')
  assert.deepEqual(textsOf(rows), [['编号', '内容, "引"\n第二行', 'x'], [], ['1', '=1+1'], ['2', 'it"s', '', 'z']])
  assert.deepEqual(
    rows.map((row) => row.number),
    [1, 2, 3, 4],
  )
  assert.deepEqual(textsOf(await rowsOf('a;"b;c"\n1;2\n')), [
    ['a', 'b;c'],
    ['1', '2'],
  ])
  assert.deepEqual(textsOf(await rowsOf('a\tb\n1,5\t2\n')), [
    ['a', 'b'],
    ['1,5', '2'],
  ])
  await refused('a,b\n"x"y,2\n', 'exchange.badQuote', { row: 2, column: 'A' })
})

test('text tables in UTF-8, UTF-16 and GB18030', async () => {
  // 编号,内容 in GBK
  const gbk = Buffer.from('b1e0bac52cc4dac8dd0a', 'hex')
  assert.deepEqual(textsOf(await rowsOf(gbk)), [['编号', '内容']])
  assert.deepEqual(textsOf(await rowsOf(Buffer.from('\ufeff编号\t内容\n', 'utf16le'))), [['编号', '内容']])
  await refused(Buffer.from([0x61, 0xff, 0xff, 0x0a]), 'exchange.encoding')
})

test('a text table that was cut off is refused with row and column', async () => {
  await refused('a,b\n1,"x', 'exchange.cutOff', { row: 2, column: 'B' })
  await refused('a,b\n1,2\n3', 'exchange.cutOff', { row: 3, column: 'A' })
  await refused(Buffer.from('a,b\n1,水').subarray(0, -1), 'exchange.cutOff', { row: 2, column: 'B' })
})
