import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import type { Client } from '@sims/contracts/web'
import { newId } from '#kernel'
import { hire, orderStep, refusal, step, type TestCompany, testCompany } from '../../../testing.ts'

// Work that is passed on and declined, through HTTP and the database.

let company: TestCompany
let colleague: { id: string; api: Client }
before(async () => {
  company = await testCompany()
  colleague = await hire(company, 'colleague')
})
after(() => company.close())

const TRIAGE = { urgency: '2', impact: '3', category: 'waterLeak', privatePart: true, inWarranty: true }

/** An order that the technician has taken and passed on to the colleague. */
async function passedOn(): Promise<{ request: string; order: string }> {
  const { agent, manager, technician } = company.staff
  const id = newId()
  const body = { id, category: 'waterLeak', placeId: company.homes[0] as string, description: '水管漏水' }
  await agent('createRequest', { body: { ...body, caller: { name: '来电人', phone: '13900001111' } } })
  await step(agent, id, 'accept')
  await step(agent, id, 'triage', TRIAGE)
  await step(manager, id, 'dispatch', { assignee: company.staffIds.technician })
  const order = (await agent('getRequest', { params: { id } })).orders[0]?.id as string
  await orderStep(technician, order, 'take')
  await orderStep(technician, order, 'transfer', { assignee: colleague.id, reason: '调休' })
  return { request: id, order }
}
const allowed = async (api: Client, id: string) =>
  (await api('getOrder', { params: { id } })).allowed.map(({ key }) => key)
const decline = (api: Client, id: string, version: number) =>
  api('takeOrderStep', { params: { id }, body: { step: 'declineTransfer', version, input: { reason: '手上有急修' } } })

test('whoever gets an order by transfer may decline it: it is back with the sender, who is told, and no clock starts anew', async () => {
  const { agent, technician } = company.staff
  const { request, order } = await passedOn()
  const before = (await agent('getRequest', { params: { id: request } })).clocks
  assert.ok((await allowed(colleague.api, order)).includes('declineTransfer'))
  await company.app.relay.drain()
  await orderStep(colleague.api, order, 'declineTransfer', { reason: '手上有急修' })
  const back = await technician('getOrder', { params: { id: order } })
  assert.deepEqual([back.assignee?.id, back.phase], [company.staffIds.technician, 'assigned'])
  assert.ok(!(await allowed(technician, order)).includes('declineTransfer'), 'nobody passed it on to the sender')
  assert.equal(back.timeline[0]?.title, '拒绝转单')
  assert.deepEqual(back.timeline[0]?.details, [{ label: '原因', value: '手上有急修' }])
  assert.deepEqual((await agent('getRequest', { params: { id: request } })).clocks, before)
  await company.app.relay.drain()
  const told = (await technician('listNotices', {})).items.filter(({ recordId }) => recordId === order)
  assert.equal(told[0]?.title, '转单被拒绝')
  assert.equal((await refusal(colleague.api('getOrder', { params: { id: order } }))).status, 404)
})

test('only whoever it was passed on to declines, once, and not after it was taken or given out anew', async () => {
  const { manager, technician } = company.staff
  const { order } = await passedOn()
  const { version } = await colleague.api('getOrder', { params: { id: order } })
  assert.equal((await refusal(decline(technician, order, version))).status, 404, 'it is not the sender’s any more')
  const both = await Promise.allSettled([
    decline(colleague.api, order, version),
    decline(colleague.api, order, version),
  ])
  assert.deepEqual(both.map(({ status }) => status).sort(), ['fulfilled', 'rejected'])

  const taken = await passedOn()
  await orderStep(colleague.api, taken.order, 'take')
  const refused = await refusal(orderStep(colleague.api, taken.order, 'declineTransfer', { reason: '来不了' }))
  assert.equal(refused.code, 'process.stepNotAllowed')

  const given = await passedOn()
  await orderStep(manager, given.order, 'dispatch', { assignee: company.staffIds.technician })
  assert.ok(!(await allowed(technician, given.order)).includes('declineTransfer'))
})
