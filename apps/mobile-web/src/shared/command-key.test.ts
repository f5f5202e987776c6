import assert from 'node:assert/strict'
import { test } from 'node:test'
import { commandKey } from './command-key.ts'
import { newId } from './ids.ts'

const record = '01890a5d-ac96-774b-bcce-b302099a8057'

test('the same content has the same key, other content another', () => {
  const content = { step: 'rate', version: 4, input: { overall: 5, text: '师傅很好👍' } }
  assert.equal(commandKey(record, content), commandKey(record, structuredClone(content)))
  const keys = [content, { ...content, version: 5 }, { ...content, input: { overall: 4, text: '师傅很好👍' } }]
  assert.equal(new Set(keys.map((one) => commandKey(record, one))).size, 3)
})

test('a key is what the server takes as one', () => {
  assert.match(commandKey(record, { description: '水管漏水\n'.repeat(400) }), /^[\w:.-]{8,100}$/)
})

test('ids are UUIDv7 and sort by time', () => {
  const [early, late] = [newId(1_700_000_000_000), newId(1_700_000_000_001)]
  assert.match(early, /^[0-9a-f]{8}-[0-9a-f]{4}-7[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/)
  assert.equal(Number.parseInt(early.replaceAll('-', '').slice(0, 12), 16), 1_700_000_000_000)
  assert.ok(early < late)
})
