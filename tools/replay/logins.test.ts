import assert from 'node:assert/strict'
import { test } from 'node:test'
import { readLogins, withPassword } from './logins.ts'

const printed = `
首次启动:以下账号仅显示这一次

  agent       aB3$agentxx  客服专员 Customer-service agent
  technician  q!7Zz        维修技师 Technician

  19900001357  王丽 1栋1单元101

SIMS is ready: http://localhost:3000
`

test('what the server prints at its first start is read as it is', () => {
  const { passwords, phones } = readLogins(printed)
  assert.equal(passwords.get('agent'), 'aB3$agentxx')
  assert.equal(passwords.get('technician'), 'q!7Zz')
  assert.deepEqual(phones, ['19900001357'])
})

test('a new password takes the place of the old one only', () => {
  const text = withPassword(printed, 'agent', 'New$1')
  assert.equal(readLogins(text).passwords.get('agent'), 'New$1')
  assert.equal(text.replace('New$1', 'aB3$agentxx'), printed)
  assert.equal(withPassword('a $&', 'b', '$1'), 'a $&\nb $1\n')
  assert.equal(withPassword('a a a', 'a', 'x'), 'a x a')
})
