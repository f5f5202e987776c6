import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { newId } from '#kernel'
import { fireDueClocks } from '#platform/process'
import { refusal, step, type TestCompany, testCompany } from '../../../testing.ts'

// The flag "major" of triage and the 48 hours that go with it.

const HOUR = 3_600_000
const log = { info: () => undefined, warn: () => undefined, error: () => undefined }
let company: TestCompany
let owner: Awaited<ReturnType<TestCompany['resident']>>
before(async () => {
  company = await testCompany()
  owner = await company.resident(0)
})
after(() => company.close())

const triage = (major?: string) => ({
  urgency: '2',
  impact: '1',
  category: 'waterLeak',
  privatePart: false,
  inWarranty: false,
  ...(major ? { major } : {}),
})
async function triaged(major?: string): Promise<string> {
  const id = newId()
  const placeId = company.homes[0] as string
  await owner.api('createRequest', { body: { id, category: 'waterLeak', placeId, description: '整栋停水' } })
  await step(company.staff.agent, id, 'accept')
  await step(company.staff.agent, id, 'triage', triage(major))
  return id
}
const clockOf = async (id: string) =>
  (await company.staff.agent('getRequest', { params: { id } })).clocks.find(({ name }) => name === 'major')

test('48 hours from the report run only where triage found a major problem, and end when it was none after all', async () => {
  assert.equal(await clockOf(await triaged()), undefined)
  assert.equal(await clockOf(await triaged('none')), undefined)
  const id = await triaged('outage')
  const clock = await clockOf(id)
  assert.deepEqual(
    [clock?.kind, clock?.state, new Date(clock?.dueAt ?? 0).getTime() - new Date(clock?.startedAt ?? 0).getTime()],
    ['promise', 'running', 48 * HOUR],
  )
  assert.match(clock?.explanation ?? '', /48小时，昼夜、节假日连续计时。此为对客户的承诺时限/)
  await step(company.staff.agent, id, 'triage', triage())
  assert.equal((await clockOf(id))?.state, 'running', 'what is not said again stays')
  await step(company.staff.agent, id, 'triage', triage('none'))
  assert.equal((await clockOf(id))?.state, 'cancelled')
})

test('a manager approves a dated plan that the customer reads; it is missed all the same, and no suspension stops it', async () => {
  const { agent, manager } = company.staff
  const id = await triaged('outage')
  const plan = { until: '2026-03-10', text: '水泵需更换，3月10日前完成' }
  const { version } = await agent('getRequest', { params: { id } })
  const body = { step: 'plan', version, input: plan }
  assert.equal((await refusal(agent('takeRequestStep', { params: { id }, body }))).code, 'process.stepNotAllowed')
  await step(manager, id, 'plan', plan)
  const seen = await owner.api('getRequest', { params: { id } })
  assert.deepEqual(
    seen.timeline[0]?.details.map(({ value }) => value),
    ['2026-03-10', plan.text],
  )
  await step(agent, id, 'suspend', { cause: 'parts', reason: '等水泵' })
  assert.equal((await clockOf(id))?.state, 'running')
  await fireDueClocks({ db: company.app.db, log }, new Date(company.clock.now.getTime() + 48 * HOUR))
  const { rows } = await company.database.owner.query(
    `select clock ->> 'breachedAt' as breached from record_clock where record_id = $1 and name = 'major'`,
    [id],
  )
  assert.equal(Number(rows[0].breached), company.clock.now.getTime() + 48 * HOUR)
})

test('there is nothing to plan where nothing is major', async () => {
  const id = await triaged()
  const { allowed } = await company.staff.manager('getRequest', { params: { id } })
  assert.ok(!allowed.some(({ key }) => key === 'plan'))
})
