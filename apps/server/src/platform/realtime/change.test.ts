import assert from 'node:assert/strict'
import { test } from 'node:test'
import { type Actor, systemActor } from '#kernel'
import { type Change, changesOf, mayHear } from './change.ts'
import { chunks } from './channel.ts'

const org = '019cabd8-3800-72c7-8c60-32cc6a5b3275'
const base: Actor = { ...systemActor(org, 'Asia/Shanghai'), kind: 'staff' }
const staff = (staffId: string, role: string, communityId: string | null): Actor => ({
  ...base,
  accountId: `account of ${staffId}`,
  staffId,
  grants: [{ role, communityId }],
})
const resident = (customerId: string): Actor => ({ ...base, kind: 'resident', accountId: customerId, customerId })

const request: Change = {
  recordKind: 'serviceRequest',
  id: 'r',
  version: 1,
  communityId: 'c1',
  customerId: 'k1',
  assigneeId: null,
}
const order = (assigneeId: string | null, previousAssigneeId?: string | null): Change => ({
  ...request,
  recordKind: 'workOrder',
  assigneeId,
  ...(previousAssigneeId === undefined ? {} : { previousAssigneeId }),
})
const notice: Change = { ...request, recordKind: 'notice', accountId: 'account of s1' }

const people = {
  agent1: staff('s1', 'agent', 'c1'),
  agent2: staff('s2', 'agent', 'c2'),
  executive: staff('s3', 'executive', null),
  technician1: staff('t1', 'technician', 'c1'),
  technician2: staff('t2', 'technician', 'c2'),
  colleague: staff('t3', 'technician', 'c1'),
  administrator: staff('a1', 'systemAdministrator', null),
  owner: resident('k1'),
  neighbour: resident('k2'),
}

for (const [what, change, hearers] of [
  ['a request', request, ['agent1', 'executive', 'owner']],
  ['a request without a customer', { ...request, customerId: null }, ['agent1', 'executive']],
  ['an order in the pool', order(null), ['agent1', 'executive', 'technician1', 'colleague']],
  ['an assigned order', order('t1'), ['agent1', 'executive', 'technician1']],
  ['an order assigned elsewhere', order('t2'), ['agent1', 'executive', 'technician2']],
  ['an order taken from the pool', order('t1', null), ['agent1', 'executive', 'technician1', 'colleague']],
  ['an order handed over', order('t1', 't3'), ['agent1', 'executive', 'technician1', 'colleague']],
  ['a notice', notice, ['agent1']],
] as const) {
  test(`${what} is heard by ${hearers.join(', ')}`, () => {
    const heard = Object.entries(people).flatMap(([name, actor]) => (mayHear(actor, change) ? [name] : []))
    assert.deepEqual(heard.sort(), [...hearers].sort())
  })
}

test('of many events on one record the last counts; other kinds are nobody’s page', () => {
  const event = { name: 'x', recordKind: 'workOrder', recordId: 'o', seq: 1, communityId: 'c1' }
  const changes = changesOf([
    { ...event, version: 2, ids: { assigneeId: 't1', previousAssigneeId: null } },
    { ...event, version: 3, ids: { assigneeId: 't2', previousAssigneeId: 't1' } },
    { ...event, recordKind: 'organization', recordId: 'x', version: 1 },
  ])
  assert.equal(changes.length, 1)
  assert.deepEqual([changes[0]?.version, changes[0]?.assigneeId, changes[0]?.previousAssigneeId], [3, 't2', null])
})

test('messages stay below what PostgreSQL takes and lose nothing', () => {
  const changes = Array.from({ length: 500 }, (_, n) => ({ ...order('t1', null), id: `${org}${n}` }))
  const messages = chunks(org, changes)
  for (const message of messages) assert.ok(Buffer.byteLength(message) <= 7000)
  const read = messages.flatMap((message) => JSON.parse(message).changes)
  assert.deepEqual(read, changes)
  assert.deepEqual(chunks(org, []), [])
})
