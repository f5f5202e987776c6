import assert from 'node:assert/strict'
import { test } from 'node:test'
import { startOf } from './caller.ts'

test('digits begin a phone, anything else a name', () => {
  assert.deepEqual(startOf('138 0000 1234'), { name: '', phone: '13800001234' })
  assert.deepEqual(startOf('0755-8888'), { name: '', phone: '0755-8888' })
  assert.deepEqual(startOf('李女士'), { name: '李女士', phone: '' })
})
