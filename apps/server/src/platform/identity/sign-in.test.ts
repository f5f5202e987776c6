import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { DAY, HOUR, MINUTE } from '#kernel'
import { type TestDatabase, testDatabase } from '../db/testing.ts'
import {
  auditOf,
  makeOrganization,
  makeStaff,
  PASSWORD,
  type TestServer,
  type TestStaff,
  testServer,
  tokenOf,
} from './testing.ts'

let database: TestDatabase
let server: TestServer
let organization: string
let made = 0
before(async () => {
  database = await testDatabase()
  organization = await makeOrganization(database)
  server = await testServer(database)
})
after(async () => {
  await server.app.close()
  await database.close()
})
const staff = (roles?: string[]): Promise<TestStaff> =>
  makeStaff(database, server, organization, { account: `agent${++made}`, ...(roles ? { roles } : {}) })
const signIn = (account: string, password: string, ip?: string) =>
  server.call('signIn', { body: { account, password, mode: 'token' }, ...(ip ? { ip } : {}) })

test('a member of staff signs in, is known by the token, and signs out', async () => {
  const person = await staff(['agent', 'dispatcher'])
  const answer = await signIn(person.account, PASSWORD)
  assert.equal(answer.status, 200)
  const { token, ...session } = answer.body
  assert.deepEqual(session, {
    accountId: person.accountId,
    staffId: person.staffId,
    customerId: null,
    name: '林晓岚',
    organization: {
      id: organization,
      name: `物业公司${organization.slice(-4)}`,
      timeZone: 'Asia/Shanghai',
      isDemo: true,
    },
    locale: 'zh-CN',
    grants: session.grants,
    skills: [],
    mustChangePassword: false,
    behalf: null,
    expiresAt: '2026-03-02T21:00:00+08:00',
  })
  assert.equal(answer.cookie, undefined)
  assert.deepEqual((await server.call('whoAmI', { token })).body, session)
  const english = await server.call('changeSession', { token, body: { locale: 'en' } })
  assert.equal(english.body.locale, 'en')
  assert.equal((await server.call('signOut', { token })).status, 200)
  assert.equal((await server.call('whoAmI', { token })).body.code, 'identity.signedOut')
  assert.deepEqual(await auditOf(database, person.accountId), ['identity.signIn success', 'identity.signOut success'])
})

test('a browser gets a cookie that scripts cannot read, and no token in the answer', async () => {
  const person = await staff()
  const answer = await server.call('signIn', { body: { account: person.account, password: PASSWORD } })
  assert.equal(answer.body.token, undefined)
  assert.match(answer.cookie ?? '', /^sims_session=[\w-]{43}; Path=\/; HttpOnly; SameSite=Lax$/)
  const cookie = (answer.cookie ?? '').split(';')[0] ?? ''
  assert.equal((await server.call('whoAmI', { headers: { cookie } })).status, 200)
  const out = await server.call('signOut', { headers: { cookie } })
  assert.match(out.cookie ?? '', /^sims_session=; .*Expires=Thu, 01 Jan 1970/)
  assert.equal((await server.call('whoAmI', { headers: { cookie } })).status, 401)
})

test('the cookie is Secure where browsers come over HTTPS', async () => {
  const secure = await testServer(database, { secureCookie: true })
  const person = await staff()
  const answer = await secure.call('signIn', { body: { account: person.account, password: PASSWORD } })
  assert.match(answer.cookie ?? '', /; Secure/)
  await secure.app.close()
})

test('twins of an account name in other case, width or composition are one account', async () => {
  await makeStaff(database, server, organization, { account: 'café.li' })
  for (const twin of ['café.li', 'cafe\u0301.li', 'CAFÉ.LI', 'ｃａｆé．ｌｉ', '  Café.Li '])
    assert.equal((await signIn(twin, PASSWORD)).status, 200, twin)
  assert.equal((await signIn('cafe.li', PASSWORD)).status, 401)
})

test('full-width input of the same password is the same password', async () => {
  const person = await staff()
  assert.equal((await signIn(person.account, PASSWORD.replace('4827', '４８２７'))).status, 200)
})

test('the sixth try within 30 minutes is refused even with the right password; later it is let in', async () => {
  const person = await staff()
  const token = await tokenOf(server, person.account)
  for (let i = 0; i < 5; i++) assert.equal((await signIn(person.account, 'wrong')).body.code, 'identity.wrongLogin')
  const sixth = await signIn(person.account, PASSWORD)
  assert.equal(sixth.status, 429)
  assert.equal(sixth.body.code, 'identity.locked')
  assert.equal((sixth.body.params as { minutes: number }).minutes, 30)
  assert.equal((await server.call('whoAmI', { token })).status, 401, 'sessions end with the lock')
  server.clock.forward(29 * MINUTE)
  assert.equal((await signIn(person.account, PASSWORD)).status, 429)
  server.clock.forward(MINUTE)
  assert.equal((await signIn(person.account, PASSWORD)).status, 200)
  const trail = await auditOf(database, person.accountId)
  assert.equal(trail.filter((event) => event === 'identity.signIn refused identity.wrongLogin').length, 5)
  assert.equal(trail.filter((event) => event === 'identity.lock success').length, 1)
  assert.equal(trail.filter((event) => event === 'identity.signIn refused identity.locked').length, 2)
  assert.equal(trail.at(-1), 'identity.signIn success')
})

test('a right password forgets the failures before it', async () => {
  const person = await staff()
  for (let round = 0; round < 2; round++) {
    for (let i = 0; i < 4; i++) await signIn(person.account, 'wrong')
    assert.equal((await signIn(person.account, PASSWORD)).status, 200)
  }
})

test('of 200 wrong tries at once at most five are looked at', async () => {
  const person = await staff()
  const before = server.evaluated()
  const answers = await Promise.all(
    Array.from({ length: 200 }, (_, i) => signIn(person.account, `wrong${i}`, `10.1.${i % 20}.1`)),
  )
  assert.equal(server.evaluated() - before, 5)
  const count = (code: string) => answers.filter((answer) => answer.body.code === code).length
  assert.equal(count('identity.wrongLogin'), 5)
  assert.equal(count('identity.locked'), 195)
})

test('an account that does not exist answers, works and locks like one that does', async () => {
  const person = await staff()
  const tries = async (): Promise<number> => {
    const { rows } = await database.owner.query(
      `select count(*)::int as n from audit_event where actor_kind = 'system' and action = 'identity.signIn'`,
    )
    return rows[0].n
  }
  const [before, audited] = [server.evaluated(), await tries()]
  for (let i = 0; i < 6; i++) {
    const unknown = await signIn('nobody.here', 'wrong')
    const known = await signIn(person.account, 'wrong')
    assert.equal(unknown.status, known.status)
    assert.deepEqual(
      { ...unknown.body, requestId: '' },
      { ...known.body, requestId: '' },
      `answers to try ${i + 1} differ`,
    )
  }
  // a real hash was worked through for each, the unknown ones included
  assert.equal(server.evaluated() - before, 10)
  assert.equal((await tries()) - audited, 6)
})

test('one address gets 60 failures in ten minutes, right passwords not counted', async () => {
  const person = await staff()
  for (let i = 0; i < 61; i++) assert.equal((await signIn(person.account, PASSWORD, '10.9.9.9')).status, 200)
  // the accounts lock after five, which is quick
  for (let i = 0; i < 60; i++)
    assert.notEqual((await signIn('locked.soon', 'wrong', '10.9.9.9')).body.code, 'http.tooMany')
  const refused = await signIn(person.account, PASSWORD, '10.9.9.9')
  assert.deepEqual([refused.status, refused.body.code], [429, 'http.tooMany'])
  assert.equal((await signIn(person.account, PASSWORD, '10.9.9.8')).status, 200)
  server.clock.forward(10 * MINUTE)
  assert.equal((await signIn(person.account, PASSWORD, '10.9.9.9')).status, 200)
})

test('the fourth session of a member of staff ends the oldest', async () => {
  const person = await staff()
  const tokens: string[] = []
  for (let i = 0; i < 4; i++) {
    tokens.push(await tokenOf(server, person.account))
    server.clock.forward(1000)
  }
  const status = async (token: string) => (await server.call('whoAmI', { token })).status
  assert.deepEqual(await Promise.all(tokens.map(status)), [401, 200, 200, 200])
  const many = await Promise.all(Array.from({ length: 10 }, () => signIn(person.account, PASSWORD)))
  assert.ok(many.every((answer) => answer.status === 200))
  const { rows } = await database.owner.query(
    'select count(*)::int as n from session where account_id = $1 and ended_at is null',
    [person.accountId],
  )
  assert.ok(rows[0].n <= 3, `${rows[0].n} sessions live after ten sign-ins at once`)
})

test('who has left, or is disabled, signs in no more and cannot be told from a wrong password', async () => {
  const today = await staff()
  const disabled = await staff()
  const tomorrow = await staff()
  const day = (ms: number) => new Date(server.clock.now.getTime() + 8 * HOUR + ms).toISOString().slice(0, 10)
  await database.owner.query('update staff set left_on = $2 where id = $1', [today.staffId, day(0)])
  await database.owner.query('update staff set left_on = $2 where id = $1', [tomorrow.staffId, day(DAY)])
  await database.owner.query('update account set disabled_at = $2 where id = $1', [
    disabled.accountId,
    server.clock.now,
  ])
  assert.equal((await signIn(today.account, PASSWORD)).body.code, 'identity.wrongLogin')
  assert.equal((await signIn(disabled.account, PASSWORD)).body.code, 'identity.wrongLogin')
  assert.equal((await signIn(tomorrow.account, PASSWORD)).status, 200)
})
