import assert from 'node:assert/strict'
import { test } from 'node:test'
import { faultOf } from './faults.ts'

test('a refusal names unknown fields, but does not give back whatever was sent', () => {
  const fault = (keys: string[]) => faultOf({ instancePath: '/input', keyword: 'unrecognized_keys', params: { keys } })
  assert.deepEqual(fault(['a', 'b']), [{ path: 'input', code: 'fields.unknown', params: { keys: 'a, b' } }])
  const [many] = fault(Array.from({ length: 80_000 }, (_, n) => `k${n}`))
  assert.match(String(many?.params?.keys), /^k0, k1, .*, k19, …$/)
  assert.equal(String(fault(['x'.repeat(1_000_000)])[0]?.params?.keys).length, 60)
})
