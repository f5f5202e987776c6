import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import type { ResidencyKind } from '@sims/contracts'
import { type Actor, DomainError, newId } from '#kernel'
import { bindPerson } from './bind.ts'
import { insertCustomers, insertResidencies } from './store.ts'
import { NOW, testWorld, type World } from './testing.ts'

let world: World
let agent: Actor

before(async () => {
  world = await testWorld()
  agent = world.staff('agent', null)
})
after(() => world.close())

const origin = { requestId: 'test', ip: '127.0.0.1', userAgent: '' }
const bind = (token: string, phone: string, name?: string, now = NOW) =>
  bindPerson({ db: world.database.db, secrets: world.secrets }, { token, phone, name, locale: 'zh-CN', origin, now })
const refused = (code: string) => (error: unknown) => error instanceof DomainError && error.code === code

async function invite(premisesId: string, uses = 1, residencyKind: ResidencyKind = 'owner') {
  const body = { id: newId(), premisesId, residencyKind, uses, days: 30 }
  const answer = await world.call(agent, 'createInvitation', { body })
  assert.equal(answer.status, 201, JSON.stringify(answer.body))
  return { ...answer.body, body, token: answer.body.url.split('/').at(-1) as string }
}
const residencies = async (customerId: string) =>
  (
    await world.database.owner.query('select * from residency where customer_id = $1 order by created_at, id', [
      customerId,
    ])
  ).rows

test('an invitation is a link and a QR code, and tells what it is for', async () => {
  const made = await invite(world.garden.at('3栋2单元201'), 1, 'lessee')
  assert.match(made.url, /^https:\/\/sims\.example\/m\/invite\/[\w-]{43}$/)
  assert.match(made.qrSvg, /^<svg[^>]*>.*<\/svg>\s*$/s)
  assert.equal(made.expiresAt, '2026-04-01T01:00:00.000Z')
  const { status, body } = await world.call(null, 'getInvitation', { params: { token: made.token } })
  assert.equal(status, 200)
  assert.deepEqual(body, {
    organization: '安居里物业',
    community: '安居花园',
    premises: '3栋2单元201',
    residencyKind: 'lessee',
    expiresAt: made.expiresAt,
  })
  const unknown = await world.call(null, 'getInvitation', { params: { token: 'x'.repeat(43) } })
  assert.deepEqual([unknown.status, unknown.problem.code], [404, 'identity.invitationInvalid'])
})

test('a repeated call gives the same link, though only a hash is stored', async () => {
  const body = { id: newId(), premisesId: world.garden.at('3栋2单元202'), residencyKind: 'owner' as const }
  const [first, second] = await Promise.all(
    [1, 2].map(() => world.call(agent, 'createInvitation', { body, key: 'invite-once' })),
  )
  assert.deepEqual(first?.body, second?.body)
})

test('invitations are for premises in one’s own communities', async () => {
  const steward = world.staff('steward', world.garden)
  for (const premisesId of [
    world.court.at('3栋1单元101'),
    world.garden.at('东门'),
    world.elsewhere.community.at('3栋1单元101'),
  ]) {
    const body = { id: newId(), premisesId, residencyKind: 'owner' as const }
    const answer = await world.call(steward, 'createInvitation', { body })
    assert.equal(answer.problem.fields?.[0]?.code, 'fields.unknownReference')
  }
  const body = { id: newId(), premisesId: world.garden.at('3栋1单元101'), residencyKind: 'owner' as const }
  assert.equal((await world.call(world.staff('technician', null), 'createInvitation', { body })).status, 403)
})

test('fifty at once on a single use: one wins', async () => {
  const premisesId = world.garden.at('3栋2单元203')
  const { token } = await invite(premisesId)
  const tries = await Promise.allSettled(
    Array.from({ length: 50 }, (_, i) => bind(token, `1990001${String(i).padStart(4, '0')}`, `住户${i}`)),
  )
  const won = tries.filter((one) => one.status === 'fulfilled')
  assert.equal(won.length, 1)
  for (const one of tries)
    if (one.status === 'rejected') assert.ok(refused('identity.invitationInvalid')(one.reason), String(one.reason))
  const { rows } = await world.database.owner.query('select customer_id from residency where premises_id = $1', [
    premisesId,
  ])
  assert.equal(rows.length, 1)
  const left = await world.database.owner.query('select count(*)::int as n from account where customer_id is not null')
  assert.equal(left.rows[0].n, 1)
})

test('a newcomer waits for verification; staff of the community confirm', async () => {
  const { token } = await invite(world.court.at('3栋1单元201'))
  await assert.rejects(bind(token, '19900020001'), refused('identity.nameNeeded'))
  const bound = await bind(token, '19900020001', ' 周晓 ')
  const [residency] = await residencies(bound.customerId)
  assert.equal(residency.verified_at, null)

  const garden = world.staff('steward', world.garden)
  const court = world.staff('steward', world.court)
  const waitingAt = async (actor: Actor) => (await world.call(actor, 'listResidencies', {})).body.items
  assert.ok(!(await waitingAt(garden)).some((one) => one.id === residency.id))
  const shown = (await waitingAt(court)).find((one) => one.id === residency.id)
  assert.equal(shown?.customerName, '周*')

  const params = { id: residency.id as string }
  assert.equal((await world.call(garden, 'verifyResidency', { params, body: { verified: true } })).status, 404)
  assert.equal((await residencies(bound.customerId))[0].verified_at, null)
  const done = await world.call(court, 'verifyResidency', { params, body: { verified: true } })
  assert.equal(done.body.verifiedAt, NOW.toISOString())
  assert.ok(!(await waitingAt(court)).some((one) => one.id === residency.id))
})

test('a refused residency ends and cannot be confirmed any more', async () => {
  const { token } = await invite(world.court.at('3栋1单元202'))
  const bound = await bind(token, '19900020002', '吴用')
  const [{ id }] = await residencies(bound.customerId)
  const params = { id }
  const silent = await world.call(agent, 'verifyResidency', { params, body: { verified: false } })
  assert.deepEqual([silent.status, silent.problem.fields?.[0]?.code], [422, 'customers.reasonNeeded'])
  const body = { verified: false, reason: '与登记不符' }
  const done = await world.call(agent, 'verifyResidency', { params, body })
  assert.deepEqual([done.body.endedOn, done.body.state, done.body.note], ['2026-03-02', 'refused', '与登记不符'])
  const again = await world.call(agent, 'verifyResidency', { params, body: { verified: true } })
  assert.deepEqual([again.status, again.problem.code], [409, 'customers.residencyEnded'])
  const resident = world.resident(bound.customerId)
  assert.deepEqual((await world.call(resident, 'myPlaces', {})).body, { premises: [], areas: [] })
})

test('a phone that stands at these premises already takes up its record, and waits for people to confirm it', async () => {
  const { db } = world.database
  const premisesId = world.court.at('3栋1单元203')
  const [id, other] = [newId(), newId()]
  await db.transaction(world.organizationId, async (tx) => {
    const person = { kind: 'person' as const, verified: true }
    insertCustomers(
      tx,
      world.secrets,
      [
        { ...person, id: other, name: '郑轻', phone: '19900020011' },
        { ...person, id, name: '郑重', phone: '199 0002 0010' },
      ],
      NOW,
    )
    const home = { premisesId, kind: 'owner' as const, verifiedAt: null }
    insertResidencies(
      tx,
      [
        { ...home, customerId: other },
        { ...home, customerId: id },
      ],
      NOW,
    )
  })
  const { token } = await invite(premisesId, 2)
  const bound = await bind(token, '+86 19900020010')
  assert.equal(bound.customerId, id)
  assert.deepEqual(
    (await residencies(id)).map((row) => row.verified_at),
    [null],
  )
  assert.equal((await residencies(other))[0].verified_at, null)
})

test('what is no mobile number cannot be bound', async () => {
  const { token } = await invite(world.court.at('3栋1单元205'))
  await assert.rejects(bind(token, '0571-88881234', '郑重'), refused('http.invalid'))
})

test('a known phone gets a further residency; twice the same changes nothing and uses nothing up', async () => {
  const first = await invite(world.garden.at('3栋2单元204'))
  const bound = await bind(first.token, '19900020003', '冯程')
  const second = await invite(world.court.at('3栋1单元204'), 2)
  assert.deepEqual(await bind(second.token, '199 0002 0003'), bound)
  const many = await Promise.all(Array.from({ length: 10 }, () => bind(second.token, '19900020003')))
  for (const one of many) assert.deepEqual(one, bound)
  assert.equal((await residencies(bound.customerId)).length, 2)
  const { rows } = await world.database.owner.query('select uses_left from invitation where id = $1', [second.id])
  assert.equal(rows[0].uses_left, 1)
  // the first one is used up, yet its holder may come in by it again
  assert.deepEqual(await bind(first.token, '19900020003'), bound)
})

test('one phone through two invitations at once becomes one customer', async () => {
  const made = await Promise.all([1, 2, 3, 4].map((n) => invite(world.garden.at(`3栋2单元20${4 + n}`))))
  const bound = await Promise.all(made.map(({ token }) => bind(token, '19900020004', '陈诚')))
  assert.equal(new Set(bound.map((one) => one.customerId)).size, 1)
  assert.equal((await residencies(bound[0]?.customerId as string)).length, 4)
})

test('two invitations to one home at once bind a known person there once', async () => {
  const phone = '19900070009'
  const { customerId } = await bind((await invite(world.court.at('3栋1单元202'))).token, phone, '郑浩')
  const home = world.court.at('3栋2单元101')
  const tokens = await Promise.all(Array.from({ length: 6 }, async () => (await invite(home)).token))
  await Promise.all(tokens.map((token) => bind(token, phone)))
  assert.equal((await residencies(customerId)).length, 2)
})

test('expired, and of a phone that another company knows too', async () => {
  const made = await invite(world.garden.at('3栋2单元209'))
  const later = new Date(NOW.getTime() + 31 * 86_400_000)
  await assert.rejects(bind(made.token, '19900020005', '褚卫', later), refused('identity.invitationInvalid'))
  world.clock.now = later
  assert.equal((await world.call(null, 'getInvitation', { params: { token: made.token } })).status, 404)
  world.clock.now = NOW

  const stranger = world.staff('agent', null, world.elsewhere.organizationId)
  const body = { id: newId(), name: '蒋沈', phone: '19900020006' }
  assert.equal((await world.call(stranger, 'createCustomer', { body })).status, 201)
  const here = await bind(made.token, '19900020006', '蒋沈')
  assert.equal(here.organizationId, world.organizationId, 'a customer of both')
})
