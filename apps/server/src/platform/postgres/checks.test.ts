import assert from 'node:assert/strict'
import { after, test } from 'node:test'
import pg from 'pg'
import { StartupError } from '../startup/index.ts'
import { checkClock, checkServerVersion } from './checks.ts'
import { testCluster } from './testing.ts'

const client = new pg.Client(await testCluster())
await client.connect()
after(() => client.end())

test('a right clock passes, and so does one that is off by less than 2 s', async () => {
  assert.ok(Math.abs(await checkClock(client)) < 1000)
  for (const offset of [-1900, 1900]) await checkClock(client, () => Date.now() + offset)
})

for (const [offset, en, zh] of [
  [-3_600_000, /3600\.\d s behind/, /慢 3600\.\d 秒/],
  [2_500, /2\.5 s ahead of/, /快 2\.5 秒/],
] as const) {
  test(`a clock ${offset} ms off is refused with its direction`, async () => {
    await assert.rejects(
      checkClock(client, () => Date.now() + offset),
      (error) => {
        assert.ok(error instanceof StartupError)
        assert.equal(error.code, 'startup.clock')
        assert.match(error.en, en)
        assert.match(error.zh, zh)
        return true
      },
    )
  })
}

test('this server is new enough, PostgreSQL 14 is not and 15 is', async () => {
  assert.equal(await checkServerVersion(client), 18)
  const answering = (version: number) => ({ query: async () => ({ rows: [{ version }] }) })
  assert.equal(await checkServerVersion(answering(150_000)), 15)
  await assert.rejects(checkServerVersion(answering(140_011)), /PostgreSQL 14.*15/)
})
