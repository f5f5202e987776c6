import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import type { FollowUp } from '@sims/contracts'
import { newId } from '#kernel'
import { changeCategory, orderStep, refusal, repair, step, type TestCompany, testCompany, uploaded } from './testing.ts'

// What a category says of the follow-up: until somebody has spoken with the customer after the work, or agreed on a re-check
// after a complaint, nothing is settled.

let company: TestCompany
before(async () => {
  company = await testCompany()
})
after(() => company.close())

const policy = (followUp: FollowUp) => changeCategory(company, 'waterLeak', { followUp, checklist: [] })

/** A repair of a resident whose work has been reported done. */
async function done() {
  const { technician } = company.staff
  const assignee = company.staffIds.technician as string
  const { request: id, order, customer: resident } = await repair(company, { assignee, urgency: '2' })
  await orderStep(technician, order, 'take')
  await orderStep(technician, order, 'start')
  await orderStep(technician, order, 'reportDone', { photosAfter: [await uploaded(company)] })
  return { id, resident }
}
const visit = async (id: string, name: string) =>
  (await company.staff.agent('getRequest', { params: { id } })).clocks.find((clock) => clock.name === name)?.state
const settle = (id: string) => step(company.staff.agent, id, 'settle')
const talk = { way: 'phone', said: '客户满意' }

test('always: settling waits for a recorded talk, rated or not', async () => {
  await policy('always')
  const { id, resident } = await done()
  assert.equal(await visit(id, 'followUp'), 'running')
  await step(resident, id, 'rate', { overall: 5, speed: 5, service: 5 })
  assert.equal((await refusal(settle(id))).code, 'process.followUpOwed')
  const { allowed } = await company.staff.agent('getRequest', { params: { id } })
  assert.ok(!allowed.some(({ key }) => key === 'settle'))
  await step(company.staff.agent, id, 'talk', talk)
  assert.equal(await visit(id, 'followUp'), 'met')
  await settle(id)
})

test('unrated: a rating is enough, without one a talk is owed', async () => {
  await policy('unrated')
  const rated = await done()
  await step(rated.resident, rated.id, 'rate', { overall: 4, speed: 5, service: 5 })
  await settle(rated.id)
  const silent = await done()
  assert.equal((await refusal(settle(silent.id))).code, 'process.followUpOwed')
  await step(company.staff.agent, silent.id, 'talk', talk)
  await settle(silent.id)
})

test('never: settled as before', async () => {
  await policy('never')
  const { id } = await done()
  assert.deepEqual([await visit(id, 'followUp'), await visit(id, 'followUpUnrated')], [undefined, undefined])
  await settle(id)
})

test('a report of something seen in a common area is asked about like a repair', async () => {
  await changeCategory(company, 'disturbance', { followUp: 'always', checklist: [], photos: 'none' })
  const { agent, manager, technician } = company.staff
  const { api } = await company.resident(3)
  const id = newId(company.clock.now.getTime())
  const placeId = company.homes[3] as string
  const body = { id, kind: 'report' as const, category: 'disturbance', placeId, description: '半夜装修' }
  await api('createRequest', { body })
  await step(agent, id, 'accept')
  const triage = { urgency: '3', impact: '2', category: 'disturbance', privatePart: false, inWarranty: false }
  await step(agent, id, 'triage', triage)
  await step(manager, id, 'dispatch', { assignee: company.staffIds.technician as string })
  const [order] = (await agent('getRequest', { params: { id } })).orders
  for (const name of ['take', 'start', 'reportDone']) await orderStep(technician, order?.id as string, name)
  assert.equal((await refusal(settle(id))).code, 'process.followUpOwed')
  await step(agent, id, 'talk', talk)
  await settle(id)
})

/** A complaint whose result was given and talked about. */
async function answered(followUp: FollowUp) {
  await changeCategory(company, 'complainCharges', { followUp })
  const { agent, manager } = company.staff
  const { api } = await company.resident(4)
  const id = newId(company.clock.now.getTime())
  const placeId = company.homes[4] as string
  const body = { id, kind: 'complaint' as const, category: 'complainCharges', placeId, description: '多收了一个月' }
  await api('createRequest', { body })
  await step(agent, id, 'accept')
  await step(agent, id, 'investigate', { truth: 'true', severity: 'ordinary', cause: '系统重复计费' })
  await step(manager, id, 'conclude', { text: '已退还' })
  await step(agent, id, 'talk', talk)
  return { id, api }
}

test('a complaint: what was improved is told and looked at again, or its customer has rated, as the category asks', async () => {
  const { agent } = company.staff
  const { id } = await answered('always')
  assert.equal((await refusal(settle(id))).code, 'process.followUpOwed')
  await step(agent, id, 'track', { text: '计费规则已修正', recheckOn: '2026-03-20' })
  assert.equal(await visit(id, 'followUp'), 'met')
  await step(agent, id, 'recheckSolved', { found: '次月账单无误' })

  const rated = await answered('unrated')
  assert.equal((await refusal(settle(rated.id))).code, 'process.followUpOwed')
  await step(rated.api, rated.id, 'rate', { overall: 4, speed: 5, service: 5 })
  await settle(rated.id)

  // what proves unfounded has nothing to improve; opened again, it is owed anew
  const unfounded = await answered('always')
  await step(company.staff.manager, unfounded.id, 'settleUnfounded', { reason: '账单核对无误' })
  await step(unfounded.api, unfounded.id, 'reopen', { reason: '还是多了' })
  await step(agent, unfounded.id, 'investigate', { truth: 'true', severity: 'ordinary', cause: '确有重复' })
  await step(company.staff.manager, unfounded.id, 'conclude', { text: '已退还' })
  await step(agent, unfounded.id, 'talk', talk)
  assert.equal((await refusal(settle(unfounded.id))).code, 'process.followUpOwed')
})
