import assert from 'node:assert/strict'
import { test } from 'node:test'
import { bodyOf, entryOf } from './entry.ts'

const part = { id: 'a', version: 3, code: 'P-1', name: '角阀', unit: '个', price: 2899, active: true, note: null }

test('a price is written in yuan and sent in fen, without a rounding error', () => {
  assert.equal(entryOf(part).price, 28.99)
  assert.equal(bodyOf(['price'], { price: 28.99 }).price, 2899)
  assert.equal(bodyOf(['price'], { price: 1.005 * 100 }).price, 10050)
})

test('what is emptied is cleared, what is not asked for is not sent', () => {
  assert.deepEqual(
    bodyOf(['name', 'note', 'maker', 'active'], { name: ' 角阀 ', note: '  ', active: false, price: 1 }),
    {
      name: '角阀',
      note: null,
      maker: null,
      active: false,
    },
  )
})
