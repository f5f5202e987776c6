import assert from 'node:assert/strict'
import { test } from 'node:test'
import { isUuid, newId, uuidTime } from './ids.ts'

test('an id is a UUIDv7 of the given time', () => {
  const id = newId(1_700_000_000_123)
  assert.match(id, /^[0-9a-f]{8}-[0-9a-f]{4}-7[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/)
  assert.equal(uuidTime(id), 1_700_000_000_123)
})

test('ids ascend within a millisecond and never repeat, even when the millisecond overflows', () => {
  for (const now of [undefined, 1_600_000_000_000]) {
    const ids = Array.from({ length: 20_000 }, () => newId(now))
    assert.deepEqual([...ids].sort(), ids)
    assert.equal(new Set(ids).size, ids.length)
  }
})

test('a borrowed millisecond is not used twice', () => {
  const borrowed = Array.from({ length: 4200 }, () => newId(1_500_000_000_000)).at(-1) as string
  assert.equal(uuidTime(borrowed), 1_500_000_000_001)
  for (let i = 0; i < 50; i++) assert.ok(newId(1_500_000_000_001) > borrowed)
})

test('ids for old or future times do not move the ids of today', () => {
  const before = newId()
  newId(4_000_000_000_000)
  newId(1)
  const after = newId()
  assert.ok(after > before && (uuidTime(after) as number) < Date.now() + 1000)
})

test('what is no UUID or no time is refused', () => {
  for (const bad of ['', 'x', newId().toUpperCase(), `${newId()}0`, 7, null]) assert.equal(isUuid(bad), false)
  assert.equal(uuidTime('9b2f0b5e-5c1e-4d6f-8a51-2f0c6f2b1c11'), undefined)
  for (const bad of [-1, 1.5, 2 ** 48, Number.NaN]) assert.throws(() => newId(bad), RangeError)
})
