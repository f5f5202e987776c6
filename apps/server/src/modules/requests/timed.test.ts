import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { newId } from '#kernel'
import { Db, statement } from '#platform/db'
import { fireDueClocks, type TakeDueSteps } from '#platform/process'
import { step, type TestCompany, testCompany } from '../../../testing.ts'
import { takeTimedSteps } from './timed.ts'

// What the course of time does to requests: the worker on a real database, its steps seen in the tables.

const HOUR = 3_600_000
const DAY = 24 * HOUR
const log = { info: () => undefined, warn: () => undefined, error: () => undefined }
let company: TestCompany
let start: number
before(async () => {
  company = await testCompany()
  start = company.clock.now.getTime()
})
after(() => company.close())

async function accepted(): Promise<string> {
  const id = newId()
  const placeId = company.homes[0] as string
  const body = { id, kind: 'inquiry', category: 'askCharges', placeId, description: '物业费怎么算' } as const
  await (await company.resident(0)).api('createRequest', { body })
  await step(company.staff.agent, id, 'accept')
  return id
}
async function answered(): Promise<string> {
  const id = await accepted()
  await step(company.staff.agent, id, 'conclude', { text: '每平方米 2.8 元' })
  return id
}
const look = (after: number, take: TakeDueSteps = takeTimedSteps, db = company.app.db) =>
  fireDueClocks({ db, log, steps: { service_request: take } }, new Date(start + after))
const rows = async (sql: string, id: string) => (await company.database.owner.query(sql, [id])).rows
/** The steps that the system took on a request, with the days after the start. */
async function taken(id: string) {
  const found = await rows(
    `select step, received_at as at from timeline where record_id = $1 and actor_kind = 'system' and step is not null order by seq`,
    id,
  )
  return found.map(({ step, at }) => [step, (at.getTime() - start) / DAY])
}
const stateOf = async (id: string) => (await rows('select state from service_request where id = $1', id))[0].state
const toldOf = async (id: string) =>
  (await rows('select payload from outbox where payload::text like $1 order by id', `%${id}%`))
    .flatMap(({ payload }) => payload.events)
    .filter((event) => event.recordId === id && event.name !== 'serviceRequest.report')
    .flatMap((event) =>
      (event.notices ?? []).map(({ notice, to }: { notice: string; to: string }) => `${notice} ${to}`),
    )

test('without an answer the customer is reminded on day 5 and the request settled after 7 × 24 hours, once', async () => {
  const id = await answered()
  assert.equal(await look(5 * DAY - 1000), 0)
  await look(5 * DAY)
  await look(5 * DAY)
  assert.deepEqual(await taken(id), [['remindToRate', 5]])
  await look(7 * DAY - 1000)
  assert.equal(await stateOf(id), 'answered')
  await look(7 * DAY)
  await look(30 * DAY)
  assert.deepEqual(await taken(id), [
    ['remindToRate', 5],
    ['settleUnanswered', 7],
  ])
  assert.equal(await stateOf(id), 'settled')
  assert.deepEqual((await toldOf(id)).slice(-2), [
    'requestRateReminder requester',
    'requestSettledUnanswered requester',
  ])
  const clocks = await rows(`select name, state, next_fire_at from record_clock where record_id = $1`, id)
  assert.ok(clocks.every(({ state, next_fire_at }) => state !== 'running' && next_fire_at === null))
})

test('whoever rates, adds information or has talked has answered: nothing is settled over his head', async () => {
  const { api } = await company.resident(0)
  const ids = [await answered(), await answered(), await answered()]
  const [rated, replied, talked] = ids as [string, string, string]
  await step(api, rated, 'rate', { overall: 2, speed: 3, service: 3 })
  await step(api, replied, 'reply', { text: '还是不明白' })
  await step(company.staff.agent, talked, 'talk', { way: 'phone', said: '已解释' })
  await look(60 * DAY)
  for (const id of ids) assert.deepEqual(await taken(id), [])
})

test('the customer hears every third working day how things stand, counted anew from every talk', async () => {
  const id = await accepted()
  // 2 March is a Monday: the third working day after it ends on Thursday at 18:00
  const thursday = 3 * DAY + 9 * HOUR
  await look(thursday - 1000)
  assert.deepEqual(await taken(id), [])
  await look(thursday)
  await look(thursday + HOUR)
  await look(thursday + 5 * DAY)
  assert.deepEqual(await taken(id), [
    ['reportProgress', thursday / DAY],
    ['reportProgress', thursday / DAY + 5],
  ])
  assert.deepEqual((await toldOf(id)).filter((told) => told.startsWith('requestProgress')).length, 2)
  const [due] = await rows('select next_due_at from service_request where id = $1', id)
  assert.equal(due.next_due_at.getTime(), start + 9 * DAY + 9 * HOUR, 'a timer is no target: the result is due next')
})

test('a worker that dies between step and commit, a second one beside it: the step is taken exactly once', async () => {
  const ids = [await answered(), await answered(), await answered()]
  const suicide = statement('test_die', 'select pg_terminate_backend(pg_backend_pid())')
  let lives = 1
  const dies: TakeDueSteps = async (scope, due) => {
    const done = await takeTimedSteps(scope, due)
    if (lives-- > 0) await scope.tx.query(suicide, []).catch(() => undefined)
    return done
  }
  const other = new Db(company.database.app)
  try {
    await look(7 * DAY, dies)
    await Promise.all([look(7 * DAY), look(7 * DAY, takeTimedSteps, other)])
  } finally {
    await other.end()
  }
  assert.ok(lives < 0, 'it died and came again')
  for (const id of ids) {
    assert.deepEqual(await taken(id), [['settleUnanswered', 7]])
    assert.equal((await rows('select from ledger_pending where record_id = $1', id)).length, 4)
  }
})

test('a step that cannot be taken keeps no other waiting, and is tried again', async () => {
  const [bad, good, refused] = [await answered(), await answered(), await answered()]
  const fails: TakeDueSteps = async (scope, due) => {
    if (due.some(({ recordId }) => recordId === bad)) throw new Error('broken')
    return takeTimedSteps(
      scope,
      due.filter(({ recordId }) => recordId !== refused),
    )
  }
  await look(7 * DAY, fails)
  assert.deepEqual(
    [await stateOf(bad), await stateOf(good), await stateOf(refused)],
    ['answered', 'settled', 'answered'],
  )
  assert.equal(await look(7 * DAY + 599_000), 0)
  assert.equal(await look(7 * DAY + 600_000), 2)
  assert.deepEqual([await stateOf(bad), await stateOf(refused)], ['settled', 'settled'])
})
