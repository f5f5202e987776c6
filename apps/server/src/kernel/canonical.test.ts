import assert from 'node:assert/strict'
import { createHash } from 'node:crypto'
import { test } from 'node:test'
import fc from 'fast-check'
import { canonicalBytes, canonicalJson, commitment } from './canonical.ts'

test('the examples of RFC 8785', () => {
  const value = JSON.parse(
    '{"numbers":[333333333.33333329,1E30,4.50,2e-3,0.000000000000000000000000001],' +
      '"string":"\\u20ac$\\u000F\\u000aA\'\\u0042\\u0022\\u005c\\\\\\"\\/","literals":[null,true,false]}',
  )
  assert.equal(
    canonicalJson(value),
    '{"literals":[null,true,false],"numbers":[333333333.3333333,1e+30,4.5,0.002,1e-27],' +
      '"string":"€$\\u000f\\nA\'B\\"\\\\\\\\\\"/"}',
  )
  const keys = { '\u20ac': 1, '\r': 2, '\ufb33': 3, '1': 4, '\u{1f600}': 5, '\u0080': 6, '\u00f6': 7 }
  const sorted = Object.keys(JSON.parse(canonicalJson({ ...keys, x: undefined })))
  // a numeric key always comes first in an object, so compare by text
  assert.deepEqual(canonicalJson(keys).match(/:\d/g)?.join(''), ':2:4:6:7:1:5:3')
  assert.equal(sorted.length, 7)
})

test('one value has one text, and the text is the value', () => {
  fc.assert(
    fc.property(fc.jsonValue({ noUnicodeString: false }), (value) => {
      fc.pre(JSON.stringify(value).isWellFormed() && !/\\ud[89a-f]/i.test(JSON.stringify(value)))
      const text = canonicalJson(value)
      assert.deepEqual(JSON.parse(text), JSON.parse(JSON.stringify(value)))
      assert.equal(canonicalJson(JSON.parse(text)), text)
    }),
  )
})

test('what JSON would change is refused', () => {
  const cycle: unknown[] = []
  cycle.push(cycle)
  for (const bad of [
    Number.NaN,
    Infinity,
    1n,
    undefined,
    () => 1,
    Symbol('x'),
    '\ud800',
    new Date(0),
    new Map(),
    cycle,
  ]) {
    assert.throws(() => canonicalJson({ a: [bad] }), TypeError)
  }
  assert.throws(() => canonicalJson({ '\udfff': 1 }), TypeError)
})

test('a commitment is SHA-256 over prefix, salt and bytes', () => {
  const salt = Buffer.alloc(32, 7)
  const bytes = canonicalBytes({ b: '困人', a: 1 })
  assert.equal(bytes.toString(), '{"a":1,"b":"困人"}')
  const expected = createHash('sha256')
    .update(Buffer.from([2]))
    .update(salt)
    .update(bytes)
    .digest('hex')
  assert.equal(commitment(bytes, salt).toString('hex'), expected)
  assert.throws(() => commitment(bytes, salt.subarray(1)), RangeError)
})
