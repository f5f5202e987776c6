import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { HOUR } from '#kernel'
import { Db, jsonb } from '#platform/db'
import { type TestDatabase, testDatabase } from '../db/testing.ts'
import { createDueClocks, fireDueClocks } from './index.ts'
import { foundOrganization, insertRequests, type Organization } from './testing/due-clocks.ts'

const start = Date.parse('2026-03-02T01:00:00Z')
const at = (hours: number) => new Date(start + hours * HOUR)
const silent = { info: () => undefined, warn: () => undefined, error: () => undefined }
let database: TestDatabase
let org: Organization

before(async () => {
  database = await testDatabase()
})
after(() => database.close())
const rows = async (sql: string, values: unknown[] = []) => (await database.owner.query(sql, values)).rows
const fire = (now: Date) => fireDueClocks({ db: database.db, log: silent }, now)

test('a clock warns, is breached and escalates, each once, with timeline, ledger, audit and outbox', async () => {
  org = await foundOrganization(database, at(-1))
  const [id] = await insertRequests(database, org, [start])
  assert.equal(await fire(at(17)), 0)
  assert.equal(await fire(at(18)), 1)
  assert.equal(await fire(at(18)), 0)
  // breach and the first level of escalation come together at 24 hours
  assert.equal(await fire(at(24)), 2)
  assert.equal(await fire(at(26)), 1)
  assert.equal(await fire(at(32)), 1)
  assert.equal(await fire(at(1000)), 0)
  const timeline = await rows(
    'select seq, verb, occurred_at, internal, data from timeline where record_id = $1 order by seq',
    [id],
  )
  assert.deepEqual(
    timeline.map((entry) => [entry.seq, entry.verb, (entry.occurred_at - start) / HOUR, entry.data.to, entry.internal]),
    [
      [2, 'clockWarned', 18, undefined, true],
      [3, 'clockBreached', 24, undefined, true],
      [4, 'clockEscalated', 24, 'teamLead', true],
      [5, 'clockEscalated', 26, 'communityManager', true],
      [6, 'clockEscalated', 32, 'executive', true],
    ],
  )
  assert.equal((await rows('select * from ledger_pending where record_id = $1', [id])).length, 5)
  assert.equal((await rows(`select * from audit_event where $1 = any(object_ids)`, [id])).length, 4)
  const [record] = await rows('select entries, version, next_due_at from service_request where id = $1', [id])
  assert.deepEqual(record, { entries: 6, version: 1, next_due_at: at(24) })
  const events = (await rows('select payload from outbox order by id')).flatMap((row) => row.payload.events)
  assert.deepEqual(
    events.map((event) => [event.name, event.seq, event.notices[0].to, event.notices[0].roles]),
    [
      ['clocks.warned', 2, 'assignee', ['agent', 'steward']],
      ['clocks.breached', 3, 'assignee', ['agent', 'steward']],
      ['clocks.escalated', 4, 'chain', ['teamLead']],
      ['clocks.escalated', 5, 'chain', ['communityManager']],
      ['clocks.escalated', 6, 'chain', ['executive']],
    ],
  )
  assert.equal(events[1].notices[0].params.dueAt, '2026-03-03T09:00:00+08:00')
  const [clock] = await rows(`select state, next_fire_at, clock ->> 'breachedAt' as breached from record_clock`)
  assert.deepEqual(clock, { state: 'running', next_fire_at: null, breached: String(at(24).getTime()) })
})

test('two workers at once and three organizations: every alarm once', async () => {
  const other = new Db(database.app)
  try {
    for (let i = 0; i < 3; i++) {
      const one = await foundOrganization(database, at(-1))
      await insertRequests(
        database,
        one,
        Array.from({ length: 400 }, (_, n) => start + n * 1000),
      )
    }
    const workers = [database.db, other].map((db) => fireDueClocks({ db, log: silent, batch: 50 }, at(19)))
    const told = await Promise.all(workers)
    const rest = await fire(at(19))
    assert.equal((told[0] as number) + (told[1] as number) + rest, 1200)
    assert.ok(
      told.every((count) => count > 0),
      `both took part: ${told}`,
    )
  } finally {
    await other.end()
  }
  const doubled = await rows('select record_id from timeline where seq > 1 group by 1, verb, data having count(*) > 1')
  assert.equal(doubled.length, 0)
  const [entries] = await rows(`select count(*)::int as n from service_request where entries = 2`)
  assert.equal(entries.n, 1200)
})

test('a record that somebody is changing is left alone and fired afterwards', async () => {
  const one = await foundOrganization(database, at(-1))
  const [id] = await insertRequests(database, one, [start])
  await database.owner.query('begin')
  await database.owner.query('select from service_request where id = $1 for update', [id])
  assert.equal(await fire(at(18)), 0)
  await database.owner.query('commit')
  assert.equal(await fire(at(18)), 1)
})

test('a broken definition is put off and keeps no other clock from firing', async () => {
  const one = await foundOrganization(database, at(-1))
  const [broken] = await insertRequests(database, one, [start, start])
  await database.owner.query(`update record_clock set name = 'gone', clock = clock || $2 where record_id = $1`, [
    broken,
    jsonb({ name: 'gone' }),
  ])
  const errors: object[] = []
  const log = { ...silent, error: (details: object) => void errors.push(details) }
  assert.equal(await fireDueClocks({ db: database.db, log }, at(18)), 1)
  assert.equal(errors.length, 1)
  const [clock] = await rows('select next_fire_at, clock from record_clock where record_id = $1', [broken])
  assert.deepEqual(clock.next_fire_at, new Date(at(18).getTime() + 600_000))
  assert.equal(clock.clock.nextFireAt, at(18).getTime())
  await database.owner.query('delete from record_clock where record_id = $1', [broken])
})

test('the loop fires by itself', async () => {
  const one = await foundOrganization(database, at(-1))
  const [id] = await insertRequests(database, one, [start])
  const loop = createDueClocks({ db: database.db, log: silent, now: () => at(18) })
  loop.start()
  let found: unknown[] = []
  for (let i = 0; i < 40 && found.length === 0; i++) {
    await new Promise((resolve) => setTimeout(resolve, 50))
    found = await rows('select from timeline where record_id = $1', [id])
  }
  await loop.stop()
  assert.equal(found.length, 1)
})
