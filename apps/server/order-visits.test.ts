import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import type { Client } from '@sims/contracts/web'
import { takeTimedOrderSteps } from '#modules/orders'
import { requestLink } from '#modules/requests'
import { fireDueClocks } from '#platform/process'
import { hire, orderStep, refusal, repair, step, type TestCompany, testCompany, uploaded } from './testing.ts'

// Work in somebody's home: the agreed time, nobody there, the badge, the second person. Through HTTP and the database.

const MINUTE = 60_000
const log = { info: () => undefined, warn: () => undefined, error: () => undefined }
let company: TestCompany
let second: { id: string; api: Client }
before(async () => {
  company = await testCompany()
  second = await hire(company, 'second')
})
after(() => company.close())

const orderOf = (id: string) => company.staff.technician('getOrder', { params: { id } })
const at = (minutes: number) => new Date(company.clock.now.getTime() + minutes * MINUTE).toISOString()
/** What the worker of clocks does so many minutes from now. */
const look = async (minutes: number) => {
  const now = new Date(company.clock.now.getTime() + minutes * MINUTE)
  await fireDueClocks({ db: company.app.db, log, steps: { work_order: takeTimedOrderSteps(requestLink) } }, now)
  await company.app.relay.drain()
}
const told = async (api: Client) => (await api('listNotices', {})).items.map(({ title }) => title)
const taken = async () => {
  const made = await repair(company, { assignee: company.staffIds.technician as string })
  await orderStep(company.staff.technician, made.order, 'take')
  return made
}
const arrange = (order: string, minutes: number, api = company.staff.technician) =>
  orderStep(api, order, 'arrangeVisit', { visitFrom: at(minutes), visitTo: at(minutes + 60), way: 'phone' })

test('a time is agreed and changed; the customer sees when and who, and both are reminded an hour before', async () => {
  const { order, request, customer } = await taken()
  await arrange(order, 180)
  await arrange(order, 240, company.staff.agent)
  const { visit, timeline } = await orderOf(order)
  assert.equal(visit?.changes, 1)
  assert.equal(timeline.filter(({ step }) => step === 'arrangeVisit').length, 2, 'each change stands there')
  const seen = await customer('getRequest', { params: { id: request } })
  assert.deepEqual(seen.visits[0]?.from, visit?.agreed?.from)
  assert.equal(seen.orders[0]?.assignee?.name, '维修技师')
  await look(179)
  assert.ok(!(await told(customer)).includes('即将上门'), 'the first time does not count any more')
  await look(181)
  for (const api of [customer, company.staff.technician]) assert.ok((await told(api)).includes('即将上门'))
  await look(241)
  assert.ok((await told(company.staff.technician)).includes('到约定上门时间'))
})

test('a time that makes no sense is said at its field', async () => {
  const { order } = await taken()
  const fault = async (visitFrom: string, visitTo: string) => {
    const asked = orderStep(company.staff.technician, order, 'arrangeVisit', { visitFrom, visitTo, way: 'phone' })
    return (await refusal(asked)).fields?.map(({ path, code }) => `${path} ${code}`)
  }
  assert.deepEqual(await fault(at(60), at(0)), ['input.visitTo permits.backwards'])
  assert.deepEqual(await fault(at(-120), at(-60)), ['input.visitTo permits.over'])
})

test('nobody at home: with a picture, counted; the company’s clocks stand still, the promises do not, and it goes on at the next time', async () => {
  const { technician, agent } = company.staff
  const { order, request, customer } = await taken()
  const clocks = async () => {
    const { clocks: all } = await agent('getRequest', { params: { id: request } })
    return all.filter(({ state }) => state !== 'met').map(({ name, kind, state }) => `${name} ${kind} ${state}`)
  }
  const bare = await refusal(orderStep(technician, order, 'nobodyHome'))
  assert.deepEqual(
    bare.fields?.map(({ code }) => code),
    ['fields.photosNeeded'],
  )
  const photosDoor = [await uploaded(company)]
  await orderStep(technician, order, 'nobodyHome', { photosDoor, note: '敲门、电话均无人应答' })
  const waiting = await orderOf(order)
  assert.deepEqual([waiting.phase, waiting.visit?.nobodyHome], ['suspended', 1])
  assert.deepEqual(waiting.timeline[0]?.photos, photosDoor)
  const standing = await agent('getRequest', { params: { id: request } })
  assert.equal(standing.phase, 'suspended')
  assert.ok((await clocks()).some((clock) => clock.endsWith('internal paused')))
  assert.ok(!(await clocks()).some((clock) => clock.endsWith('promise paused')))
  const paused = standing.clocks.find(({ state }) => state === 'paused')
  assert.match(paused?.explanation ?? '', /暂停计时：无人在家/)
  await company.app.relay.drain()
  assert.ok((await told(customer)).includes('上门时无人在家'))

  await arrange(order, 120, agent)
  assert.equal((await orderOf(order)).phase, 'suspended', 'until then nothing runs')
  await look(119)
  assert.equal((await orderOf(order)).phase, 'suspended')
  // two timers are due then, one after the other
  await look(120)
  await look(120)
  assert.deepEqual(
    [(await orderOf(order)).phase, (await orderOf(order)).timeline[0]?.step],
    ['assigned', 'resumeForVisit'],
  )
  assert.equal((await agent('getRequest', { params: { id: request } })).phase, 'assigned')
})

test('the customer confirms the badge, or the worker records it; once', async () => {
  const { technician } = company.staff
  const { order, request, customer } = await taken()
  assert.equal((await refusal(step(customer, request, 'confirmBadge'))).code, 'process.stepNotAllowed')
  await orderStep(technician, order, 'depart')
  await step(customer, request, 'confirmBadge')
  assert.equal((await orderOf(order)).visit?.badge?.by, 'customer')
  assert.equal((await refusal(step(customer, request, 'confirmBadge'))).code, 'process.stepNotAllowed')
  await orderStep(technician, order, 'start', { badgeShown: true })
  assert.equal((await orderOf(order)).visit?.badge?.by, 'customer', 'the customer’s word stays')

  const other = await taken()
  await orderStep(technician, other.order, 'start', { badgeShown: true })
  assert.equal((await orderOf(other.order)).visit?.badge?.by, 'worker')
})

test('where minors are alone or somebody is frail two go, and the second one is named', async () => {
  const { agent, technician } = company.staff
  const params = { id: company.homes[0] as string }
  await agent('setPremisesCare', { params, body: { kinds: ['minorsAlone'], note: '放学后仅孩子在家' } })
  assert.deepEqual((await agent('getPremisesCare', { params })).kinds, ['minorsAlone'])
  const { order } = await taken()
  const { visit, allowed } = await orderOf(order)
  assert.deepEqual([visit?.care, visit?.careNote], [['minorsAlone'], '放学后仅孩子在家'])
  assert.ok(
    allowed.find(({ key }) => key === 'start')?.form.some(({ key, required }) => key === 'companion' && required),
  )
  const faults = async (input: object) =>
    (await refusal(orderStep(technician, order, 'start', input as never))).fields?.map(({ code }) => code)
  assert.deepEqual(await faults({}), ['fields.required'])
  assert.deepEqual(await faults({ companion: company.staffIds.technician }), ['orders.sameCompanion'])
  await orderStep(technician, order, 'start', { companion: second.id })
  assert.equal((await orderOf(order)).visit?.companion, '李工')

  assert.equal((await refusal(technician('getPremisesCare', { params }))).code, 'access.forbidden')
  await agent('setPremisesCare', { params, body: { kinds: [] } })
  assert.deepEqual((await agent('getPremisesCare', { params })).kinds, [])
  assert.deepEqual((await orderOf((await taken()).order)).visit?.care, [])
})
