import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { newId } from '#kernel'
import { refusal, type TestCompany, testCompany } from '../../../testing.ts'
import { closeExpired, insertCustomers, insertResidencies, type NewResidency } from './index.ts'

// The life of a residency through the whole server: the last day passes, people move out, the roll is held against claims.

let company: TestCompany
before(async () => {
  company = await testCompany()
})
after(() => company.close())

const home = (n: number) => company.homes[n] as string
const desk = () => company.staff.agent

async function person(name: string, phone: string, premisesId: string, more: Partial<NewResidency> = {}) {
  const [customerId, id] = [newId(), newId()]
  const { db, secrets } = company.app
  await db.transaction(company.organizationId, async (tx) => {
    insertCustomers(tx, secrets, [{ id: customerId, kind: 'person', name, phone, verified: true }], company.clock.now)
    insertResidencies(
      tx,
      [{ id, customerId, premisesId, kind: 'householdMember', verifiedAt: null, ...more }],
      company.clock.now,
    )
  })
  return { customerId, id }
}
/** It is then; those who are signed in have been at work all the while. */
async function becomes(moment: string) {
  company.clock.now = new Date(moment)
  const { now } = company.clock
  const live = `update session set last_seen_at = $1, expires_at = $1::timestamptz + interval '1 day' where ended_at is null`
  await company.database.owner.query(live, [now])
}
const expire = () =>
  closeExpired(
    { db: company.app.db, endSessions: () => assert.fail('nobody here has an account'), endActing: () => undefined },
    company.clock.now,
  )

test('a claim with name and phone of the roll is offered as such; people confirm it, and how is kept', async () => {
  const params = { id: home(0) }
  const entry = { id: newId(), name: '李建国', phone: '13811110001' }
  const { roll } = await desk()('addRollEntry', { params, body: entry })
  assert.deepEqual(
    roll.map(({ name, phone }) => [name, phone]),
    [['李*国', '138****0001']],
  )
  const listed = await person('李建国', '138 1111 0001', home(0), { kind: 'owner' })
  const stranger = await person('李建国', '13811110002', home(0), { kind: 'owner' })
  const waiting = (await desk()('listResidencies', { query: {} })).items
  assert.equal(waiting.find(({ id }) => id === listed.id)?.onRoll, true)
  assert.equal(waiting.find(({ id }) => id === stranger.id)?.onRoll, false)
  assert.equal(waiting.find(({ id }) => id === listed.id)?.state, 'claimed', 'the roll verifies nobody by itself')
  const how = async ({ id }: { id: string }) =>
    (await desk()('verifyResidency', { params: { id }, body: { verified: true } })).verifiedHow
  assert.equal(await how(listed), 'roll')
  assert.equal(await how(stranger), 'desk')
  const { rows } = await company.database.owner.query('select * from roll_entry')
  assert.ok(!JSON.stringify(rows).includes('李建国') && !JSON.stringify(rows).includes('13811110001'))
  const struck = await desk()('removeRollEntry', { params: { id: entry.id } })
  assert.deepEqual(struck.roll, [])
  const left = await company.database.owner.query('select length(name_sealed) as n from roll_entry')
  assert.equal(left.rows[0].n, 0)
  assert.equal((await refusal(desk()('removeRollEntry', { params: { id: entry.id } }))).code, 'http.notFound')
})

test('a lessee needs a last day; in the stead of an owner the desk says why', async () => {
  const { id } = await person('王租', '13811110003', home(0), { kind: 'lessee' })
  const answer = (body: object) => desk()('verifyResidency', { params: { id }, body: { verified: true, ...body } })
  const field = async (body: object) => (await refusal(answer(body))).fields?.[0]?.code
  assert.equal(await field({}), 'customers.untilNeeded')
  assert.equal(await field({ until: '2026-03-01' }), 'customers.untilPast')
  assert.equal(await field({ until: '2026-12-31' }), 'customers.reasonNeeded')
  const done = await answer({ until: '2026-12-31', reason: '业主来电，核对租赁合同' })
  assert.deepEqual([done.state, done.until, done.note], ['verified', '2026-12-31', '业主来电，核对租赁合同'])
})

test('access closes with the last day by itself; the record is closed afterwards, once, and the person is told', async () => {
  const tenant = await company.resident(1)
  const params = { id: await residencyOf(tenant.customerId) }
  await desk()('endResidency', { params, body: { until: '2026-03-03', reason: '租约到期' } })
  const places = async () => (await tenant.api('myPlaces')).premises.length
  await becomes('2026-03-03T15:59:50Z')
  assert.equal(await places(), 1, 'the last day counts whole')
  const before = { id: newId(), category: 'waterLeak', placeId: home(1), description: '水管漏水' }
  await tenant.api('createRequest', { body: before })
  await becomes('2026-03-03T16:00:00Z')
  assert.equal(await places(), 0, 'at midnight it is over, though nothing has run')
  assert.deepEqual((await tenant.api('listCommunities')).items, [])
  const late = { id: newId(), category: 'waterLeak', placeId: home(1), description: '水管又漏水' }
  assert.equal((await refusal(tenant.api('createRequest', { body: late }))).fields?.[0]?.path, 'placeId')
  assert.equal((await tenant.api('getRequest', { params: { id: before.id } })).id, before.id, 'their own stays theirs')
  const ended: string[] = []
  const endSessions = (_: unknown, ids: readonly string[]) => void ended.push(...ids)
  const closing = { db: company.app.db, endSessions, endActing: () => undefined }
  const closed = await Promise.all([1, 2, 3].map(() => closeExpired(closing, company.clock.now)))
  assert.equal(
    closed.reduce((sum, one) => sum + one, 0),
    1,
  )
  assert.equal(ended.length, 1, 'left without premises: signed out everywhere')
  const household = await desk()('getHousehold', { params: { id: home(1) } })
  const [row] = household.residencies
  assert.deepEqual([row?.state, row?.endedOn, row?.outcome], ['ended', '2026-03-03', 'expired'])
  await company.app.relay.drain()
  const { items } = await tenant.api('listNotices', { query: {} })
  assert.equal(items.filter(({ kind }) => kind === 'residencyEnded').length, 1)
  assert.match(items[0]?.body ?? '', /1栋1单元102业主/)
  const again = await refusal(desk()('endResidency', { params, body: { reason: '再次结束' } }))
  assert.equal(again.code, 'customers.residencyEnded')
})

test('moving out ends the residencies of all at once, with a preview; sessions end, and a stale preview is refused', async () => {
  const owner = await company.resident(2)
  const family = await person('住户家人', '13811110005', home(2), { verifiedAt: company.clock.now })
  const report = { id: newId(), category: 'waterLeak', placeId: home(2), description: '水管漏水' }
  await owner.api('createRequest', { body: report })
  const params = { id: home(2) }
  const { people } = await desk()('previewMoveOut', { params })
  assert.deepEqual(
    people.map(({ kind, openRequests, otherPremises, signsIn }) => [kind, openRequests, otherPremises, signsIn]),
    [
      ['owner', 1, 0, true],
      ['householdMember', 0, 0, false],
    ],
  )
  const residencyIds = people.map(({ residencyId }) => residencyId)
  const sold = { outcome: 'sold' as const, reason: '房屋过户' }
  const stale = await refusal(
    desk()('moveOut', { params, body: { ...sold, residencyIds: [...residencyIds, newId()] } }),
  )
  assert.equal(stale.code, 'customers.householdChanged')
  const after = await desk()('moveOut', { params, body: { ...sold, residencyIds } })
  assert.deepEqual(
    after.residencies.map(({ state, outcome }) => [state, outcome]),
    [
      ['ended', 'sold'],
      ['ended', 'sold'],
    ],
  )
  assert.equal((await refusal(owner.api('myPlaces'))).code, 'identity.signedOut', 'at once, in this process')
  assert.ok(family.id)
  assert.equal(
    (await refusal(desk()('moveOut', { params, body: { ...sold, residencyIds } }))).code,
    'customers.householdChanged',
  )
})

test('only those who verify, and only in their communities, see a household', async () => {
  const params = { id: home(0) }
  assert.equal((await refusal(company.staff.technician('getHousehold', { params }))).code, 'access.forbidden')
  assert.equal((await refusal(desk()('getHousehold', { params: { id: newId() } }))).code, 'http.notFound')
  assert.equal(await expire(), 0)
})

async function residencyOf(customerId: string): Promise<string> {
  const { rows } = await company.database.owner.query('select id from residency where customer_id = $1', [customerId])
  return rows[0].id
}
