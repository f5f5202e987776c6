import assert from 'node:assert/strict'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, before, test } from 'node:test'
import sharp from 'sharp'
import { customerForRequest, openPerson } from '#modules/customers'
import { createIdentity } from '#platform/identity'
import { maskName, phoneHash, secretsFrom } from '#platform/privacy'
import { type App, createApp } from '../../../app.ts'
import { type TestDatabase, testDatabase } from '../../platform/db/testing.ts'
import { type DemoLoaded, loadDemo } from './load.ts'

const NOW = new Date('2026-03-02T01:00:00Z')
const secrets = secretsFrom(Buffer.alloc(32, 7))
let database: TestDatabase
let folder: string
let app: App
let demo: DemoLoaded
let took: number

before(async () => {
  database = await testDatabase()
  folder = await mkdtemp(join(tmpdir(), 'sims-demo-'))
  app = await createApp({
    database: database.app,
    direct: database.direct,
    secrets,
    files: folder,
    publicUrl: 'http://localhost:3000',
    trustProxy: false,
    logLevel: 'warn',
    realtime: false,
    now: () => NOW,
  })
  const started = performance.now()
  const loaded = await loadDemo({ ...app, ...app.setup }, NOW)
  took = performance.now() - started
  assert.ok(loaded)
  demo = loaded
  await app.quietRelay.drain()
})
after(async () => {
  await app.close()
  await database.close()
  await rm(folder, { recursive: true })
})

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

test('the outbox shows what left and what did not, and nothing waits to be sent', async () => {
  assert.equal(await count('delivery'), 12)
  assert.equal(await count("delivery where state in ('sent', 'delivered')"), 8)
  assert.equal(await count('delivery where next_at is not null'), 0)
})

test('everybody knows who is on duty, and one night lacks its engineer', async () => {
  const shifts = await rows(
    `select coalesce(c.name, '') as place, s.post, count(*)::int as n, min(s.day)::text as first, max(s.day)::text as last
     from duty_shift s left join community c on c.id = s.community_id group by 1, 2 order by 1, 2`,
  )
  assert.equal(shifts.length, 10, 'three posts in three communities, and the service desk of the company')
  for (const { first, last } of shifts) assert.deepEqual([first, last], ['2026-02-02', '2026-03-29'])
  const nights = await rows(
    `select day::text as day from duty_shift s join community c on c.id = s.community_id
     where c.name = '安居花园' and s.post = 'engineering' and s.to_time = '08:30' and s.day between '2026-03-02' and '2026-03-06'`,
  )
  assert.deepEqual(nights.map(({ day }) => day).sort(), ['2026-03-02', '2026-03-03', '2026-03-05', '2026-03-06'])
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
  assert.ok(await createIdentity({ db: app.db }).hasher.verify(agent.password_hash, password))
})

test('residents who can sign in by phone: an owner, a lessee, one who waits', async () => {
  assert.equal(demo.residents.length, 3)
  const kinds: string[] = []
  for (const resident of demo.residents) {
    const [account] = await rows('select customer_id from account where phone_hash = $1', [
      phoneHash(secrets, resident.phone),
    ])
    const customer = await database.db.transaction(demo.organizationId, (tx) =>
      customerForRequest(tx, account.customer_id, '2026-03-02'),
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

test('all phones are of the range that is evidently invented, none twice but for a couple’s', async () => {
  const found = await rows(
    'select id, wrapped_key as "wrappedKey", name_sealed as "nameSealed", phone_sealed as "phoneSealed" from customer',
  )
  const people = found.map((row) => openPerson(secrets, demo.organizationId, row))
  const phones = people.flatMap((person) => person.phone ?? [])
  assert.ok(phones.every((phone) => /^1990000\d{4}$/.test(phone)))
  assert.equal(new Set(phones).size, phones.length - 1)
  assert.equal(await count('authority'), 2, 'an elderly owner’s proxy and a firm’s contact person')
  assert.ok((await count('residency where until is not null')) > 5, 'leases that run out one day')
  assert.ok(people.some(({ name }) => maskName(name).startsWith('欧阳') || maskName(name).includes('·')))
})

test('a month of requests in every phase, each with a whole timeline, its commitments and its audit', async () => {
  const phases = await rows('select phase, count(*)::int as n from service_request group by 1')
  assert.deepEqual(Object.fromEntries(phases.map(({ phase, n }) => [phase, n])), {
    new: 9,
    accepted: 9,
    assigned: 9,
    executing: 6,
    suspended: 1,
    feedback: 8,
    followUp: 1,
    settled: 7,
    archived: 22,
    cancelled: 9,
  })
  const records = `(select id, state, entries from service_request union all select id, state, entries from work_order) r`
  const entries = `(select record_id, count(*) as n, min(seq) as first, max(seq) as last from timeline group by 1) t`
  const gaps = `${records} full join ${entries} on t.record_id = r.id
    where r.id is null or t.n is distinct from r.entries or t.first <> 1 or t.last <> t.n`
  assert.equal(await count(gaps), 0)
  const jumps = `(select from_state, lag(to_state) over (partition by record_id order by seq) as before from timeline
    where to_state is not null) t where from_state is distinct from before`
  assert.equal(await count(jumps), 0)
  assert.equal(
    await count(
      'timeline full join ledger_pending l using (record_id, seq) where salt is null or l.commitment is null',
    ),
    0,
  )
  assert.ok((await count('timeline')) > 600)
  const unseen = `timeline t where not exists (select from audit_event a left join account c on c.id = a.actor_id
    where a.at = t.received_at and a.outcome = 'success' and a.actor_kind = t.actor_kind
      and (t.actor_id is null or coalesce(c.staff_id, c.customer_id) = t.actor_id))`
  assert.equal(await count(unseen), 0)
})

test('nothing lies in the future or before the founding, and nobody acts before they came', async () => {
  const [span] = await rows(`select max(received_at) as last, min(received_at) as first,
    bool_and(occurred_at <= received_at) as told, (select max(created_at) from file) as photo,
    (select max(created_at) from customer) as customer from timeline`)
  assert.ok(span.last <= NOW && span.photo <= NOW && span.customer <= NOW)
  assert.equal(span.told, true)
  const [{ founded }] = await rows('select created_at as founded from organization')
  assert.ok(founded < span.first)
  assert.equal(await count('staff where created_at > (select min(received_at) from timeline)'), 0)
  assert.equal(
    await count('service_request q join service_request r on r.number > q.number where r.created_at < q.created_at'),
    0,
  )
  assert.equal(await count("idempotency where key not like 'demo.%'"), 0)
})

test('nobody is told of the past: the outbox is empty, no notice is new, and every text is found', async () => {
  for (const from of ['outbox', 'outbox_failed', 'notice where read_at is null'])
    assert.equal(await count(from), 0, from)
  assert.equal(await count('record_clock where next_fire_at <= $$2026-03-02T01:00:00Z$$'), 0)
  assert.equal(await count('request_search'), await count('service_request'))
})

test('a complaint is kept from whom it names, a group has its answer, a question went on as a repair', async () => {
  const named = `service_request r join account a on a.staff_id = any(r.hidden_from) where a.login = 'stewardb'`
  assert.equal(await count(`${named} and r.kind = 'complaint' and r.phase = 'executing'`), 1)
  const [lead] = await rows('select id, joined_answer as answer from service_request where joined_answer is not null')
  assert.match(lead.answer, /每周公示/)
  assert.equal(await count(`service_request where merged_into = '${lead.id}'`), 2)
  const turned = `service_request o join service_request r on r.id = o.converted_into`
  assert.equal(await count(`${turned} where o.kind = 'inquiry' and r.kind = 'repair' and r.phase = 'new'`), 1)
  assert.equal(await count(`${turned} join file f on f.record_id = r.id`), 1)
})

test('every main login finds work', async () => {
  const states = async (sql: string) => (await rows(sql)).map((row) => row.state)
  const mine = `select o.state from work_order o join account a on a.staff_id = o.assignee_id
    where a.login = 'technician' and o.phase in ('assigned', 'executing') order by 1`
  assert.deepEqual(await states(mine), ['started', 'taken', 'taken'])
  // two of them were given to somebody who did not take them in time
  assert.equal(await count("work_order where phase = 'new'"), 5)
  assert.equal(await count("work_order where phase = 'new' and silences = 1"), 2)
  const printed = `select state from service_request where customer_id = '${demo.residents[0]?.customerId}' order by 1`
  assert.deepEqual(await states(printed), ['assigned', 'done', 'executing'])
  const ofAgent = `service_request r join account a on a.staff_id = r.first_contact_owner_id
    where a.login = 'agent' and r.settled_at is null`
  assert.ok((await count(ofAgent)) >= 8)
  const due = (await rows('select next_due_at as at from service_request where next_due_at is not null')).map(
    (row) => row.at,
  )
  assert.ok(due.filter((at) => at < NOW).length >= 3)
  assert.ok(due.filter((at) => at >= NOW && at.getTime() < NOW.getTime() + 4 * 3_600_000).length >= 1)
})

test('work shows what safety asks for: a permit in force, a time agreed with the customer, a door that nobody opened', async () => {
  const permits = await rows(`select m.kind, m.valid_to as until, o.state from work_permit m
    join work_order o on o.id = m.order_id where m.state = 'issued'`)
  assert.deepEqual(
    permits.map(({ kind, state }) => [kind, state]),
    [['height', 'started']],
  )
  assert.ok(permits[0].until > NOW)
  assert.equal(await count(`work_order where visit_from > '${NOW.toISOString()}'`), 2)
  assert.deepEqual(await rows('select state from work_order where nobody_home = 1'), [{ state: 'suspended' }])
})

test('prices are asked for, agreed to and declined; nobody was charged more than they agreed to', async () => {
  const prices = await rows(`select price_state as state, count(*)::int as n from service_request
    where phase = 'assigned' and price_state is not null group by 1 order by 1`)
  assert.deepEqual(Object.fromEntries(prices.map(({ state, n }) => [state, n])), {
    agreed: 1,
    declined: 1,
    none: 2,
    quoted: 1,
  })
  const begun = `work_order o join service_request r on r.id = o.request_id
    where o.phase in ('executing', 'feedback', 'settled') and r.price_state is not null and r.urgency <> 1`
  assert.equal(await count(`${begun} and r.price_state <> 'agreed'`), 0)
  assert.ok((await count(`${begun} and o.charge > 0 and o.charge <= r.quote_amount`)) >= 10)
  const said = await rows('select way, count(*)::int as n from price_quote where decided_at is not null group by 1')
  assert.deepEqual(said.map(({ way }) => way).sort(), ['app', 'phone'])
})

test('photos hang on their records and say that they are illustrations; a rating has words', async () => {
  assert.equal(await count('file where attached_at is null or created_at > attached_at'), 0)
  const bare = `work_order o where o.phase in ('feedback', 'settled')
    and not exists (select from file f where f.record_id = o.id)`
  assert.equal(await count(bare), 0)
  const [file] = await rows(
    "select id from file where record_kind = 'serviceRequest' and name = '演示图片.jpg' limit 1",
  )
  const files = await app.filesAt(() => NOW)
  const found = await files.find(demo, file.id)
  assert.ok(found)
  const { format, width } = await sharp(await files.read(found, 'thumbnail')).metadata()
  assert.deepEqual([format, width], ['webp', 320])
  assert.ok((await count('service_request where rating_overall is not null and length(rating_text) > 4')) >= 20)
  for (const overall of [2, 3, 4, 5]) assert.ok((await count(`service_request where rating_overall = ${overall}`)) > 0)
})

test('a second start leaves the company as it is', async () => {
  assert.equal(await loadDemo({ ...app, ...app.setup }, NOW), undefined)
  assert.equal(await count('organization'), 1)
})
