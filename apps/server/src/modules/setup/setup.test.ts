import assert from 'node:assert/strict'
import { randomUUID } from 'node:crypto'
import { after, before, beforeEach, test } from 'node:test'
import type { Setup } from '@sims/contracts'
import { createHttp, type Http } from '#platform/http'
import { createIdentity } from '#platform/identity'
import { categoryOf, DEFAULT_CATEGORIES, publishedRules } from '#platform/regulations'
import { type TestDatabase, testDatabase } from '../../platform/db/testing.ts'
import { setupRoutes } from './routes.ts'

const NOW = new Date('2026-03-02T01:00:00Z')
const form: Setup = {
  organization: '安心物业',
  community: '阳光里',
  buildings: 2,
  entrances: 2,
  floors: 6,
  homesPerFloor: 2,
}

let database: TestDatabase
let http: Http

before(async () => {
  database = await testDatabase()
})
after(() => database.close())
beforeEach(async () => {
  http = await createHttp({
    authenticate: async () => null,
    onRefused: async () => undefined,
    trustProxy: false,
    logger: { level: 'silent' },
    now: () => NOW,
  })
  setupRoutes(http, { db: database.db, identity: createIdentity({ db: database.db }) })
})

const get = async () => (await http.app.inject({ method: 'GET', url: '/api/v1/setup' })).json()
const post = async (payload: Setup) => {
  const headers = { 'idempotency-key': randomUUID() }
  const answer = await http.app.inject({ method: 'POST', url: '/api/v1/setup', payload, headers })
  return { status: answer.statusCode, body: answer.json() }
}

test('too many homes are refused before anything is made', async () => {
  const answer = await post({ ...form, buildings: 200, floors: 100, homesPerFloor: 20 })
  assert.deepEqual(
    [answer.status, answer.body.code, answer.body.fields[0].path],
    [422, 'setup.tooManyHomes', 'buildings'],
  )
  assert.deepEqual(await get(), { needed: true })
})

test('ten wizards at once found one company', async () => {
  const answers = await Promise.all(Array.from({ length: 10 }, () => post(form)))
  const won = answers.filter((answer) => answer.status === 200)
  assert.equal(won.length, 1)
  for (const answer of answers.filter((one) => one.status !== 200)) {
    assert.deepEqual([answer.status, answer.body.code], [409, 'setup.alreadyDone'])
  }
  const { rows } = await database.owner.query('select organization_id, name, is_demo from organization')
  assert.deepEqual(
    rows.map((row) => [row.name, row.is_demo]),
    [['安心物业', false]],
  )
  const logins = won[0]?.body.logins
  assert.deepEqual(
    logins.map((login: { role: string }) => login.role),
    ['systemAdministrator', 'securityAdministrator', 'auditAdministrator', 'communityManager', 'agent', 'technician'],
  )
  assert.equal(new Set(logins.map((login: { password: string }) => login.password)).size, 6)
  const count = async (sql: string) => (await database.owner.query(sql)).rows[0].n
  assert.equal(await count("select count(*)::int as n from place where premises_kind = 'home'"), 48)
  assert.equal(await count('select count(*)::int as n from account where must_change_password'), 6)
  assert.equal(await count("select count(*)::int as n from place where full_name = '2栋1单元602'"), 1)

  const rules = await database.db.transaction(rows[0].organization_id, (tx) => publishedRules(tx, 'category', NOW))
  assert.equal(rules.length, DEFAULT_CATEGORIES.length)
  const kinds = new Set(rules.map((rule) => categoryOf(rule).kind))
  const processes = await database.db.transaction(rows[0].organization_id, (tx) => publishedRules(tx, 'process', NOW))
  const runs = new Set(processes.map((rule) => rule.key))
  assert.ok(kinds.size >= 5 && runs.has('workOrder') && [...kinds].every((kind) => runs.has(kind)))
  assert.deepEqual(await get(), { needed: false })
})

test('once founded, always refused', async () => {
  assert.equal((await post({ ...form, organization: '另一家' })).body.code, 'setup.alreadyDone')
})
