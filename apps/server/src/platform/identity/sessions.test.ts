import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { HOUR, MINUTE } from '#kernel'
import { Db } from '#platform/db'
import { type TestDatabase, testDatabase } from '../db/testing.ts'
import { createIdentity } from './index.ts'
import { makeOrganization, makeStaff, type TestServer, testServer, tokenOf } from './testing.ts'

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
const staff = (...roles: string[]) =>
  makeStaff(database, server, organization, { account: `person${++made}`, roles: roles.length ? roles : ['agent'] })
const status = async (token: string) => (await server.call('whoAmI', { token })).status
const forwardAlive = async (token: string, ms: number) => {
  for (let gone = 0; gone < ms; gone += 10 * MINUTE) {
    server.clock.forward(10 * MINUTE)
    if ((await status(token)) !== 200) return false
  }
  return true
}

test('a session ends after 30 minutes without a call, not before, and each call starts them anew', async () => {
  const token = await tokenOf(server, (await staff()).account)
  server.clock.forward(29 * MINUTE)
  assert.equal(await status(token), 200)
  server.clock.forward(29 * MINUTE)
  assert.equal(await status(token), 200)
  server.clock.forward(31 * MINUTE)
  assert.equal(await status(token), 401)
})

test('a page left open that only watches does not keep the session alive', async () => {
  const token = await tokenOf(server, (await staff()).account)
  const watch = () => server.identity.authenticate(token, server.clock.now, true)
  for (let minutes = 0; minutes < 30; minutes += 5) {
    assert.ok(await watch())
    server.clock.forward(5 * MINUTE)
  }
  assert.equal(await watch(), null)
  assert.equal(await status(token), 401)
})

for (const role of ['systemAdministrator', 'securityAdministrator', 'auditAdministrator'])
  test(`the session of a ${role} ends after 15 minutes`, async () => {
    const token = await tokenOf(server, (await staff(role)).account)
    server.clock.forward(14 * MINUTE)
    assert.equal(await status(token), 200)
    server.clock.forward(16 * MINUTE)
    assert.equal(await status(token), 401)
  })

test('a session of staff ends after twelve hours however busy it is', async () => {
  const token = await tokenOf(server, (await staff()).account)
  assert.equal(await forwardAlive(token, 12 * HOUR - 10 * MINUTE), true)
  server.clock.forward(10 * MINUTE)
  assert.equal(await status(token), 401)
})

test('hot calls cost no query, and the holder is written down as seen once a minute at most', async () => {
  const person = await staff()
  const token = await tokenOf(server, person.account)
  let queries = 0
  const counting = new Proxy(database.db, {
    get(target, property) {
      const value = Reflect.get(target, property)
      if (typeof value !== 'function') return value
      return (...args: unknown[]) => {
        queries++
        return value.apply(target, args)
      }
    },
  }) as Db
  const { authenticate } = createIdentity({ db: counting })
  const at = (ms: number) => new Date(server.clock.now.getTime() + ms)
  for (let i = 0; i < 1000; i++) assert.ok(await authenticate(token, at(i)))
  assert.equal(queries, 1)
  // 16 calls at once on a cold cache share one read
  await Promise.all(Array.from({ length: 16 }, () => authenticate(token, at(6000))))
  assert.equal(queries, 2)
  for (let second = 10; second <= 190; second += 10) assert.ok(await authenticate(token, at(second * 1000)))
  // the one at ten seconds is still fresh
  const reads = 18
  assert.equal(queries, 2 + reads + 3, 'three minutes, three touches')
  const { rows } = await database.owner.query('select last_seen_at from session where account_id = $1', [
    person.accountId,
  ])
  assert.equal(rows[0].last_seen_at.getTime(), at(180_000).getTime())
})

test('a live token is dead at most five seconds after another process ended it', async () => {
  const ends: [string, (person: Awaited<ReturnType<typeof staff>>) => Promise<unknown>][] = [
    [
      'session ended',
      (p) =>
        database.owner.query('update session set ended_at = $2 where account_id = $1', [p.accountId, server.clock.now]),
    ],
    [
      'account disabled',
      (p) => database.owner.query('update account set disabled_at = $2 where id = $1', [p.accountId, server.clock.now]),
    ],
    [
      'leave date set',
      (p) => database.owner.query(`update staff set left_on = '2026-01-01' where id = $1`, [p.staffId]),
    ],
  ]
  for (const [name, end] of ends) {
    const person = await staff()
    const token = await tokenOf(server, person.account)
    assert.equal(await status(token), 200)
    await end(person)
    server.clock.forward(4_000)
    server.clock.forward(1_000)
    assert.equal(await status(token), 401, name)
  }
})

test('a new role counts within five seconds', async () => {
  const person = await staff()
  const token = await tokenOf(server, person.account)
  await status(token)
  await database.owner.query(
    `insert into role_grant (organization_id, id, staff_id, role) values ($1, gen_random_uuid(), $2, 'dispatcher')`,
    [organization, person.staffId],
  )
  server.clock.forward(5_000)
  const grants = (await server.call('whoAmI', { token })).body.grants as { role: string }[]
  assert.deepEqual(grants.map((grant) => grant.role).sort(), ['agent', 'dispatcher'])
})

test('what is no token of ours is refused without a look', async () => {
  // a pool that cannot connect: any query would fail
  const nowhere = new Db({ host: '/nonexistent', user: 'nobody' })
  const { authenticate } = createIdentity({ db: nowhere })
  for (const token of ['', 'x', `${'a'.repeat(42)}!`, 'a'.repeat(44), "' or 1=1 --"])
    assert.equal(await authenticate(token, server.clock.now), null)
  await assert.rejects(authenticate('a'.repeat(43), server.clock.now))
  await nowhere.end()
  assert.equal(await status('a'.repeat(43)), 401)
})

test('the database refuses two of the three administrators for one person', async () => {
  const person = await staff('systemAdministrator')
  for (const role of ['securityAdministrator', 'auditAdministrator'])
    await assert.rejects(
      database.db.transaction(organization, async (tx) => {
        tx.queue(
          'insert into role_grant (organization_id, id, staff_id, role) values ($1, gen_random_uuid(), $2, $3)',
          [organization, person.staffId, role],
        )
      }),
      /duplicate key/,
    )
})

test('a session shows and ends nothing of another organization', async () => {
  const other = await makeOrganization(database)
  const person = await makeStaff(database, server, other, { account: 'other.person' })
  const token = await tokenOf(server, person.account)
  const own = (await server.call('whoAmI', { token })).body.organization as { id: string }
  assert.equal(own.id, other)
  const seen = await database.db.transaction(organization, (tx) =>
    tx.query('select id from account where id = $1 union all select id from session where account_id = $1', [
      person.accountId,
    ]),
  )
  assert.deepEqual(seen, [])
})
