import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import type { Client } from '@sims/contracts/web'
import { newId } from '#kernel'
import { clientOf, orderStep, refusal, step, type TestCompany, testCompany } from '../../../testing.ts'

let company: TestCompany
let owner: Awaited<ReturnType<TestCompany['resident']>>
before(async () => {
  company = await testCompany()
  owner = await company.resident(0)
})
after(() => company.close())

const report = async (api: Client, description = '厨房水管漏水', home = 0) => {
  const id = newId()
  const body = { id, category: 'waterLeak', placeId: company.homes[home] as string, description }
  return { ...(await api('createRequest', { body })), id }
}
test('a resident’s word of danger raises the urgency at once; what staff say stands', async () => {
  const { agent } = company.staff
  const { id } = await report(owner.api, '厨房插座漏电，有火花')
  const raised = await agent('getRequest', { params: { id } })
  assert.deepEqual([raised.urgency, raised.priority], [1, 1])
  const plain = await agent('getRequest', { params: { id: (await report(owner.api)).id } })
  assert.ok((plain.urgency ?? 0) > 1)
})

const count = async (sql: string, values: unknown[] = []) =>
  Number((await company.database.owner.query(sql, values)).rows[0].count)

const TRIAGE = { urgency: '2', impact: '3', category: 'waterLeak', privatePart: true, inWarranty: true }

/** A finished upload, as far as the database knows. */
async function photo(account: string): Promise<string> {
  const id = newId()
  await company.database.owner.query(
    `insert into file (organization_id, id, name, media_type, size, sha256, wrapped_key, uploaded_by, created_at)
     select organization_id, $1, 'a.jpg', 'image/jpeg', 1, '', '', id, now() from account where login = $2`,
    [id, account],
  )
  return id
}

test('a repair runs from report to archive, with a complete timeline, commitments and audit', async () => {
  const { agent, technician } = company.staff
  const { id, number } = await report(owner.api, '厨房水管漏水😀𠮷')
  assert.match(number, /^BX\d{6}$/)
  await step(agent, id, 'accept')
  await step(agent, id, 'triage', TRIAGE)
  await step(company.staff.manager, id, 'dispatch')
  const pool = await technician('listOrders', { query: { queue: 'pool' } })
  const order = pool.items.find((o) => o.requestId === id)
  assert.ok(order)
  await orderStep(technician, order.id, 'claim')
  await orderStep(technician, order.id, 'start')
  const { checklist, contact } = await technician('getOrder', { params: { id: order.id } })
  assert.equal(contact?.phone, owner.phone, 'who comes to the door can call first')
  const photosAfter = [await photo('technician')]
  await orderStep(technician, order.id, 'reportDone', { checklist: checklist.map((c) => c.key), photosAfter })
  const reported = await technician('getOrder', { params: { id: order.id } })
  assert.match(reported.timeline[0]?.details[0]?.value ?? '', /[\u4e00-\u9fff]/, 'checklist items by name, not by key')
  const done = await owner.api('getRequest', { params: { id } })
  assert.equal(done.phase, 'feedback')
  assert.deepEqual(
    done.allowed.map((a) => a.key),
    ['rate', 'reply'],
  )
  await step(owner.api, id, 'rate', { overall: 5, speed: 4, service: 5, text: '师傅很专业' })
  await step(agent, id, 'settle')
  await step(agent, id, 'archive')
  const end = await agent('getRequest', { params: { id } })
  assert.equal(end.phase, 'archived')
  assert.equal(end.description, '厨房水管漏水😀𠮷')
  assert.equal(end.rating?.speed, 4)
  assert.equal(end.orders[0]?.phase, 'settled')
  assert.deepEqual(end.timeline.map((entry) => entry.verb).reverse(), [
    'report',
    'accept',
    'triage',
    'dispatch',
    'start',
    'reportDone',
    'rate',
    'settle',
    'archive',
  ])
  assert.deepEqual(
    end.clocks.filter((clock) => clock.state === 'running'),
    [],
  )
  assert.equal(await count('select count(*) from ledger_pending where record_id = $1', [id]), 9)
  assert.equal(await count('select count(*) from timeline t where record_id = $1 and seq <= 9', [id]), 9)
  assert.equal(
    await count("select count(*) from audit_event where $1 = any(object_ids) and outcome = 'success'", [id]),
    7,
    'steps that follow an order stand in the audit of the order',
  )
})

test('who may not see a request is told that it does not exist', async () => {
  const { id } = await report(owner.api)
  const neighbour = await company.resident(1)
  assert.equal((await refusal(neighbour.api('getRequest', { params: { id } }))).status, 404)
  assert.equal((await refusal(company.staff.sysadmin('listRequests', {}))).code, 'access.forbidden')
  const foreign = await refusal(
    neighbour.api('takeRequestStep', { params: { id }, body: { step: 'withdraw', version: 1 } }),
  )
  assert.equal(foreign.status, 404)
})

test('a resident reports for their own premises only', async () => {
  const problem = await refusal(report(owner.api, '邻居家漏水', 1))
  assert.deepEqual(
    problem.fields?.map((f) => [f.path, f.code]),
    [['placeId', 'fields.unknownReference']],
  )
})

test('staff name only a customer whom they could find, residents nobody else', async () => {
  const { owner: rows } = company.database
  const [elsewhere, placeId, stranger] = [newId(), newId(), newId()]
  await rows.query(`insert into community (organization_id, id, name, kind) values ($1, $2, '别处', 'residential')`, [
    company.organizationId,
    elsewhere,
  ])
  await rows.query(
    `insert into place (organization_id, id, community_id, kind, name, full_name, position)
     values ($1, $2, $3, 'area', '大门', '大门', 1)`,
    [company.organizationId, placeId, elsewhere],
  )
  const grants = [{ role: 'agent' as const, communityId: elsewhere }]
  const form = { id: stranger, employeeNumber: 'S1', name: '孙静', account: 'stranger', grants }
  const { password } = await company.staff.sysadmin('createStaff', { body: form })
  const { token } = await clientOf(company.app)('signIn', { body: { account: 'stranger', password, mode: 'token' } })
  await clientOf(company.app, token)('changePassword', { body: { current: password, next: 'Qv7!8Kx2mWz4#Zk' } })
  const api = clientOf(company.app, token)
  const body = { id: newId(), category: 'waterLeak', placeId, description: '大门漏水', customerId: owner.customerId }
  const faults = async (call: Promise<unknown>) => (await refusal(call)).fields?.map((f) => [f.path, f.code])
  assert.deepEqual(await faults(api('createRequest', { body })), [['customerId', 'fields.unknownReference']])
  const { id } = await report(company.staff.agent).catch(() => ({ id: undefined }))
  assert.equal(id, undefined, 'somebody must be named')
  const home = company.homes[0] as string
  await company.staff.agent('createRequest', { body: { ...body, placeId: home } })
  const own = { ...body, id: newId(), placeId: home }
  const { customerId } = await company.resident(3)
  assert.deepEqual(await faults(owner.api('createRequest', { body: { ...own, customerId } })), [
    ['customerId', 'fields.unknownReference'],
  ])
})

test('a step that the state or the role does not allow is refused and leaves an audit event', async () => {
  const { id } = await report(owner.api)
  const tooEarly = await refusal(step(company.staff.agent, id, 'settle'))
  assert.equal(tooEarly.code, 'process.stepNotAllowed')
  const notTheirs = await refusal(step(owner.api, id, 'accept'))
  assert.equal(notTheirs.status, 409)
  assert.equal(await count('select count(*) from timeline where record_id = $1', [id]), 1)
  assert.ok((await count("select count(*) from audit_event where outcome = 'refused'")) >= 2)
})

test('of two who act at once one wins and the other is told', async () => {
  const { id } = await report(owner.api)
  const accept = () => company.staff.agent('takeRequestStep', { params: { id }, body: { step: 'accept', version: 1 } })
  const outcomes = await Promise.allSettled([accept(), accept()])
  assert.equal(outcomes.filter((o) => o.status === 'fulfilled').length, 1)
  const lost = outcomes.find((o) => o.status === 'rejected')
  assert.equal(lost?.reason.problem.code, 'process.staleVersion')
  assert.equal(await count('select count(*) from timeline where record_id = $1', [id]), 2)
})

test('the same key a hundred times at once has one effect and one answer; with another body it is refused', async () => {
  const id = newId()
  const key = `test-${id}`
  const body = { id, category: 'waterLeak', placeId: company.homes[0] as string, description: '水管爆裂' }
  const answers = await Promise.all(Array.from({ length: 100 }, () => owner.api('createRequest', { key, body })))
  assert.equal(new Set(answers.map((answer) => JSON.stringify(answer))).size, 1)
  assert.equal(await count('select count(*) from service_request where id = $1', [id]), 1)
  assert.equal(await count('select count(*) from timeline where record_id = $1', [id]), 1)
  const other = await refusal(owner.api('createRequest', { key, body: { ...body, description: '别的事' } }))
  assert.equal(other.code, 'command.keyReused')
  const doubled = await refusal(owner.api('createRequest', { body }))
  assert.equal(doubled.code, 'command.duplicateId')
})

test('many requests take one step together; those that cannot are named and the others go on', async () => {
  const [a, b] = [await report(owner.api), await report(owner.api)]
  const records = [a, b, { id: newId() }].map(({ id }) => ({ id, version: 1 }))
  const { taken, refused } = await company.staff.agent('takeRequestSteps', { body: { step: 'accept', records } })
  assert.deepEqual(
    taken.map((t) => t.id),
    [a.id, b.id],
  )
  assert.deepEqual(
    refused.map((r) => r.code),
    ['http.notFound'],
  )
})

test('a withdrawn request takes its orders with it', async () => {
  const { id } = await report(owner.api)
  await step(company.staff.agent, id, 'accept')
  await step(company.staff.agent, id, 'triage', TRIAGE)
  await step(company.staff.manager, id, 'dispatch')
  await step(company.staff.agent, id, 'cancel', { reason: '业主已自行修好' })
  const { orders, phase } = await company.staff.agent('getRequest', { params: { id } })
  assert.deepEqual([phase, orders[0]?.phase], ['cancelled', 'cancelled'])
})

test('every faulty field is told in the language of the caller; nothing is written', async () => {
  const before = await count('select count(*) from service_request')
  const body = { id: 'x', category: '', placeId: newId(), description: 'a\u0000b', photos: 'none', extra: 1 }
  const problem = await refusal(owner.api('createRequest', { body: body as never }))
  assert.equal(problem.status, 422)
  assert.deepEqual(problem.fields?.map((f) => f.path).sort(), ['', 'category', 'description', 'id', 'photos'])
  const lone = { id: newId(), category: 'waterLeak', placeId: company.homes[0] as string, description: '坏字符\ud800' }
  assert.deepEqual(
    (await refusal(owner.api('createRequest', { body: lone }))).fields?.map((f) => f.code),
    ['fields.surrogate'],
  )
  assert.equal(await count('select count(*) from service_request'), before)
})

test('two Chinese characters find a request after the relay has indexed it', async () => {
  const { id } = await report(owner.api, '阳台推拉门滑轮损坏')
  await company.app.relay.drain()
  const found = await company.staff.agent('listRequests', { query: { q: '滑轮' } })
  assert.deepEqual(
    found.items.map((item) => item.id),
    [id],
  )
  assert.deepEqual((await company.staff.agent('listRequests', { query: { q: '轮滑' } })).items, [])
  const neighbour = await company.resident(2)
  assert.deepEqual((await neighbour.api('listRequests', { query: { q: '滑轮' } })).items, [])
  assert.equal((await owner.api('listRequests', { query: { q: '滑轮' } })).items[0]?.id, id)
  const short = await refusal(company.staff.agent('listRequests', { query: { q: '滑' } }))
  assert.deepEqual(
    short.fields?.map((f) => [f.path, f.code]),
    [['q', 'requests.queryTooShort']],
  )
})

test('pages of a list neither repeat nor miss a request', async () => {
  for (let i = 0; i < 5; i++) await report(owner.api, `分页测试${i}`)
  const seen: string[] = []
  let cursor: string | undefined
  do {
    const page = await company.staff.agent('listRequests', { query: { limit: 2, ...(cursor ? { cursor } : {}) } })
    seen.push(...page.items.map((item) => item.id))
    cursor = page.nextCursor ?? undefined
  } while (cursor)
  assert.equal(new Set(seen).size, seen.length)
  assert.equal(seen.length, await count('select count(*) from service_request'))
})
