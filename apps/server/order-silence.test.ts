import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import type { Client } from '@sims/contracts/web'
import { takeTimedOrderSteps } from '#modules/orders'
import { requestLink } from '#modules/requests'
import { fireDueClocks } from '#platform/process'
import { hire, orderStep, repair, type TestCompany, testCompany } from './testing.ts'

// An order that somebody has and does not take: the worker of timers on a real database, told and seen through HTTP.

const MINUTE = 60_000
const log = { info: () => undefined, warn: () => undefined, error: () => undefined }
let company: TestCompany
let colleague: { id: string; api: Client }
let dispatcher: Client
before(async () => {
  company = await testCompany()
  colleague = await hire(company, 'colleague')
  dispatcher = (await hire(company, 'dispatcher', [{ role: 'dispatcher', communityId: null }])).api
})
after(() => company.close())

/** What the worker does at the moment so many minutes from now. */
const look = (minutes: number) =>
  fireDueClocks(
    { db: company.app.db, log, steps: { work_order: takeTimedOrderSteps(requestLink) } },
    new Date(company.clock.now.getTime() + minutes * MINUTE),
  )
const assigned = (urgency: '1' | '3' = '3') =>
  repair(company, { urgency, assignee: company.staffIds.technician as string })
const orderOf = async (id: string) => dispatcher('getOrder', { params: { id } })
const told = async (api: Client, id: string) =>
  (await api('listNotices', {})).items.filter(({ recordId }) => recordId === id).map(({ title }) => title)

test('an order that nobody takes within the hour of its category goes back to the pool, and both are told', async () => {
  const { order, request } = await assigned()
  await look(59)
  assert.equal((await orderOf(order)).assignee?.id, company.staffIds.technician)
  await look(60)
  await look(60)
  const back = await orderOf(order)
  assert.deepEqual([back.phase, back.assignee, back.silences], ['new', null, 1])
  assert.equal(back.timeline[0]?.title, '逾期未接单，退回工单池')
  assert.deepEqual(back.timeline[0]?.details, [{ label: '未接单人员', value: '维修技师' }])
  const { phase, allowed } = await company.staff.agent('getRequest', { params: { id: request } })
  assert.equal(phase, 'assigned', 'its request waits with the order in the pool')
  assert.ok(allowed.length > 0)
  await company.app.relay.drain()
  assert.ok((await told(company.staff.technician, order)).includes('工单已退回工单池'))
  assert.ok((await told(dispatcher, order)).includes('工单逾期未接单'))

  await orderStep(dispatcher, order, 'dispatch', { assignee: colleague.id })
  await look(59)
  assert.equal((await orderOf(order)).assignee?.id, colleague.id, 'whoever gets it next has the whole hour')
  await look(60)
  assert.equal((await orderOf(order)).silences, 2)
})

test('what is urgent waits ten minutes, day and night', async () => {
  const { order } = await assigned('1')
  await look(9)
  assert.equal((await orderOf(order)).phase, 'assigned')
  await look(10)
  assert.equal((await orderOf(order)).phase, 'new')
})

test('whoever has taken it, or is on the way, keeps it; the customer reads that somebody has set out', async () => {
  const [taken, onTheWay] = [await assigned(), await assigned()]
  const { technician } = company.staff
  await orderStep(technician, taken.order, 'take')
  await orderStep(technician, onTheWay.order, 'depart')
  await look(600)
  for (const { order } of [taken, onTheWay])
    assert.equal((await orderOf(order)).assignee?.id, company.staffIds.technician)
  const set = await orderOf(onTheWay.order)
  assert.ok(set.departedAt)
  assert.ok(!(await technician('getOrder', { params: { id: onTheWay.order } })).allowed.some((s) => s.key === 'depart'))
  await company.app.relay.drain()
  const read = (await onTheWay.customer('listNotices', {})).items
  assert.ok(read.some(({ title }) => title === '维修人员已出发'))
})

test('a request that somebody works on is locked before its orders: the timer waits for the next look', async () => {
  const { order, request } = await assigned()
  const { owner } = company.database
  await owner.query('begin')
  try {
    await owner.query('select from service_request where id = $1 for update', [request])
    await look(60)
    assert.equal((await orderOf(order)).phase, 'assigned')
  } finally {
    await owner.query('rollback')
  }
  await look(60)
  assert.equal((await orderOf(order)).phase, 'new')
})
