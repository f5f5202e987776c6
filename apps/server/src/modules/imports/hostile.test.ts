import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { type ImportSubject, SHEET_SUBJECTS } from '@sims/contracts'
import Excel from 'exceljs'
import { type TestCompany, testCompany } from '../../../testing.ts'
import { type Importer, importer, importerAs, rowsOf } from './testing.ts'

let company: TestCompany
let importers: Record<ImportSubject, Importer>
before(async () => {
  company = await testCompany()
  const boss = await importer(company)
  importers = { history: boss, places: boss, customers: boss, staff: importerAs(company, company.tokens.sysadmin) }
})
after(() => company.close())

async function workbook(rows: number): Promise<Buffer> {
  const book = new Excel.Workbook()
  const sheet = book.addWorksheet('表')
  for (let i = 0; i < rows; i++) sheet.addRow([i, `内容${i * 7919}`])
  return Buffer.from(await book.xlsx.writeBuffer())
}

/** A workbook whose directory says that its sheet unpacks to 2 GB. */
async function bomb(): Promise<Buffer> {
  const file = await workbook(3)
  const name = file.lastIndexOf('xl/worksheets/sheet1.xml')
  // the size stands 22 bytes before the name in an entry of the directory
  file.writeUInt32LE(2 ** 31, name - 22)
  return file
}

/** A workbook whose last row says that it is the millionth. */
async function tall(): Promise<Buffer> {
  const book = new Excel.Workbook()
  const sheet = book.addWorksheet('表')
  sheet.addRow(['a', 'b'])
  sheet.getRow(1_000_000).getCell(1).value = 'c'
  return Buffer.from(await book.xlsx.writeBuffer())
}

const whole = await workbook(2000)
const files: [what: string, name: string, file: Buffer, code: string][] = [
  ['a bomb', 'bomb.xlsx', await bomb(), 'exchange.unpackedTooLarge'],
  ['a million lines', 'rows.csv', Buffer.from(`a,b\n${'1,2\n'.repeat(1_000_000)}`), 'exchange.tooManyRows'],
  ['a millionth row', 'rows.xlsx', await tall(), 'exchange.tooManyRows'],
  ['a workbook cut off', 'cut.xlsx', whole.subarray(0, whole.length / 2), 'exchange.cutOff'],
]

for (const subject of ['history', ...SHEET_SUBJECTS] as const) {
  test(`what would choke a server is refused before a row is kept, for ${subject} too`, async () => {
    const { begin, work, get } = importers[subject]
    for (const [what, name, file, code] of files) {
      const id = await begin(name, file, subject)
      await work()
      const run = await get(id)
      assert.deepEqual([what, run.state, run.fault?.code], [what, 'refused', code])
    }
    const { rows } = await company.database.owner.query('select from import_chunk')
    assert.equal(rows.length, 0)
  })
}

test('formulas give what was saved with them, and go out again as texts', async () => {
  const book = new Excel.Workbook()
  const sheet = book.addWorksheet('房产')
  sheet.addRow(['小区', '房号', '类型'])
  sheet.addRow(['测试小区', { formula: 'WEBSERVICE("http://x")', result: '=HYPERLINK("http://x")' }, '车位'])
  const boss = importers.places
  const id = await boss.begin('formula.xlsx', Buffer.from(await book.xlsx.writeBuffer()), 'places')
  await boss.work()
  await boss.check(id, {})
  await boss.run(id)
  const exported = await boss.api('exportTable', { body: { subject: 'places' } })
  assert.ok((await rowsOf(exported)).some((row) => row[3] === '=HYPERLINK("http://x")'))
  const opened = new Excel.Workbook()
  await opened.xlsx.load(Buffer.from(exported) as never)
  opened.worksheets[0]?.eachRow((row) => row.eachCell((cell) => assert.notEqual(cell.type, Excel.ValueType.Formula)))
})
