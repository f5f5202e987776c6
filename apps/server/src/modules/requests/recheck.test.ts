import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { newId } from '#kernel'
import { fireDueClocks } from '#platform/process'
import { orderStep, refusal, step, type TestCompany, testCompany } from '../../../testing.ts'
import { takeTimedSteps } from './timed.ts'

// Tracked until it is truly solved: a day to look again, the reminder on its morning, what was found.

const log = { info: () => undefined, warn: () => undefined, error: () => undefined }
let company: TestCompany
let owner: Awaited<ReturnType<TestCompany['resident']>>
before(async () => {
  company = await testCompany()
  owner = await company.resident(0)
})
after(() => company.close())

const requestOf = (id: string) => company.staff.agent('getRequest', { params: { id } })
const recheckOf = async (id: string) => (await requestOf(id)).clocks.find(({ name }) => name === 'recheck')
const look = (at: string) =>
  fireDueClocks({ db: company.app.db, log, steps: { service_request: takeTimedSteps } }, new Date(at))
/** What was told of the re-check, with its time. */
async function told(id: string): Promise<string[]> {
  const { rows } = await company.database.owner.query(
    `select verb, received_at as at from timeline
     where record_id = $1 and verb like 'clock%' and data ->> 'clock' = 'recheck' order by seq`,
    [id],
  )
  return rows.map(({ verb, at }) => `${verb} ${at.toISOString()}`)
}

/** A repair reported done, with an order. */
async function done(): Promise<{ id: string; order: string }> {
  const { agent, manager, technician } = company.staff
  const id = newId()
  const placeId = company.homes[0] as string
  await owner.api('createRequest', { body: { id, category: 'wallSeepage', placeId, description: '天花板渗水' } })
  await step(agent, id, 'accept')
  const triage = { urgency: '2', impact: '3', category: 'wallSeepage', privatePart: true, inWarranty: true }
  await step(agent, id, 'triage', triage)
  await step(manager, id, 'dispatch', { assignee: company.staffIds.technician })
  const order = (await requestOf(id)).orders[0]?.id as string
  await orderStep(technician, order, 'take')
  await reportDone(order)
  return { id, order }
}
async function reportDone(order: string): Promise<void> {
  const { technician } = company.staff
  await orderStep(technician, order, 'start')
  const { checklist } = await technician('getOrder', { params: { id: order } })
  const photo = newId()
  await company.database.owner.query(
    `insert into file (organization_id, id, name, media_type, size, sha256, wrapped_key, uploaded_by, created_at)
     select organization_id, $1, 'a.jpg', 'image/jpeg', 1, '', '', id, now() from account where login = 'technician'`,
    [photo],
  )
  await orderStep(technician, order, 'reportDone', { checklist: checklist.map(({ key }) => key), photosAfter: [photo] })
}
const track = (id: string, recheckOn: string) =>
  step(company.staff.agent, id, 'track', { text: '待墙面干透后看是否还渗', recheckOn })

test('on the morning of the day that was agreed whoever is answerable is reminded, at its end it is late, and it runs on', async () => {
  const { id } = await done()
  await track(id, '2026-03-20')
  const clock = await recheckOf(id)
  assert.deepEqual([clock?.state, clock?.dueAt], ['running', '2026-03-20T18:00:00+08:00'])
  assert.match(clock?.explanation ?? '', /约定的日期是3月20日/)
  const seen = await owner.api('getRequest', { params: { id } })
  assert.ok(
    seen.timeline[0]?.details.some(({ value }) => value === '2026-03-20'),
    'the customer reads the day',
  )
  assert.equal((await refusal(step(company.staff.agent, id, 'settle'))).code, 'process.stepNotAllowed')

  await look('2026-03-20T00:29:00Z')
  assert.deepEqual(await told(id), [])
  await look('2026-03-20T00:30:00Z')
  assert.deepEqual(await told(id), ['clockWarned 2026-03-20T00:30:00.000Z'])
  await company.app.relay.drain()
  const [notice] = (await company.staff.agent('listNotices', {})).items.filter(({ recordId }) => recordId === id)
  assert.equal(notice?.title, '复查即将到期')
  await look('2026-03-20T10:00:00Z')
  assert.equal((await told(id))[1], 'clockBreached 2026-03-20T10:00:00.000Z')
  // nothing settles it by itself, and it is still waited for a month later
  await look('2026-04-20T10:00:00Z')
  assert.equal((await requestOf(id)).phase, 'followUp')
  assert.equal((await recheckOf(id))?.state, 'breached')
})

test('solved: the re-check settles it and its clock is met; another day before is another reminder', async () => {
  const { agent } = company.staff
  const { id } = await done()
  await track(id, '2026-03-10')
  await look('2026-03-10T00:30:00Z')
  await track(id, '2026-03-12')
  await look('2026-03-12T00:30:00Z')
  assert.equal((await told(id)).filter((one) => one.startsWith('clockWarned')).length, 2)
  assert.deepEqual(
    (await refusal(step(agent, id, 'recheckSolved'))).fields?.map(({ path }) => path),
    ['input.found'],
  )
  await step(agent, id, 'recheckSolved', { found: '已干透，无渗水' })
  const settled = await requestOf(id)
  assert.deepEqual(
    [settled.phase, settled.orders[0]?.phase, (await recheckOf(id))?.state],
    ['settled', 'settled', 'met'],
  )
})

test('not solved: the work goes back to its worker, promised anew, and may be looked at again', async () => {
  const { agent, technician } = company.staff
  const { id, order } = await done()
  await track(id, '2026-03-20')
  await step(agent, id, 'recheckUnsolved', { reason: '雨后仍渗' })
  const back = await requestOf(id)
  assert.deepEqual([back.phase, (await recheckOf(id))?.state], ['assigned', 'met'])
  assert.equal(back.clocks.find(({ name }) => name === 'result')?.state, 'running')
  assert.equal((await technician('getOrder', { params: { id: order } })).phase, 'assigned')
  await reportDone(order)
  await track(id, '2026-03-25')
  const again = await recheckOf(id)
  assert.deepEqual([again?.state, again?.dueAt], ['running', '2026-03-25T18:00:00+08:00'])
})

test('a complaint is looked at again as well: not solved it is investigated anew, with 48 hours and counted', async () => {
  const { agent, manager } = company.staff
  const id = newId()
  const placeId = company.homes[0] as string
  const body = { id, kind: 'complaint' as const, category: 'complainEnvironment', placeId, description: '垃圾没清' }
  await owner.api('createRequest', { body })
  await step(agent, id, 'accept')
  await step(agent, id, 'talk', { way: 'phone', said: '已了解情况' })
  await step(agent, id, 'investigate', { truth: 'true', severity: 'ordinary', cause: '清运车晚点' })
  await step(manager, id, 'conclude', { text: '已调整清运时间' })
  await step(agent, id, 'track', { text: '每日两次清运', recheckOn: '2026-03-16' })
  assert.deepEqual(
    (await requestOf(id)).allowed.flatMap(({ key }) => (/settle$/.test(key) ? [key] : [])),
    [],
  )
  await step(agent, id, 'recheckUnsolved', { reason: '仍有堆积' })
  const open = await requestOf(id)
  assert.deepEqual([open.phase, open.reopened], ['executing', 1])
  assert.equal(open.clocks.find(({ name }) => name === 'result')?.state, 'running')
})

test('a day that has passed, or none, is no day to look again', async () => {
  const { id } = await done()
  const codes = async (recheckOn?: string) =>
    (
      await refusal(step(company.staff.agent, id, 'track', { text: '看看', ...(recheckOn ? { recheckOn } : {}) }))
    ).fields?.map(({ path, code }) => `${path} ${code}`)
  assert.deepEqual(await codes('2026-03-01'), ['input.recheckOn fields.past'])
  assert.deepEqual(await codes(), ['input.recheckOn fields.required'])
  assert.equal((await requestOf(id)).phase, 'feedback')
  await track(id, '2026-03-02')
})
