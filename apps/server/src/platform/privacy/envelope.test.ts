import assert from 'node:assert/strict'
import { test } from 'node:test'
import { inspect } from 'node:util'
import { bindTo, createAesCipher, SealBroken } from './envelope.ts'
import { secretsFrom } from './secrets.ts'

const secrets = secretsFrom(Buffer.alloc(32, 1))
const place = bindTo('customer.name_sealed', 'org-1', 'customer-1')

test('what is sealed opens again, emoji, rare characters and empty text included', () => {
  const cipher = createAesCipher(secrets)
  const { wrapped, key } = cipher.newDataKey()
  for (const text of ['', '张小明', '𠮷田👨‍👩‍👧', 'x'.repeat(100_000)])
    assert.equal(cipher.open(cipher.unwrap(wrapped), cipher.seal(key, text, place), place), text)
  const bytes = Buffer.from([0, 255, 128])
  assert.deepEqual(cipher.openBytes(key, cipher.seal(key, bytes, place), place), bytes)
})

test('another process with the same master key opens it; another master key does not', () => {
  const { wrapped, key } = createAesCipher(secrets).newDataKey()
  const sealed = createAesCipher(secrets).seal(key, '张小明', place)
  const elsewhere = createAesCipher(secrets)
  assert.equal(elsewhere.open(elsewhere.unwrap(wrapped), sealed, place), '张小明')
  assert.throws(() => createAesCipher(secretsFrom(Buffer.alloc(32, 2))).unwrap(wrapped), /another master key/)
})

test('a value moved to another column, organization or customer is refused, and so is every changed byte', () => {
  const cipher = createAesCipher(secrets)
  const { wrapped, key } = cipher.newDataKey()
  const sealed = cipher.seal(key, '张小明', place)
  for (const other of [
    bindTo('customer.phone_sealed', 'org-1', 'customer-1'),
    bindTo('customer.name_sealed', 'org-2', 'customer-1'),
    bindTo('customer.name_sealed', 'org-1', 'customer-2'),
  ])
    assert.throws(() => cipher.open(key, sealed, other), SealBroken)
  assert.throws(() => cipher.open(cipher.newDataKey().key, sealed, place), SealBroken)
  for (let i = 0; i < sealed.length; i++) {
    const changed = Buffer.from(sealed)
    changed[i] = (changed[i] as number) ^ 1
    assert.throws(() => cipher.open(key, changed, place), SealBroken, `byte ${i}`)
  }
  for (let end = 0; end < sealed.length; end++)
    assert.throws(() => cipher.open(key, sealed.subarray(0, end), place), SealBroken)
  for (let i = 0; i < wrapped.length; i++) {
    const changed = Buffer.from(wrapped)
    changed[i] = (changed[i] as number) ^ 1
    assert.throws(() => cipher.unwrap(changed), SealBroken, `wrapped byte ${i}`)
  }
})

test('the same text never gives the same bytes, and a key shows itself nowhere', () => {
  const cipher = createAesCipher(secrets)
  const { key } = cipher.newDataKey()
  const seen = new Set(Array.from({ length: 2000 }, () => cipher.seal(key, 'x', place).toString('hex')))
  assert.equal(seen.size, 2000)
  assert.equal(JSON.stringify({ key }), '{"key":{}}')
  assert.doesNotMatch(inspect(key), /[0-9a-f]{16}/)
})

test('the cache of unwrapped keys is bounded, keeps what is used, and forgets on demand', () => {
  const cipher = createAesCipher(secrets, 3)
  const made = Array.from({ length: 3 }, () => cipher.newDataKey())
  const [a, b] = made as [(typeof made)[0], (typeof made)[0]]
  assert.equal(cipher.unwrap(a.wrapped), a.key)
  cipher.newDataKey()
  assert.equal(cipher.unwrap(a.wrapped), a.key)
  assert.notEqual(cipher.unwrap(b.wrapped), b.key)
  const again = cipher.unwrap(b.wrapped)
  cipher.forget(b.wrapped)
  assert.notEqual(cipher.unwrap(b.wrapped), again)
})
