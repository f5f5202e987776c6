import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import type { Skill } from '@sims/contracts'
import { newId } from '#kernel'
import { hire, refusal, type TestCompany, testCompany } from '../../../testing.ts'

let company: TestCompany
before(async () => {
  company = await testCompany()
})
after(() => company.close())

const TRIAGE = { urgency: '2', impact: '3', category: 'waterLeak', privatePart: true, inWarranty: false }

/** A triaged request: water, so the work asks for plumbing. */
async function triaged(): Promise<string> {
  const { agent } = company.staff
  const id = newId()
  const body = { id, category: 'waterLeak', placeId: company.homes[0] as string, description: '水管漏水' }
  await agent('createRequest', { body: { ...body, caller: { name: '来电人', phone: '13900002222' } } })
  await agent('takeRequestStep', { params: { id }, body: { step: 'accept', version: 1 } })
  await agent('takeRequestStep', { params: { id }, body: { step: 'triage', version: 2, input: TRIAGE } })
  return id
}
const dispatch = (id: string, input: Record<string, string> = {}) =>
  company.staff.manager('takeRequestStep', { params: { id }, body: { step: 'dispatch', version: 3, input } })
const orderOf = async (id: string) =>
  (await company.staff.agent('getRequest', { params: { id } })).orders[0]?.id as string
const faults = async (call: Promise<unknown>) => {
  const { status, fields } = await refusal(call)
  return [status, ...(fields ?? []).map(({ path, code }) => `${path} ${code}`)]
}

/** A technician with these skills, in these communities; signed in. */
const technician = (account: string, skills: Skill[], communityId: string | null) =>
  hire(company, account, [{ role: 'technician', communityId }], { name: '赵工', skills })

/** Another community without anything in it. */
async function elsewhere(): Promise<string> {
  const id = newId()
  await company.database.owner.query(
    `insert into community (organization_id, id, name, kind) values ($1, $2, $3, 'residential')`,
    [company.organizationId, id, `别处${id}`],
  )
  return id
}

test('work is given to who does field work in that community, to nobody else', async () => {
  const id = await triaged()
  const stranger = await technician('stranger', ['plumbing'], await elsewhere())
  const gone = await technician('gone', ['plumbing'], null)
  await company.database.owner.query("update staff set left_on = '2026-03-01' where id = $1", [gone.id])
  const wrong = [422, 'input.assignee fields.wrongPerson']
  const unknown = [422, 'input.assignee fields.unknownReference']
  assert.deepEqual(await faults(dispatch(id, { assignee: company.staffIds.agent as string })), wrong)
  assert.deepEqual(await faults(dispatch(id, { assignee: stranger.id })), wrong)
  assert.deepEqual(await faults(dispatch(id, { assignee: gone.id })), unknown)
  assert.deepEqual(await faults(dispatch(id, { assignee: newId() })), unknown)
  assert.deepEqual(await faults(dispatch(id, { team: newId() })), [422, 'input.team fields.unknownReference'])
  await dispatch(id)
  const order = await orderOf(id)
  const give = (assignee: string) =>
    company.staff.manager('takeOrderStep', {
      params: { id: order },
      body: { step: 'dispatch', version: 1, input: { assignee } },
    })
  assert.deepEqual(await faults(give(stranger.id)), wrong)
  await give(company.staffIds.technician as string)
})

test('an order is claimed by who has its skill, or does repairs of every trade', async () => {
  const id = await triaged()
  await dispatch(id)
  const order = await orderOf(id)
  const lifts = await technician('lifts', ['lift', 'electrical'], null)
  const seen = await lifts.api('getOrder', { params: { id: order } })
  assert.deepEqual(seen.allowed, [], 'no button that would be refused')
  const claim = (api: typeof lifts.api) =>
    api('takeOrderStep', { params: { id: order }, body: { step: 'claim', version: 1 } })
  assert.equal((await refusal(claim(lifts.api))).code, 'process.stepNotAllowed')
  assert.equal((await claim(company.staff.technician)).version, 2)
})
