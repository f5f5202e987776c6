import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { setTimeout as sleep } from 'node:timers/promises'
import { newId } from '#kernel'
import { type TestDatabase, testDatabase } from './testing.ts'

let database: TestDatabase
before(async () => {
  database = await testDatabase()
})
after(() => database.close())

const organization = newId()
const context = `select current_setting('sims.organization', true) as id, txid_current_if_assigned() as written`

test('what one turn asks is a transaction of its own, each within the organization', async () => {
  const seen = await database.db.read(organization, async (tx) => {
    const now = 'select transaction_timestamp()::text as at'
    const [[first], [second]] = await Promise.all([tx.query<{ at: string }>(now), tx.query<{ at: string }>(now)])
    await sleep(5)
    const [third] = await tx.query<{ at: string; id: string }>(
      `select transaction_timestamp()::text as at, c.id from (${context}) c`,
    )
    return { first, second, third }
  })
  assert.equal(seen.first?.at, seen.second?.at)
  assert.notEqual(seen.third?.at, seen.first?.at)
  assert.equal(seen.third?.id, organization)
})

test('nothing is written or locked, and what was asked leaves nothing behind on the connection', async () => {
  const insert = `insert into calendar_year (organization_id, year, source) values ($1, 2026, 'x')`
  await assert.rejects(
    database.db.read(organization, (tx) => tx.query(insert, [organization])),
    { code: '25006' },
  )
  await assert.rejects(
    database.db.read(organization, async (tx) => tx.queue(insert, [organization])),
    /while reading/,
  )
  await assert.rejects(
    database.db.read(organization, (tx) => tx.query('select from calendar_year for update')),
    { code: '25006' },
  )
  for (let i = 0; i < 12; i++) {
    const [row] = await database.db.global<{ id: string | null; written: string | null }>(context)
    assert.deepEqual([row?.id || null, row?.written], [null, null])
  }
})

test('a statement that fails is told, those beside it too, and the connection serves the next caller', async () => {
  const outcomes = await database.db.read(organization, (tx) =>
    Promise.allSettled([tx.query('select 1'), tx.query('select nothing'), tx.query('select 2')]),
  )
  assert.deepEqual(
    outcomes.map(({ status }) => status),
    ['fulfilled', 'rejected', 'rejected'],
  )
  assert.deepEqual(await database.db.read(organization, (tx) => tx.query('select 3 as n')), [{ n: 3 }])
})
