import assert from 'node:assert/strict'
import { randomUUID } from 'node:crypto'
import { after, before, test } from 'node:test'
import { z } from 'zod'
import { type TestDatabase, testDatabase } from '../db/testing.ts'
import { createJobs, housekeeping, type JobRegistry, type Jobs, job, migrateJobs } from './index.ts'

const warnings: string[] = []
const log = { info: () => undefined, warn: (_: object, m: string) => void warnings.push(m), error: () => undefined }
const org = randomUUID()
let database: TestDatabase
const open: Jobs[] = []

before(async () => {
  database = await testDatabase()
  await database.owner.query(`insert into organization values ($1, 'x', 'Asia/Shanghai', true, now())`, [org])
  // twice, and by two at once, as processes start
  await Promise.all([migrateJobs(database.superuser), migrateJobs(database.superuser)])
})
after(async () => {
  await Promise.all(open.map((jobs) => jobs.stop()))
  await database.close()
})

const start = async (registry: JobRegistry) => {
  const jobs = createJobs({ connection: database.direct, registry, log, pollSeconds: 0.5 })
  open.push(jobs)
  await jobs.start()
  return jobs
}
const until = async (done: () => boolean | Promise<boolean>) => {
  for (let i = 0; i < 150 && !(await done()); i++) await new Promise((resolve) => setTimeout(resolve, 50))
  assert.ok(await done(), 'it did not happen in time')
}
const stateOf = async (id: string) =>
  (await database.owner.query('select state::text as state, retry_count from pgboss.job where id = $1', [id])).rows[0]
const schema = z.strictObject({ n: z.int() })

test('jobs go with the transaction that sends them, once per id, to a handler with checked data', async () => {
  const done: number[] = []
  const jobs = await start([
    job({ name: 'test.count', schema, handle: async ({ n }) => void done.push(n), concurrency: 5 }),
  ])
  const ids = Array.from({ length: 12 }, () => randomUUID())
  const send = () =>
    database.db.transaction(org, (tx) =>
      jobs.send(
        tx,
        'test.count',
        ids.map((id, n) => ({ id, data: { n } })),
      ),
    )
  await assert.rejects(
    database.db.transaction(org, async (tx) => {
      await jobs.send(tx, 'test.count', [{ id: randomUUID(), data: { n: 99 } }])
      throw new Error('refused')
    }),
    /refused/,
  )
  await send()
  await send()
  await until(() => done.length === 12)
  await new Promise((resolve) => setTimeout(resolve, 700))
  assert.deepEqual(
    done.toSorted((a, b) => a - b),
    ids.map((_, n) => n),
  )
  await assert.rejects(
    database.db.transaction(org, (tx) => jobs.send(tx, 'test.count', [{ id: randomUUID(), data: { n: 'x' } }])),
  )
  await assert.rejects(
    database.db.transaction(org, (tx) => jobs.send(tx, 'test.nothing', [])),
    /no job is called/,
  )
})

test('a failing job is tried again, with a count, and knows its last attempt', async () => {
  const seen: [number, boolean][] = []
  const handle = async (_: { n: number }, run: { attempt: number; last: boolean }) => {
    seen.push([run.attempt, run.last])
    if (!run.last) throw new Error('not yet')
  }
  const jobs = await start([job({ name: 'test.retry', schema, handle, retry: { limit: 2, delay: 1, longest: 1 } })])
  const id = randomUUID()
  await database.db.transaction(org, (tx) => jobs.send(tx, 'test.retry', [{ id, data: { n: 1 } }]))
  await until(async () => (await stateOf(id)).state === 'completed')
  assert.deepEqual(seen, [
    [1, false],
    [2, false],
    [3, true],
  ])
})

test('data that nobody can read and names that nobody knows stay, and are reported', async () => {
  const ran: number[] = []
  const strict = await start([job({ name: 'test.strict', schema, handle: async ({ n }) => void ran.push(n) })])
  const id = randomUUID()
  await database.owner.query(`select pgboss.create_queue('test.later', '{"policy":"standard"}')`)
  await database.db.transaction(org, async (tx) => {
    await tx.query(`insert into pgboss.job_common (id, name, data) values ($1, 'test.strict', '{"n":"x"}')`, [id])
    await tx.query(`insert into pgboss.job_common (id, name, data) values ($1, 'test.later', '{"n":1}')`, [
      randomUUID(),
    ])
  })
  await until(async () => (await stateOf(id)).state === 'failed')
  assert.deepEqual(ran, [])
  await database.owner.query(`update pgboss.queue set queued_count = 1 where name = 'test.later'`)
  assert.deepEqual(await strict.unknown(), [{ name: 'test.later', waiting: 1 }])
  await start([job({ name: 'test.other', schema, handle: async () => undefined })])
  assert.ok(warnings.includes('jobs wait that this version does not know'))
})

test('housekeeping forgets old commands, makes partitions, sweeps files and codes', async () => {
  const now = new Date('2030-06-15T00:00:00Z')
  const days = (n: number) => new Date(now.getTime() - n * 86_400_000)
  for (const [key, age] of [
    ['old', 31],
    ['new', 29],
  ] as const)
    await database.owner.query(`insert into idempotency values ($1, $1, $2, '\\x00', '{}', $3)`, [org, key, days(age)])
  for (const [key, age] of [
    ['aa', 2],
    ['bb', 0.5],
  ] as const)
    await database.owner.query(
      `insert into one_time_code (phone_hash, code_hash, expires_at, created_at) values (decode($1, 'hex'), '\\x00', $2, $2)`,
      [key, days(age)],
    )
  await database.owner.query(
    `insert into audit_event (organization_id, at, id, actor_kind, request_id, action, outcome)
     values ($1, '2030-06-30T23:59:59Z', $2, 'system', 'r', 'test', 'success')`,
    [org, randomUUID()],
  )
  const swept: [string, Date][] = []
  const sweepFiles = async (id: string, before: Date) => void swept.push([id, before])
  const sweepUploads = async (before: Date) => void swept.push(['uploads', before])
  const registry = housekeeping({ db: database.db, sweepFiles, sweepUploads, now: () => now })
  for (const { handle } of registry)
    await handle({}, { id: '', attempt: 1, last: false, signal: AbortSignal.timeout(10_000) })
  // and again: nothing breaks
  for (const { handle } of registry)
    await handle({}, { id: '', attempt: 1, last: false, signal: AbortSignal.timeout(10_000) })
  const column = async (sql: string) => (await database.owner.query(sql)).rows.map((row) => Object.values(row)[0])
  assert.deepEqual(await column('select key from idempotency'), ['new'])
  assert.deepEqual(await column(`select encode(phone_hash, 'hex') from one_time_code`), ['bb'])
  const round = [
    [org, days(1)],
    ['uploads', days(1)],
  ]
  assert.deepEqual(swept, [...round, ...round])
  const partitions = await column(`select tableoid::regclass::text from audit_event where action = 'test'`)
  assert.deepEqual(partitions, ['audit_event_2030_06'])
  const made = await column(`select inhrelid::regclass::text from pg_inherits where inhparent = 'audit_event'::regclass
    and inhrelid::regclass::text like '%2030%' order by 1`)
  assert.deepEqual(made, ['audit_event_2030_06', 'audit_event_2030_07', 'audit_event_2030_08'])
  await start(registry)
  const schedules = await column('select name from pgboss.schedule order by name')
  assert.deepEqual(schedules, [
    'housekeeping.codes',
    'housekeeping.commands',
    'housekeeping.files',
    'housekeeping.partitions',
  ])
})
