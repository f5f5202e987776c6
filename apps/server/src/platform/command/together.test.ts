import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { DomainError, newId } from '#kernel'
import { SharedTx, statement, type Tx, unnested, vectored } from '#platform/db'
import { type TestDatabase, testDatabase } from '../db/testing.ts'
import { together } from './together.ts'

const organization = newId()
let database: TestDatabase
before(async () => {
  database = await testDatabase()
})
after(() => database.close())

const insert = vectored(
  'test_together_insert',
  `insert into idempotency (organization_id, actor_id, created_at, key, body_hash, record_ids)
   select $1, $1, k.at, k.key, '\\x00', '{}' from unnest($2::timestamptz[], $3::text[]) k (at, key) returning key`,
)
const write = (tx: Tx, ...keys: string[]) =>
  tx.queue<{ key: string }>(insert, [
    organization,
    ...unnested(
      keys,
      () => new Date(),
      (key) => key,
    ),
  ])

type Work<T> = (tx: Tx) => Promise<T>
const run = <T>(name: string, work: Work<T>) => together(database.db, organization, [name], work)
const writing = (key: string) => run(key, async (tx) => void write(tx, key))

/** Lets callers come while another's transaction is under way, so that they go together in the next. */
async function gathered(...callers: (() => Promise<unknown>)[]): Promise<PromiseSettledResult<unknown>[]> {
  const gate = Promise.withResolvers<void>()
  const first = run('first', () => gate.promise)
  // looked after from the start: one may fail before the first is over
  const outcomes = Promise.allSettled(callers.map((caller) => caller()))
  gate.resolve()
  await first
  return await outcomes
}
const fulfilled = (outcomes: PromiseSettledResult<unknown>[]) => outcomes.map(({ status }) => status === 'fulfilled')

/** Which transaction wrote each key, in the order of the keys; undefined where nothing was written. */
async function writers(...keys: string[]): Promise<(string | undefined)[]> {
  const sql = 'select key, xmin::text as writer from idempotency where organization_id = $1'
  const { rows } = await database.owner.query<{ key: string; writer: string }>(sql, [organization])
  return keys.map((key) => rows.find((row) => row.key === key)?.writer)
}

test('who comes while another is under way shares the next transaction, and gets its own answer', async () => {
  const caller = (key: string) => () =>
    run(key, async (tx) => {
      const [row] = await tx.query<{ n: number }>('select $1::int as n', [key.length])
      return { n: row?.n, rows: write(tx, key, `${key}2`) }
    })
  const outcomes = await gathered(caller('s1'), caller('s22'), caller('s333'))
  const results = outcomes.map((one) => (one as PromiseFulfilledResult<{ n: number; rows: Promise<object[]> }>).value)
  assert.deepEqual(
    results.map(({ n }) => n),
    [2, 3, 4],
  )
  assert.equal((await results[0]?.rows)?.length, 6, 'one statement for all of them')
  const seen = await writers('s1', 's12', 's22', 's222', 's333', 's3332')
  assert.ok(seen[0])
  assert.equal(new Set(seen).size, 1)
})

test('a refused one leaves nothing, even of what it had queued, and the others go on', async () => {
  const refused = async (tx: Tx) => {
    write(tx, 'r-refused')
    throw new DomainError('http.notFound')
  }
  const outcomes = await gathered(
    () => writing('r1'),
    () => run('r2', refused),
    () => writing('r3'),
  )
  assert.deepEqual(fulfilled(outcomes), [true, false, true])
  assert.equal(((outcomes[1] as PromiseRejectedResult).reason as DomainError).code, 'http.notFound')
  const [a, none, b] = await writers('r1', 'r-refused', 'r3')
  assert.equal(none, undefined)
  assert.ok(a)
  assert.equal(a, b)
})

test('what makes the shared transaction fail fails alone; the others run by themselves', async () => {
  await writing('used')
  const outcomes = await gathered(
    () => writing('f1'),
    () => run('again', async (tx) => void write(tx, 'used')),
    () => writing('f2'),
  )
  assert.deepEqual(fulfilled(outcomes), [true, false, true])
  assert.equal(((outcomes[1] as PromiseRejectedResult).reason as { code: string }).code, '23505')
  const [a, b] = await writers('f1', 'f2')
  assert.ok(a && b)
  assert.notEqual(a, b)
})

test('a fault in a read of one is nobody else’s', async () => {
  const outcomes = await gathered(
    () => writing('q1'),
    () => run('q2', (tx) => tx.query('select 1 / 0')),
  )
  assert.deepEqual(fulfilled(outcomes), [true, false])
})

test('two that name the same go one after the other', async () => {
  let under = 0
  const alone = () =>
    run('same', async (tx) => {
      assert.equal(++under, 1)
      await tx.query('select')
      under--
    })
  assert.deepEqual(fulfilled(await gathered(alone, alone, alone)), [true, true, true])
})

const clocks = statement(
  'test_together_lock',
  `select record_id as id, (clock->>'n')::int as n from record_clock
   where organization_id = $1 and record_id = $2 for update`,
)
/** A row that counts how often {@link countUp} has changed it. */
async function counter(): Promise<string> {
  const id = newId()
  await database.owner.query(
    `insert into record_clock (organization_id, record_id, name, round, record_kind, clock, state)
     values ($1, $2, 'test', 0, 'test', '{"n": 0}', 'running')`,
    [organization, id],
  )
  return id
}
const countUp = (name: string, id: string) => () =>
  run(name, async (tx) => {
    const [row] = await tx.lock<{ id: string; n: number }>(clocks, [organization, id])
    const next = { n: (row?.n ?? 0) + 1 }
    tx.queue('update record_clock set clock = $3 where organization_id = $1 and record_id = $2', [
      organization,
      id,
      next,
    ])
  })
async function count(id: string): Promise<number> {
  const { rows } = await database.owner.query('select clock from record_clock where record_id = $1', [id])
  return rows[0].clock.n
}

test('a row that two of one transaction want is changed by both, one after the other', async () => {
  const id = await counter()
  const outcomes = await gathered(countUp('c1', id), countUp('c2', id), countUp('c3', id))
  assert.deepEqual(fulfilled(outcomes), [true, true, true])
  assert.equal(await count(id), 3)
})

test('a row that somebody holds for long keeps only who wants it', async () => {
  const id = await counter()
  await database.owner.query('begin')
  await database.owner.query('select from record_clock where record_id = $1 for update', [id])
  let waits: Promise<void> | undefined
  try {
    const others = await gathered(
      () => writing('h1'),
      async () => {
        waits = countUp('h2', id)()
      },
      () => writing('h3'),
    )
    assert.deepEqual(fulfilled(others), [true, true, true])
    await writing('h4')
  } finally {
    await database.owner.query('commit')
  }
  await waits
  assert.equal(await count(id), 1)
})

test('a connection that breaks in the middle: each runs again, and has its effect once', async () => {
  let cut = false
  const cutter = async (tx: Tx) => {
    const [row] = await tx.query<{ pid: number }>('select pg_backend_pid() as pid')
    if (!cut) await database.owner.query('select pg_terminate_backend($1)', [row?.pid])
    cut = true
    write(tx, 'b2')
  }
  const outcomes = await gathered(
    () => writing('b1'),
    () => run('b2', cutter),
  )
  assert.deepEqual(fulfilled(outcomes), [true, true])
  assert.ok((await writers('b1', 'b2')).every(Boolean))
})

test('nobody waits long for a transaction that is stuck', async () => {
  const gate = Promise.withResolvers<void>()
  const stuck = run('stuck', () => gate.promise)
  await writing('t1')
  gate.resolve()
  await stuck
  await writing('t2')
  assert.ok((await writers('t1', 't2')).every(Boolean))
})

test('who writes at once, which could not be taken back, runs by itself', async () => {
  const outcomes = await gathered(
    () => writing('w1'),
    () => run('w2', (tx) => tx.query(insert, [organization, [new Date()], ['w2']])),
  )
  assert.deepEqual(fulfilled(outcomes), [true, true])
  const [a, b] = await writers('w1', 'w2')
  assert.ok(a && b)
  assert.notEqual(a, b)
  const part = new SharedTx({ organizationId: organization } as Tx, new Map())
  for (const sql of [
    'with x as (delete from t) select',
    clocks.text,
    'select pg_advisory_xact_lock(1)',
    'select 1 for share',
  ])
    await assert.rejects(part.query(sql), /only reads/)
})

test('the writes of each go in their order, also where others have more to write', async () => {
  const key = vectored(
    'test_together_second',
    `insert into idempotency (organization_id, actor_id, created_at, key, body_hash, record_ids)
     select $1, $1, k.at, k.key || '-second', '\\x00', '{}' from unnest($2::timestamptz[], $3::text[]) k (at, key)
     where exists (select from idempotency i where i.organization_id = $1 and i.key = k.key)`,
  )
  const second = (tx: Tx, name: string) => tx.queue(key, [organization, [new Date()], [name]])
  const writeBoth = async (tx: Tx, name: string) => {
    const rows = write(tx, name)
    second(tx, name)
    return { rows }
  }
  const outcomes = await gathered(
    () => run('o1', (tx) => writeBoth(tx, 'o1')),
    () =>
      run('o2', (tx) => {
        tx.queue('select set_config($1, $2, true)', ['a.b', ''])
        return writeBoth(tx, 'o2')
      }),
    () => run('o3', (tx) => writeBoth(tx, 'o3')),
  )
  const { rows } = (outcomes[0] as PromiseFulfilledResult<{ rows: Promise<object[]> }>).value
  assert.equal((await rows).length, 3, 'what only one has to write does not keep the others’ rows apart')
  const seen = await writers('o1-second', 'o2-second', 'o3-second')
  assert.ok(seen[0])
  assert.equal(new Set(seen).size, 1)
})
