import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { newId } from '#kernel'
import { refusal, type TestCompany, testCompany } from '../../../testing.ts'

// What stays with somebody who has left the place: their own requests, until these are settled.

let company: TestCompany
before(async () => {
  company = await testCompany()
})
after(() => company.close())

const sql = (text: string, values: unknown[]) => company.database.owner.query(text, values)

test('who has left reads and steers what they reported while it is open; once settled it is not theirs to reopen', async () => {
  const tenant = await company.resident(0)
  const placeId = company.homes[0] as string
  const [open, settled] = [newId(), newId()]
  for (const id of [open, settled])
    await tenant.api('createRequest', { body: { id, category: 'waterLeak', placeId, description: '水管漏水' } })
  const done = `update service_request set state = 'settled', phase = 'settled', settled_at = $2 where id = $1`
  await sql(done, [settled, company.clock.now])
  const steps = async (id: string) =>
    (await tenant.api('getRequest', { params: { id } })).allowed.map(({ verb }) => verb)
  assert.ok((await steps(settled)).includes('reopen'))
  const before = await steps(open)
  assert.ok(before.includes('urge'))

  await sql(`update residency set until = '2026-03-01' where customer_id = $1`, [tenant.customerId])
  assert.deepEqual(await steps(open), before)
  assert.deepEqual(await steps(settled), [])
  const { version } = await tenant.api('getRequest', { params: { id: settled } })
  const body = { step: 'reopen', version, input: { reason: '还在漏' } }
  const refused = await refusal(tenant.api('takeRequestStep', { params: { id: settled }, body }))
  assert.equal(refused.code, 'process.stepNotAllowed')
  const urge = { step: 'urge', version: 1, input: { text: '请尽快' } }
  await tenant.api('takeRequestStep', { params: { id: open }, body: urge })
  const again = { id: newId(), category: 'waterLeak', placeId, description: '又漏' }
  assert.equal((await refusal(tenant.api('createRequest', { body: again }))).fields?.[0]?.path, 'placeId')
})

test('of what others report there afterwards they see and hear nothing', async () => {
  const former = await company.resident(1)
  await sql(`update residency set until = '2026-03-01' where customer_id = $1`, [former.customerId])
  const next = { name: '新住户', phone: '13400000001' }
  const placeId = company.homes[1] as string
  const body = { id: newId(), category: 'waterLeak', placeId, description: '水管漏水', caller: next }
  await company.staff.agent('createRequest', { body })
  assert.equal((await refusal(former.api('getRequest', { params: { id: body.id } }))).code, 'http.notFound')
  assert.deepEqual((await former.api('listRequests', { query: {} })).items, [])
  const wanted = { placeId, category: 'waterLeak', description: '水管漏水' }
  assert.deepEqual((await former.api('suggest', { body: wanted })).duplicates, [])
  assert.deepEqual(await former.api('myPlaces'), { premises: [], areas: [] })
})
