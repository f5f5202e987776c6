import assert from 'node:assert/strict'
import { test } from 'node:test'
import { byDue } from './by-due.ts'

test('due first, across offsets; then the oldest of those without a due time', () => {
  const order = (name: string, nextDueAt: string | null, createdAt: string) => ({ name, nextDueAt, createdAt })
  const orders = [
    order('undated, new', null, '2026-05-03T09:00:00+08:00'),
    order('at ten', '2026-05-03T02:00:00Z', '2026-05-01T09:00:00+08:00'),
    order('undated, old', null, '2026-05-02T09:00:00+08:00'),
    order('at half past nine', '2026-05-03T09:30:00+08:00', '2026-05-03T09:00:00+08:00'),
  ]
  assert.deepEqual(
    orders.sort(byDue).map((one) => one.name),
    ['at half past nine', 'at ten', 'undated, old', 'undated, new'],
  )
})
