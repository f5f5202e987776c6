import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { API_SCOPES, type ApiScope, endpoints, operations, scopesOf } from '@sims/contracts'
import type { Client } from '@sims/contracts/web'
import { newId } from '#kernel'
import { createKeyAccess } from '#platform/api-keys'
import { clientOf, refusal, repair, type TestCompany, testCompany, uploaded } from './testing.ts'

// Other systems call with a key: what they reach, what they never see, and when it ends.

const MINUTE = 60_000
const HOUR = 60 * MINUTE
const DAY = 24 * HOUR

let company: TestCompany
let admin: Client
before(async () => {
  company = await testCompany()
  admin = company.staff.sysadmin
})
after(() => company.close())

interface Given {
  scopes?: ApiScope[]
  communityIds?: string[] | null
  addressRanges?: string[]
  days?: number
}
async function issue({ scopes = [...API_SCOPES], communityIds = null, addressRanges = [], days = 90 }: Given = {}) {
  const id = newId()
  const body = { id, name: '访客系统', scopes, communityIds, addressRanges, days }
  const { token } = await admin('createApiKey', { body })
  return { id, token: token as string, api: clientOf(company.app, token as string) }
}
/** Time goes by, and whoever is signed in stays so. */
async function pass(ms: number): Promise<void> {
  company.clock.forward(ms)
  const { now } = company.clock
  await rows('update session set last_seen_at = $1, expires_at = $2', [now, new Date(now.getTime() + DAY)])
}
const report = (more: object = {}) => ({
  id: newId(),
  category: 'waterLeak',
  placeId: company.homes[0] as string,
  description: '厨房水管漏水，联系 13812345678',
  caller: { name: '王小明', phone: '13812345678' },
  ...more,
})
const rows = async <Row>(sql: string, values: unknown[] = []) =>
  (await company.database.owner.query(sql, values)).rows as Row[]
const codeOf = async (call: Promise<unknown>) => (await refusal(call)).code

test('only the system administrator issues keys; faults name their field', async () => {
  for (const who of [company.staff.agent, company.staff.manager, (await company.resident(1)).api]) {
    assert.equal(await codeOf(who('listApiKeys')), 'access.forbidden')
    const body = { id: newId(), name: 'x', scopes: ['estate:read' as const], communityIds: null, days: 1 }
    assert.equal(await codeOf(who('createApiKey', { body })), 'access.forbidden')
  }
  const faults = async (more: object) => {
    const body = { id: newId(), name: 'x', scopes: ['estate:read'], communityIds: null, days: 1, ...more }
    const { fields = [] } = await refusal(admin('createApiKey', { body: body as never }))
    return fields.map(({ path, code }) => `${path} ${code}`)
  }
  assert.deepEqual(await faults({ scopes: [] }), ['scopes fields.tooShort'])
  assert.deepEqual(await faults({ scopes: ['customers:reveal'] }), ['scopes.0 fields.choice'])
  assert.deepEqual(await faults({ days: 366 }), ['days fields.tooLong'])
  assert.deepEqual(await faults({ days: undefined }), ['days fields.required'])
  assert.deepEqual(
    await faults({ communityIds: [newId()], addressRanges: ['10.0.0.0/8', '10.0.0.0/33', 'x', '::1/129', '::1'] }),
    [
      'communityIds.0 fields.unknownReference',
      'addressRanges.1 apiKeys.badRange',
      'addressRanges.2 apiKeys.badRange',
      'addressRanges.3 apiKeys.badRange',
    ],
  )
})

test('the secret is shown once, and stored as its hash alone', async () => {
  const id = newId()
  const body = { id, name: '门禁', scopes: ['estate:read' as const], communityIds: null, days: 30 }
  const first = await admin('createApiKey', { body, key: 'one-key-1' })
  assert.match(first.token ?? '', new RegExp(`^sims_${id.replaceAll('-', '')}_[\\w-]{43}$`))
  assert.equal((await admin('createApiKey', { body, key: 'one-key-1' })).token, null)
  assert.equal(await codeOf(admin('createApiKey', { body })), 'command.duplicateId')
  const secret = (first.token ?? '').slice(38)
  const listed = await admin('listApiKeys')
  const [one] = listed.items.filter((key) => key.id === id)
  assert.equal(one?.prefix, first.token?.slice(0, 42))
  assert.deepEqual([one?.state, one?.createdBy, one?.lastUsedAt], ['active', '系统管理员', null])
  const [stored] = await rows<{ all: string }>(
    `select (select row_to_json(k)::text from api_key k where k.id = $1)
       || (select coalesce(string_agg(row_to_json(a)::text, ''), '') from audit_event a)
       || (select coalesce(string_agg(row_to_json(i)::text, ''), '') from idempotency i) as all`,
    [id],
  )
  assert.ok(stored?.all.includes(id) && !stored.all.includes(secret) && !JSON.stringify(listed).includes(secret))
})

test('a key reaches the operations of its scopes and no other, whichever they are', async () => {
  const { api, token } = await issue()
  for (const scope of API_SCOPES) {
    const one = (await issue({ scopes: [scope] })).api
    for (const name of Object.keys(endpoints) as (keyof typeof endpoints)[]) {
      if ('open' in operations[name]) continue
      const params = { id: newId(), channel: 'sms', token: 'x' }
      const outcome = await one(name, { params, body: {} } as never).then(
        () => 'ok',
        (error) => error.problem.code as string,
      )
      const needed = scopesOf(name)
      if (needed.includes(scope))
        assert.ok(!/^(apiKeys|access|identity)\./.test(outcome), `${scope} ${name} ${outcome}`)
      else assert.equal(outcome, needed.length > 0 ? 'apiKeys.scope' : 'apiKeys.notForKeys', `${scope} ${name}`)
    }
    await pass(MINUTE)
  }
  const file = await uploaded(company)
  for (const path of [`/files/${file}`, '/events', `/files/${file}/thumbnail`]) {
    const headers = { authorization: `Bearer ${token}` }
    const { statusCode, body } = await company.app.http.app.inject({ url: `/api/v1${path}`, headers })
    assert.deepEqual(
      [statusCode, JSON.parse(body).code],
      [path === '/events' ? 404 : 403, path === '/events' ? 'http.notFound' : 'apiKeys.notForKeys'],
      path,
    )
  }
  assert.equal((await api('listCommunities')).items.length, 1)
})

test('what it reports came through the API, under its name in timeline and audit, once for each reference', async () => {
  const { api, id: key } = await issue()
  const body = report({ channel: 'phone', externalReference: ' WO-2026-001 ' })
  const first = await api('createRequest', { body, key: 'intake-01' })
  assert.deepEqual(await api('createRequest', { body, key: 'intake-01' }), first)
  const again = await refusal(api('createRequest', { body: report({ externalReference: 'WO-2026-001' }) }))
  assert.deepEqual([again.status, again.code, again.params?.number], [409, 'requests.externalKnown', first.number])
  const shown = await api('getRequest', { params: { id: first.id } })
  assert.deepEqual([shown.channel, shown.externalReference], ['api', 'WO-2026-001'])
  assert.deepEqual(
    shown.timeline.map(({ verb, actorKind, actorName }) => [verb, actorKind, actorName]),
    [['report', 'apiKey', '访客系统']],
  )
  const audited = await rows<{ kind: string; id: string }>(
    `select actor_kind as kind, actor_id as id from audit_event where action = 'requests.create' and $1 = any(object_ids)`,
    [first.id],
  )
  assert.deepEqual(audited, [{ kind: 'apiKey', id: key }])
  const find = async (by: Client) =>
    (await by('listRequests', { query: { externalReference: 'WO-2026-001' } })).items.map(({ id }) => id)
  assert.deepEqual(await find(api), [first.id])
  assert.deepEqual(await find(company.staff.agent), [first.id])

  const other = (await issue()).api
  assert.deepEqual(await find(other), [])
  const theirs = await other('createRequest', { body: report({ externalReference: 'WO-2026-001' }) })
  assert.notEqual(theirs.id, first.id)
  const { fields } = await refusal(company.staff.agent('createRequest', { body: report({ externalReference: 'x' }) }))
  assert.deepEqual(
    fields?.map(({ path, code }) => [path, code]),
    [['externalReference', 'fields.unknown']],
  )
})

test('of many who report the same at once one is taken, and all are told its number', async () => {
  const { api } = await issue()
  const calls = await Promise.allSettled(
    Array.from({ length: 8 }, () => api('createRequest', { body: report({ externalReference: 'AT-ONCE' }) })),
  )
  const taken = calls.flatMap((one) => (one.status === 'fulfilled' ? [one.value.number] : []))
  assert.equal(taken.length, 1)
  for (const one of calls)
    if (one.status === 'rejected')
      assert.deepEqual(
        [one.reason.problem.code, one.reason.problem.params.number],
        ['requests.externalKnown', taken[0]],
      )
})

test('no name, phone or address of anybody comes in clear, not even from free text', async () => {
  const { api } = await issue()
  const { id } = await api('createRequest', { body: report() })
  const { agent, technician } = company.staff
  await agent('takeRequestStep', { params: { id }, body: { step: 'accept', version: 1 } })
  const { request, order } = await repair(company, { assignee: company.staffIds.technician as string, home: 2 })
  await rows(`update staff set phone = '13900001111' where id = $1`, [company.staffIds.technician])
  assert.equal((await technician('getOrder', { params: { id: order } })).assignee?.phone, '13900001111')
  const answers = JSON.stringify([
    await api('getRequest', { params: { id } }),
    await api('getRequest', { params: { id: request } }),
    await api('listRequests'),
    await api('listOrders', { query: { queue: 'all' } }),
    await api('getOrder', { params: { id: order } }),
  ])
  for (const clear of ['13812345678', '王小明', '13900001111', '住户2', '19900007002', '127.0.0.1'])
    assert.ok(!answers.includes(clear), clear)
  assert.ok(answers.includes(request) && answers.includes(order))
})

test('a complaint about a person, or kept for some, is not there for any key', async () => {
  const { api } = await issue()
  const customer = (await company.resident(3)).api
  const complain = async (more: object) => {
    const id = newId()
    const body = { id, kind: 'complaint' as const, category: 'complainAttitude', placeId: company.homes[3] as string }
    await customer('createRequest', { body: { ...body, description: '态度恶劣，推诿扯皮', ...more } })
    return id
  }
  const open = await complain({ category: 'complainTimeliness' })
  const kept = await complain({ concerned: { unnamed: 'manager' } })
  assert.equal((await api('getRequest', { params: { id: open } })).id, open)
  assert.equal(await codeOf(api('getRequest', { params: { id: kept } })), 'http.notFound')
  await rows('update service_request set hidden_from = $2 where id = $1', [open, [company.staffIds.technician]])
  assert.equal(await codeOf(api('getRequest', { params: { id: open } })), 'http.notFound')
  const listed = (await api('listRequests', { query: { kind: 'complaint' } })).items.map(({ id }) => id)
  assert.ok(!listed.includes(kept) && !listed.includes(open))
})

test('a key of other communities sees nothing of this one', async () => {
  const elsewhere = newId()
  await rows(
    `insert into community (organization_id, id, name, kind)
    select organization_id, $1, '另一小区', 'residential' from organization`,
    [elsewhere],
  )
  const { api } = await issue({ communityIds: [elsewhere] })
  assert.deepEqual(
    (await api('listCommunities')).items.map(({ id }) => id),
    [elsewhere],
  )
  assert.deepEqual((await api('listRequests')).items, [])
  assert.deepEqual((await api('listOrders', { query: { queue: 'all' } })).items, [])
  const { fields } = await refusal(api('createRequest', { body: report() }))
  assert.deepEqual(
    fields?.map(({ path, code }) => [path, code]),
    [['placeId', 'fields.unknownReference']],
  )
  const here = (await issue({ communityIds: [company.communityId] })).api
  assert.ok((await here('listRequests')).items.length > 0)
})

test('it works from its addresses only, to its last day, and not a moment after it was revoked', async () => {
  const away = await issue({ addressRanges: ['203.0.113.0/24'] })
  const refused = await refusal(away.api('listCommunities'))
  assert.deepEqual([refused.status, refused.code, refused.params?.address], [403, 'apiKeys.address', '127.0.0.1'])
  const near = await issue({ addressRanges: ['203.0.113.0/24', '127.0.0.1'] })
  assert.equal((await near.api('listCommunities')).items.length, 2)
  const [used] = (await admin('listApiKeys')).items.filter(({ id }) => id === near.id)
  assert.deepEqual([used?.lastUsedFrom, used?.lastUsedAt !== null], ['127.0.0.1', true])

  await admin('revokeApiKey', { params: { id: near.id }, body: { version: 1 } })
  const gone = await refusal(near.api('listCommunities'))
  assert.deepEqual([gone.status, gone.code], [401, 'apiKeys.unknown'])
  const rotated = admin('rotateApiKey', { params: { id: near.id }, body: { version: 2, days: 1, overlapHours: 0 } })
  assert.equal(await codeOf(rotated), 'apiKeys.ended')
  const refusals = await rows<{ code: string }>(
    `select detail->>'code' as code from audit_event where action = 'apiKeys.refused' and object_ids = array[$1::uuid]`,
    [near.id],
  )
  assert.deepEqual(refusals, [{ code: 'apiKeys.unknown' }])

  const brief = await issue({ days: 1 })
  await brief.api('listCommunities')
  await pass(DAY)
  assert.equal(await codeOf(brief.api('listCommunities')), 'apiKeys.unknown')
  const wrong = `${brief.token.slice(0, -1)}${brief.token.endsWith('A') ? 'B' : 'A'}`
  for (const token of [wrong, 'sims_', `sims_${'0'.repeat(32)}_${'A'.repeat(43)}`])
    assert.equal(await codeOf(clientOf(company.app, token)('listCommunities')), 'apiKeys.unknown')
})

test('another process lets a revoked key in for five seconds at most', async () => {
  const { id, token } = await issue()
  const elsewhere = createKeyAccess({ db: company.app.db })
  const origin = { requestId: 'x', ip: '127.0.0.1', userAgent: '' }
  assert.equal((await elsewhere.authenticate(token, origin, company.clock.now)).accountId, id)
  await admin('revokeApiKey', { params: { id }, body: { version: 1 } })
  assert.equal((await elsewhere.authenticate(token, origin, company.clock.now)).accountId, id)
  await pass(5_000)
  await assert.rejects(elsewhere.authenticate(token, origin, company.clock.now), { code: 'apiKeys.unknown' })
})

test('a rotation lets both secrets in for a while; whoever saw an older state is refused', async () => {
  const { id, api } = await issue()
  const rotate = (version: number, overlapHours: number) =>
    admin('rotateApiKey', { params: { id }, body: { version, days: 365, overlapHours } })
  await api('listCommunities')
  const { token, version } = await rotate(1, 1)
  const next = clientOf(company.app, token as string)
  assert.equal(await codeOf(rotate(1, 1)), 'apiKeys.changed')
  for (const one of [api, next]) await one('listCommunities')
  assert.notEqual((await admin('listApiKeys')).items.find((key) => key.id === id)?.overlapUntil, null)
  await pass(HOUR)
  assert.equal(await codeOf(api('listCommunities')), 'apiKeys.unknown')
  await next('listCommunities')
  const last = clientOf(company.app, (await rotate(version, 0)).token as string)
  assert.equal(await codeOf(next('listCommunities')), 'apiKeys.unknown')
  await last('listCommunities')
})

test('a key that calls too often is told when to come again; others are not held up', async () => {
  const [one, other] = [await issue(), await issue()]
  const access = createKeyAccess({ db: company.app.db, perMinute: 3 })
  const origin = { requestId: 'x', ip: '127.0.0.1', userAgent: '' }
  const call = ({ token }: { token: string }) => access.authenticate(token, origin, company.clock.now)
  for (let i = 0; i < 3; i++) await call(one)
  await pass(20_000)
  await assert.rejects(call(one), { code: 'apiKeys.tooMany', params: { limit: 3, seconds: 40 } })
  await call(other)
  await pass(40_000)
  await call(one)
  const urls = Array.from({ length: 601 }, () => ({
    url: '/api/v1/communities',
    headers: { authorization: `Bearer ${other.token}` },
  }))
  const answers = await Promise.all(urls.map((url) => company.app.http.app.inject(url)))
  const refused = answers.filter(({ statusCode }) => statusCode === 429)
  assert.equal(refused.length, 1)
  assert.deepEqual(
    [refused[0]?.headers['retry-after'], JSON.parse(refused[0]?.body ?? '').code],
    ['60', 'apiKeys.tooMany'],
  )
})

test('the document names the scheme and, of each operation, the scopes that open it', () => {
  const { paths, components } = company.app.http.app.swagger() as never as {
    paths: Record<string, Record<string, { operationId: string; security?: Record<string, string[]>[] }>>
    components: { securitySchemes: Record<string, object> }
  }
  assert.ok(components.securitySchemes.apiKey)
  const all = Object.values(paths).flatMap((item) => Object.values(item))
  assert.ok(all.length > 60)
  for (const { operationId, security = [] } of all)
    assert.deepEqual(
      security.flatMap((one) => one.apiKey ?? []),
      scopesOf(operationId),
      operationId,
    )
})
