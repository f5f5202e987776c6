import assert from 'node:assert/strict'
import { createHmac, randomBytes } from 'node:crypto'
import { after, before, test } from 'node:test'
import { API_PREFIX } from '@sims/contracts'
import { HOUR, MINUTE, newId } from '#kernel'
import { type Received, type TestGateway, testGateway } from './src/platform/gateway/testing.ts'
import { clientOf, refusal, type TestCompany, testCompany } from './testing.ts'

// Notices that leave the app by text message: who gets what, when, and that nothing is lost or comes twice.

let company: TestCompany
let gateway: TestGateway
let resident: Awaited<ReturnType<TestCompany['resident']>>
let accountId: string
before(async () => {
  company = await testCompany()
  gateway = await testGateway()
  gateway.clock = () => company.clock.now
  resident = await company.resident(0)
  const body = { url: gateway.url, keyId: gateway.keyId, key: gateway.key }
  await company.staff.sysadmin('setGateway', { params: { channel: 'sms' }, body })
  const [account] = await rows<{ id: string }>('select id from account where customer_id = $1', [resident.customerId])
  accountId = account?.id as string
  await choose({ progress: ['sms'], rating: ['sms'] })
})
after(async () => {
  await gateway.close()
  await company.close()
})

const rows = async <Row>(sql: string, values: unknown[] = []) =>
  (await company.database.owner.query(sql, values)).rows as Row[]
const choose = (channels: object) =>
  rows(
    `insert into message_choice (organization_id, account_id, channels, changed_at) values ($1, $2, $3, $4)
     on conflict (organization_id, account_id) do update set channels = excluded.channels`,
    [company.organizationId, accountId, JSON.stringify(channels), company.clock.now],
  )
/** The clock at a local time; nobody has to sign in anew for it. */
async function at(local: string): Promise<void> {
  company.clock.now = new Date(`${local}+08:00`)
  await rows(`update session set last_seen_at = $1, expires_at = $1::timestamptz + interval '1 day'`, [
    company.clock.now,
  ])
}
async function report(): Promise<string> {
  const id = newId(company.clock.now.getTime())
  const place = { placeId: company.homes[0] as string }
  const body = { id, category: 'waterLeak', description: '厨房水管漏水', customerId: resident.customerId, ...place }
  await company.staff.agent('createRequest', { body: { ...body, channel: 'phone' } })
  await company.app.relay.drain()
  return id
}
/** What the gateway has been given newly by a look of the worker at what is due. */
async function send(): Promise<Received[]> {
  const before = gateway.received.length
  await company.app.sendMessages()
  return gateway.received.slice(before)
}
interface Delivery {
  id: string
  state: string
  attempts: number
  next_at: Date | null
  held: string | null
  last_error: string | null
}
const deliveryOf = async (record: string): Promise<Delivery> =>
  (
    await rows<Delivery>(
      `select d.* from delivery d join notice n on n.id = d.notice_id where n.record_id = $1 and d.account_id = $2`,
      [record, accountId],
    )
  )[0] as Delivery
const receipt = (body: object, { key = gateway.key, keyId = gateway.keyId, at: when = company.clock.now } = {}) => {
  const bytes = JSON.stringify(body)
  const [timestamp, nonce] = [String(Math.floor(when.getTime() / 1000)), randomBytes(16).toString('hex')]
  return company.app.http.app.inject({
    method: 'POST',
    url: `${API_PREFIX}/gateways/sms/receipts/${company.organizationId}`,
    payload: bytes,
    headers: {
      'content-type': 'application/json',
      'sims-key-id': keyId,
      'sims-timestamp': timestamp,
      'sims-nonce': nonce,
      'sims-signature': createHmac('sha256', key).update(`${timestamp}\n${nonce}\n${bytes}`).digest('hex'),
    },
  })
}

test('a notice leaves by text message, in the reader’s words, and nothing of it is stored in clear', async () => {
  await at('2026-03-02T10:00:00')
  const id = await report()
  const [message, ...more] = await send()
  assert.deepEqual(more, [])
  assert.equal(message?.to, resident.phone)
  assert.equal(message?.template, 'requestReceived')
  assert.match(
    message?.text ?? '',
    /^【测试物业】您提交的报修（.*）已收到，单号 \S+。.*http:\/\/localhost:3000\/m\/requests\//,
  )
  assert.equal(message?.params.organization, '测试物业')
  const delivery = await deliveryOf(id)
  assert.deepEqual([delivery.state, delivery.attempts, delivery.next_at], ['sent', 1, null])
  assert.equal(message?.id, delivery.id)
  const kept = JSON.stringify([await rows('select * from delivery'), await rows('select * from delivery_attempt')])
  assert.doesNotMatch(kept, /1990000|漏水|您/)
})

test('a receipt counts when it is signed and new; what was delivered stays delivered', async () => {
  await at('2026-03-02T10:05:00')
  const id = await report()
  await send()
  const delivery = await deliveryOf(id)
  const body = { id: delivery.id, state: 'delivered', at: company.clock.now.toISOString() }
  for (const wrong of [
    { key: 'x'.repeat(40) },
    { keyId: 'other' },
    { at: new Date(company.clock.now.getTime() - 6 * MINUTE) },
  ]) {
    const { statusCode, body: text } = await receipt(body, wrong)
    assert.deepEqual([statusCode, JSON.parse(text).code], [401, 'gateways.badSignature'])
  }
  assert.equal((await deliveryOf(id)).state, 'sent')
  assert.equal((await receipt(body)).statusCode, 200)
  assert.equal((await deliveryOf(id)).state, 'delivered')
  assert.equal((await receipt({ ...body, state: 'failed', reason: 'unreachable' })).statusCode, 200)
  assert.equal((await deliveryOf(id)).state, 'delivered')
  assert.equal((await receipt({ ...body, id: newId() })).statusCode, 200, 'of a message that nobody knows')
})

test('a gateway that is away for an hour: nothing lost, nothing twice', async () => {
  await at('2026-03-02T11:00:00')
  gateway.answer = () => ({ status: 503 })
  const lost = [await report(), await report(), await report()]
  const end = company.clock.now.getTime() + HOUR
  while (company.clock.now.getTime() < end) {
    await send()
    company.clock.forward(MINUTE)
  }
  for (const id of lost) {
    const { state, attempts, last_error } = await deliveryOf(id)
    assert.deepEqual([state, last_error], ['waiting', 'http503'])
    assert.ok(attempts >= 6 && attempts <= 9, `${attempts} attempts in an hour`)
  }
  gateway.answer = () => undefined
  const before = gateway.delivered.length
  for (let i = 0; i < 60; i++) {
    await send()
    company.clock.forward(MINUTE)
  }
  assert.equal(gateway.delivered.length, before + 3)
  for (const id of lost) assert.equal((await deliveryOf(id)).state, 'sent')
})

test('a worker that dies between sending and noting sends again with the same id', async () => {
  await at('2026-03-02T14:00:00')
  const id = await report()
  const dying = await rows<{ id: string }>(`select id from delivery where state = 'waiting'`)
  await send()
  // as the row was before the outcome was noted
  const lease = new Date(company.clock.now.getTime() + 5 * MINUTE)
  await rows(`update delivery set state = 'waiting', sent_at = null, next_at = $2 where id = $1`, [dying[0]?.id, lease])
  await rows('update delivery_attempt set outcome = null where delivery_id = $1', [dying[0]?.id])
  assert.deepEqual(await send(), [], 'while it may still be under way')
  const params = { id: dying[0]?.id as string }
  assert.equal((await refusal(company.staff.sysadmin('retryMessage', { params }))).code, 'messages.cannotRetry')
  company.clock.forward(5 * MINUTE)
  const [again] = await send()
  assert.equal(again?.id, dying[0]?.id)
  assert.equal(gateway.delivered.filter((message) => message.id === again?.id).length, 1)
  const { state, attempts } = await deliveryOf(id)
  assert.deepEqual([state, attempts], ['sent', 2])
})

test('what the gateway refuses is not tried again', async () => {
  await at('2026-03-02T15:00:00')
  gateway.answer = () => ({ body: { outcome: 'refused', reason: 'blacklisted' } })
  const id = await report()
  await send()
  const { state, last_error, next_at } = await deliveryOf(id)
  assert.deepEqual([state, last_error, next_at], ['failed', 'blacklisted', null])
  gateway.answer = () => undefined
})

test('at night it appears in the app and waits for the morning; several leave as one', async () => {
  await at('2026-03-03T22:30:00')
  const ids = [await report(), await report(), await report()]
  assert.deepEqual(await send(), [])
  const held = await deliveryOf(ids[0] as string)
  assert.deepEqual(
    [held.state, held.held, held.next_at],
    ['quiet', 'quietHours', new Date('2026-03-04T08:00:00+08:00')],
  )
  assert.equal((await resident.api('listNotices', { query: { limit: 3 } })).items[0]?.recordId, ids[2])
  await at('2026-03-04T07:59:00')
  assert.deepEqual(await send(), [])
  await at('2026-03-04T08:00:00')
  const [one, ...more] = await send()
  assert.deepEqual([more, one?.template, one?.params.count], [[], 'several', '3'])
  assert.match(one?.text ?? '', /^【测试物业】您有 3 条新通知：您的报修已收到；.*\/m\/notices$/)
  const states = await Promise.all(ids.map(async (id) => (await deliveryOf(id)).state))
  assert.deepEqual(states.toSorted(), ['merged', 'merged', 'sent'])
})

test('beyond the daily cap it waits for the next day', async () => {
  await rows(
    `insert into message_defaults (organization_id, quiet_from, quiet_to, daily_cap, changed_at)
     values ($1, '22:00', '08:00', 2, $2)`,
    [company.organizationId, company.clock.now],
  )
  await at('2026-03-05T10:00:00')
  const ids = [await report(), await report(), await report(), await report()]
  assert.equal((await send()).length, 2)
  assert.equal((await deliveryOf(ids[3] as string)).held, 'dailyCap')
  await at('2026-03-06T00:00:00')
  assert.deepEqual(await send(), [], 'then it is night')
  await at('2026-03-06T08:00:00')
  const [one, ...more] = await send()
  assert.deepEqual([one?.params.count, more], ['2', []])
})

test('a channel that somebody does not want is left alone; nothing leaves by one that is not connected', async () => {
  await choose({ progress: ['wechat'], rating: [] })
  await at('2026-03-09T10:00:00')
  const id = await report()
  assert.equal(await deliveryOf(id), undefined)
  assert.deepEqual(await send(), [])
})

test('people choose by what they are told of what; what waits for their word keeps one way', async () => {
  const mine = await resident.api('myMessages')
  assert.deepEqual(
    mine.topics.map(({ topic, channels, needed }) => [topic, channels, needed]),
    [
      ['progress', ['wechat'], false],
      ['price', ['email', 'sms'], true],
      ['rating', [], false],
      ['premises', ['email'], false],
    ],
  )
  assert.deepEqual([mine.connected, mine.reachable], [['sms'], ['sms', 'wechat']])
  assert.deepEqual([mine.quiet.mode, mine.companyQuiet], ['company', { from: '22:00', to: '08:00' }])
  const quiet = { mode: 'own' as const, hours: { from: '13:00', to: '14:30' } }
  const change = (topics: object[], more: object = quiet) =>
    resident.api('changeMyMessages', { body: { topics, quiet: more } as never })
  const faults = async (call: Promise<unknown>) =>
    (await refusal(call)).fields?.map(({ path, code }) => `${path} ${code}`)
  assert.deepEqual(await faults(change([{ topic: 'price', channels: [] }])), ['topics.0.channels messages.needed'])
  assert.deepEqual(await faults(change([{ topic: 'work', channels: [] }])), ['topics.0.topic messages.notYours'])
  assert.deepEqual(await faults(change([], { mode: 'own', hours: null })), ['quiet.hours fields.required'])

  const kept = await change([{ topic: 'progress', channels: ['sms'] }])
  assert.deepEqual([kept.topics[0]?.channels, kept.quiet], [['sms'], quiet])
  await at('2026-03-10T13:15:00')
  await report()
  assert.deepEqual(await send(), [])
  await at('2026-03-10T14:30:00')
  assert.equal((await send()).length, 1)
  const staff = await company.staff.agent('myMessages')
  assert.deepEqual(
    staff.topics.map(({ topic }) => topic),
    ['work', 'clocks'],
  )
})

test('the company’s quiet hours are the administrator’s to set, and may be none', async () => {
  const admin = company.staff.sysadmin
  assert.equal((await refusal(company.staff.manager('messageDefaults'))).code, 'access.forbidden')
  assert.equal(
    (await refusal(company.staff.manager('setMessageDefaults', { body: { quietHours: null, dailyCap: 5 } }))).code,
    'access.forbidden',
  )
  assert.deepEqual(await admin('messageDefaults'), { quietHours: { from: '22:00', to: '08:00' }, dailyCap: 2 })
  await admin('setMessageDefaults', { body: { quietHours: null, dailyCap: null } })
  assert.deepEqual(await admin('messageDefaults'), { quietHours: null, dailyCap: null })
  await resident.api('changeMyMessages', {
    body: { topics: [{ topic: 'progress', channels: ['sms'] }], quiet: { mode: 'company', hours: null } },
  })
  assert.equal((await resident.api('myMessages')).companyQuiet, null)
  await at('2026-03-10T23:30:00')
  await report()
  assert.equal((await send()).length, 1)
})

test('the outbox shows kind, number and a masked reader, and nothing of what a message says', async () => {
  const admin = company.staff.sysadmin
  assert.equal((await refusal(company.staff.agent('listMessages', {}))).code, 'access.forbidden')
  await at('2026-03-11T10:00:00')
  gateway.answer = () => ({ status: 503 })
  const id = await report()
  await send()
  const { items } = await admin('listMessages', { query: { limit: 1 } })
  const [message] = items
  const { number } = await company.staff.agent('getRequest', { params: { id } })
  assert.deepEqual(
    [message?.kindName, message?.number, message?.recipient, message?.channel, message?.state, message?.attempts],
    ['您的报修已收到', number, '199****7000', 'sms', 'waiting', 1],
  )
  assert.equal(message?.reason, 'http503')
  assert.equal(message?.nextAt, '2026-03-11T10:00:30+08:00')
  assert.doesNotMatch(
    JSON.stringify((await admin('listMessages', { query: { limit: 100 } })).items),
    /漏水|19900007000/,
  )
  const failed = await admin('listMessages', { query: { state: 'failed', channel: 'sms' } })
  assert.deepEqual(
    failed.items.map(({ state, reason }) => [state, reason]),
    [['failed', 'blacklisted']],
  )
  const pages = await admin('listMessages', { query: { limit: 5 } })
  const next = await admin('listMessages', { query: { limit: 5, cursor: pages.nextCursor as string } })
  assert.equal(new Set([...pages.items, ...next.items].map((one) => one.id)).size, 10)
  gateway.answer = () => undefined
})

test('an administrator tries again, cancels, and is told why not', async () => {
  const admin = company.staff.sysadmin
  const [waiting] = (await admin('listMessages', { query: { state: 'waiting' } })).items
  const params = { id: waiting?.id as string }
  assert.equal((await refusal(company.staff.agent('cancelMessage', { params }))).code, 'access.forbidden')
  const cancelled = await admin('cancelMessage', { params })
  assert.deepEqual(
    [cancelled.state, cancelled.nextAt, cancelled.allowed],
    ['cancelled', null, { retry: true, cancel: false }],
  )
  company.clock.forward(MINUTE)
  assert.deepEqual(await send(), [])
  assert.equal((await refusal(admin('cancelMessage', { params }))).code, 'messages.notWaiting')
  await admin('retryMessage', { params })
  assert.equal((await send())[0]?.id, params.id)
  const sent = await admin('getMessage', { params })
  assert.deepEqual(
    sent.tries.map(({ attempt, outcome, reason }) => [attempt, outcome, reason]),
    [
      [1, 'retry', 'http503'],
      [2, 'accepted', null],
    ],
  )
  assert.equal((await refusal(admin('retryMessage', { params }))).code, 'messages.cannotRetry')
  assert.equal((await refusal(admin('getMessage', { params: { id: newId() } }))).code, 'http.notFound')

  await clientOf(company.app)('askCode', { body: { phone: resident.phone } })
  const [code] = (await admin('listMessages', { query: { limit: 1 } })).items
  assert.deepEqual(
    [code?.kindName, code?.recipient, code?.state, code?.urgent],
    ['登录验证码', '199****7000', 'sent', true],
  )
  assert.deepEqual(code?.allowed, { retry: false, cancel: false })
})
