import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { newId } from '#kernel'
import { refusal, type TestCompany, testCompany } from '../../../testing.ts'

let company: TestCompany
let owner: Awaited<ReturnType<TestCompany['resident']>>
before(async () => {
  company = await testCompany()
  owner = await company.resident(0)
})
after(() => company.close())

async function report(): Promise<string> {
  const id = newId()
  const placeId = company.homes[0] as string
  await owner.api('createRequest', { body: { id, category: 'waterLeak', placeId, description: '厨房水管漏水' } })
  return id
}
const rows = async <Row>(sql: string, values: unknown[]): Promise<Row[]> =>
  (await company.database.owner.query(sql, values)).rows as Row[]

test('a key belongs to one record: the same step on another is another command', async () => {
  const [a, b] = [await report(), await report()]
  const accept = (id: string) =>
    company.staff.agent('takeRequestStep', { key: `accept-${a}`, params: { id }, body: { step: 'accept', version: 1 } })
  await accept(a)
  assert.equal((await refusal(accept(b))).code, 'command.keyReused')
  assert.equal((await company.staff.agent('getRequest', { params: { id: b } })).phase, 'new')
})

test('a repeated call is answered as the first time, though the record has gone on', async () => {
  const id = await report()
  const accept = () =>
    company.staff.agent('takeRequestStep', { key: `again-${id}`, params: { id }, body: { step: 'accept', version: 1 } })
  assert.deepEqual(await accept(), { id, version: 2 })
  await owner.api('takeRequestStep', { params: { id }, body: { step: 'urge', version: 2 } })
  assert.deepEqual(await accept(), { id, version: 2 })
})

test('a repeated call on many names as taken what was taken, and the audit tells both apart', async () => {
  const [taken, stale] = [await report(), await report()]
  await company.staff.agent('takeRequestStep', { params: { id: stale }, body: { step: 'accept', version: 1 } })
  const records = [stale, taken].map((id) => ({ id, version: 1 }))
  const key = `many-${taken}`
  const call = () => company.staff.agent('takeRequestSteps', { key, body: { step: 'accept', records } })
  const first = await call()
  assert.deepEqual(first.taken, [{ id: taken, version: 2 }])
  assert.equal(first.refused[0]?.code, 'process.staleVersion')
  const again = await call()
  assert.deepEqual(again.taken, first.taken)
  assert.deepEqual(
    again.refused.map(({ id, code }) => [id, code]),
    [[stale, 'command.refusedBefore']],
  )
  const events = await rows<{ outcome: string; object_ids: string[] }>(
    `select outcome, object_ids from audit_event
     where request_id = (select request_id from audit_event where $1 = any(object_ids) and action = 'requests.accept'
       and outcome = 'success') order by outcome`,
    [taken],
  )
  assert.deepEqual(events, [
    { outcome: 'refused', object_ids: [stale] },
    { outcome: 'success', object_ids: [taken] },
  ])
})

test('a call on many of which none can be taken leaves neither key nor success', async () => {
  const ids = [await report(), await report()]
  const body = { step: 'settle', records: ids.map((id) => ({ id, version: 1 })) }
  const key = `none-${ids[0]}`
  const { taken } = await company.staff.agent('takeRequestSteps', { key, body })
  assert.deepEqual(taken, [])
  assert.equal((await rows('select from idempotency where key = $1', [key])).length, 0)
  const events = await rows<{ outcome: string }>("select outcome from audit_event where action = 'requests.settle'", [])
  assert.deepEqual(events, [{ outcome: 'refused' }])
})

test('a record that is named twice in one call takes the step once', async () => {
  const id = await report()
  const records = [1, 1, 2].map((version) => ({ id, version }))
  const { taken, refused } = await company.staff.agent('takeRequestSteps', { body: { step: 'accept', records } })
  assert.deepEqual(taken, [{ id, version: 2 }])
  assert.deepEqual(
    refused.map((one) => one.code),
    ['process.staleVersion', 'process.staleVersion'],
  )
  assert.equal((await rows('select from timeline where record_id = $1', [id])).length, 2)
})
