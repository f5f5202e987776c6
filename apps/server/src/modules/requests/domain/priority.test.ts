import assert from 'node:assert/strict'
import { test } from 'node:test'
import { priorityOf } from './priority.ts'

const MATRIX = [
  [1, 1, 2],
  [2, 3, 3],
  [3, 4, 4],
]

test('the matrix is read by row of urgency and column of impact', () => {
  assert.equal(priorityOf(MATRIX, 1, 3), 2)
  assert.equal(priorityOf(MATRIX, 3, 1), 3)
  assert.equal(priorityOf(MATRIX, 3, 3), 4)
})

test('what is not a level is refused', () => {
  assert.throws(() => priorityOf(MATRIX, 0, 1), RangeError)
  assert.throws(() => priorityOf(MATRIX, 1, 4), RangeError)
})
