import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { newId } from '#kernel'
import { insertStaff, staffById, staffRoutes, staffWithRoles } from '#modules/staff'
import { type TestDatabase, testDatabase } from '../../platform/db/testing.ts'
import {
  auditOf,
  makeOrganization,
  makeStaff,
  type TestServer,
  type TestStaff,
  testServer,
  tokenOf,
} from '../../platform/identity/testing.ts'

let database: TestDatabase
let server: TestServer
let organization: string
let administrator: TestStaff
let token: string
const east = newId()
const west = newId()
before(async () => {
  database = await testDatabase()
  organization = await makeOrganization(database)
  server = await testServer(database, {
    more: (http, identity) => staffRoutes(http, { db: database.db, identity }),
  })
  for (const [id, name] of [
    [east, '东苑'],
    [west, '西苑'],
  ])
    await database.owner.query(
      `insert into community (organization_id, id, name, kind) values ($1, $2, $3, 'residential')`,
      [organization, id, name],
    )
  administrator = await makeStaff(database, server, organization, {
    account: 'root.it',
    roles: ['systemAdministrator'],
  })
  token = await tokenOf(server, 'root.it')
})
after(async () => {
  await server.app.close()
  await database.close()
})

let made = 0
const form = (more: Record<string, unknown> = {}) => {
  made++
  const grants = [{ role: 'technician', communityId: east }]
  return { id: newId(), employeeNumber: `E${made}`, name: '高建军', account: `tech${made}`, grants, ...more }
}
const create = (body: unknown, as = token) => server.call('createStaff', { token: as, body })
const issued = (body: unknown) => body as { account: string; password: string }
type Listed = { items: Record<string, unknown>[]; nextCursor: string | null }
const list = async (as: string, query: Record<string, string> = {}) =>
  (await server.call('listStaff', { token: as, query: { limit: '100', ...query } })).body as unknown as Listed

/** Signs somebody new in, past the change of their first password. */
async function enter(grants: unknown): Promise<string> {
  const body = form({ grants })
  const { account, password } = issued((await create(body)).body)
  const own = await tokenOf(server, account, password)
  await server.call('changePassword', { token: own, body: { current: password, next: 'Kamel_9365_wolt' } })
  return own
}

test('the system administrator adds somebody, who must first change the password shown once', async () => {
  const body = form({ skills: ['plumbing', 'electrical'], phone: '13900001111', email: 'gao@example.com' })
  const answer = await create(body)
  assert.equal(answer.status, 201)
  const { account, password } = issued(answer.body)
  assert.equal(account, body.account)
  const signedIn = await server.call('signIn', { body: { account, password, mode: 'token' } })
  assert.equal(signedIn.body.mustChangePassword, true)
  const own = signedIn.body.token
  assert.equal((await server.call('listStaff', { token: own })).body.code, 'identity.mustChangePassword')
  const member = (await list(token)).items.find((item) => item.id === body.id)
  assert.deepEqual(member, {
    id: body.id,
    employeeNumber: body.employeeNumber,
    name: '高建军',
    phone: '13900001111',
    email: 'gao@example.com',
    account,
    grants: [{ role: 'technician', communityId: east }],
    teams: [],
    skills: ['electrical', 'plumbing'],
    contractor: null,
    leftOn: null,
    openOrders: 0,
  })
  const { rows } = await database.owner.query('select row_to_json(a)::text as text from account a where login = $1', [
    account,
  ])
  assert.ok(!rows[0].text.includes(password))
  assert.ok((await auditOf(database, administrator.accountId)).includes('staff.create success'))
})

test('what is taken, unknown or not allowed together is refused at its field, and leaves nothing', async () => {
  const first = form()
  await create(first)
  const refusal = async (more: Record<string, unknown>) => {
    const { status, body } = await create(form(more))
    return [status, body.code, (body.fields as unknown as { path: string }[])[0]?.path]
  }
  const role = (name: string, communityId: string | null = null) => ({ role: name, communityId })
  assert.deepEqual(await refusal({ id: first.id }), [409, 'command.duplicateId', 'id'])
  assert.deepEqual(await refusal({ employeeNumber: first.employeeNumber }), [
    409,
    'staff.numberTaken',
    'employeeNumber',
  ])
  assert.deepEqual(await refusal({ account: first.account.toUpperCase() }), [409, 'identity.accountTaken', 'account'])
  assert.deepEqual(await refusal({ grants: [role('agent'), role('agent', newId())] }), [
    422,
    'http.invalid',
    'grants.1.communityId',
  ])
  assert.deepEqual(await refusal({ grants: [role('resident')] }), [422, 'http.invalid', 'grants.0.role'])
  for (const grants of [
    [role('systemAdministrator'), role('securityAdministrator')],
    [role('auditAdministrator'), role('agent')],
    [role('systemAdministrator', east)],
  ])
    assert.deepEqual(await refusal({ grants }), [409, 'staff.administratorAlone', 'grants'])
  const { rows } = await database.owner.query('select count(*)::int as n from staff where employee_number = $1', [
    `E${made}`,
  ])
  assert.equal(rows[0].n, 0)
})

test('the same person added ten times at once is added once', async () => {
  const body = form()
  const answers = await Promise.all(Array.from({ length: 10 }, () => create(body)))
  assert.deepEqual(answers.map((answer) => answer.status).sort(), [201, ...Array(9).fill(409)])
})

test('only the system administrator adds and resets; who assigns sees the staff of their communities, no accounts', async () => {
  const inEast = form()
  const inWest = form({ grants: [{ role: 'technician', communityId: west }], skills: ['lift'] })
  const left = form()
  for (const body of [inEast, inWest, left]) await create(body)
  await database.owner.query(`update staff set left_on = '2026-03-02' where id = $1`, [left.id])
  const dispatcher = await enter([{ role: 'dispatcher', communityId: east }])
  const technician = await enter([{ role: 'technician', communityId: null }])

  const { items } = await list(dispatcher)
  const ids = items.map((item) => item.id)
  assert.ok(ids.includes(inEast.id) && !ids.includes(inWest.id) && !ids.includes(left.id))
  assert.ok(items.every((item) => item.account === null))
  assert.ok((await list(token)).items.some((item) => item.id === left.id && item.leftOn === '2026-03-02'))
  assert.deepEqual(
    (await list(token, { skill: 'lift', communityId: west })).items.map((item) => item.id),
    [inWest.id],
  )
  assert.equal((await server.call('listStaff', { token: technician })).body.code, 'access.forbidden')
  for (const as of [dispatcher, technician]) {
    assert.equal((await create(form(), as)).body.code, 'access.forbidden')
    const reset = await server.call('resetPassword', { token: as, params: { id: inEast.id } })
    assert.equal(reset.body.code, 'access.forbidden')
  }
  const { rows } = await database.owner.query(
    `select action from audit_event where outcome = 'refused' and detail ->> 'code' = 'access.forbidden' order by action`,
  )
  assert.deepEqual(
    rows.map((row) => row.action),
    ['createStaff', 'createStaff', 'resetPassword', 'resetPassword'],
  )
})

test('a reset ends the sessions, opens the lock and issues a password to be changed', async () => {
  const person = await makeStaff(database, server, organization, { account: 'forgetful' })
  const own = await tokenOf(server, 'forgetful')
  for (let i = 0; i < 5; i++) await server.call('signIn', { body: { account: 'forgetful', password: 'wrong' } })
  const answer = await server.call('resetPassword', { token, params: { id: person.staffId } })
  assert.equal(answer.status, 200)
  const { account, password } = issued(answer.body)
  assert.equal(account, 'forgetful')
  assert.equal((await server.call('whoAmI', { token: own })).status, 401)
  await assert.rejects(tokenOf(server, 'forgetful'))
  const again = await server.call('signIn', { body: { account, password, mode: 'token' } })
  assert.equal(again.body.mustChangePassword, true)
  assert.ok((await auditOf(database, administrator.accountId)).includes('staff.resetPassword success'))
  assert.equal((await server.call('resetPassword', { token, params: { id: newId() } })).status, 404)
})

test('pages hold everybody once', async () => {
  const seen: unknown[] = []
  let cursor: string | undefined
  do {
    const page = await list(token, { limit: '4', ...(cursor ? { cursor } : {}) })
    assert.ok(page.items.length <= 4)
    seen.push(...page.items.map((item) => item.id))
    cursor = page.nextCursor ?? undefined
  } while (cursor)
  const { rows } = await database.owner.query('select count(*)::int as n from staff where organization_id = $1', [
    organization,
  ])
  assert.equal(seen.length, rows[0].n)
  assert.equal(new Set(seen).size, seen.length)
})

test("another organization's administrator sees and resets nobody here", async () => {
  const other = await makeOrganization(database)
  await makeStaff(database, server, other, { account: 'other.root', roles: ['systemAdministrator'] })
  const stranger = await tokenOf(server, 'other.root')
  assert.equal((await list(stranger)).items.length, 1)
  const reset = await server.call('resetPassword', { token: stranger, params: { id: administrator.staffId } })
  assert.deepEqual([reset.status, reset.body.code], [404, 'http.notFound'])
  const foreign = form({ grants: [{ role: 'agent', communityId: east }] })
  assert.equal((await create(foreign, stranger)).body.code, 'http.invalid')
  assert.equal((await server.call('whoAmI', { token })).status, 200)
})

test('others ask for contacts by id and by role in a community', async () => {
  const org = await makeOrganization(database)
  const lead = (account: string) => makeStaff(database, server, org, { account, roles: ['teamLead'] })
  const [a, b, c] = [await lead('contact.a'), await lead('contact.b'), await lead('contact.c')]
  await database.owner.query(`update staff set left_on = '2026-03-02' where id = $1`, [b.staffId])
  await database.owner.query('update account set disabled_at = $2 where id = $1', [c.accountId, server.clock.now])
  const contact = { id: a.staffId, name: '林晓岚', email: null, phone: null, accountId: a.accountId, locale: 'zh-CN' }
  await database.db.transaction(org, async (tx) => {
    assert.deepEqual(await staffWithRoles(tx, ['teamLead', 'agent'], east, server.clock.now), [contact])
    assert.deepEqual(await staffWithRoles(tx, ['agent'], east, server.clock.now), [])
    assert.deepEqual(await staffById(tx, [a.staffId, administrator.staffId]), [contact])
  })
})

test('many members of staff go in with three statements', async () => {
  const org = await makeOrganization(database)
  const people = Array.from({ length: 50 }, (_, i) => ({
    id: newId(),
    employeeNumber: `S${i}`,
    name: `员工${i}`,
    phone: null,
    email: null,
    grants: [{ role: 'cleaner' as const, communityId: null }],
    skills: ['general'],
  }))
  let statements = 0
  await database.db.transaction(org, async (tx) => {
    const queue: typeof tx.queue = (...args) => {
      statements++
      return tx.queue(...args)
    }
    insertStaff({ ...tx, queue }, people, server.clock.now)
  })
  assert.equal(statements, 3)
  const { rows } = await database.owner.query(
    `select (select count(*)::int from role_grant where organization_id = $1) as grants,
       (select count(*)::int from staff_skill where organization_id = $1) as skills`,
    [org],
  )
  assert.deepEqual(rows[0], { grants: 50, skills: 50 })
})
