import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import type { Call } from '@sims/contracts/web'
import { HOUR, MINUTE, newId } from '#kernel'
import { fireDueClocks } from '#platform/process'
import { orderStep, step, type TestCompany, testCompany } from '../../../testing.ts'
import { onDuty } from './ringing.ts'

// What calls the duty at night besides repairs: a complaint about a danger, and a work order that comes back to the pool.

let company: TestCompany
const silent = { info: () => undefined, warn: () => undefined, error: () => undefined }
before(async () => {
  company = await testCompany()
  const { communityId, organizationId, staffIds } = company
  await company.database.owner.query(
    `insert into role_grant (organization_id, id, staff_id, role, community_id) values ($1, $2, $3, 'agent', $4)`,
    [organizationId, newId(), staffIds.technician, communityId],
  )
  const turn = (who: string, post: 'serviceDesk' | 'engineering' | 'manager', order: number, date: string) => ({
    ...{ date, from: '18:00', to: '08:30', post, order },
    staffId: staffIds[who] as string,
  })
  const night = [
    turn('agent', 'serviceDesk', 1, '2026-03-02'),
    turn('technician', 'serviceDesk', 2, '2026-03-02'),
    turn('manager', 'manager', 1, '2026-03-02'),
    turn('technician', 'engineering', 1, '2026-03-03'),
  ]
  await company.staff.manager('setDuty', {
    body: { communityId, from: '2026-03-02', to: '2026-03-03', shifts: night },
  })
})
after(() => company.close())

/** A moment of the company's day in March 2026; nobody signs in anew when the clock jumps. */
async function at(day: number, hour: number) {
  company.clock.now = new Date(Date.parse('2026-02-28T16:00:00Z') + (day - 1) * 24 * HOUR + hour * HOUR)
  await company.database.owner.query(
    `update session set last_seen_at = $1, expires_at = $1::timestamptz + interval '1 day'`,
    [company.clock.now],
  )
}
async function report(more: Pick<Call<'createRequest'>['body'], 'kind' | 'category' | 'urgency'>) {
  const id = newId(company.clock.now.getTime())
  const caller = { name: '王先生', phone: '13900002222' }
  const body = { id, placeId: company.homes[0] as string, description: '配电箱冒烟', channel: 'phone' as const, caller }
  await company.staff.agent('createRequest', { body: { ...body, ...more } })
  return id
}
async function calls(id: string): Promise<[string, number][]> {
  await fireDueClocks({ db: company.app.db, log: silent }, company.clock.now)
  await company.app.relay.drain()
  const { rows } = await company.database.owner.query(
    `select a.login, (n.params ->> 'call')::int as call from notice n join account a on a.id = n.account_id
     where n.kind = 'dutyRung' and n.record_id = $1 order by 2, 1`,
    [id],
  )
  return rows.map((row) => [row.login, row.call])
}

test('a complaint about a danger calls the duty, never whom it is about: the next is called in their place', async () => {
  await at(2, 20)
  const id = await report({ kind: 'complaint', category: 'complainSecurity', urgency: 1 })
  await company.database.owner.query('update service_request set hidden_from = $2 where id = $1', [
    id,
    [company.staffIds.agent],
  ])
  assert.deepEqual(await calls(id), [['technician', 1]])
  company.clock.forward(10 * MINUTE)
  assert.deepEqual((await calls(id)).at(-1), ['manager', 2])
  const { items } = await company.staff.agent('listDutyCalls', {})
  assert.ok(!items.some((call) => call.id === id), 'whom it is about sees no call either')
  await step(company.staff.technician, id, 'accept')
  company.clock.forward(HOUR)
  assert.equal((await calls(id)).length, 2)
})

test('what can wait calls nobody: an ordinary complaint, a question', async () => {
  await at(2, 20)
  for (const more of [
    { kind: 'complaint' as const, category: 'complainSecurity', urgency: 3 },
    { kind: 'inquiry' as const, category: 'askCharges', urgency: 1 },
  ])
    assert.deepEqual(await calls(await report(more)), [])
})

test('an urgent order that comes back to the pool at night calls the engineers, each time it does', async () => {
  const { technician, agent } = company.staff
  await at(3, 10)
  const id = await report({ kind: 'repair', category: 'waterLeak', urgency: 1 })
  await step(agent, id, 'accept')
  await step(agent, id, 'triage', {
    ...{ category: 'waterLeak', urgency: '1', impact: '1' },
    ...{ privatePart: false, inWarranty: true },
  })
  await step(agent, id, 'dispatch', {})
  const [order] = (await agent('getRequest', { params: { id } })).orders
  const orderId = order?.id as string
  await orderStep(technician, orderId, 'claim')
  await at(3, 11)
  await orderStep(technician, orderId, 'return', { reason: '材料不够' })
  assert.deepEqual(await calls(orderId), [], 'by day the pool is looked at')

  await orderStep(technician, orderId, 'claim')
  await at(3, 21)
  await orderStep(technician, orderId, 'return', { reason: '需要两人' })
  assert.deepEqual(await calls(orderId), [['technician', 1]])
  const [ringing] = (await technician('listDutyCalls', {})).items
  assert.deepEqual([ringing?.recordKind, ringing?.id, ringing?.mine], ['workOrder', orderId, true])
  await orderStep(technician, orderId, 'claim')
  assert.deepEqual((await technician('listDutyCalls', {})).items, [])

  await at(3, 22)
  await orderStep(technician, orderId, 'return', { reason: '仍需支援' })
  await calls(orderId)
  const again = (await technician('listDutyCalls', {})).items
  assert.deepEqual([again[0]?.id, again[0]?.call, again[0]?.mine], [orderId, 1, true])

  await step(agent, id, 'cancel', { reason: '客户已自行处理' })
  assert.deepEqual(
    (await technician('listDutyCalls', {})).items,
    [],
    'what is cancelled with its request rings no more',
  )
})

test('who has left is not called from the first hour of that day on, by the company’s own time', async () => {
  const { app, organizationId, communityId, database, staffIds } = company
  await database.owner.query(`update staff set left_on = '2026-03-10' where id = $1`, [staffIds.manager])
  // nobody is rostered: the desk, then the manager
  const countAt = (moment: string) =>
    app.db.transaction(organizationId, async (tx) => {
      const { calls: steps } = await onDuty(tx, 'serviceRequest', communityId, new Date(moment))
      return steps.length
    })
  assert.equal(await countAt('2026-03-09T23:30:00+08:00'), 2)
  assert.equal(await countAt('2026-03-10T00:30:00+08:00'), 1)
})
