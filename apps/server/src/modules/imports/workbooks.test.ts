import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import Excel from 'exceljs'
import { type TestCompany, testCompany } from '../../../testing.ts'
import { type Importer, importer } from './testing.ts'

let company: TestCompany
let boss: Importer
before(async () => {
  company = await testCompany()
  boss = await importer(company)
})
after(() => company.close())

async function workbook(fill: (sheet: Excel.Worksheet) => void): Promise<Buffer> {
  const book = new Excel.Workbook()
  fill(book.addWorksheet('历史'))
  return Buffer.from(await book.xlsx.writeBuffer())
}
const HEAD = ['编号', '上报时间', '内容', '答复', '答复时间']

test('true dates, texts and days stand side by side; a formula gives what was saved with it', async () => {
  const file = await workbook((sheet) => {
    sheet.addRow(HEAD)
    sheet.addRow([1, new Date('2019-03-01T08:30:00Z'), '真日期', '好', '2019/3/2 9:00'])
    sheet.addRow([2, '2019年3月1日', '只有日期', '好', new Date('2019-03-01T00:00:00Z')])
    sheet.addRow([3, '2019-03-01 10:00', { formula: 'WEBSERVICE("http://x")', result: '存下的结果' }, '', ''])
    sheet.addRow([4, { error: '#N/A' }, '错误值', '', ''])
  })
  const id = await boss.begin('mixed.xlsx', file)
  await boss.work()
  const given = { communityId: company.communityId, category: 'waterLeak' }
  const checked = await boss.check(id, given)
  assert.deepEqual([checked.ready, checked.faulty], [3, 1])
  const { items } = await boss.api('listImportRows', { params: { id }, query: { outcome: 'faulty' } })
  assert.deepEqual([items[0]?.row, items[0]?.faults[0]?.column], [5, 'B'])
  await boss.run(id)
  const { rows } = await company.database.owner.query(
    'select description, occurred_at, settled_at from service_request order by external_number',
  )
  assert.deepEqual(
    rows.map((row) => [row.description, row.occurred_at.toISOString(), row.settled_at.toISOString()]),
    [
      // the wall clock of the table is the organization's
      ['真日期', '2019-03-01T00:30:00.000Z', '2019-03-02T01:00:00.000Z'],
      ['只有日期', '2019-02-28T16:00:00.000Z', '2019-02-28T16:00:00.000Z'],
      ['存下的结果', '2019-03-01T02:00:00.000Z', '2019-03-01T02:00:00.000Z'],
    ],
  )
})

test('merged cells are refused with their place, and so is a workbook that is cut off', async () => {
  const merged = await workbook((sheet) => {
    sheet.addRow(HEAD)
    sheet.addRow([1, '2019-03-01 10:00', '一', '', ''])
    sheet.mergeCells('B2:B3')
  })
  const id = await boss.begin('merged.xlsx', merged)
  await boss.work()
  const run = await boss.get(id)
  assert.deepEqual(run.fault, { code: 'exchange.merged', message: '第 2 行 B 列起有合并单元格，请取消合并后再上传。' })
  const whole = await workbook((sheet) => {
    sheet.addRow(HEAD)
    for (let i = 0; i < 2000; i++) sheet.addRow([i, '2019-03-01 10:00', `内容${i * 7919}`, '', ''])
  })
  const cut = await boss.begin('cut.xlsx', whole.subarray(0, whole.length / 2))
  await boss.work()
  const refused = await boss.get(cut)
  assert.deepEqual([refused.state, refused.fault?.code], ['refused', 'exchange.cutOff'])
})
