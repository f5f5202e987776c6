import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { DAY, DomainError, HOUR, MINUTE, newId } from '#kernel'
import { phoneHash } from '#platform/privacy'
import { type TestDatabase, testDatabase } from '../db/testing.ts'
import { type Binding, type CodeMessage, sweepCodes } from './index.ts'
import { auditOf, makeOrganization, type TestServer, testServer } from './testing.ts'

let database: TestDatabase
let server: TestServer
let organization: string
const bound: Binding[] = []
before(async () => {
  database = await testDatabase()
  organization = await makeOrganization(database)
  server = await testServer(database, { bind })
})
after(async () => {
  await server.app.close()
  await database.close()
})

/** Stands for the module of customers: one good invitation, which makes an account. */
async function bind(binding: Binding) {
  if (binding.token !== 'good') throw new DomainError('identity.invitationInvalid')
  if (binding.name === undefined) throw new DomainError('identity.nameNeeded')
  bound.push(binding)
  return { organizationId: organization, accountId: await makeResident(binding.phone) }
}

async function makeResident(phone: string): Promise<string> {
  const [customerId, accountId] = [newId(), newId()]
  await database.owner.query(
    `insert into customer (organization_id, id, wrapped_key, name_sealed, blind_tokens, created_at)
     values ($1, $2, '', '', '{}', $3)`,
    [organization, customerId, server.clock.now],
  )
  await database.owner.query(
    'insert into account (organization_id, id, phone_hash, customer_id, created_at) values ($1, $2, $3, $4, $5)',
    [organization, accountId, phoneHash(server.secrets, phone), customerId, server.clock.now],
  )
  return accountId
}

let made = 0
const newPhone = () => `139${String(++made).padStart(8, '0')}`
const ask = async (phone: string) => {
  const answer = await server.call('askCode', { body: { phone } })
  return { ...answer, shown: answer.body.shownCode as unknown as string }
}
const enter = (phone: string, code: string, more: Record<string, unknown> = {}) =>
  server.call('residentSignIn', { body: { phone, code, mode: 'token', ...more } })
const wrong = (code: string) => String((Number(code) + 1) % 1_000_000).padStart(6, '0')

test('a known phone signs in with the code on the screen of the demo; however it is written', async () => {
  const phone = newPhone()
  const accountId = await makeResident(phone)
  const asked = await ask(`+86 ${phone.slice(0, 3)}-${phone.slice(3)}`)
  assert.equal(asked.status, 200)
  assert.match(asked.shown, /^\d{6}$/)
  const answer = await enter(phone, asked.shown)
  assert.equal(answer.status, 200)
  assert.equal(answer.body.accountId, accountId)
  assert.equal(answer.body.name, '住户')
  assert.equal(answer.body.staffId, null)
  assert.deepEqual(answer.body.grants, [])
  assert.equal((await server.call('whoAmI', { token: answer.body.token })).status, 200)
  assert.equal((await enter(phone, asked.shown)).body.code, 'identity.wrongCode', 'a code is used once')
  assert.deepEqual(await auditOf(database, accountId), [
    'identity.residentSignIn success',
    'identity.residentSignIn refused identity.wrongCode',
  ])
})

test('only hashes of phone and code are stored', async () => {
  const phone = newPhone()
  const { shown } = await ask(phone)
  const { rows } = await database.owner.query('select c::text as row from one_time_code c')
  for (const { row } of rows) assert.ok(!row.includes(phone) && !row.includes(shown))
})

test('known and unknown phones get the same answer to asking', async () => {
  const known = newPhone()
  await makeResident(known)
  const answers = [await ask(known), await ask(newPhone())]
  assert.deepEqual(
    answers.map(({ status, body }) => [status, Object.keys(body).sort(), body.expiresAt]),
    Array(2).fill([200, ['expiresAt', 'shownCode'], answers[0]?.body.expiresAt]),
  )
})

test('a code lives five minutes', async () => {
  const phone = newPhone()
  await makeResident(phone)
  const first = await ask(phone)
  server.clock.forward(5 * MINUTE)
  assert.equal((await enter(phone, first.shown)).body.code, 'identity.wrongCode')
  const second = await ask(phone)
  server.clock.forward(5 * MINUTE - 1)
  assert.equal((await enter(phone, second.shown)).status, 200)
})

test('of a hundred guesses at once five are looked at, and then the right code is dead too', async () => {
  const phone = newPhone()
  await makeResident(phone)
  const { shown } = await ask(phone)
  await Promise.all(Array.from({ length: 100 }, () => enter(phone, wrong(shown))))
  assert.equal((await enter(phone, shown)).body.code, 'identity.wrongCode')
  const { rows } = await database.owner.query('select attempts from one_time_code where phone_hash = $1', [
    phoneHash(server.secrets, phone),
  ])
  assert.equal(rows[0].attempts, 5)
})

test('one right code at once from many places opens one session', async () => {
  const phone = newPhone()
  await makeResident(phone)
  const { shown } = await ask(phone)
  const answers = await Promise.all(Array.from({ length: 4 }, () => enter(phone, shown)))
  assert.deepEqual(answers.map((answer) => answer.status).sort(), [200, 401, 401, 401])
})

test('a minute lies between two codes, and five unused ones an hour are the most', async () => {
  const phone = newPhone()
  assert.equal((await ask(phone)).status, 200)
  server.clock.forward(20_000)
  const early = await ask(phone)
  assert.deepEqual([early.status, early.body.code, early.body.params], [429, 'identity.codeTooSoon', { seconds: 40 }])
  for (let i = 0; i < 4; i++) {
    server.clock.forward(MINUTE)
    assert.equal((await ask(phone)).status, 200)
  }
  server.clock.forward(MINUTE)
  const sixth = await ask(phone)
  assert.equal(sixth.body.code, 'identity.codeTooSoon')
  server.clock.forward((sixth.body.params as { seconds: number }).seconds * 1000)
  assert.equal((await ask(phone)).status, 200)
})

test('codes that are used count against no limit', async () => {
  const phone = newPhone()
  await makeResident(phone)
  for (let i = 0; i < 7; i++) assert.equal((await enter(phone, (await ask(phone)).shown)).status, 200)
})

test('an unknown phone needs an invitation, which costs no new code when something is missing', async () => {
  const phone = newPhone()
  const { shown } = await ask(phone)
  assert.equal((await enter(phone, wrong(shown), { invitation: 'good', name: '周敏' })).body.code, 'identity.wrongCode')
  const unknown = await enter(phone, shown)
  assert.deepEqual([unknown.status, unknown.body.code], [403, 'identity.unknownPhone'])
  assert.equal((await enter(phone, shown, { invitation: 'bad' })).body.code, 'identity.invitationInvalid')
  assert.equal((await enter(phone, shown, { invitation: 'good' })).body.code, 'identity.nameNeeded')
  const answer = await enter(phone, shown, { invitation: 'good', name: '周敏' })
  assert.equal(answer.status, 200)
  const { origin, now, ...binding } = bound.at(-1) as Binding
  assert.deepEqual(binding, {
    token: 'good',
    phone,
    name: '周敏',
    accountId: undefined,
    another: undefined,
    locale: 'zh-CN',
  })
  assert.equal(now, server.clock.now)
  assert.equal(origin.ip, '10.0.0.1')
})

test('a resident stays signed in for 30 days after the last call; the sixth session ends the oldest', async () => {
  const phone = newPhone()
  await makeResident(phone)
  const tokens: string[] = []
  for (let i = 0; i < 6; i++) {
    tokens.push((await enter(phone, (await ask(phone)).shown)).body.token)
    server.clock.forward(1000)
  }
  const status = async (token: string | undefined) => (await server.call('whoAmI', { token: token as string })).status
  assert.deepEqual(await Promise.all(tokens.map(status)), [401, 200, 200, 200, 200, 200])
  server.clock.forward(29 * DAY)
  assert.equal(await status(tokens[1]), 200)
  server.clock.forward(29 * DAY)
  assert.equal(await status(tokens[1]), 200)
  assert.equal(await status(tokens[2]), 401)
  server.clock.forward(30 * DAY)
  assert.equal(await status(tokens[1]), 401)
})

test('a resident keeps the cookie over restarts of the browser, and has no password to change', async () => {
  const phone = newPhone()
  await makeResident(phone)
  const { cookie } = await server.call('residentSignIn', { body: { phone, code: (await ask(phone)).shown } })
  assert.match(cookie ?? '', /^sims_session=.*Max-Age=31536000; Path=\/; HttpOnly; SameSite=Lax$/)
  const answer = await server.call('changePassword', {
    headers: { cookie: (cookie ?? '').split(';')[0] ?? '' },
    body: { current: 'x', next: 'y' },
  })
  assert.equal(answer.body.code, 'access.forbidden')
})

test('a landline or no number is a fault of the field', async () => {
  for (const phone of ['010-62345678', 'abc', '12']) {
    const { status, body } = await server.call('askCode', { body: { phone } })
    assert.deepEqual([status, (body.fields as { path: string }[])[0]?.path], [422, 'phone'])
  }
})

test('with a gateway the code goes there and nowhere else, for the company of the phone or of the invitation', async () => {
  const sent: CodeMessage[] = []
  const asked: (string | null)[] = []
  const gateway = await testServer(database, {
    bind,
    organizationOfInvitation: async (token) => (token === 'right' ? organization : null),
    codesFor: async (organizationId) => {
      asked.push(organizationId)
      return organizationId === null ? null : async (message) => sent.push(message) > 0
    },
  })
  const phone = newPhone()
  const accountId = await makeResident(phone)
  const { body } = await gateway.call('askCode', { body: { phone }, headers: { 'accept-language': 'en' } })
  assert.equal(body.shownCode, null)
  assert.deepEqual([sent[0]?.phone, sent[0]?.accountId, sent[0]?.locale, sent[0]?.minutes], [phone, accountId, 'en', 5])
  assert.match(sent[0]?.code ?? '', /^\d{6}$/)
  // two companies share the installation: nobody knows whose this is, unless an invitation says so
  const other = await makeOrganization(database)
  assert.equal((await gateway.call('askCode', { body: { phone: newPhone(), invitation: 'right' } })).status, 200)
  assert.equal(sent.length, 2)
  await database.owner.query('update organization set is_demo = false where organization_id = $1', [other])
  const nobody = await gateway.call('askCode', { body: { phone: newPhone() } })
  assert.equal(nobody.body.code, 'identity.noSms', 'no company here can send anything')
  await database.owner.query(
    `insert into gateway (organization_id, channel, url, key_id, wrapped_key, key_sealed, changed_at)
     values ($1, 'sms', 'https://sms.example.com/', 'x', '', '', $2)`,
    [other, gateway.clock.now],
  )
  const unknown = await gateway.call('askCode', { body: { phone: newPhone() } })
  assert.deepEqual([unknown.status, unknown.body.shownCode, sent.length], [200, null, 2], 'as if it were known')
  assert.deepEqual(asked, [organization, organization, null, null])
  await database.owner.query('delete from gateway')
  await database.owner.query('delete from organization where organization_id = $1', [other])
  await gateway.app.close()
})

test('a code that could not be sent is said, and may be asked for anew after a minute', async () => {
  let works = false
  const gateway = await testServer(database, { bind, codesFor: async () => async () => works })
  const phone = newPhone()
  const { status, body } = await gateway.call('askCode', { body: { phone } })
  assert.deepEqual([status, body.code], [409, 'identity.smsFailed'])
  works = true
  gateway.clock.forward(MINUTE)
  assert.equal((await gateway.call('askCode', { body: { phone } })).status, 200)
  await gateway.app.close()
})

test('ten codes a day that nobody uses, however slowly they are asked for', async () => {
  const phone = newPhone()
  const began = server.clock.now
  for (let n = 0; n < 10; n++) {
    assert.equal((await ask(phone)).status, 200)
    server.clock.forward(HOUR)
  }
  const { status, body } = await ask(phone)
  assert.deepEqual([status, body.code, body.params], [429, 'identity.codesToday', { limit: 10, hours: 14 }])
  server.clock.now = new Date(began.getTime() + DAY)
  assert.equal((await ask(phone)).status, 200)
})

test('what nobody used is swept away once no limit needs it', async () => {
  await ask(newPhone())
  server.clock.forward(DAY)
  await sweepCodes(database.db, server.clock.now)
  const { rows } = await database.owner.query('select count(*)::int as n from one_time_code')
  assert.equal(rows[0].n, 0)
})

test('a real company without a gateway shows codes to nobody', async () => {
  const real = await makeOrganization(database, false)
  const { status, body } = await ask(newPhone())
  assert.deepEqual([status, body.code], [409, 'identity.noSms'])
  await database.owner.query('delete from organization where organization_id = $1', [real])
  assert.equal((await ask(newPhone())).status, 200)
})
