import assert from 'node:assert/strict'
import { randomUUID } from 'node:crypto'
import { after, before, beforeEach, test } from 'node:test'
import type { OutboxEvent } from '#platform/command'
import { Db, jsonb } from '#platform/db'
import { type TestDatabase, testDatabase } from '../db/testing.ts'
import type { EventHandler } from './handlers.ts'
import { createRelay, retryFailed } from './index.ts'

const silent = { info: () => undefined, warn: () => undefined, error: () => undefined }
const at = new Date('2026-03-02T08:00:00Z')
const orgs = [randomUUID(), randomUUID()] as const
let database: TestDatabase

before(async () => {
  database = await testDatabase()
  for (const id of orgs)
    await database.owner.query(`insert into organization values ($1, $2, 'Asia/Shanghai', true, $3)`, [id, id, at])
  await database.owner.query(
    'create table done (organization_id uuid, handler text, record uuid, backend int default pg_backend_pid()); grant all on done to sims_app',
  )
})
after(() => database.close())
beforeEach(() => database.owner.query('truncate done, outbox, outbox_failed'))

const event = (name: string, more: Partial<OutboxEvent> = {}): OutboxEvent => ({
  name,
  recordKind: 'serviceRequest',
  recordId: randomUUID(),
  version: 1,
  seq: 1,
  ...more,
})
const write = (org: string, events: OutboxEvent[]) =>
  database.db.transaction(org, (tx) =>
    tx.query('insert into outbox (organization_id, event, payload, created_at) values ($1, $2, $3, $4)', [
      org,
      events[0]?.name,
      jsonb({ events }),
      at,
    ]),
  )
const writes = (name: string, on: string[], fails: (event: OutboxEvent) => boolean = () => false): EventHandler => ({
  name,
  on,
  run: async (tx, events) => {
    for (const e of events) {
      tx.queue('insert into done (organization_id, handler, record) values ($1, $2, $3)', [
        tx.organizationId,
        name,
        fails(e) ? 'no uuid' : e.recordId,
      ])
    }
  },
})
const rows = async (sql: string) => (await database.owner.query(sql)).rows
const count = async (table: string) => Number((await rows(`select count(*) from ${table}`))[0].count)

test('every event reaches the handlers that want it, once, in the context of its organization', async () => {
  for (const org of orgs) {
    await write(org, [event('requests.created'), event('requests.accepted')])
    await write(org, [event('orders.created')])
  }
  const all = writes('all', ['*'])
  const requests = writes('requests', ['requests.*'])
  const exact = writes('exact', ['orders.created'])
  const relay = createRelay({ db: database.db, handlers: [all, requests, exact], log: silent, now: () => at })
  assert.equal(await relay.drain(), 4)
  const found = await rows('select organization_id, handler, count(*)::int as n from done group by 1, 2 order by 2, 1')
  assert.deepEqual(
    found.map((row) => [row.handler, row.n]),
    [
      ['all', 3],
      ['all', 3],
      ['exact', 1],
      ['exact', 1],
      ['requests', 2],
      ['requests', 2],
    ],
  )
  assert.equal(await count('outbox'), 0)
})

test('two relays at once: each event once', async () => {
  for (let i = 0; i < 300; i++) await write(orgs[i % 2] as string, [event('requests.created')])
  const other = new Db(database.app)
  try {
    const relays = [database.db, other].map((db) =>
      createRelay({ db, handlers: [writes('all', ['*'])], log: silent, now: () => at, batch: 7 }),
    )
    await Promise.all(relays.map((relay) => relay.drain()))
    // one may have found everything held by the other and gone home
    await relays[0]?.drain()
  } finally {
    await other.end()
  }
  const [seen] = await rows(
    'select count(*)::int as n, count(distinct record)::int as records, count(distinct backend)::int as backends from done',
  )
  assert.equal(seen.n, 300)
  assert.equal(seen.records, 300)
  assert.ok(seen.backends >= 2)
  assert.equal(await count('outbox'), 0)
})

test('a poison event holds up nobody, comes back later, and is set aside in the end, never lost', async () => {
  const poison = event('requests.created')
  const good = event('requests.created')
  await write(orgs[0], [event('requests.created'), poison, good])
  let now = at
  let broken = true
  const errors: string[] = []
  const handlers = [writes('weak', ['*'], (e) => broken && e.recordId === poison.recordId), writes('strong', ['*'])]
  const log = { ...silent, error: (_: object, message: string) => void errors.push(message) }
  const relay = createRelay({ db: database.db, handlers, log, now: () => now, attempts: 3 })
  await relay.drain()
  const by = async (handler: string) =>
    Number((await rows(`select count(*) from done where handler = '${handler}'`))[0].count)
  assert.equal(await by('weak'), 2)
  assert.equal(await by('strong'), 3)
  const [waiting] = await rows('select handler, attempts, not_before from outbox')
  assert.deepEqual(waiting, { handler: 'weak', attempts: 1, not_before: new Date(at.getTime() + 1000) })
  assert.equal(await relay.drain(), 0)
  for (const ms of [1000, 3000]) {
    now = new Date(at.getTime() + ms)
    assert.equal(await relay.drain(), 1)
  }
  assert.equal(await count('outbox'), 0)
  const [aside] = await rows('select handler, attempts, error from outbox_failed')
  assert.equal(aside.handler, 'weak')
  assert.equal(aside.attempts, 3)
  assert.match(aside.error, /uuid/)
  assert.equal(errors.at(-1), 'an event was set aside in outbox_failed')
  broken = false
  assert.equal(await database.db.transaction(orgs[0], retryFailed), 1)
  await relay.drain()
  assert.equal(await by('weak'), 3)
  assert.equal(await by('strong'), 3)
})

test('work after the commit happens only when the handler did not fail', async () => {
  const told: string[] = []
  const tells = (name: string, fails: boolean): EventHandler => ({
    name,
    on: ['*'],
    run: async (tx) => {
      tx.afterCommit(() => void told.push(name))
      if (fails) throw new Error('no')
    },
  })
  await write(orgs[0], [event('x')])
  const handlers = [tells('good', false), tells('bad', true)]
  await createRelay({ db: database.db, handlers, log: silent, now: () => at }).drain()
  assert.deepEqual(told, ['good'])
})

test('the loop hears of new rows by itself, and at once when woken', async () => {
  const arrived: (() => void)[] = []
  const handler: EventHandler = { name: 'hears', on: ['*'], run: async () => arrived.shift()?.() }
  const relay = createRelay({ db: database.db, handlers: [handler], log: silent })
  relay.start()
  for (const wake of [false, true]) {
    await new Promise((resolve) => setTimeout(resolve, 700))
    const heard = new Promise<void>((resolve) => arrived.push(resolve))
    await write(orgs[0], [event('x')])
    const from = performance.now()
    if (wake) relay.wake()
    await heard
    const took = performance.now() - from
    assert.ok(took < (wake ? 250 : 2000), `${took} ms`)
  }
  await relay.stop()
})
