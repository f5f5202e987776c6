import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import type { CategoryContent, FollowUp } from '@sims/contracts'
import { newId } from '#kernel'
import { currentRules, insertRegulation } from '#platform/regulations'
import { orderStep, refusal, step, type TestCompany, testCompany } from './testing.ts'

// What a category says of the follow-up visit after the work: until somebody has spoken with the customer, nothing is settled.

let company: TestCompany
before(async () => {
  company = await testCompany()
})
after(() => company.close())

async function policy(followUp: FollowUp): Promise<void> {
  const { app, organizationId, clock } = company
  clock.forward(10_000)
  await app.db.transaction(organizationId, async (tx) => {
    const rule = (await currentRules(tx, 'category', clock.now)).get('waterLeak')
    const content = { ...(rule?.content as CategoryContent), followUp, checklist: [] }
    const version = (rule?.version ?? 0) + 1
    insertRegulation(tx, [{ kind: 'category', key: 'waterLeak', version, content }], clock.now)
  })
  clock.forward(10_000)
}

/** A repair of a resident whose work has been reported done. */
async function done() {
  const { agent, technician } = company.staff
  const { api } = await company.resident(0)
  const id = newId(company.clock.now.getTime())
  await api('createRequest', {
    body: { id, category: 'waterLeak', placeId: company.homes[0] as string, description: '水管漏水' },
  })
  await step(agent, id, 'accept')
  const triage = { urgency: '2', impact: '3', category: 'waterLeak', privatePart: true, inWarranty: true }
  await step(agent, id, 'triage', triage)
  await step(company.staff.manager, id, 'dispatch', { assignee: company.staffIds.technician })
  const order = (await agent('getRequest', { params: { id } })).orders[0]?.id as string
  await orderStep(technician, order, 'take')
  await orderStep(technician, order, 'start')
  const photo = newId(company.clock.now.getTime())
  await company.database.owner.query(
    `insert into file (organization_id, id, name, media_type, size, sha256, wrapped_key, uploaded_by, created_at)
     select organization_id, $1, 'a.jpg', 'image/jpeg', 1, '', '', id, $2 from account where login = 'technician'`,
    [photo, company.clock.now],
  )
  await orderStep(technician, order, 'reportDone', { photosAfter: [photo] })
  return { id, resident: api }
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
