import assert from 'node:assert/strict'
import { test } from 'node:test'
import { isUuid, uuidTime } from '../../apps/server/src/kernel/index.ts'
import { choice, idsOf } from './ids.ts'

test('the same label and number give the same id, others another', () => {
  const at = Date.UTC(2019, 1, 28)
  const id = idsOf('a').requestId('188006', at)
  assert.equal(id, idsOf('a').requestId('188006', at))
  assert.ok(isUuid(id))
  assert.match(id, /^.{14}7.{4}[89ab]/)
  assert.equal(uuidTime(id), at)
  const all = new Set<string>()
  for (const label of ['a', 'b']) for (let n = 0; n < 1000; n++) all.add(idsOf(label).requestId(String(n), 0))
  assert.equal(all.size, 2000)
})

test('keys are fit for the header and belong to one run, message and step', () => {
  const { key } = idsOf('夜间 run/1')
  assert.match(key('1', 'accept'), /^[\w:.-]{8,100}$/)
  assert.equal(new Set([key('1', 'a'), key('1', 'b'), key('2', 'a'), idsOf('x').key('1', 'a')]).size, 4)
})

test('a choice is within its bound and uses all of it', () => {
  const seen = new Set(Array.from({ length: 200 }, (_, n) => choice(String(n), 3)))
  assert.deepEqual([...seen].sort(), [0, 1, 2])
})
