import assert from 'node:assert/strict'
import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { after, before, test } from 'node:test'
import type { ImportMapping } from '@sims/contracts'
import { type TestCompany, testCompany } from '../../../testing.ts'
import { historyOf, type Importer, importer } from './testing.ts'

const folder = process.env.SIMS_EVAL_DATA
const options = folder ? {} : { skip: 'SIMS_EVAL_DATA names no folder with the real files' }

let company: TestCompany
let boss: Importer
before(async () => {
  if (!folder) return
  company = await testCompany()
  boss = await importer(company)
})
after(() => company?.close())

/** No notice waits in the outbox, and no clock is left to fire. */
async function nobodyTold(): Promise<void> {
  const { owner } = company.database
  const waiting = await owner.query("select from outbox where payload::text like '%notices%'")
  const alarms = await owner.query('select from record_clock where next_fire_at is not null')
  assert.deepEqual([waiting.rowCount, alarms.rowCount], [0, 0])
}

/** Imports a real table as it is. */
async function bring(path: string, changes: Partial<ImportMapping> = {}) {
  const id = await boss.begin(path.split('/').at(-1) as string, await readFile(join(folder as string, path)))
  await boss.work()
  const read = await boss.get(id)
  const given = { communityId: company.communityId, category: 'waterLeak' }
  await boss.check(id, { ...given, ...changes })
  const log = await boss.api('listImportRows', { params: { id }, query: { outcome: 'faulty', limit: 100 } })
  return { read, done: await boss.run(id), faulty: log.items }
}

test('2,816 messages with replies: every one answered and settled at its time', options, async () => {
  const { read, done, faulty } = await bring('tipdm/attachment4_2816_replies.xlsx')
  assert.deepEqual(read.mapping.columns, {
    externalNumber: 1,
    person: 2,
    title: 3,
    reportedAt: 4,
    description: 5,
    answer: 6,
    answeredAt: 7,
  })
  assert.equal(read.rows, 2816)
  assert.deepEqual(
    faulty.map(({ row, faults }) => [row, faults[0]?.column, faults[0]?.code]),
    [],
  )
  assert.deepEqual([done.created, done.skipped, done.faulty], [2816, 0, 0])
  await nobodyTold()
})

test('4,326 messages without replies: settled without a figure', options, async () => {
  const { read, done, faulty } = await bring('tipdm/attachment3_4326.xlsx')
  assert.equal(read.rows, 4326)
  assert.deepEqual(
    faulty.map(({ row, faults }) => [row, faults[0]?.column, faults[0]?.code]),
    [],
  )
  assert.deepEqual([done.created, done.skipped, done.faulty], [4326, 0, 0])
})

test('1,000 service requests of New York: boroughs are mapped on the screen', options, async () => {
  const id = await boss.begin('nyc311.csv', await readFile(join(folder as string, 'nyc311/nyc311.csv')))
  await boss.work()
  const run = await boss.get(id)
  assert.equal(run.rows, 1000)
  const { place, ...columns } = historyOf(run).columns
  assert.equal(place, 11, 'addresses there are no places of ours')
  assert.deepEqual(columns, {
    externalNumber: 1,
    reportedAt: 2,
    answeredAt: 3,
    title: 6,
    description: 7,
    answer: 23,
    community: 29,
  })
  const blind = await boss.check(id, { columns, category: 'waterLeak', source: 'nyc311' })
  assert.deepEqual([blind.ready, blind.faulty], [0, 1000])
  assert.deepEqual(blind.unknown.communities, [
    { value: 'QUEENS', rows: 298 },
    { value: 'BROOKLYN', rows: 294 },
    { value: 'MANHATTAN', rows: 186 },
    { value: 'BRONX', rows: 184 },
    { value: 'STATEN ISLAND', rows: 36 },
    { value: 'Unspecified', rows: 2 },
  ])
  const log = await boss.api('listImportRows', { params: { id }, query: { outcome: 'faulty', limit: 1 } })
  const [first] = log.items
  assert.deepEqual(
    [first?.row, first?.faults[0]?.column, first?.faults[0]?.code],
    [2, 'AC', 'imports.unknownCommunity'],
  )
  const communities = Object.fromEntries(blind.unknown.communities.map(({ value }) => [value, company.communityId]))
  const checked = await boss.check(id, { communities })
  assert.deepEqual([checked.ready, checked.faulty], [1000, 0])
  const done = await boss.run(id)
  assert.deepEqual([done.created, done.skipped], [1000, 0])
  await nobodyTold()
})
