import assert from 'node:assert/strict'
import { test } from 'node:test'
import { hashCode, hashToken, isCode, newCode, newToken, sameBytes } from './codes.ts'
import { secretsFrom } from './secrets.ts'

test('codes have six digits, leading zeros kept', () => {
  const codes = Array.from({ length: 5000 }, newCode)
  for (const code of codes) assert.match(code, /^\d{6}$/)
  assert.ok(codes.some((code) => code.startsWith('0')))
  assert.ok(new Set(codes).size > 4900)
})

test('a code is right for its scope and its master key only', () => {
  const secrets = secretsFrom(Buffer.alloc(32, 4))
  const stored = hashCode(secrets, 'phone-1', '012345')
  assert.equal(stored.length, 32)
  assert.equal(isCode(secrets, 'phone-1', '012345', stored), true)
  assert.equal(isCode(secrets, 'phone-1', '012346', stored), false)
  assert.equal(isCode(secrets, 'phone-2', '012345', stored), false)
  assert.equal(isCode(secretsFrom(Buffer.alloc(32, 5)), 'phone-1', '012345', stored), false)
  assert.equal(isCode(secrets, 'phone-1', '012345', stored.subarray(1)), false)
})

test('tokens are long and stored as a hash', () => {
  const { token, hash } = newToken()
  assert.match(token, /^[A-Za-z0-9_-]{43}$/)
  assert.ok(sameBytes(hash, hashToken(token)))
  assert.ok(!sameBytes(hash, hashToken(newToken().token)))
  assert.ok(!sameBytes(hash, Buffer.alloc(0)))
})
