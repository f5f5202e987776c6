import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { newId } from '#kernel'
import { refusal, step, type TestCompany, testCompany } from '../../../testing.ts'

// A complaint about a neighbour: both are customers, and neither learns of the other.

type Resident = Awaited<ReturnType<TestCompany['resident']>>
let company: TestCompany
let complainant: Resident
let other: Resident
before(async () => {
  company = await testCompany()
  complainant = await company.resident(0)
  other = await company.resident(1)
})
after(() => company.close())

const SAID = '答应晚上十点后不再移动家具'

async function complained(category: string): Promise<string> {
  const { agent } = company.staff
  const body = { id: newId(), kind: 'complaint' as const, category, placeId: company.homes[0] as string }
  await complainant.api('createRequest', { body: { ...body, description: '楼上半夜拖家具' } })
  await step(agent, body.id, 'accept')
  return body.id
}
const mediation = () => ({ place: company.homes[1] as string, way: 'visit', said: SAID, outcome: 'agreed' })

test('speaking with the other party stands on the timeline for staff, and neither party learns of the other', async () => {
  const { agent } = company.staff
  const id = await complained('complainNoise')
  await step(agent, id, 'mediate', mediation())
  await company.app.relay.drain()
  const places = await company.database.owner.query('select full_name as name from place where id = $1', [
    company.homes[1],
  ])
  const staffs = await agent('getRequest', { params: { id } })
  const details = staffs.timeline.find((entry) => entry.step === 'mediate')?.details.map(({ value }) => value) ?? []
  assert.ok(details.includes(SAID) && details.includes(places.rows[0].name), details.join())
  assert.ok(
    staffs.clocks.some(({ name, state }) => name === 'contact' && state === 'running'),
    'it is no contact',
  )
  const own = JSON.stringify(await complainant.api('getRequest', { params: { id } }))
  assert.ok(!own.includes(SAID) && !own.includes(places.rows[0].name), 'what the other party says is theirs')
  assert.deepEqual((await other.api('listRequests')).items, [])
  assert.deepEqual((await other.api('listNotices')).items, [])
  assert.equal((await refusal(other.api('getRequest', { params: { id } }))).code, 'http.notFound')
})

test('other complaints have no other party', async () => {
  const { agent } = company.staff
  const id = await complained('complainFacility')
  const { allowed } = await agent('getRequest', { params: { id } })
  assert.ok(!allowed.some(({ key }) => key === 'mediate'))
  assert.equal((await refusal(step(agent, id, 'mediate', mediation()))).code, 'process.stepNotAllowed')
})
