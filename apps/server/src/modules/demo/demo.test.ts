import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { customerForRequest, openPerson } from '#modules/customers'
import { createIdentity, type Identity } from '#platform/identity'
import { maskName, phoneHash, secretsFrom } from '#platform/privacy'
import { type TestDatabase, testDatabase } from '../../platform/db/testing.ts'
import { type DemoLoaded, loadDemo } from './load.ts'

const NOW = new Date('2026-03-02T01:00:00Z')
const secrets = secretsFrom(Buffer.alloc(32, 7))
let database: TestDatabase
let identity: Identity
let demo: DemoLoaded
let took: number

before(async () => {
  database = await testDatabase()
  identity = createIdentity({ db: database.db })
  const started = performance.now()
  const loaded = await loadDemo(database.db, secrets, { identity }, NOW)
  took = performance.now() - started
  assert.ok(loaded)
  demo = loaded
})
after(() => database.close())

const rows = async (sql: string, values: unknown[] = []) => (await database.owner.query(sql, values)).rows
const count = async (from: string) => (await rows(`select count(*)::int as n from ${from}`))[0].n

test('the company has the size of a real one, and says that it is invented', async (t) => {
  const [organization] = await rows('select name, is_demo from organization')
  assert.match(organization.name, /演示/)
  assert.equal(organization.is_demo, true)
  assert.equal(await count('community'), 3)
  assert.equal(await count("community where address like '%演示数据，均为虚构%'"), 3)
  const buildings = await count("place where kind = 'building' and full_name ~ '^([0-9]+栋|[A-Z]座|商业裙楼)$'")
  assert.equal(buildings, 12)
  const units = await count("place where premises_kind in ('home', 'shop', 'office')")
  const customers = await count('customer')
  const staff = await count('staff')
  assert.ok(units >= 1100 && units <= 1300, `${units} units`)
  assert.ok(customers >= 1400 && customers <= 1700, `${customers} customers`)
  assert.ok(staff >= 28 && staff <= 35, `${staff} staff`)
  assert.ok((await count('residency where verified_at is null')) >= 5)
  assert.ok((await count('residency where ended_on is not null')) >= 10)
  t.diagnostic(`${Math.round(took)} ms for ${customers} customers, ${units} units, ${await count('place')} places`)
})

test('names as people say them', async () => {
  for (const name of ['3栋2单元1101', '安居中心', 'A座1808', '地下车库B1-001车位', '沿街商铺12号', '4栋1单元电梯']) {
    const found = (await count(`place where full_name = '${name}'`)) + (await count(`community where name = '${name}'`))
    assert.ok(found > 0, name)
  }
})

test('one login per main role, each good, each to be changed', async () => {
  const roles = demo.logins.map((login) => login.role)
  assert.equal(new Set(roles).size, roles.length)
  for (const role of ['agent', 'dispatcher', 'steward', 'technician', 'teamLead', 'communityManager', 'archivist'])
    assert.ok(roles.includes(role as never), role)
  const all = [...demo.logins, ...demo.otherLogins]
  assert.equal(all.length, await count('account where must_change_password and password_hash is not null'))
  assert.equal(new Set(all.map((login) => login.password)).size, all.length)
  const [agent] = await rows("select password_hash from account where login = 'agent'")
  const password = demo.logins.find((login) => login.account === 'agent')?.password as string
  assert.ok(await identity.hasher.verify(agent.password_hash, password))
})

test('residents who can sign in by phone: an owner, a lessee, one who waits', async () => {
  assert.equal(demo.residents.length, 3)
  const kinds: string[] = []
  for (const resident of demo.residents) {
    const [account] = await rows('select customer_id from account where phone_hash = $1', [
      phoneHash(secrets, resident.phone),
    ])
    const customer = await database.db.transaction(demo.organizationId, (tx) =>
      customerForRequest(tx, account.customer_id),
    )
    assert.ok(customer)
    assert.deepEqual(openPerson(secrets, demo.organizationId, customer), { name: resident.name, phone: resident.phone })
    const [home] = await rows(
      'select kind, verified_at from residency where customer_id = $1 order by created_at, id',
      [account.customer_id],
    )
    kinds.push(`${home.kind} ${home.verified_at ? 'verified' : 'waits'}`)
  }
  assert.deepEqual(kinds, ['owner verified', 'lessee verified', 'householdMember waits'])
})

test('all phones are of the range that is evidently invented, none twice', async () => {
  const found = await rows(
    'select id, wrapped_key as "wrappedKey", name_sealed as "nameSealed", phone_sealed as "phoneSealed" from customer',
  )
  const people = found.map((row) => openPerson(secrets, demo.organizationId, row))
  const phones = people.flatMap((person) => person.phone ?? [])
  assert.ok(phones.every((phone) => /^1990000\d{4}$/.test(phone)))
  assert.equal(new Set(phones).size, phones.length)
  assert.ok(people.some(({ name }) => maskName(name).startsWith('欧阳') || maskName(name).includes('·')))
})

test('a second start leaves the company as it is', async () => {
  assert.equal(await loadDemo(database.db, secrets, { identity }, NOW), undefined)
  assert.equal(await count('organization'), 1)
})
