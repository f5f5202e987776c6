import assert from 'node:assert/strict'
import { test } from 'node:test'
import { readJson } from './body.ts'

/** What is read of a body; undefined when it is refused. */
function read(body: string | Buffer): { value: unknown } | undefined {
  let result: { value: unknown } | undefined
  const bytes = Buffer.from(body as string)
  const request = {} as Parameters<typeof readJson>[0]
  readJson(request, bytes, (error, value) => {
    if (!error) result = { value }
  })
  // whoever checks a signature needs the bytes as they came
  assert.equal(request.rawBody, bytes)
  return result
}

test('JSON is read, nothing is nothing', () => {
  assert.deepEqual(read('{"a":"水😀"}'), { value: { a: '水😀' } })
  assert.deepEqual(read(''), { value: undefined })
  assert.equal(read('{"a"'), undefined)
})

test('bytes that are no UTF-8 are refused, not replaced', () => {
  assert.equal(read(Buffer.from([0x22, 0xff, 0x22])), undefined)
  assert.equal(read(Buffer.from([0x22, 0xed, 0xa0, 0x80, 0x22])), undefined, 'half a character')
})

test('what is nested too deep is refused before it is walked; brackets within a text are no depth', () => {
  assert.ok(read('['.repeat(32) + ']'.repeat(32)))
  assert.equal(read('['.repeat(33) + ']'.repeat(33)), undefined)
  assert.equal(read('{"a":'.repeat(100_000)), undefined)
  assert.ok(read(JSON.stringify({ a: '[{"\\'.repeat(100) })))
})

test('the key of an object’s prototype is refused however it is written; the word as a text is not', () => {
  assert.equal(read('{"__proto__":1}'), undefined)
  assert.equal(read('{"a":[{"\\u005f_pro\\u0074o__":1}]}'), undefined)
  assert.deepEqual(read('{"a":"__proto__"}'), { value: { a: '__proto__' } })
  assert.deepEqual(read('{"\\u0061":1}'), { value: { a: 1 } })
})
