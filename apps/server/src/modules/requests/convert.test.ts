import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import type { Client } from '@sims/contracts/web'
import { newId } from '#kernel'
import { hire, refusal, step, type TestCompany, testCompany } from '../../../testing.ts'

// A request that turns out to be of another kind goes on as one, without anybody typing it again.

let company: TestCompany
let customer: Awaited<ReturnType<TestCompany['resident']>>
let neighbour: Awaited<ReturnType<TestCompany['resident']>>
before(async () => {
  company = await testCompany()
  customer = await company.resident(0)
  neighbour = await company.resident(1)
  // the days of this test pass without anybody's session ending
  await company.database.owner.query("update session set last_seen_at = '2030-01-01', expires_at = '2031-01-01'")
})
after(() => company.close())

const HOUR = 3_600_000
const words = '厨房下水一直堵着，之前问过没人管'
const query = async <Row>(sql: string, values: unknown[] = []): Promise<Row[]> =>
  (await company.database.owner.query(sql, values)).rows as Row[]
const read = (id: string, api: Client = company.staff.agent) => api('getRequest', { params: { id } })
const sees = (api: Client, id: string) =>
  read(id, api).then(
    () => true,
    () => false,
  )

async function photoOf(accountOf: string): Promise<string> {
  const id = newId()
  await query(
    `insert into file (organization_id, id, name, media_type, size, sha256, wrapped_key, uploaded_by, created_at)
     select organization_id, $1, 'a.jpg', 'image/jpeg', 1, '', '', id, now() from account where customer_id = $2`,
    [id, accountOf],
  )
  return id
}

async function asked(
  kind: 'inquiry' | 'suggestion' | 'report' = 'inquiry',
  { photos = [] as string[], by = customer, home = 0 } = {},
): Promise<string> {
  const id = newId(company.clock.now.getTime())
  const category = { inquiry: 'askCharges', suggestion: 'suggestService', report: 'disturbance' }[kind]
  const placeId = company.homes[home] as string
  await by.api('createRequest', { body: { id, kind, category, placeId, description: words, photos } })
  return id
}
const REPAIR = { repairCategory: 'blockedDrain', reason: '是下水堵塞，需要维修' }
const COMPLAINT = { complaintCategory: 'complainTimeliness', reason: '客户不满之前没人处理' }
const becomes = async (id: string, name: string, input: object, api: Client = company.staff.agent) => {
  await step(api, id, name, input as never)
  const rows = await query<{ id: string }>('select converted_into as id from service_request where id = $1', [id])
  return rows[0]?.id as string
}

test('an inquiry becomes a repair: words, contact, photos and the time of waiting go on in it', async () => {
  const photo = await photoOf(customer.customerId)
  const old = await asked('inquiry', { photos: [photo] })
  company.clock.forward(2 * HOUR)
  await step(company.staff.agent, old, 'accept')
  const acceptedAt = company.clock.now.toISOString()
  company.clock.forward(3 * HOUR)
  const id = await becomes(old, 'toRepair', REPAIR)

  const [before, repair] = [await read(old), await read(id)]
  assert.deepEqual([before.phase, before.convertedInto?.id, before.convertedFrom], ['cancelled', id, null])
  assert.ok(before.clocks.every(({ state }) => state === 'met' || state === 'cancelled'))
  assert.deepEqual([repair.kind, repair.phase, repair.description], ['repair', 'new', words])
  assert.deepEqual([repair.convertedFrom?.number, repair.convertedInto], [before.number, null])
  assert.deepEqual([repair.contact, repair.occurredAt], [before.contact, before.occurredAt])
  assert.deepEqual([repair.photos, before.photos, repair.timeline[0]?.photos], [[photo], [], [photo]])
  assert.ok(repair.timeline[0]?.details.some(({ value }) => value === before.number))
  // the customer was answered for 24 h already; the work is promised from the first report on
  const clock = (name: string) => repair.clocks.find((one) => one.name === name)
  assert.deepEqual([clock('firstResponse')?.state, clock('result')?.state], ['met', 'running'])
  assert.equal(new Date(clock('firstResponse')?.metAt ?? '').toISOString(), acceptedAt)
  assert.equal(clock('result')?.startedAt, before.occurredAt)

  await company.app.relay.drain()
  const { items } = await customer.api('listNotices')
  assert.deepEqual(
    items.filter(({ recordId }) => recordId === id).map(({ kind }) => kind),
    ['requestConverted'],
  )
  const seen = await read(old, customer.api)
  assert.deepEqual([seen.convertedInto?.id, seen.convertedInto?.kind], [id, 'repair'])
  assert.deepEqual((await read(id, customer.api)).timeline[0]?.photos, [photo])
  const { items: found } = await company.staff.agent('listRequests', { query: { q: words } })
  assert.ok(
    found.some((one) => one.id === id),
    'the text index knows the new one',
  )
})

test('what staff have filed for themselves goes on with the request, and stays theirs', async () => {
  const old = await asked('report')
  const evidence = await photoOf(customer.customerId)
  await query(`update file set record_kind = 'serviceRequest', record_id = $2 where id = $1`, [evidence, old])
  const id = await becomes(old, 'toRepair', { ...REPAIR, repairCategory: 'waterLeak' })
  assert.deepEqual([(await read(id)).photos, (await read(id, customer.api)).photos], [[evidence], []])
})

test('a complaint about somebody who is named: no trace of it, nor of what it was before, is left to that person', async () => {
  const { agent, manager } = company.staff
  const old = await asked()
  await step(agent, old, 'accept')
  await step(customer.api, old, 'urge')
  await company.app.relay.drain()
  const listed = async () => (await agent('listNotices')).items.map(({ recordId }) => recordId)
  assert.ok((await listed()).includes(old))
  const id = await becomes(old, 'toComplaint', { ...COMPLAINT, concerned: company.staffIds.agent }, manager)
  await company.app.relay.drain()
  assert.deepEqual([await sees(agent, old), await sees(agent, id)], [false, false])
  assert.ok(!(await listed()).some((recordId) => recordId === old || recordId === id))
  const { items } = await agent('listRequests', { query: { q: words } })
  assert.ok(!items.some((one) => one.id === old || one.id === id))
  const complaint = await read(id, manager)
  assert.deepEqual(
    complaint.concerned?.people.map((one) => one.id),
    [company.staffIds.agent],
  )
  assert.equal(complaint.firstContactOwner?.id, company.staffIds.manager)
  const seen = JSON.stringify(await read(old, customer.api))
  assert.ok(!seen.includes(company.staffIds.agent as string) && !seen.includes(COMPLAINT.reason))
})

test('a complaint about somebody whom nobody can name is kept for handlers and for whoever found it out', async () => {
  const { agent, manager } = company.staff
  const colleague = await hire(company, 'desk2', [{ role: 'agent', communityId: null }])
  const old = await asked()
  await step(colleague.api, old, 'accept')
  const id = await becomes(old, 'toComplaint', { ...COMPLAINT, unnamed: 'staff' })
  for (const one of [old, id]) {
    assert.deepEqual(
      [await sees(agent, one), await sees(manager, one), await sees(colleague.api, one)],
      [true, true, false],
    )
  }
  const complaint = await read(id)
  assert.deepEqual(
    [complaint.concerned?.keptFor, complaint.firstContactOwner?.id],
    ['handlers', company.staffIds.agent],
  )
})

test('a talk that took place counts as the contact that a complaint promises; an answer to an inquiry is no result', async () => {
  const { agent } = company.staff
  const old = await asked('suggestion')
  await step(agent, old, 'accept')
  await step(agent, old, 'talk', { way: 'phone', said: '了解情况' })
  await step(agent, old, 'conclude', { decision: 'kept', text: '会转告' })
  const complaint = await read(await becomes(old, 'toComplaint', COMPLAINT))
  const stateOf = (name: string) => complaint.clocks.find((clock) => clock.name === name)?.state
  assert.deepEqual([stateOf('contact'), stateOf('result')], ['met', 'running'])
})

test('what had been merged into it goes on in the new one, kept from the same people', async () => {
  const { agent, manager } = company.staff
  const [lead, same] = [await asked(), await asked('inquiry', { by: neighbour, home: 1 })]
  await step(agent, same, 'merge', { into: (await read(lead)).number, reason: '同一件事' })
  const id = await becomes(lead, 'toComplaint', { ...COMPLAINT, concerned: company.staffIds.agent }, manager)
  assert.deepEqual(
    (await read(id, manager)).merged.map((one) => one.id),
    [same],
  )
  assert.equal(await sees(agent, same), false)
  assert.equal((await read(same, neighbour.api)).mergedInto?.phase, 'new')
})

test('what is urgent calls the duty from now on, not for the night in which it was asked', async () => {
  const danger = async (category: string, hours: number) => {
    const id = newId(company.clock.now.getTime())
    const placeId = company.homes[0] as string
    const description = '家里闻到燃气泄漏的味道，想问问怎么办'
    await customer.api('createRequest', { body: { id, kind: 'inquiry', category, placeId, description } })
    company.clock.forward(hours * HOUR)
    const repair = await read(await becomes(id, 'toRepair', { ...REPAIR, repairCategory: 'gas' }))
    company.clock.forward((24 - hours) * HOUR)
    return repair.clocks.find(({ name }) => name === 'dutyCall')
  }
  const kept = company.clock.now
  company.clock.now = new Date('2026-03-04T02:00:00Z')
  const byNight = await danger('askCharges', 11)
  assert.equal(byNight?.startedAt, '2026-03-04T21:00:00+08:00')
  company.clock.now = new Date('2026-03-05T13:00:00Z')
  assert.equal(await danger('askCharges', 13), undefined)
  company.clock.now = kept
})

test('history that is turned into another kind tells nobody and calls nobody', async () => {
  const old = await asked()
  await company.app.relay.drain()
  await query(
    `insert into import_run (organization_id, id, file_id, file_name, wrapped_key, state, created_by, created_at)
     select organization_id, $1, $1, 'x.csv', '', 'done', id, now() from account where login = 'manager'`,
    [old],
  )
  await query('update service_request set imported_by_run = $1, imported_version = 1 where id = $1', [old])
  const id = await becomes(old, 'toComplaint', { ...COMPLAINT, unnamed: 'manager' })
  await company.app.relay.drain()
  assert.deepEqual(await query('select kind from notice where record_id = any($1)', [[id]]), [])
  const alarms = await query('select from record_clock where record_id = $1 and next_fire_at is not null', [id])
  assert.equal(alarms.length, 0)
})

test('refused, and nothing half: a category of another kind or place, somebody of elsewhere, one that has ended', async () => {
  const { agent } = company.staff
  const count = async () => (await query<{ n: number }>('select count(*)::int as n from service_request'))[0]?.n
  const fields = async (call: Promise<unknown>) =>
    (await refusal(call)).fields?.map(({ path, code }) => `${path} ${code}`)
  const old = await asked()
  const before = await count()
  const turn = (input: object, name = 'toRepair') => step(agent, old, name, input as never)
  assert.deepEqual(await fields(turn({ ...REPAIR, repairCategory: 'complainTimeliness' })), [
    'input.repairCategory fields.choice',
  ])
  assert.deepEqual(await fields(turn({ ...REPAIR, repairCategory: 'lift' })), [
    'input.repairCategory requests.otherPlace',
  ])
  assert.deepEqual(await fields(turn({ repairCategory: 'waterLeak' })), ['input.reason fields.required'])
  const elsewhere = newId()
  await query(
    `insert into community (organization_id, id, name, kind) select organization_id, $1, '另一小区', 'residential' from organization`,
    [elsewhere],
  )
  const stranger = await hire(company, 'elsewhere', [{ role: 'agent', communityId: elsewhere }])
  assert.deepEqual(await fields(turn({ ...COMPLAINT, concerned: stranger.id }, 'toComplaint')), [
    'input.concerned fields.wrongPerson',
  ])
  assert.deepEqual(await fields(turn({ ...COMPLAINT, concerned: newId() }, 'toComplaint')), [
    'input.concerned fields.unknownReference',
  ])
  assert.deepEqual([await count(), (await read(old)).version], [before, 1])
  await becomes(old, 'toRepair', REPAIR)
  assert.equal((await refusal(turn(REPAIR))).code, 'process.stepNotAllowed')
  assert.equal((await refusal(step(customer.api, await asked(), 'toRepair', REPAIR))).code, 'process.stepNotAllowed')
  const merged = await asked()
  await step(agent, merged, 'merge', { into: (await read(await asked())).number, reason: '同一件事' })
  assert.equal((await refusal(step(agent, merged, 'toRepair', REPAIR))).code, 'process.stepNotAllowed')
})

test('two at once: one is first, the other learns it; the same call again changes nothing', async () => {
  const { agent, manager } = company.staff
  const turned = (api: Client, id: string, key: string) =>
    api('takeRequestStep', { params: { id }, body: { step: 'toRepair', version: 1, input: REPAIR }, key }).then(
      () => 'taken',
      (error) => error.problem.code as string,
    )
  const repairs = async () => (await query(`select from service_request where kind = 'repair'`)).length
  const before = await repairs()
  const old = await asked()
  const outcomes = await Promise.all([turned(agent, old, newId()), turned(manager, old, newId())])
  assert.deepEqual([outcomes.sort(), await repairs()], [['process.staleVersion', 'taken'], before + 1])
  const other = await asked()
  const key = newId()
  assert.deepEqual([await turned(agent, other, key), await turned(agent, other, key)], ['taken', 'taken'])
  assert.equal(await repairs(), before + 2)
})

test('of many each is judged by itself', async () => {
  const [first, second] = [await asked(), await asked()]
  await step(company.staff.agent, second, 'cancel', { reason: '误报' })
  const records = [
    { id: first, version: 1 },
    { id: second, version: 2 },
  ]
  const { taken, refused } = await company.staff.agent('takeRequestSteps', {
    body: { step: 'toRepair', input: REPAIR, records },
  })
  assert.deepEqual([taken.map(({ id }) => id), refused.map(({ id }) => id)], [[first], [second]])
})
