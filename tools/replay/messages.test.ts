import assert from 'node:assert/strict'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, test } from 'node:test'
import Excel from 'exceljs'
import { readMessages } from './messages.ts'

const folder = mkdtempSync(join(tmpdir(), 'sims-messages-'))
after(() => rmSync(folder, { recursive: true }))
const headings = ['留言编号', '留言用户', '留言主题', '留言时间', '留言详情', '点赞数']

async function workbook(name: string, rows: unknown[][]): Promise<string> {
  const book = new Excel.Workbook()
  book.addWorksheet('Sheet1').addRows(rows)
  const file = join(folder, name)
  await book.xlsx.writeFile(file)
  return file
}

test('columns are found by their headings, edges are trimmed, what stands between stays', async () => {
  const file = await workbook('a.xlsx', [
    headings,
    [188006, 'A1', ' 电梯停运 ', '2019/2/28 11:25:05', '\n\t\t一楼😀\n\n  二楼𠮷\n\t', 0],
    [188007, 'A2', '没水', new Date('2019-08-01T00:00:00Z'), null, 1],
    [188008, 'A3', { richText: [{ text: '灯' }, { text: '坏了' }] }, null, 'x', 1],
  ])
  assert.deepEqual(await readMessages(file), [
    { number: '188006', text: '电梯停运\n一楼😀\n\n  二楼𠮷', at: Date.UTC(2019, 1, 28, 11, 25, 5) },
    { number: '188007', text: '没水', at: Date.UTC(2019, 7, 1) },
    { number: '188008', text: '灯坏了\nx', at: 0 },
  ])
  assert.equal((await readMessages(file, 2)).length, 2)
})

test('a heading that is missing and a number that stands twice are told', async () => {
  const other = await workbook('b.xlsx', [
    ['留言编号', '内容'],
    [1, 'x'],
  ])
  await assert.rejects(readMessages(other), /留言主题, 留言时间, 留言详情/)
  const twice = await workbook('c.xlsx', [headings, [1, '', 'a', '', 'b', 0], [1, '', 'c', '', 'd', 0]])
  await assert.rejects(readMessages(twice), /1 stands twice \(again in row 3\)/)
  const nameless = await workbook('d.xlsx', [headings, [null, '', 'a', '', 'b', 0]])
  await assert.rejects(readMessages(nameless), /row 2 has no 留言编号/)
})

test('a text table is read the same way, a cut-off one is refused', async () => {
  const file = join(folder, 'e.csv')
  writeFileSync(file, `${headings.join()}\n1,A1,没水,2020-01-13,"二楼，\n三楼",0,0\n`)
  assert.deepEqual(await readMessages(file), [{ number: '1', text: '没水\n二楼，\n三楼', at: Date.UTC(2020, 0, 13) }])
  writeFileSync(file, `${headings.join()}\n1,A1,没水,2020-01-13,"二楼`)
  await assert.rejects(readMessages(file), { code: 'exchange.cutOff', params: { row: 2, column: 'E' } })
})
