import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import type { Client } from '@sims/contracts/web'
import { takeTimedOrderSteps } from '#modules/orders'
import { requestLink } from '#modules/requests'
import { fireDueClocks } from '#platform/process'
import {
  anywhere,
  changeCategory,
  hire,
  orderStep,
  refusal,
  repair,
  type TestCompany,
  testCompany,
  uploaded,
} from './testing.ts'

// Permits for dangerous work, through HTTP and the database: nothing begins without one, nothing goes on when it is over.

const MINUTE = 60_000
const log = { info: () => undefined, warn: () => undefined, error: () => undefined }
let company: TestCompany
let lead: { id: string; api: Client }
let both: { id: string; api: Client }
before(async () => {
  company = await testCompany()
  lead = await hire(company, 'lead', anywhere('teamLead'))
  both = await hire(company, 'both', [...anywhere('technician'), ...anywhere('teamLead')])
})
after(() => company.close())

const orderOf = (id: string, api = company.staff.technician) => api('getOrder', { params: { id } })
const keys = async (id: string, api?: Client) => (await orderOf(id, api)).allowed.map(({ key }) => key)
const at = (minutes: number) => new Date(company.clock.now.getTime() + minutes * MINUTE)
const look = () =>
  fireDueClocks({ db: company.app.db, log, steps: { work_order: takeTimedOrderSteps(requestLink) } }, company.clock.now)
const faults = async (call: Promise<unknown>) =>
  (await refusal(call)).fields?.map(({ path, code }) => `${path} ${code}`)

/** An application for work at height, from now on for so many minutes. */
const height = (minutes = 60, more = {}) => ({
  permitKind: 'height',
  work: '更换三楼楼道顶灯',
  measuresHeight: ['harness', 'ladder', 'cordon', 'weather'],
  guardian: both.id,
  validFrom: at(0).toISOString(),
  validTo: at(minutes).toISOString(),
  ...more,
})
/** Lets time pass while everybody keeps their session alive. */
async function pass(minutes: number): Promise<void> {
  for (let left = minutes; left > 0; left -= 10) {
    company.clock.forward(Math.min(left, 10) * MINUTE)
    const { agent, manager, technician } = company.staff
    for (const api of [agent, manager, technician, lead.api, both.api]) await api('whoAmI')
  }
}
const siteCheck = ['safe', 'people', 'tools']
const numbers = async (id: string) => (await orderOf(id)).permits.map(({ number }) => number)

/** An order that the technician has taken, and declared dangerous. */
async function dangerous(): Promise<{ order: string; request: string }> {
  const { order, request } = await repair(company, { assignee: company.staffIds.technician as string })
  await orderStep(company.staff.technician, order, 'take')
  await orderStep(company.staff.technician, order, 'requirePermit', { permitKind: 'height', reason: '顶灯高 4 米' })
  return { order, request }
}
/** The same with a permit in force. */
async function permitted(minutes = 60) {
  const made = await dangerous()
  await orderStep(company.staff.technician, made.order, 'askPermit', height(minutes))
  const [number = ''] = await numbers(made.order)
  await orderStep(lead.api, made.order, 'issuePermit', { application: number, note: '注意楼道行人' })
  return { ...made, number }
}

test('declared dangerous, work does not begin before somebody else has issued the permit', async () => {
  const { technician } = company.staff
  const { order } = await dangerous()
  assert.deepEqual((await orderOf(order)).permitKinds, ['height'])
  assert.ok(!(await keys(order)).includes('start'))
  assert.equal((await refusal(orderStep(technician, order, 'start'))).code, 'process.permitMissing')

  assert.deepEqual(
    await faults(orderStep(technician, order, 'askPermit', height(60, { measuresHeight: ['harness'] }))),
    ['input.measuresHeight fields.checklistOpen'],
  )
  await orderStep(technician, order, 'askPermit', height())
  assert.equal(
    (await refusal(orderStep(technician, order, 'start'))).code,
    'process.permitMissing',
    'applied is not issued',
  )
  const [asked] = (await orderOf(order)).permits
  assert.deepEqual([asked?.standing, asked?.kind, asked?.guardian], ['asked', 'height', '李工'])
  assert.equal(asked?.measures[0]?.['zh-CN'], '安全带完好，高挂低用')
  await company.app.relay.drain()
  assert.ok((await lead.api('listNotices', {})).items.some(({ title }) => title === '作业票待审批'))

  await orderStep(lead.api, order, 'issuePermit', { application: asked?.number, note: '注意楼道行人' })
  const [issued] = (await orderOf(order)).permits
  assert.deepEqual([issued?.standing, issued?.decidedBy, issued?.decision], ['inForce', '李工', '注意楼道行人'])
  await orderStep(technician, order, 'start')
  const { timeline } = await orderOf(order)
  assert.deepEqual(
    timeline.slice(0, 4).map(({ title }) => title),
    ['开工', '签发作业票', '申请作业票', '列为危险作业'],
  )
})

test('a category that names a permit needs nobody to declare it', async () => {
  await changeCategory(company, 'waterLeak', { permits: ['liveElectrical'] })
  const { order } = await repair(company, { assignee: company.staffIds.technician as string })
  await orderStep(company.staff.technician, order, 'take')
  assert.deepEqual((await orderOf(order)).permitKinds, ['liveElectrical'])
  assert.equal((await refusal(orderStep(company.staff.technician, order, 'start'))).code, 'process.permitMissing')
  await changeCategory(company, 'waterLeak', { permits: [] })
})

test('four eyes: nobody issues what they have applied for, nor watches over themselves', async () => {
  const { order } = await repair(company, { assignee: both.id })
  await orderStep(both.api, order, 'take')
  assert.deepEqual(await faults(orderStep(both.api, order, 'askPermit', height())), [
    'input.guardian permits.ownGuardian',
  ])
  await orderStep(both.api, order, 'askPermit', height(60, { guardian: lead.id }))
  assert.ok(!(await keys(order, both.api)).includes('issuePermit'))
  const own = (await orderOf(order, both.api)).permits[0]?.number
  const refused = await refusal(orderStep(both.api, order, 'issuePermit', { application: own }))
  assert.equal(refused.code, 'process.stepNotAllowed')
})

test('the applicant of one of two applications cannot decide on that one', async () => {
  const { order } = await repair(company, { assignee: both.id })
  await orderStep(both.api, order, 'take')
  await orderStep(both.api, order, 'askPermit', height(60, { guardian: lead.id }))
  const own = (await orderOf(order, both.api)).permits[0]?.number
  await orderStep(both.api, order, 'transfer', { assignee: company.staffIds.technician, reason: '调休' })
  await orderStep(company.staff.technician, order, 'take')
  await orderStep(company.staff.technician, order, 'askPermit', height())
  const refused = await refusal(orderStep(both.api, order, 'issuePermit', { application: own }))
  assert.equal(refused.code, 'permits.ownApplication')
  await orderStep(lead.api, order, 'issuePermit', { application: own })
  const started = await refusal(orderStep(company.staff.technician, order, 'start'))
  assert.equal(started.code, 'process.permitMissing', 'what was issued to somebody else is not one’s own')
})

test('times that make no sense are said at their fields', async () => {
  const { technician } = company.staff
  const { order } = await dangerous()
  const ask = (more: object) => faults(orderStep(technician, order, 'askPermit', height(60, more)))
  const past = { validFrom: at(-120).toISOString(), validTo: at(-60).toISOString() }
  assert.deepEqual(await ask({ validTo: at(-1).toISOString() }), ['input.validTo permits.backwards'])
  assert.deepEqual(await ask(past), ['input.validTo permits.over'])
  assert.deepEqual(await ask({ validTo: at(169 * 60).toISOString() }), ['input.validTo permits.tooLong'])
  assert.deepEqual(await ask({ guardian: company.organizationId }), ['input.guardian fields.unknownReference'])
})

test('when the permit is over, work stops by itself, everybody who answers is told, and a new one lets it go on', async () => {
  const { technician } = company.staff
  const { order, request } = await permitted(60)
  await orderStep(technician, order, 'start')
  await pass(45)
  await look()
  assert.equal((await orderOf(order)).timeline[0]?.title, '作业票即将到期')
  await pass(15)
  await look()
  await look()
  const stopped = await orderOf(order)
  assert.deepEqual([stopped.phase, stopped.timeline[0]?.title], ['suspended', '作业票到期，停止作业'])
  assert.equal(stopped.permits[0]?.standing, 'expired')
  assert.equal((await company.staff.agent('getRequest', { params: { id: request } })).phase, 'suspended')
  await company.app.relay.drain()
  for (const api of [technician, lead.api]) {
    assert.ok((await api('listNotices', {})).items.some(({ title }) => title === '作业票到期，停止作业'))
  }
  await orderStep(technician, order, 'resume')
  assert.equal((await refusal(orderStep(technician, order, 'start'))).code, 'process.permitMissing')
  await orderStep(technician, order, 'askPermit', height())
  await orderStep(lead.api, order, 'issuePermit', { application: (await numbers(order))[0] })
  await orderStep(technician, order, 'start')
})

test('a second permit of the kind that goes on from the first keeps work going', async () => {
  const { technician } = company.staff
  const { order } = await permitted(30)
  await orderStep(technician, order, 'start')
  const longer = { validFrom: at(20).toISOString(), validTo: at(90).toISOString() }
  await orderStep(technician, order, 'askPermit', height(60, longer))
  await orderStep(lead.api, order, 'issuePermit', { application: (await numbers(order))[0] })
  await pass(40)
  await look()
  assert.equal((await orderOf(order)).phase, 'executing')
  await pass(50)
  await look()
  assert.equal((await orderOf(order)).phase, 'suspended')
})

test('nobody reports done, nor closes by force, while a permit is open; it is closed with a check of the site', async () => {
  const { technician, manager } = company.staff
  const { order, number } = await permitted()
  await orderStep(technician, order, 'start')
  const { checklist } = await orderOf(order)
  const report = async () =>
    orderStep(technician, order, 'reportDone', {
      checklist: checklist.map(({ key }) => key),
      photosAfter: [await uploaded(company)],
    })
  assert.equal((await refusal(report())).code, 'process.permitOpen')
  assert.equal((await refusal(orderStep(manager, order, 'forceClose', { reason: '赶工' }))).code, 'process.permitOpen')
  assert.deepEqual(await faults(orderStep(technician, order, 'closePermit', { permit: number, siteCheck: ['safe'] })), [
    'input.siteCheck fields.checklistOpen',
  ])
  await orderStep(technician, order, 'closePermit', { permit: number, siteCheck })
  const [closed] = (await orderOf(order)).permits
  assert.deepEqual([closed?.standing, closed?.closedBy], ['closed', '维修技师'])
  await report()
})

test('managers see the permits of their communities: in force, to be decided, all', async () => {
  const { manager, agent, technician } = company.staff
  const { order } = await permitted()
  const list = async (api: Client, queue: 'open' | 'asked' | 'all') =>
    (await api('listPermits', { query: { queue } })).items.filter((one) => one.order.id === order)
  const [open] = await list(manager, 'open')
  assert.deepEqual([open?.standing, open?.order.categoryNames['zh-CN']], ['inForce', '给排水漏水'])
  assert.deepEqual(await list(manager, 'asked'), [])
  assert.equal((await list(manager, 'all')).length, 1)
  assert.equal((await refusal(agent('listPermits', {}))).code, 'access.forbidden')
  assert.equal((await refusal(technician('listPermits', {}))).code, 'access.forbidden')
  await orderStep(technician, order, 'return', { reason: '身体不适' })
  await orderStep(manager, order, 'closePermit', { permit: open?.number, siteCheck })
  assert.deepEqual(await list(manager, 'open'), [])
})

test('a technician sees whom to hand work over to, and nobody’s phone', async () => {
  const { items } = await company.staff.technician('listColleagues', {})
  assert.ok(items.some(({ id }) => id === both.id) && items.some(({ id }) => id === lead.id))
  assert.ok(!items.some(({ id }) => id === company.staffIds.technician))
  assert.deepEqual(Object.keys(items[0] ?? {}).sort(), ['id', 'name', 'openOrders'])
  assert.equal((await refusal((await company.resident(1)).api('listColleagues', {}))).code, 'access.forbidden')
})
