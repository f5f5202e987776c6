import assert from 'node:assert/strict'
import { test } from 'node:test'
import { headersText } from '../columns.ts'
import { proposeColumns } from './propose.ts'

test('headings in Chinese and English, however they are written', () => {
  assert.deepEqual(
    proposeColumns(['工单编号', '报修人', '联系电话', '报修时间', '报修内容', '小区名称', '房号', '类别']),
    {
      externalNumber: 1,
      person: 2,
      phone: 3,
      reportedAt: 4,
      description: 5,
      community: 6,
      place: 7,
      category: 8,
    },
  )
  assert.deepEqual(proposeColumns(['Ticket Number', 'CREATED_DATE', 'Subject', 'Description:', 'Closed Date']), {
    externalNumber: 1,
    reportedAt: 2,
    title: 3,
    description: 4,
    answeredAt: 5,
  })
})

test('each column is one thing, and what is not known is nothing', () => {
  assert.deepEqual(proposeColumns(['内容', '内容', '', 'x']), { description: 1 })
  assert.deepEqual(proposeColumns([]), {})
})

test('the same headings are recognised, others or another order are not', () => {
  assert.equal(headersText(['编号', ' 时 间']), headersText(['编号', '时间']))
  assert.notEqual(headersText(['编号', '时间']), headersText(['时间', '编号']))
})
