import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import type { FollowUp } from '@sims/contracts'
import { changeCategory, orderStep, refusal, repair, step, type TestCompany, testCompany, uploaded } from './testing.ts'

// What a category says of the follow-up visit after the work: until somebody has spoken with the customer, nothing is settled.

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
