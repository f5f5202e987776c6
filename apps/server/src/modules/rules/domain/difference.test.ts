import assert from 'node:assert/strict'
import { test } from 'node:test'
import { differences } from './difference.ts'

test('each value that changed is named by its path, in the order of the newer version', () => {
  const before = { names: { zh: '漏水', en: 'Leak' }, priceTo: 30000, places: ['premises'], gone: true }
  const after = { places: ['premises', 'area'], names: { en: 'Leak', zh: '给排水漏水' }, priceTo: 30000, fresh: null }
  assert.deepEqual(differences(before, after), [
    { path: 'places', before: ['premises'], after: ['premises', 'area'] },
    { path: 'names.zh', before: '漏水', after: '给排水漏水' },
    { path: 'fresh', after: null },
    { path: 'gone', before: true },
  ])
})

test('an item put between others is one difference', () => {
  const item = (key: string, mandatory = true) => ({ key, mandatory })
  const before = { checklist: [item('a'), item('b')] }
  const after = { checklist: [item('a'), item('new'), item('b', false)] }
  assert.deepEqual(differences(before, after), [
    { path: 'checklist.new', after: item('new') },
    { path: 'checklist.b.mandatory', before: true, after: false },
  ])
})

test('days of a calendar are told apart by their day, since a holiday of several days has one name', () => {
  const day = (date: string, working = false) => ({ day: date, working, name: '国庆节' })
  const before = { days: [day('2026-10-01'), day('2026-10-02')] }
  const after = { days: [day('2026-10-01'), day('2026-10-10', true)] }
  assert.deepEqual(differences(before, after), [
    { path: 'days.2026-10-10', after: day('2026-10-10', true) },
    { path: 'days.2026-10-02', before: day('2026-10-02') },
  ])
})

test('the order of fields is no difference, the order of rows of a table is', () => {
  assert.deepEqual(differences({ a: 1, b: { c: 2, d: 3 } }, { b: { d: 3, c: 2 }, a: 1 }), [])
  assert.deepEqual(differences({ cells: [[1, 2]] }, { cells: [[1, 3]] }), [
    { path: 'cells.1', before: [1, 2], after: [1, 3] },
  ])
})

test('a new rule differs as a whole', () => {
  assert.deepEqual(differences(undefined, { a: 1 }), [{ path: '', after: { a: 1 } }])
})
