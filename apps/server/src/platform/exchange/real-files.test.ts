import assert from 'node:assert/strict'
import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { test } from 'node:test'
import { cellText, localTimeOf, type Row, readTable } from './index.ts'

const folder = process.env.SIMS_EVAL_DATA
const options = { skip: folder ? false : 'SIMS_EVAL_DATA names no folder: real files are not read' }

async function rowsOf(file: string): Promise<Row[]> {
  const rows: Row[] = []
  for await (const row of readTable(await readFile(join(folder ?? '', file)))) rows.push(row)
  return rows
}

/** How often each kind and precision stands in a column, headings left out. */
function times(rows: Row[], column: number): Record<string, number> {
  const counts: Record<string, number> = {}
  for (const { cells } of rows.slice(1)) {
    const cell = cells[column]
    const key = `${cell?.kind} ${localTimeOf(cell)?.precision}`
    counts[key] = (counts[key] ?? 0) + 1
  }
  return counts
}

test('messages with replies are read whole, mixed dates included', options, async () => {
  const rows = await rowsOf('tipdm/attachment4_2816_replies.xlsx')
  assert.equal(rows.length, 2817)
  assert.deepEqual(rows[0]?.cells.map(cellText), [
    ...['留言编号', '留言用户', '留言主题', '留言时间', '留言详情', '答复意见', '答复时间'],
  ])
  assert.equal(new Set(rows.slice(1).map((row) => cellText(row.cells[0]))).size, 2816)
  assert.deepEqual(times(rows, 3), { 'text second': 2815, 'date second': 1 })
  assert.deepEqual(times(rows, 6), { 'text second': 2815, 'text day': 1 })
})

test('messages without replies are read whole', options, async () => {
  const rows = await rowsOf('tipdm/attachment3_4326.xlsx')
  assert.equal(rows.length, 4327)
  assert.deepEqual(times(rows, 3), { 'text second': 4197, 'date second': 129 })
})

test('a large city’s requests are read whole', options, async () => {
  const rows = await rowsOf('nyc311/nyc311.csv')
  assert.equal(rows.length, 1001)
  assert.equal(rows[0]?.cells.length, 44)
  assert.deepEqual(times(rows, 1), { 'text second': 1000 })
})
