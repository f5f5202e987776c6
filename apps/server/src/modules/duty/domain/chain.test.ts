import assert from 'node:assert/strict'
import { test } from 'node:test'
import { type Chain, callOrder, type Holders, rolesOf } from './chain.ts'

const chain: Chain = {
  steps: (['first', 'second', 'third', 'dutyManager', 'communityManager', 'executive'] as const).map((to) => ({ to })),
}

const on = (post: 'serviceDesk' | 'engineering' | 'manager', order: number, accountId: string) => ({
  post,
  order,
  accountId,
})
const roster = [
  on('manager', 1, 'm'),
  on('serviceDesk', 2, 'b'),
  on('engineering', 1, 'e'),
  on('serviceDesk', 1, 'a'),
  on('serviceDesk', 1, 'c'),
]
const holders: Holders = new Map([
  ['agent', ['a', 'x']],
  ['communityManager', ['m', 'n']],
  ['executive', ['z']],
])

test('a record calls its post by order, the managers on duty, then roles; nobody twice', () => {
  assert.deepEqual(callOrder(chain, 'serviceRequest', roster, holders), [['a', 'c'], ['b'], ['m'], ['n'], ['z']])
  assert.deepEqual(callOrder(chain, 'workOrder', roster, holders), [['e'], ['m'], ['n'], ['z']])
})

test('with nobody on the post its desk is called first; the places in the roster count, not their numbers', () => {
  assert.deepEqual(callOrder(chain, 'serviceRequest', [], holders)[0], ['a', 'x'])
  const late = [on('engineering', 3, 'l'), on('engineering', 2, 'k')]
  assert.deepEqual(callOrder(chain, 'workOrder', late, new Map()), [['k'], ['l']])
})

test('an organization’s own chain: other steps in another order', () => {
  const own: Chain = { steps: [{ to: 'dutyManager' }, { to: 'executive' }] }
  assert.deepEqual(callOrder(own, 'serviceRequest', roster, holders), [['m'], ['z']])
  assert.ok(rolesOf(own).includes('executive') && !rolesOf(own).includes('communityManager'))
})
