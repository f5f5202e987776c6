import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { DEFAULT_DEFINITIONS } from '#platform/process'
import { orderStep, refusal, repair, step, type TestCompany, testCompany, uploaded } from './testing.ts'

// Several orders for one request, and the end that a supervisor answers for: through HTTP and the database.

let company: TestCompany
before(async () => {
  company = await testCompany()
})
after(() => company.close())

const assignee = () => company.staffIds.technician as string
const requestOf = (id: string) => company.staff.agent('getRequest', { params: { id } })

/** Does the work of an order from taking it to reporting it done. */
async function done(order: string): Promise<void> {
  const { technician } = company.staff
  const { checklist } = await technician('getOrder', { params: { id: order } })
  await orderStep(technician, order, 'take')
  await orderStep(technician, order, 'start')
  const photosAfter = [await uploaded(company)]
  await orderStep(technician, order, 'reportDone', { checklist: checklist.map(({ key }) => key), photosAfter })
}

test('a second order is dispatched while the first is being done; the request waits for both', async () => {
  const { manager, technician } = company.staff
  const { request, order } = await repair(company, { assignee: assignee() })
  await orderStep(technician, order, 'take')
  await orderStep(technician, order, 'start')
  assert.equal((await requestOf(request)).phase, 'executing')
  await step(manager, request, 'dispatchMore', { assignee: assignee(), note: '电工配合断电' })
  const { orders } = await requestOf(request)
  assert.deepEqual(
    orders.map(({ phase }) => phase),
    ['executing', 'assigned'],
    'the desk shows both',
  )
  const second = orders.find(({ id }) => id !== order)?.id as string
  await done(second)
  assert.equal((await requestOf(request)).phase, 'executing', 'one of two is done')
  assert.equal((await refusal(step(company.staff.agent, request, 'settle'))).code, 'process.stepNotAllowed')
  const { checklist } = await technician('getOrder', { params: { id: order } })
  const photosAfter = [await uploaded(company)]
  await orderStep(technician, order, 'reportDone', { checklist: checklist.map(({ key }) => key), photosAfter })
  assert.equal((await requestOf(request)).phase, 'feedback')
})

test('a supervisor closes an order by force with a reason, nobody else, and not without one', async () => {
  const { manager, agent, technician } = company.staff
  const { request, order } = await repair(company, { assignee: assignee() })
  await orderStep(technician, order, 'take')
  for (const api of [agent, technician]) {
    assert.equal((await refusal(orderStep(api, order, 'forceClose', { reason: '试' }))).code, 'process.stepNotAllowed')
  }
  const bare = await refusal(orderStep(manager, order, 'forceClose'))
  assert.deepEqual(
    bare.fields?.map(({ path, code }) => `${path} ${code}`),
    ['input.reason fields.required'],
  )
  await orderStep(manager, order, 'forceClose', { reason: '业主自行请人修好' })
  const closed = await manager('getOrder', { params: { id: order } })
  assert.deepEqual([closed.phase, closed.timeline[0]?.details[0]?.value], ['settled', '业主自行请人修好'])
  assert.equal((await requestOf(request)).phase, 'feedback')
})

test('complaints have neither orders nor an end by force: nobody closes one over its customer’s head', () => {
  const { complaint } = DEFAULT_DEFINITIONS
  assert.ok(complaint.steps.every(({ verb }) => verb !== 'forceClose' && verb !== 'dispatch'))
  assert.ok(complaint.steps.every(({ effects = [] }) => effects.every(({ name }) => name !== 'createOrder')))
})
