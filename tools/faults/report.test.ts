import assert from 'node:assert/strict'
import { test } from 'node:test'
import { quantile, unless } from './report.ts'

test('a quantile is a value that was measured', () => {
  const values = [5, 1, 4, 2, 3]
  assert.equal(quantile(values, 0.5), 3)
  assert.equal(quantile(values, 0.99), 5)
  assert.equal(quantile([7], 0.1), 7)
  assert.equal(quantile([], 0.5), 0)
})

test('a fault is told only when something does not hold', () => {
  assert.deepEqual(unless(true, 'x'), [])
  assert.deepEqual(unless(false, 'x'), ['x'])
})
