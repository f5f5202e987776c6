import assert from 'node:assert/strict'
import { test } from 'node:test'
import { newId } from './id.ts'

test('an id is a UUIDv7 that carries its time and sorts by it', () => {
  const at = Date.UTC(2026, 0, 31, 12)
  const id = newId(at)
  assert.match(id, /^[\da-f]{8}-[\da-f]{4}-7[\da-f]{3}-[89ab][\da-f]{3}-[\da-f]{12}$/)
  assert.equal(Number.parseInt(id.replaceAll('-', '').slice(0, 12), 16), at)
  assert.ok(newId(at + 1) > id)
})

test('two ids of the same moment differ', () => {
  assert.equal(new Set(Array.from({ length: 1000 }, () => newId(0))).size, 1000)
})
