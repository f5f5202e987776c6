import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import type { Client } from '@sims/contracts/web'
import { newId } from '#kernel'
import { clientOf, refusal, type TestCompany, testCompany } from '../../../testing.ts'

// A daughter acts for her mother, an employee for a firm: what they see and may do, what the timeline says, and the end.

let company: TestCompany
let daughter: Awaited<ReturnType<TestCompany['resident']>>
let motherId: string
before(async () => {
  company = await testCompany()
  daughter = await company.resident(1)
  motherId = newId()
  const body = {
    id: motherId,
    name: '王秀兰',
    phone: '057188880001',
    premisesId: home(0),
    residencyKind: 'owner' as const,
  }
  await desk()('createCustomer', { body })
})
after(() => company.close())

const home = (n: number) => company.homes[n] as string
const desk = () => company.staff.agent
const name = async (scope: ('report' | 'rate' | 'agree')[], more: object = {}) => {
  const body = { id: newId(), agentId: daughter.customerId, scope, ...more }
  await desk()('nameProxy', { params: { id: motherId }, body })
  return body.id
}
const as = async (api: Client, who: 'for' | 'self') => {
  const person = (await api('myPersons')).items.find((one) => one.as === who)
  return await api('switchPerson', { body: { id: person?.id as string } })
}
const report = (api: Client, placeId: string, id = newId()) =>
  api('createRequest', { body: { id, category: 'waterLeak', placeId, description: '厨房水管漏水' } }).then(() => id)

test('a proxy sees and does what the person would, within what was given; the timeline says who', async () => {
  const before = await report(daughter.api, home(1))
  assert.equal((await refusal(report(daughter.api, home(0)))).fields?.[0]?.path, 'placeId')
  const id = await name(['report'])
  const again = { id: newId(), agentId: daughter.customerId, scope: ['rate' as const] }
  assert.equal(
    (await refusal(desk()('nameProxy', { params: { id: motherId }, body: again }))).code,
    'proxies.alreadyNamed',
  )
  const session = await as(daughter.api, 'for')
  assert.deepEqual(
    [session.customerId, session.name, session.behalf?.name, session.behalf?.scope],
    [motherId, '王秀兰', '住户1', ['report']],
  )
  assert.deepEqual(
    (await daughter.api('myPlaces')).premises.map((place) => place.fullName),
    ['1栋1单元101'],
  )
  const made = await report(daughter.api, home(0))
  const listed = (await daughter.api('listRequests', { query: {} })).items.map((one) => one.id)
  assert.deepEqual(listed, [made], 'of the mother, not of herself')
  assert.equal((await refusal(daughter.api('getRequest', { params: { id: before } }))).code, 'http.notFound')
  const { timeline, contact } = await desk()('getRequest', { params: { id: made } })
  assert.deepEqual([timeline[0]?.actorKind, timeline[0]?.proxyName, contact.customerId], ['resident', '住*1', motherId])
  for (const own of [daughter.api('myHomes'), daughter.api('myContact'), daughter.api('myProxies')])
    assert.equal((await refusal(own)).code, 'proxies.ownOnly')

  // what is told to the mother is told to who acts for her
  const { version } = await desk()('getRequest', { params: { id: made } })
  await desk()('takeRequestStep', { params: { id: made }, body: { step: 'accept', version } })
  await company.app.relay.drain()
  const told = (await daughter.api('listNotices', { query: {} })).items.filter((one) => one.recordId === made)
  assert.ok(told.length > 0)

  await desk()('revokeProxy', { params: { id }, body: { reason: '本人要求撤销' } })
  assert.equal((await refusal(daughter.api('listRequests', { query: {} }))).code, 'identity.signedOut', 'at once')
})

test('without the scope to report nothing is reported, and steps are those that were given', async () => {
  const agent = await company.resident(2)
  const body = { id: newId(), agentId: agent.customerId, scope: ['rate' as const], until: '2026-03-05' }
  await desk()('nameProxy', { params: { id: motherId }, body })
  const [request] = (await desk()('listRequests', { query: { customerId: motherId } })).items
  await as(agent.api, 'for')
  assert.equal((await refusal(report(agent.api, home(0)))).code, 'proxies.outOfScope')
  const params = { id: request?.id as string }
  const { allowed, version } = await agent.api('getRequest', { params })
  assert.deepEqual(allowed, [], 'an open request can be urged, which takes another scope')
  const urge = { step: 'urge', version, input: { text: '请尽快' } }
  assert.equal((await refusal(agent.api('takeRequestStep', { params, body: urge }))).code, 'process.stepNotAllowed')
  const self = await as(agent.api, 'self')
  assert.deepEqual([self.customerId, self.behalf], [agent.customerId, null])
  assert.equal((await refusal(agent.api('getRequest', { params }))).code, 'http.notFound')

  // the last day passes: nobody acts by it, whether or not anything has run
  await as(agent.api, 'for')
  company.clock.now = new Date('2026-03-05T16:00:10Z')
  const live = `update session set last_seen_at = $1, expires_at = $1::timestamptz + interval '1 day'`
  await company.database.owner.query(live, [company.clock.now])
  assert.equal((await refusal(agent.api('getRequest', { params }))).code, 'http.notFound')
  assert.deepEqual((await agent.api('whoAmI')).behalf, null)
  assert.equal(await company.app.closeExpired(), 1)
})

test('a person lets somebody act in the app, by name and phone; either side ends it', async () => {
  const given = await company.resident(3)
  const { phone } = await company.resident(4)
  const wanted = (more: object) =>
    given.api('nameMyProxy', {
      body: { id: newId(), name: '住户4', phone, scope: ['report', 'rate'], ...more } as never,
    })
  assert.equal((await refusal(wanted({ name: '别人' }))).fields?.[0]?.code, 'proxies.unknownPerson')
  assert.equal((await refusal(wanted({ until: '2026-01-01' }))).fields?.[0]?.code, 'customers.untilPast')
  const { given: mine } = await wanted({})
  assert.deepEqual([mine[0]?.agent.name, mine[0]?.consent], ['住户4', 'inApp'])
  for (let left = 3; left > 0; left--) await refusal(wanted({ phone: '13100000000' }))
  assert.equal((await refusal(wanted({}))).code, 'customers.claimsLimit')
  const stranger = await company.resident(5)
  const params = { id: mine[0]?.id as string }
  assert.equal((await refusal(stranger.api('revokeMyProxy', { params }))).code, 'http.notFound')
  assert.deepEqual((await given.api('revokeMyProxy', { params })).given, [])
})

test('a firm has contact persons, with a last day; they report for it', async () => {
  const firmId = newId()
  const firm = { id: firmId, kind: 'firm' as const, name: '云帆科技', phone: '057188880002' }
  await desk()('createCustomer', { body: { ...firm, premisesId: home(5), residencyKind: 'lessee' } })
  const contact = clientOf(company.app)
  const phone = '13500000001'
  const person = await desk()('createCustomer', { body: { id: newId(), name: '钱宝山', phone } })
  const body = { id: newId(), agentId: person.id, scope: ['report' as const, 'agree' as const] }
  const params = { id: firmId }
  assert.equal((await refusal(desk()('nameProxy', { params, body }))).fields?.[0]?.path, 'until')
  const { given } = await desk()('nameProxy', { params, body: { ...body, until: '2026-12-31' } })
  assert.deepEqual(
    given.map(({ principal, agent }) => [principal.name, principal.kind, agent.name]),
    [['云帆科技', 'firm', '钱*山']],
  )
  const itself = { ...body, id: newId(), agentId: firmId, until: '2026-12-31' }
  assert.equal((await refusal(desk()('nameProxy', { params, body: itself }))).fields?.[0]?.code, 'proxies.notAPerson')
  const { shownCode } = await contact('askCode', { body: { phone } })
  const { token } = await contact('residentSignIn', { body: { phone, code: shownCode as string, mode: 'token' } })
  const api = clientOf(company.app, token)
  assert.equal((await as(api, 'for')).name, '云帆科技')
  const id = await report(api, home(5))
  assert.equal((await desk()('getRequest', { params: { id } })).contact.name, '云**技')
  assert.equal((await refusal(company.staff.technician('listProxies', { params }))).code, 'access.forbidden')
})
