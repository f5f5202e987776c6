import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import type { Client } from '@sims/contracts/web'
import { newId } from '#kernel'
import { refusal, type TestCompany, testCompany } from '../../../testing.ts'

// Many callers at once share transactions (platform/command/together.ts). Each must find what it would find alone.

let company: TestCompany
let resident: Client
before(async () => {
  company = await testCompany()
  resident = (await company.resident(0)).api
})
after(() => company.close())

const rows = async <Row>(sql: string, values: unknown[]): Promise<Row[]> =>
  (await company.database.owner.query(sql, values)).rows as Row[]
const body = (id = newId()) => ({
  id,
  category: 'waterLeak',
  placeId: company.homes[0] as string,
  description: `水管漏水，"引号"、\\反斜线、{花括号}, NULL 😀 ${id}`,
})
const caller = (n: number) => ({ name: `来电人${n}`, phone: `1390000${String(1000 + n)}` })
const accept = (api: Client, id: string, key?: string) =>
  api('takeRequestStep', { params: { id }, body: { step: 'accept', version: 1 }, ...(key ? { key } : {}) })

/** Of each request in the order of `ids`: what one command left of it, and in which transaction. */
const trails = (ids: string[], action: string, verb: string) =>
  rows<{ number: number; description: string; left: number[]; actor: string; writer: string }>(
    `select r.number, r.description, t.actor_kind as actor, t.xmin::text as writer, array[
       (select count(*) from timeline x where x.record_id = r.id and x.verb = t.verb),
       (select count(*) from ledger_pending x where x.record_id = r.id and x.seq = t.seq),
       (select count(*) from audit_event x where x.object_ids = array[r.id] and x.action = $2 and x.outcome = 'success'),
       (select count(*) from outbox x where x.payload #>> '{events,0,recordId}' = r.id::text
         and x.payload #>> '{events,0,seq}' = t.seq::text),
       (select count(*) from idempotency x where x.record_ids = array[r.id] and x.created_at = t.received_at)]::int[]
       as left
     from unnest($1::uuid[]) with ordinality w (id, n)
     join service_request r on r.id = w.id join timeline t on t.record_id = r.id and t.verb = $3 order by w.n`,
    [ids, action, verb],
  )

test('reports of many at once: each has its number, its words, and a trail of its own by its own person', async () => {
  const bodies = Array.from({ length: 24 }, () => body())
  const answers = await Promise.all(
    bodies.map((one, n) =>
      n % 2 === 0
        ? resident('createRequest', { body: one })
        : company.staff.agent('createRequest', { body: { ...one, caller: caller(n) } }),
    ),
  )
  const ids = bodies.map(({ id }) => id)
  const seen = await trails(ids, 'requests.create', 'report')
  assert.equal(seen.length, 24)
  seen.forEach((one, n) => {
    assert.deepEqual(one.left, [1, 1, 1, 1, 1])
    assert.equal(one.actor, n % 2 === 0 ? 'resident' : 'staff')
    assert.equal(one.description, bodies[n]?.description)
    assert.ok(answers[n]?.number.endsWith(String(one.number)))
  })
  assert.ok(new Set(seen.map((one) => one.writer)).size < 12, 'they shared transactions')
})

test('a refused report, a repeated key and a used id among good ones', async () => {
  const known = body()
  await resident('createRequest', { body: known, key: `first-${known.id}` })
  const good = Array.from({ length: 12 }, () => body())
  const bad = { ...body(), placeId: newId() }
  const fiveTimes = body()
  const [answers, refused, repeated, used, five] = await Promise.all([
    Promise.all(good.map((one) => resident('createRequest', { body: one }))),
    refusal(resident('createRequest', { body: bad })),
    resident('createRequest', { body: known, key: `first-${known.id}` }),
    refusal(resident('createRequest', { body: known, key: `other-${known.id}` })),
    Promise.all(Array.from({ length: 5 }, () => resident('createRequest', { body: fiveTimes, key: 'five-times' }))),
  ])
  assert.equal(new Set(answers.map(({ number }) => number)).size, 12)
  assert.deepEqual(
    refused.fields?.map(({ path }) => path),
    ['placeId'],
  )
  assert.equal(repeated.id, known.id)
  assert.equal(used.code, 'command.duplicateId')
  assert.equal(new Set(five.map(({ number }) => number)).size, 1)
  const ids = [known, fiveTimes, ...good].map(({ id }) => id)
  for (const one of await trails(ids, 'requests.create', 'report')) assert.deepEqual(one.left, [1, 1, 1, 1, 1])
  assert.equal(
    (await rows('select from audit_event where object_ids = array[$1::uuid] and outcome = $2', [bad.id, 'success']))
      .length,
    0,
  )
  assert.equal((await rows('select from idempotency where record_ids = array[$1::uuid]', [bad.id])).length, 0)
})

test('steps of many at once; of two on one record the second is told that its version is stale', async () => {
  const ids = Array.from({ length: 16 }, () => newId())
  await Promise.all(ids.map((id) => resident('createRequest', { body: body(id) })))
  company.clock.forward(1000)
  const [twice, ...others] = ids as [string, ...string[]]
  const { agent, manager } = company.staff
  const both = Promise.allSettled([accept(agent, twice), accept(manager, twice)])
  await Promise.all(others.map((id, n) => accept(n % 2 === 0 ? agent : manager, id)))
  const lost = (await both).filter(({ status }) => status === 'rejected') as PromiseRejectedResult[]
  assert.deepEqual(
    lost.map(({ reason }) => reason.problem.code),
    ['process.staleVersion'],
  )
  const seen = await trails(ids, 'requests.accept', 'accept')
  for (const one of seen) assert.deepEqual(one.left, [1, 1, 1, 1, 1])
  assert.ok(new Set(seen.map((one) => one.writer)).size < 8, 'they shared transactions')
  const owners = await rows<{ owner: string }>(
    'select first_contact_owner_id as owner from service_request r join unnest($1::uuid[]) with ordinality w (id, n) using (id) order by n',
    [others],
  )
  owners.forEach(({ owner }, n) => {
    assert.equal(owner, company.staffIds[n % 2 === 0 ? 'agent' : 'manager'])
  })
})

test('a key a hundred times at once among others’ steps has one effect and one answer', async () => {
  const ids = Array.from({ length: 8 }, () => newId())
  await Promise.all(ids.map((id) => resident('createRequest', { body: body(id) })))
  company.clock.forward(1000)
  const [one, ...others] = ids as [string, ...string[]]
  const same = Array.from({ length: 100 }, () => accept(company.staff.agent, one, `hundred-${one}`))
  await Promise.all(others.map((id) => accept(company.staff.manager, id)))
  assert.deepEqual(new Set((await Promise.all(same)).map(({ version }) => version)), new Set([2]))
  for (const { left } of await trails(ids, 'requests.accept', 'accept')) assert.deepEqual(left, [1, 1, 1, 1, 1])
})
