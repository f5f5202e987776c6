import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { newId } from '#kernel'
import { fireDueClocks } from '#platform/process'
import { step, type TestCompany, testCompany } from '../../../testing.ts'
import { takeTimedSteps } from './timed.ts'

// The traps into which clocks of other products fell, each through the whole server and the worker. The minute that is
// lost at midnight has its test where hours are counted, in kernel/hours.test.ts.

const MINUTE = 60_000
const HOUR = 60 * MINUTE
const log = { info: () => undefined, warn: () => undefined, error: () => undefined }
let company: TestCompany
let owner: Awaited<ReturnType<TestCompany['resident']>>
before(async () => {
  company = await testCompany()
  owner = await company.resident(0)
})
after(() => company.close())

async function reported(): Promise<string> {
  const id = newId()
  const placeId = company.homes[0] as string
  await owner.api('createRequest', { body: { id, category: 'waterLeak', placeId, description: '厨房水管漏水' } })
  return id
}
const triage = (urgency: string) => ({
  urgency,
  impact: '3',
  category: 'waterLeak',
  privatePart: true,
  inWarranty: false,
})
async function clockOf(id: string, name: string) {
  const { clocks } = await company.staff.agent('getRequest', { params: { id } })
  return clocks.find((clock) => clock.name === name)
}
const dueIn = (clock: { dueAt: string | null } | undefined) =>
  new Date(clock?.dueAt ?? 0).getTime() - company.clock.now.getTime()
/** Lets the worker look at a time, and answers what it told of a record: verb and clock. */
async function told(id: string, at: Date): Promise<string[]> {
  await fireDueClocks({ db: company.app.db, log, steps: { service_request: takeTimedSteps } }, at)
  const { rows } = await company.database.owner.query(
    `select verb, data ->> 'clock' as clock from timeline where record_id = $1 and verb like 'clock%' order by seq`,
    [id],
  )
  return rows.map(({ verb, clock }) => `${clock} ${verb}`)
}
const later = (ms: number) => new Date(company.clock.now.getTime() + ms)

test('trap: what is written to and fro hides the first response', async () => {
  const id = await reported()
  await step(company.staff.agent, id, 'answer', { text: '请问总阀是否已关闭？' })
  await step(owner.api, id, 'reply', { text: '已经关了' })
  await step(company.staff.agent, id, 'attempt', { way: 'phone', failure: 'noAnswer' })
  const { nextDueAt } = await company.staff.agent('getRequest', { params: { id } })
  assert.equal(dueIn({ dueAt: nextDueAt }), 24 * HOUR)
  assert.equal((await clockOf(id, 'firstResponse'))?.state, 'running')
})

test('trap: a warning in the night; it waits for duty hours, unless it is urgent', async () => {
  const [waiting, plain, urgent] = [await reported(), await reported(), await reported()]
  for (const [id, urgency] of [
    [plain, '3'],
    [urgent, '1'],
  ] as const) {
    await step(company.staff.agent, id, 'accept')
    await step(company.staff.agent, id, 'triage', triage(urgency))
  }
  const result = async (id: string, at: Date) => (await told(id, at)).filter((what) => what.startsWith('result'))
  // it is nine: three quarters of a day later, at three in the night, a warning would be due
  const midnight = later(15 * HOUR)
  const three = later(18 * HOUR)
  const duty = later(23.5 * HOUR)
  for (const id of [waiting, plain, urgent]) assert.deepEqual(await result(id, midnight), [])
  assert.deepEqual(await result(urgent, three), ['result clockWarned'])
  assert.deepEqual(await told(waiting, new Date(duty.getTime() - MINUTE)), [])
  assert.deepEqual(await told(waiting, duty), ['firstResponse clockWarned'])
  assert.deepEqual(await result(plain, duty), [])
})

test('trap: a customer’s reply on the web that restarts no clock, and an answer to a record that is paused', async () => {
  const { agent } = company.staff
  const id = await reported()
  await step(agent, id, 'accept')
  await step(agent, id, 'triage', triage('1'))
  const before = (await clockOf(id, 'result'))?.dueAt as string
  await step(agent, id, 'suspend', { cause: 'customer', reason: '请告知方便上门的时间' })
  assert.equal((await clockOf(id, 'result'))?.state, 'paused')
  assert.equal((await clockOf(id, 'firstResponse'))?.state, 'met', 'a promise stands as it stood')
  company.clock.forward(20 * MINUTE)
  await step(owner.api, id, 'reply', { text: '今天下午在家' })
  const moved = await clockOf(id, 'result')
  assert.deepEqual(
    [moved?.state, new Date(moved?.dueAt as string).getTime() - new Date(before).getTime()],
    ['running', 20 * MINUTE],
  )
  assert.match(moved?.explanation ?? '', /期间暂停1次，共20分钟，已顺延。/)
  company.clock.forward(5 * MINUTE)
  await step(owner.api, id, 'reply', { text: '四点以后' })
  await step(agent, id, 'resumeAtDesk')
  assert.equal((await clockOf(id, 'result'))?.dueAt, moved?.dueAt, 'and is not moved twice')
})

test('trap: a record that is no longer anybody’s work still escalates', async () => {
  const id = await reported()
  await step(company.staff.agent, id, 'cancel', { reason: '与另一单重复' })
  assert.deepEqual(await told(id, later(60 * 24 * HOUR)), [])
  const { rows } = await company.database.owner.query(
    `select from record_clock where record_id = $1 and (state = 'running' or next_fire_at is not null)`,
    [id],
  )
  assert.equal(rows.length, 0)
})
