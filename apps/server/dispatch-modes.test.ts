import assert from 'node:assert/strict'
import { after, before, beforeEach, test } from 'node:test'
import { type CategoryContent, DISPATCH_MODES, type DispatchMode } from '@sims/contracts'
import { newId } from '#kernel'
import { currentRules, insertRegulation } from '#platform/regulations'
import { hire, refusal, step, type TestCompany, testCompany } from './testing.ts'

// What a category says of orders that are dispatched without a name: to the pool, to nobody, to the technicians in turn.

let company: TestCompany
before(async () => {
  company = await testCompany()
  for (const account of ['second', 'third']) await hire(company, account)
  await company.database.owner.query(
    `insert into staff_skill (organization_id, staff_id, skill) values ($1, $2, 'plumbing') on conflict do nothing`,
    [company.organizationId, company.staffIds.technician],
  )
})
after(() => company.close())
beforeEach(() => company.clock.forward(60_000))

/** From now on orders of the category are dispatched in this mode. */
async function mode(dispatch: DispatchMode): Promise<void> {
  const { app, organizationId, clock } = company
  await app.db.transaction(organizationId, async (tx) => {
    const rule = (await currentRules(tx, 'category', clock.now)).get('waterLeak')
    const content = { ...(rule?.content as CategoryContent), dispatch }
    const version = (rule?.version ?? 0) + 1
    insertRegulation(tx, [{ kind: 'category', key: 'waterLeak', version, content }], clock.now)
  })
  clock.forward(10_000)
}

async function triaged(): Promise<string> {
  const { agent } = company.staff
  const id = newId(company.clock.now.getTime())
  const caller = { name: '来电人', phone: '13900001111' }
  const placeId = company.homes[0] as string
  await agent('createRequest', { body: { id, category: 'waterLeak', placeId, description: '水管漏水', caller } })
  await step(agent, id, 'accept')
  const input = { urgency: '2', impact: '3', category: 'waterLeak', privatePart: false, inWarranty: false }
  await step(agent, id, 'triage', input)
  return id
}
async function dispatched(input = {}): Promise<string> {
  const id = await triaged()
  await step(company.staff.manager, id, 'dispatch', input)
  return id
}
const orderOf = async (id: string) =>
  (await company.staff.agent('getRequest', { params: { id } })).orders[0] as { id: string; phase: string }
const assigneeOf = async (id: string) => {
  const [row] = (
    await company.database.owner.query('select assignee_id as id, phase from work_order where request_id = $1', [id])
  ).rows
  return row as { id: string | null; phase: string }
}

test('every mode is covered here', () => assert.deepEqual(DISPATCH_MODES, ['claim', 'assign', 'roundRobin']))

test('claim: the order waits in the pool', async () => {
  const id = await dispatched()
  await company.app.relay.drain()
  assert.deepEqual(await assigneeOf(id), { id: null, phase: 'new' })
})

test('assign: without a name the step is refused, at its field, and nothing is made', async () => {
  await mode('assign')
  const id = await triaged()
  const refused = await refusal(step(company.staff.manager, id, 'dispatch'))
  assert.deepEqual(
    refused.fields?.map(({ path, code }) => [path, code]),
    [['input.assignee', 'requests.assigneeNeeded']],
  )
  assert.equal(await orderOf(id), undefined)
  await step(company.staff.manager, id, 'dispatch', { assignee: company.staffIds.technician })
  assert.equal((await assigneeOf(id)).id, company.staffIds.technician)
})

test('in turn: three orders go to three people, the fourth to the first again; whoever is told hears of it', async () => {
  await mode('roundRobin')
  const people: (string | null)[] = []
  const first = [await dispatched(), await dispatched()]
  // two in one run, then one by one
  await company.app.relay.drain()
  for (const id of first) people.push((await assigneeOf(id)).id)
  for (let i = 0; i < 2; i++) {
    company.clock.forward(60_000)
    const id = await dispatched()
    await company.app.relay.drain()
    people.push((await assigneeOf(id)).id)
  }
  assert.equal(new Set(people.slice(0, 3)).size, 3)
  // the first test gave the technician an order, so the two others come first
  assert.equal(people[2], company.staffIds.technician)
  assert.equal(people[3], people[0])
  const { id } = await orderOf(first[0] as string)
  const order = await company.staff.manager('getOrder', { params: { id } })
  assert.deepEqual(
    order.timeline.map(({ verb }) => verb),
    ['dispatch', 'report'],
  )
  await company.app.relay.drain()
  const told = await company.database.owner.query(
    `select from notice where kind = 'orderAssigned' and record_id = $1`,
    [id],
  )
  assert.equal(told.rowCount, 1)
})

test('in turn: an order for which nobody has the skill stays in the pool; one with a name keeps it', async () => {
  const named = await dispatched({ assignee: company.staffIds.technician })
  await company.app.relay.drain()
  assert.equal((await assigneeOf(named)).id, company.staffIds.technician)
  await company.database.owner.query(`delete from staff_skill where skill = 'plumbing'`)
  const id = await dispatched()
  await company.app.relay.drain()
  assert.deepEqual(await assigneeOf(id), { id: null, phase: 'new' })
})
