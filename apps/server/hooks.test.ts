import assert from 'node:assert/strict'
import { after, before, beforeEach, test } from 'node:test'
import { HOOK_EVENTS, type HookEvent } from '@sims/contracts'
import type { Client } from '@sims/contracts/web'
import { newId } from '#kernel'
import { type TestReceiver, testReceiver } from './src/platform/hooks/testing.ts'
import { clientOf, refusal, repair, type TestCompany, testCompany } from './testing.ts'

// Other systems are told of events: what reaches a real HTTP server that checks every signature itself.
// Long because: one company and one receiver serve every test.

const MINUTE = 60_000
const HOUR = 60 * MINUTE
const DAY = 24 * HOUR

let company: TestCompany
let admin: Client
let receiver: TestReceiver
before(async () => {
  company = await testCompany({ hookNetworks: ['127.0.0.0/8'] })
  admin = company.staff.sysadmin
  receiver = await testReceiver()
  receiver.clock = () => company.clock.now
})
after(async () => {
  await receiver.close()
  await company.close()
})
beforeEach(async () => {
  for (const { id } of (await admin('listHooks')).items) await admin('removeHook', { params: { id } })
  await company.app.relay.drain()
  receiver.received.length = 0
  receiver.forged = 0
  receiver.answer = () => undefined
})

const rows = async <Row>(sql: string, values: unknown[] = []) =>
  (await company.database.owner.query(sql, values)).rows as Row[]
/** Time goes by, and whoever is signed in stays so. */
async function pass(ms: number): Promise<void> {
  company.clock.forward(ms)
  const { now } = company.clock
  await rows('update session set last_seen_at = $1, expires_at = $2', [now, new Date(now.getTime() + DAY)])
}
const form = (more: object = {}) => ({
  name: '工单系统',
  url: receiver.url,
  events: [...HOOK_EVENTS],
  communityIds: null,
  ...more,
})
async function subscribe(more: { url?: string; events?: HookEvent[]; communityIds?: string[] | null } = {}) {
  const id = newId()
  const { secret } = await admin('createHook', { body: { id, ...form(more) } })
  receiver.secret = secret as string
  return id
}
async function settle(): Promise<void> {
  await company.app.relay.drain()
  await company.app.hookSender.drain()
}
const report = async (more: object = {}) => {
  const id = newId()
  const body = { id, category: 'waterLeak', placeId: company.homes[0] as string, description: '厨房水管漏水', ...more }
  await company.staff.agent('createRequest', { body: { caller: { name: '王小明', phone: '13812345678' }, ...body } })
  return id
}
const log = async (id: string) => (await admin('listHookDeliveries', { params: { id } })).items
const hookOf = async (id: string) => (await admin('listHooks')).items.find((one) => one.id === id)
const codeOf = async (call: Promise<unknown>) => (await refusal(call)).code

test('only the system administrator sees and sets web hooks; faults name their field', async () => {
  const id = await subscribe()
  for (const who of [company.staff.agent, company.staff.manager]) {
    assert.equal(await codeOf(who('listHooks')), 'access.forbidden')
    assert.equal(await codeOf(who('createHook', { body: { id: newId(), ...form() } })), 'access.forbidden')
    assert.equal(await codeOf(who('listHookDeliveries', { params: { id } })), 'access.forbidden')
    for (const name of ['testHook', 'removeHook', 'redeliverHook'] as const)
      assert.equal(await codeOf(who(name, { params: { id } })), 'access.forbidden')
  }
  const faults = async (more: object) => {
    const { fields = [] } = await refusal(admin('createHook', { body: { id: newId(), ...form(more) } }))
    return fields.map(({ path, code }) => `${path} ${code}`)
  }
  assert.deepEqual(await faults({ url: 'nowhere' }), ['url hooks.badUrl'])
  assert.deepEqual(await faults({ url: 'http://hooks.example.com/' }), ['url hooks.insecure'])
  for (const inside of [
    'https://10.1.2.3/',
    'https://192.168.1.1/',
    'https://[::1]/',
    'https://[fd12::1]/',
    'https://169.254.169.254/latest',
    'https://[::ffff:10.0.0.1]/',
    'https://2130706433.example.com@10.0.0.1/',
    'http://172.16.0.1/',
  ])
    assert.match((await faults({ url: inside })).join(), /^url hooks\.(forbiddenAddress|badUrl)$/, inside)
  assert.deepEqual(await faults({ events: [] }), ['events fields.tooShort'])
  assert.deepEqual(await faults({ events: ['serviceRequest.burnt'] }), ['events.0 fields.choice'])
  assert.deepEqual(await faults({ communityIds: [newId()] }), ['communityIds.0 fields.unknownReference'])
  assert.equal(await codeOf(admin('createHook', { body: { id, ...form() } })), 'command.duplicateId')
  assert.equal(await codeOf(admin('testHook', { params: { id: newId() } })), 'http.notFound')
  assert.equal(await codeOf(admin('listHookDeliveries', { params: { id: newId() } })), 'http.notFound')
})

test('the secret is shown once and lies sealed', async () => {
  const body = { id: newId(), ...form() }
  const first = await admin('createHook', { body, key: 'hook-once-1' })
  assert.match(first.secret ?? '', /^whsec_[A-Za-z0-9+/]{43}=$/)
  assert.equal((await admin('createHook', { body, key: 'hook-once-1' })).secret, null)
  const [stored] = await rows<{ all: string }>('select row_to_json(h)::text as all from hook h where id = $1', [
    body.id,
  ])
  const bytes = Buffer.from((first.secret as string).slice(6), 'base64').toString('hex')
  const clear = Buffer.from(first.secret as string).toString('hex')
  assert.ok(
    !stored?.all.includes(bytes) &&
      !stored?.all.includes(clear) &&
      !JSON.stringify(await admin('listHooks')).includes(first.secret as string),
  )
})

test('the steps of a request and its order arrive signed, with ids, kind, step, time and version, and nobody’s name', async () => {
  const id = await subscribe()
  const { request, order } = await repair(company, { assignee: company.staffIds.technician as string })
  await settle()
  const told = receiver.received.map(({ event }) => `${event.type} ${event.data.id} ${event.data.version}`).sort()
  assert.deepEqual(
    told,
    [
      `serviceRequest.reported ${request} 1`,
      `serviceRequest.accepted ${request} 2`,
      `serviceRequest.triaged ${request} 3`,
      `serviceRequest.dispatched ${request} 4`,
      `workOrder.created ${order} 1`,
      `workOrder.dispatched ${order} 2`,
    ].sort(),
  )
  assert.equal(receiver.forged, 0)
  const [first] = receiver.received
  assert.deepEqual(Object.keys(first?.event ?? {}), ['type', 'timestamp', 'data'])
  assert.deepEqual(Object.keys(first?.event.data ?? {}).sort(), [
    ...['communityId', 'id', 'recordKind', 'seq', 'step', 'version'],
  ])
  assert.equal(first?.event.timestamp, company.clock.now.toISOString())
  for (const { body } of receiver.received) assert.ok(!/住户|水管|1990000/.test(body))
  const items = await log(id)
  assert.deepEqual(items.map(({ id }) => id).sort(), receiver.received.map(({ id }) => id).sort())
  assert.ok(
    items.every(({ state, attempts }) => state === 'delivered' && attempts.length === 1 && attempts[0]?.status === 204),
  )
  assert.deepEqual([(await hookOf(id))?.waiting, (await hookOf(id))?.failingSince], [0, null])
})

test('a hook hears of its events in its communities only', async () => {
  const elsewhere = newId()
  await rows(
    `insert into community (organization_id, id, name, kind) select organization_id, $1, '另一小区', 'residential' from organization`,
    [elsewhere],
  )
  await subscribe({ communityIds: [elsewhere] })
  await report()
  await settle()
  assert.equal(receiver.received.length, 0)
  await subscribe({ communityIds: [company.communityId], events: ['serviceRequest.settled'] })
  const { request } = await repair(company, { home: 3 })
  await settle()
  assert.equal(receiver.received.length, 0)
  await subscribe({ communityIds: [company.communityId], events: ['serviceRequest.urged'] })
  const { version } = await company.staff.agent('getRequest', { params: { id: request } })
  await company.staff.agent('takeRequestStep', { params: { id: request }, body: { step: 'urge', version } })
  await settle()
  assert.deepEqual(
    receiver.received.map(({ event }) => event.type),
    ['serviceRequest.urged'],
  )
})

test('of a complaint that is kept or hidden not even its id leaves', async () => {
  await subscribe()
  const customer = (await company.resident(4)).api
  const complain = async (more: object) => {
    const body = {
      id: newId(),
      kind: 'complaint' as const,
      category: 'complainTimeliness',
      placeId: company.homes[4] as string,
      description: '推诿扯皮',
    }
    await customer('createRequest', { body: { ...body, ...more } })
    return body.id
  }
  const kept = await complain({ concerned: { unnamed: 'manager' } })
  const open = await complain({})
  await settle()
  assert.deepEqual(
    receiver.received.map(({ event }) => event.data.id),
    [open],
  )
  await rows('update service_request set hidden_from = $2 where id = $1', [open, [company.staffIds.technician]])
  for (const id of [kept, open])
    await customer('takeRequestStep', { params: { id }, body: { step: 'urge', version: 1 } })
  await settle()
  assert.equal(receiver.received.length, 1)
})

test('a receiver that is down for an hour misses nothing and gets nothing twice under another id', async () => {
  const id = await subscribe()
  const { port } = new URL(receiver.url)
  await receiver.close()
  const reported = [await report(), await report(), await report()]
  await settle()
  for (let minutes = 0; minutes < 60; minutes += 5) {
    await pass(5 * MINUTE)
    await settle()
  }
  const tried = await log(id)
  assert.deepEqual(new Set(tried.map(({ state }) => state)), new Set(['waiting']))
  assert.ok(
    tried.every(({ attempts }) => attempts.length > 3 && attempts.every(({ reason }) => reason === 'ECONNREFUSED')),
  )
  assert.notEqual((await hookOf(id))?.failingSince, null)

  receiver = await testReceiver(Number(port))
  receiver.clock = () => company.clock.now
  receiver.secret = await secretOf(id)
  for (let hours = 0; hours < 3; hours++) {
    await pass(HOUR)
    await settle()
  }
  assert.deepEqual(receiver.received.map(({ event }) => event.data.id).sort(), reported.sort())
  assert.deepEqual(receiver.received.map((one) => one.id).sort(), tried.map((one) => one.id).sort())
  assert.deepEqual([(await hookOf(id))?.failingSince, (await hookOf(id))?.waiting], [null, 0])
})

test('what answers with an error, with a redirection or too late is tried again with the same id and body', async () => {
  const id = await subscribe({ events: ['serviceRequest.reported'] })
  const answers = [
    { status: 500, body: `呼叫 13812345678 ${'x'.repeat(5000)}` },
    { status: 307, location: receiver.url },
    { status: 200, body: 'x'.repeat(2_000_000) },
  ]
  receiver.answer = () => answers.shift()
  await report()
  await settle()
  for (let i = 0; i < 2; i++) {
    await pass(10 * MINUTE)
    await settle()
  }
  assert.equal(receiver.received.length, 3)
  assert.equal(new Set(receiver.received.map((one) => `${one.id} ${one.body}`)).size, 1)
  const [one] = await log(id)
  assert.deepEqual(
    one?.attempts.map(({ status }) => status),
    [200, 307, 500],
  )
  assert.equal(one?.state, 'delivered')
  const said = one?.attempts.at(-1)?.answer ?? ''
  assert.ok(said.length <= 1024 && said.startsWith('呼叫') && !said.includes('13812345678'))
})

test('after the last attempt it is given up; a person may send it once more, with the same id', async () => {
  const id = await subscribe({ events: ['serviceRequest.reported'] })
  receiver.answer = () => ({ status: 503 })
  await report()
  await settle()
  for (let i = 0; i < 20; i++) {
    await pass(16 * HOUR)
    await rows('update hook set failing_since = $1', [company.clock.now])
    await settle()
  }
  const [given] = await log(id)
  assert.deepEqual([given?.state, given?.attempts.length, given?.nextAt], ['failed', 15, null])
  receiver.answer = () => undefined
  const before = receiver.received.length
  const delivery = given?.id as string
  await admin('redeliverHook', { params: { id: delivery } })
  assert.equal(await codeOf(admin('redeliverHook', { params: { id: delivery } })), 'hooks.underWay')
  await settle()
  assert.deepEqual(
    receiver.received.slice(before).map((one) => one.id),
    [delivery],
  )
  assert.equal((await log(id))[0]?.state, 'delivered')
})

test('a hook through which nothing gets for three days is paused, and the administrators are told once', async () => {
  const id = await subscribe({ events: ['serviceRequest.reported'] })
  receiver.answer = () => ({ status: 500 })
  await report()
  await settle()
  for (let i = 0; i < 7 && (await hookOf(id))?.active; i++) {
    await pass(12 * HOUR)
    await report()
    await settle()
  }
  const paused = await hookOf(id)
  assert.deepEqual([paused?.active, paused?.pausedAt !== null], [false, true])
  await company.app.relay.drain()
  const notices = (await admin('listNotices')).items.filter(({ kind }) => kind === 'hookPaused')
  assert.deepEqual(
    notices.map(({ title }) => title),
    ['推送已暂停：工单系统'],
  )

  receiver.answer = () => undefined
  receiver.received.length = 0
  assert.equal(await codeOf(admin('testHook', { params: { id } })), 'hooks.paused')
  await report()
  await pass(DAY)
  await settle()
  assert.equal(receiver.received.length, 0, 'a paused hook is told nothing')
  const body = { version: paused?.version as number, ...form({ events: ['serviceRequest.reported'] }), active: true }
  await admin('changeHook', { params: { id }, body })
  assert.equal(await codeOf(admin('changeHook', { params: { id }, body })), 'hooks.changed')
  await settle()
  assert.equal(receiver.received.length, paused?.waiting, 'what waited goes on, what happened meanwhile is not told')
  assert.deepEqual([(await hookOf(id))?.pausedAt, (await hookOf(id))?.failingSince], [null, null])
})

test('a test event arrives; after a rotation both secrets hold for a while, then the new one alone', async () => {
  const id = await subscribe()
  const old = receiver.secret
  const { deliveryId } = await admin('testHook', { params: { id } })
  await settle()
  assert.deepEqual(
    receiver.received.map((one) => [one.id, one.event.type, one.signatures]),
    [[deliveryId, 'test.sent', 1]],
  )
  const rotated = await admin('rotateHookSecret', { params: { id }, body: { version: 1, overlapHours: 1 } })
  const send = async (secret: string) => {
    receiver.secret = secret
    const [forged, received] = [receiver.forged, receiver.received.length]
    await admin('testHook', { params: { id } })
    await settle()
    return [receiver.received.length - received, receiver.forged - forged]
  }
  assert.deepEqual(await send(old), [1, 0])
  assert.deepEqual(await send(rotated.secret as string), [1, 0])
  assert.equal(receiver.received.at(-1)?.signatures, 2)
  await pass(HOUR)
  assert.deepEqual(await send(rotated.secret as string), [1, 0])
  assert.equal(receiver.received.at(-1)?.signatures, 1)
  assert.deepEqual(await send(old), [0, 1])
})

test('a sender that dies after sending leaves an attempt without an end, and another one sends it again', async () => {
  const id = await subscribe({ events: ['serviceRequest.reported'] })
  await report()
  await company.app.relay.drain()
  // what a process that is killed leaves: its claim, and an attempt that began
  await rows(`update hook_delivery set attempts = 1, next_at = $1 where hook_id = $2`, [
    new Date(company.clock.now.getTime() + MINUTE),
    id,
  ])
  await rows(
    `insert into hook_attempt (organization_id, delivery_id, number, at)
     select organization_id, id, 1, $2 from hook_delivery where hook_id = $1`,
    [id, company.clock.now],
  )
  await settle()
  assert.equal(receiver.received.length, 0)
  await pass(MINUTE)
  await settle()
  const [one] = await log(id)
  assert.deepEqual(
    receiver.received.map((got) => got.id),
    [one?.id],
  )
  assert.deepEqual(
    one?.attempts.map(({ status, reason }) => [status, reason]),
    [
      [204, null],
      [null, null],
    ],
  )
})

test('two senders at once send each delivery once; a slow hook does not hold up the others', async () => {
  await subscribe()
  const slow = await testReceiver()
  slow.clock = receiver.clock
  const quick = receiver.secret
  const slowId = newId()
  slow.secret = (await admin('createHook', { body: { id: slowId, ...form({ url: slow.url }) } })).secret as string
  receiver.secret = quick
  slow.answer = () => ({ afterMs: 600 })
  for (let i = 0; i < 12; i++) await report()
  await company.app.relay.drain()
  let before = 0
  receiver.answer = () => {
    before = slow.received.length
    return undefined
  }
  await Promise.all([company.app.hookSender.drain(), company.app.hookSender.drain()])
  assert.deepEqual([receiver.received.length, slow.received.length], [12, 12])
  assert.deepEqual(
    [new Set(receiver.received.map(({ id }) => id)).size, new Set(slow.received.map(({ id }) => id)).size],
    [12, 12],
  )
  assert.ok(before < 12, 'the quick one had all before the slow one')
  await slow.close()
})

test('a key reads what a hook told of: the way of another system', async () => {
  await subscribe({ events: ['serviceRequest.reported'] })
  const key = { id: newId(), name: '工单系统', scopes: ['requests:read' as const], communityIds: null, days: 30 }
  const { token } = await admin('createApiKey', { body: key })
  const id = await report()
  await settle()
  const told = receiver.received[0]?.event.data as { id: string; version: number }
  assert.equal(told.id, id)
  const read = await clientOf(company.app, token as string)('getRequest', { params: { id: told.id } })
  assert.equal(read.version, told.version)
})

/** The clear secret of a hook, for a receiver that was started anew. */
async function secretOf(id: string): Promise<string> {
  const { version = 1 } = (await hookOf(id)) ?? {}
  const { secret } = await admin('rotateHookSecret', { params: { id }, body: { version, overlapHours: 0 } })
  return secret as string
}
