import assert from 'node:assert/strict'
import { test } from 'node:test'
import { categoryOf, placeOf } from './category.ts'

const offered = [
  { key: 'lift', places: ['area'], urgent: true },
  { key: 'waterLeak', places: ['premises', 'area'], urgent: true },
  { key: 'other', places: ['premises', 'area'], urgent: false },
] as const

test('words choose among what is offered, the rest is other', () => {
  assert.equal(categoryOf('2栋电梯停运', offered).key, 'lift')
  assert.equal(categoryOf('水管漏水', offered).key, 'waterLeak')
  assert.equal(categoryOf('路灯不亮', offered).key, 'other')
  assert.equal(categoryOf('路灯不亮', offered.slice(0, 1)).key, 'lift')
  assert.throws(() => categoryOf('', []), /no category/)
})

test('a place suits the category and is the same each time', () => {
  const places = { premises: [{ id: 'h1' }, { id: 'h2' }], areas: [{ id: 'a1' }] }
  const [lift, , other] = offered
  assert.deepEqual(placeOf('7', lift, places), { id: 'a1', own: false })
  const seen = new Set<string>()
  for (let n = 0; n < 50; n++) {
    const place = placeOf(String(n), other, places)
    assert.deepEqual(place, placeOf(String(n), other, places))
    seen.add(place.id)
  }
  assert.deepEqual([...seen].sort(), ['a1', 'h1', 'h2'])
  assert.throws(() => placeOf('7', lift, { ...places, areas: [] }), /no place for lift/)
})
