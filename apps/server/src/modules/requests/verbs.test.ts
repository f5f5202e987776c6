import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { newId } from '#kernel'
import { orderStep, refusal, step, type TestCompany, testCompany } from '../../../testing.ts'

// What leads aside from the straight way, on requests and their orders together, through HTTP and the database.

let company: TestCompany
let owner: Awaited<ReturnType<TestCompany['resident']>>
before(async () => {
  company = await testCompany()
  owner = await company.resident(0)
})
after(() => company.close())

const TRIAGE = { urgency: '2', impact: '3', category: 'waterLeak', privatePart: true, inWarranty: true }
const WAIT = { cause: 'parts', reason: '等阀芯到货', until: '2026-12-01' }

const requestOf = (id: string) => company.staff.agent('getRequest', { params: { id } })
const clockOf = async (id: string, name: string) => (await requestOf(id)).clocks.find((clock) => clock.name === name)

/** A repair whose order the technician has claimed. */
async function dispatched(): Promise<{ id: string; order: string }> {
  const { agent, manager } = company.staff
  const id = newId()
  const placeId = company.homes[0] as string
  await owner.api('createRequest', { body: { id, category: 'waterLeak', placeId, description: '厨房水管漏水' } })
  await step(agent, id, 'accept')
  await step(agent, id, 'triage', TRIAGE)
  await step(manager, id, 'dispatch')
  const order = (await requestOf(id)).orders[0]?.id as string
  await orderStep(company.staff.technician, order, 'claim')
  return { id, order }
}

async function photo(): Promise<string> {
  const id = newId()
  await company.database.owner.query(
    `insert into file (organization_id, id, name, media_type, size, sha256, wrapped_key, uploaded_by, created_at)
     select organization_id, $1, 'a.jpg', 'image/jpeg', 1, '', '', id, now() from account where login = 'technician'`,
    [id],
  )
  return id
}

/** Worked on to the end, as often as somebody asks for it. */
async function done(order: string): Promise<void> {
  const { technician } = company.staff
  await orderStep(technician, order, 'start')
  const { checklist } = await technician('getOrder', { params: { id: order } })
  const photosAfter = [await photo()]
  await orderStep(technician, order, 'reportDone', { checklist: checklist.map((item) => item.key), photosAfter })
}

test('an order that waits suspends its request: internal clocks stand still, the promise runs on, both go on together', async () => {
  const { technician } = company.staff
  const { id, order } = await dispatched()
  await orderStep(technician, order, 'suspend', WAIT)
  assert.equal((await requestOf(id)).phase, 'suspended')
  assert.equal((await clockOf(id, 'result'))?.state, 'paused')
  await orderStep(technician, order, 'resume')
  assert.equal((await requestOf(id)).phase, 'assigned')
  assert.equal((await clockOf(id, 'result'))?.state, 'running')
  await done(order)
  assert.equal((await requestOf(id)).phase, 'feedback')
})

test('of two orders one that waits does not suspend the request, the second does', async () => {
  const { technician, manager } = company.staff
  const { id, order } = await dispatched()
  await step(manager, id, 'dispatchMore')
  const second = (await requestOf(id)).orders.find((one) => one.id !== order)?.id as string
  await orderStep(technician, order, 'suspend', WAIT)
  assert.equal((await requestOf(id)).phase, 'assigned')
  await orderStep(technician, second, 'claim')
  await orderStep(technician, second, 'suspend', WAIT)
  assert.equal((await requestOf(id)).phase, 'suspended')
})

test('the desk suspends a request with its orders; the customer reads why, and a reply lets its clock run on', async () => {
  const { agent, technician } = company.staff
  const { id, order } = await dispatched()
  await step(agent, id, 'suspend', { cause: 'customer', reason: '客户出差，周末回来' })
  assert.equal((await technician('getOrder', { params: { id: order } })).phase, 'suspended')
  const seen = await owner.api('getRequest', { params: { id } })
  assert.ok(seen.timeline[0]?.details.some(({ value }) => value === '客户出差，周末回来'))
  await step(owner.api, id, 'reply', { text: '我今天就回来' })
  assert.equal((await clockOf(id, 'result'))?.state, 'running')
  await step(agent, id, 'resume')
  assert.equal((await technician('getOrder', { params: { id: order } })).phase, 'assigned')
})

test('before anybody is dispatched it waits at the desk and goes on there', async () => {
  const { agent } = company.staff
  const id = newId()
  const body = { id, category: 'waterLeak', placeId: company.homes[0] as string, description: '漏水' }
  await owner.api('createRequest', { body })
  await step(agent, id, 'accept')
  await step(agent, id, 'suspend', { cause: 'approval', reason: '等业委会确认' })
  const allowed = (await requestOf(id)).allowed.map((one) => one.key)
  assert.ok(allowed.includes('resumeAtDesk') && !allowed.includes('resume'))
  await step(agent, id, 'resumeAtDesk')
  assert.equal((await requestOf(id)).phase, 'accepted')
})

test('rework sends the order back to its worker and promises a result anew', async () => {
  const { agent, technician } = company.staff
  const { id, order } = await dispatched()
  await done(order)
  assert.equal((await clockOf(id, 'result'))?.state, 'met')
  await step(agent, id, 'rework', { reason: '接口仍有渗水' })
  assert.equal((await technician('getOrder', { params: { id: order } })).phase, 'assigned')
  assert.equal((await clockOf(id, 'result'))?.state, 'running')
  await done(order)
  assert.equal((await requestOf(id)).phase, 'feedback')
})

test('a settled request is opened again by its customer, counted, and settled a second time', async () => {
  const { agent } = company.staff
  const { id, order } = await dispatched()
  await done(order)
  await step(agent, id, 'settle')
  assert.ok((await requestOf(id)).settledAt)
  const stranger = await company.resident(1)
  const { version } = await requestOf(id)
  const body = { step: 'reopen', version, input: { reason: '又漏了' } }
  assert.equal((await refusal(stranger.api('takeRequestStep', { params: { id }, body }))).code, 'http.notFound')
  await step(owner.api, id, 'reopen', { reason: '当天晚上又漏了' })
  const again = await requestOf(id)
  assert.deepEqual([again.reopened, again.settledAt, again.phase], [1, null, 'accepted'])
  assert.equal((await clockOf(id, 'result'))?.state, 'running')
  const { items } = await agent('listRequests', { query: { queue: 'open' } })
  assert.ok(items.some((one) => one.id === id))
  await assert.rejects(step(agent, id, 'forceClose', { reason: '客户不在国内' }), 'a manager’s to answer for')
  await step(company.staff.manager, id, 'forceClose', { reason: '客户长期失联，三次联系未成' })
  const end = await requestOf(id)
  assert.ok(end.settledAt && end.clocks.every(({ state }) => state === 'met' || state === 'cancelled'))
})

test('30 days after it was settled a request is not opened again: no button, and a refusal that says what to do', async () => {
  const { agent } = company.staff
  const { id, order } = await dispatched()
  await done(order)
  await step(agent, id, 'settle')
  const past = (interval: string) =>
    company.database.owner.query(`update service_request set settled_at = settled_at - $2::interval where id = $1`, [
      id,
      interval,
    ])
  const offered = async () =>
    (await owner.api('getRequest', { params: { id } })).allowed.some(({ key }) => key === 'reopen')
  await past('30 days')
  assert.equal(await offered(), true)
  await past('1 second')
  assert.equal(await offered(), false)
  for (const api of [owner.api, agent]) {
    const problem = await refusal(step(api, id, 'reopen', { reason: '又漏了' }))
    assert.deepEqual([problem.status, problem.code], [409, 'process.tooLate'])
    assert.match(problem.detail, /超过 30 天.*重新提交.*原单号/)
  }
  assert.equal((await requestOf(id)).phase, 'settled')
})

test('a supervisor closes an order, which then counts as done; its worker may not', async () => {
  const { technician, manager } = company.staff
  const { id, order } = await dispatched()
  const { version } = await technician('getOrder', { params: { id: order } })
  const body = { step: 'forceClose', version, input: { reason: '不想去' } }
  const refused = await refusal(technician('takeOrderStep', { params: { id: order }, body }))
  assert.equal(refused.code, 'process.stepNotAllowed')
  await orderStep(manager, order, 'forceClose', { reason: '客户自行修好，确认无需上门' })
  assert.equal((await requestOf(id)).phase, 'feedback')
})
