import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { newId } from '#kernel'
import { refusal, step, type TestCompany, testCompany } from '../../../testing.ts'

// Duplicates: one goes on in the other, through HTTP and the database.

let company: TestCompany
let neighbours: Awaited<ReturnType<TestCompany['resident']>>[]
before(async () => {
  company = await testCompany()
  neighbours = [await company.resident(0), await company.resident(1)]
})
after(() => company.close())

const leak = { category: 'waterLeak', description: '楼道水管漏水，一直流到门口' }
async function report(n: number, kind?: 'inquiry'): Promise<{ id: string; number: string }> {
  const id = newId()
  const { api } = neighbours[n] as (typeof neighbours)[number]
  const placeId = company.homes[n] as string
  const what = kind ? { kind, category: 'askCharges', description: '物业费怎么交' } : leak
  await api('createRequest', { body: { id, placeId, ...what } })
  return { id, number: (await requestOf(id)).number }
}
const requestOf = (id: string) => company.staff.agent('getRequest', { params: { id } })
const merge = (id: string, into: string) =>
  step(company.staff.agent, id, 'merge', { into, reason: '与楼下邻居报的是同一处漏水' })
const fault = async (call: Promise<unknown>) => (await refusal(call)).fields?.map(({ path, code }) => `${path} ${code}`)

test('a merged request ends with its clocks and orders, and both say where it goes on', async () => {
  const { agent, manager } = company.staff
  const lead = await report(0)
  const same = await report(1)
  await step(agent, same.id, 'accept')
  const triage = { urgency: '2', impact: '2', category: 'waterLeak', privatePart: false, inWarranty: false }
  await step(agent, same.id, 'triage', triage)
  await step(manager, same.id, 'dispatch')
  await merge(same.id, lead.number.toLowerCase())

  const merged = await requestOf(same.id)
  assert.deepEqual([merged.phase, merged.orders.map(({ phase }) => phase)], ['cancelled', ['cancelled']])
  assert.deepEqual([merged.mergedInto?.id, merged.mergedInto?.number], [lead.id, lead.number])
  assert.ok(merged.timeline.some(({ details }) => details.some(({ value }) => value === lead.number)))
  assert.ok(merged.clocks.every(({ state }) => state !== 'running' && state !== 'paused' && state !== 'breached'))
  assert.equal(merged.nextDueAt, null)
  const { rows } = await company.database.owner.query(
    'select from record_clock where record_id = $1 and next_fire_at is not null',
    [same.id],
  )
  assert.equal(rows.length, 0, 'nothing is left to warn or escalate')
  const leading = await requestOf(lead.id)
  assert.deepEqual(
    leading.merged.map(({ number }) => number),
    [same.number],
  )
  assert.equal(leading.phase, 'new')

  // the customer follows the other as far as it goes, but does not open it
  const { api } = neighbours[1] as (typeof neighbours)[number]
  await step(agent, lead.id, 'accept')
  const seen = await api('getRequest', { params: { id: same.id } })
  assert.deepEqual([seen.mergedInto?.id, seen.mergedInto?.phase], [null, 'accepted'])
  assert.equal((await refusal(api('getRequest', { params: { id: lead.id } }))).code, 'http.notFound')
  const own = await neighbours[0]?.api('getRequest', { params: { id: lead.id } })
  assert.deepEqual(own?.merged, [], 'a neighbour\u2019s request is nobody else\u2019s business')

  // told when it was merged, and when the other is settled
  await step(manager, lead.id, 'forceClose', { reason: '总管已更换，客户长期联系不上' })
  await company.app.relay.drain()
  const notices = await company.database.owner.query<{ kind: string; record_id: string }>(
    `select n.kind, n.record_id from notice n join account a on a.id = n.account_id where a.customer_id = $1 order by n.id`,
    [neighbours[1]?.customerId],
  )
  const told = notices.rows.filter((row) => row.record_id === same.id).map((row) => row.kind)
  assert.ok(told.includes('requestMerged') && told.includes('requestMergedSettled'), told.join())
})

test('only another open request of the kind and community can take it up', async () => {
  const lead = await report(0)
  const same = await report(1)
  assert.deepEqual(await fault(merge(same.id, 'BX999999')), ['input.into fields.unknownReference'])
  assert.deepEqual(await fault(merge(same.id, '那一张')), ['input.into fields.unknownReference'])
  assert.deepEqual(await fault(merge(same.id, same.number)), ['input.into fields.notMergeable'])
  const asked = await report(0, 'inquiry')
  assert.deepEqual(await fault(merge(same.id, asked.number)), ['input.into fields.notMergeable'])
  await step(company.staff.agent, lead.id, 'cancel', { reason: '误报' })
  assert.deepEqual(await fault(merge(same.id, lead.number)), ['input.into fields.notMergeable'])
  assert.equal((await requestOf(same.id)).phase, 'new')
})

test('what leads others may be merged itself: all go on in the last; of many each is judged by itself', async () => {
  const [first, second, third] = [await report(0), await report(1), await report(0)]
  await merge(first.id, second.number)
  const records = [second, third].map(({ id }) => ({ id, version: 1 }))
  const input = { into: third.number, reason: '同一件事' }
  const { taken, refused } = await company.staff.agent('takeRequestSteps', { body: { step: 'merge', input, records } })
  assert.deepEqual([taken.map(({ id }) => id), refused.map(({ id }) => id)], [[second.id], [third.id]])
  assert.deepEqual(
    (await requestOf(third.id)).merged.map(({ number }) => number),
    [second.number, first.number],
  )
})
