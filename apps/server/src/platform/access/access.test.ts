import assert from 'node:assert/strict'
import { test } from 'node:test'
import { ROLES, type Role } from '@sims/contracts'
import { type Actor, DomainError, systemActor } from '#kernel'
import { ADMINISTRATORS, assertMay, communitiesWith, may, type Permission, policy } from './index.ts'

const system = systemActor('01900000-0000-7000-8000-000000000001', 'Asia/Shanghai')
const staff = (...grants: [role: string, communityId: string | null][]): Actor => ({
  ...system,
  kind: 'staff',
  grants: grants.map(([role, communityId]) => ({ role, communityId })),
})
const resident: Actor = { ...system, kind: 'resident' }

// R resident, A agent, S steward, D dispatcher, T technician and the other field roles, L team lead, M manager,
// Q quality supervisor, E executive, H hr, P privacy officer, V archivist, 1 system, 2 security, 3 audit administrator
const letters: Record<string, Role[]> = {
  R: ['resident'],
  A: ['agent'],
  S: ['steward'],
  D: ['dispatcher'],
  T: ['technician', 'cleaner', 'gardener', 'guard', 'contractorWorker'],
  L: ['teamLead'],
  M: ['communityManager'],
  Q: ['qualitySupervisor'],
  E: ['executive'],
  H: ['hr'],
  P: ['privacyOfficer'],
  V: ['archivist'],
  1: ['systemAdministrator'],
  2: ['securityAdministrator'],
  3: ['auditAdministrator'],
}
const expected: Record<Permission, string> = {
  'estate.read': 'ASDTLMQEV12',
  'customers.read': 'ASDMP',
  'customers.create': 'ASM',
  'customers.reveal': 'ASMPQE',
  'residencies.verify': 'ASM',
  'proxies.manage': 'ASM',
  'invitations.create': 'ASM',
  'staff.read': 'ASDLMQEH12',
  'staff.manage': '1',
  'backups.manage': '1',
  'duty.read': 'ASDTLMQEH',
  'duty.manage': 'DM',
  'duty.call': 'ASDLMQE',
  'complaints.handle': 'MQE',
  'complaints.oversee': 'QE',
  'requests.read': 'RASDLMQEV',
  'requests.report': 'RASDLM',
  'permits.read': 'DLMQE',
  'orders.read': 'ASDTLMQE',
  'orders.print': 'ASDTLM',
  'estate.import': 'ME1',
  'assets.read': 'ASDTLMQE',
  'assets.manage': 'LM',
  'contractors.read': 'ASDLMQE',
  'contractors.manage': 'ME',
  'parts.read': 'ASDTLMQE',
  'parts.manage': 'LM',
  'customers.import': 'ME',
  'imports.manage': 'ME',
  'statistics.read': 'DLMQE',
  'process.read': 'RASDTLMQEV12',
  'rules.read': 'MQE1',
  'rules.edit': 'MQ1',
  'rules.publish': 'E1',
  'messages.manage': '1',
  'apiKeys.manage': '1',
  'hooks.manage': '1',
}

for (const [permission, holders] of Object.entries(expected) as [Permission, string][]) {
  test(`${permission} is held by exactly ${holders}`, () => {
    const allowed = new Set([...holders].flatMap((letter) => letters[letter] ?? []))
    for (const role of ROLES) {
      const actor = role === 'resident' ? resident : staff([role, null])
      assert.equal(may(actor, permission), allowed.has(role), role)
    }
  })
}

test('no administrator holds a permission on customers, requests or orders', () => {
  for (const role of ADMINISTRATORS)
    for (const [permission, roles] of Object.entries(policy))
      if (/^(customers|residencies|invitations|requests|orders)\./.test(permission))
        assert.ok(!(roles as readonly string[]).includes(role), `${role} ${permission}`)
})

test('a grant in one community gives nothing in another', () => {
  const agent = staff(['agent', 'c1'], ['cleaner', null])
  assert.equal(may(agent, 'customers.read', 'c1'), true)
  assert.equal(may(agent, 'customers.read', 'c2'), false)
  assert.equal(may(agent, 'customers.read'), true)
  assert.deepEqual(communitiesWith(agent, 'customers.read'), ['c1'])
  assert.equal(communitiesWith(agent, 'orders.read'), 'all')
  assert.deepEqual(communitiesWith(agent, 'staff.manage'), [])
  assert.throws(
    () => assertMay(agent, 'customers.read', 'c2'),
    (error: unknown) => error instanceof DomainError && error.code === 'access.forbidden',
  )
  assert.doesNotThrow(() => assertMay(agent, 'customers.read', 'c1'))
})

test('staff granted the role of a resident gain nothing by it; nobody without a grant may anything', () => {
  assert.equal(may(staff(['resident', null]), 'requests.report'), false)
  for (const permission of Object.keys(policy) as Permission[]) assert.equal(may(staff(), permission), false)
})

test('the server itself may everything', () => {
  assert.equal(may(system, 'staff.manage'), true)
  assert.equal(communitiesWith(system, 'requests.read'), 'all')
})
