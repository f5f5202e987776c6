import assert from 'node:assert/strict'
import type { AddressInfo } from 'node:net'
import { after, before, test } from 'node:test'
import { createClient } from '@sims/contracts'
import { type ParsedMail, simpleParser } from 'mailparser'
import { SMTPServer } from 'smtp-server'
import { type Actor, newId, systemActor } from '#kernel'
import type { NoticeOrder } from '#platform/command'
import { jsonb } from '#platform/db'
import { createGateways } from '#platform/gateway'
import { createHttp, type Http } from '#platform/http'
import { createRelay, migrateJobs, type Relay } from '#platform/jobs'
import { createAesCipher, secretsFrom } from '#platform/privacy'
import { type TestDatabase, testDatabase } from '../db/testing.ts'
import { foundOrganization, insertRequests, type Organization } from '../process/testing/due-clocks.ts'
import {
  connectedChannels,
  type DeliverOptions,
  type Describe,
  type MailTransport,
  noticeHandler,
  noticeRoutes,
  type Recipients,
  sendDue,
  smtpTransport,
} from './index.ts'

const silent = { info: () => undefined, warn: () => undefined, error: () => undefined }
const at = new Date('2026-03-02T01:00:00Z')
let database: TestDatabase
let org: Organization
let request: string
let smtp: SMTPServer
let transport: MailTransport
let messages: DeliverOptions
let relay: Relay
let http: Http
/** answer of the mail server: taken, or a fault for this attempt */
let server: (address: string) => Error | null = () => null
const mails: ParsedMail[] = []
const accounts: Record<'agent' | 'technician' | 'nomail' | 'resident', string> = {
  agent: newId(),
  technician: newId(),
  nomail: newId(),
  resident: newId(),
}

let led = false
let hidden: string[] = []
let duty: { calls: string[][]; managers: string[] } = { calls: [], managers: [] }
const recipients: Recipients = {
  requester: async (_, __, ids) => ids.map((recordId) => ({ recordId, accountId: accounts.resident })),
  assignee: async () => [],
  merged: async () => [],
  praised: async () => [],
  accountsOf: async () => [],
  hiddenFrom: async (_, __, ids) =>
    hidden.flatMap((accountId) => ids.map((recordId) => ({ recordId, staffId: accountId, accountId }))),
  keptRecords: async () => [],
  leads: async (_, __, ids) => (led ? ids.map((recordId) => ({ recordId, accountId: accounts.technician })) : []),
  onDuty: async () => duty,
  staffWithRoles: async (_, roles) =>
    roles.flatMap((role) =>
      role === 'agent'
        ? [accounts.agent, accounts.nomail]
        : role === 'teamLead'
          ? [accounts.technician]
          : role === 'communityManager'
            ? [accounts.agent]
            : [],
    ),
}
const describe: Describe = async (_, __, ids) =>
  new Map(
    ids.map((id) => [
      id,
      {
        number: 'BX100234',
        kind: { 'zh-CN': '报修', en: 'Repair' },
        category: { 'zh-CN': '漏水', en: 'Leak' },
        place: '3栋1501',
      },
    ]),
  )

before(async () => {
  database = await testDatabase()
  await migrateJobs(database.superuser)
  org = await foundOrganization(database, at)
  request = (await insertRequests(database, org, [at.getTime()]))[0] as string
  for (const [name, email] of [
    ['agent', 'agent@example.com'],
    ['technician', 'tech@example.com'],
    ['nomail', null],
  ] as const) {
    const staff = newId()
    await database.owner.query(
      `insert into staff (organization_id, id, employee_number, name, email, created_at) values ($1, $2, $3, $3, $4, $5)`,
      [org.id, staff, name, email, at],
    )
    await database.owner.query(
      `insert into account (organization_id, id, login, staff_id, locale, created_at) values ($1, $2, $3, $4, $5, $6)`,
      [org.id, accounts[name], name, staff, name === 'technician' ? 'en' : 'zh-CN', at],
    )
  }
  await database.owner.query(
    `insert into account (organization_id, id, phone_hash, customer_id, created_at) values ($1, $2, '\\x01', $3, $4)`,
    [org.id, accounts.resident, org.customer, at],
  )
  smtp = new SMTPServer({
    authOptional: true,
    disabledCommands: ['STARTTLS'],
    onRcptTo: ({ address }, _, done) => done(server(address)),
    onData: (stream, _, done) => {
      simpleParser(stream).then((mail) => {
        mails.push(mail)
        done()
      }, done)
    },
  })
  smtp.on('error', () => undefined)
  await new Promise<void>((resolve) => smtp.listen(0, '127.0.0.1', resolve))
  const { port } = smtp.server.address() as AddressInfo
  transport = smtpTransport(`smtp://127.0.0.1:${port}`)
  const gateways = createGateways({ cipher: createAesCipher(secretsFrom(Buffer.alloc(32, 5))) })
  messages = {
    db: database.db,
    log: silent,
    mail: { transport, from: 'service@example.com' },
    gateways,
    publicUrl: 'https://sims.example',
    describe,
    addresses: async () => new Map([[org.customer, { email: 'resident@example.com', phone: null }]]),
    retry: { limit: 3, delay: 1, longest: 1 },
  }
  const connected = connectedChannels(gateways, true)
  relay = createRelay({
    db: database.db,
    handlers: [noticeHandler({ recipients, connected })],
    now: () => new Date(at.getTime() + told),
    log: silent,
    attempts: 1,
  })
  const actor: Actor = { ...systemActor(org.id, 'Asia/Shanghai'), kind: 'staff', accountId: accounts.agent }
  http = await createHttp({
    authenticate: async (token) => ({
      actor: token === 'agent' ? actor : { ...actor, accountId: accounts.technician },
      mustChangePassword: false,
    }),
    onRefused: async () => undefined,
    trustProxy: false,
    logger: { level: 'silent' },
    now: () => at,
  })
  noticeRoutes(http, { db: database.db, describe })
  await http.app.listen({ host: '127.0.0.1', port: 0 })
})
after(async () => {
  await http.app.close()
  transport.close()
  await new Promise<void>((resolve) => smtp.close(resolve))
  await database.close()
})

let seq = 100
/** events so far, each a millisecond after the one before */
let told = 0
async function tell(notices: NoticeOrder[], more: { seq?: number; ids?: Record<string, string> } = {}) {
  const event = { name: 'x', recordKind: 'serviceRequest', recordId: request, version: 1, communityId: org.community }
  await database.db.transaction(org.id, (tx) =>
    tx.query('insert into outbox (organization_id, event, payload, created_at) values ($1, $2, $3, $4)', [
      org.id,
      'x',
      jsonb({ events: [{ ...event, seq: ++seq, notices, ...more }] }),
      at,
    ]),
  )
  await relay.drain()
  told++
}
const rows = async (sql: string, values: unknown[] = []) => (await database.owner.query(sql, values)).rows
/** Sends what waits, however often it takes: the clock goes on to the next attempt. */
async function idle() {
  for (let clock = at, tries = 0; tries < 10; tries++) {
    await sendDue(messages, 'email', () => clock)
    const [next] = await rows('select min(next_at) as at from delivery')
    if (next.at === null) return
    clock = next.at
  }
  assert.fail('messages still wait')
}
const api = (token: string, locale: string) => {
  const { port } = http.app.server.address() as AddressInfo
  return createClient({ base: `http://127.0.0.1:${port}`, token: () => token, locale: () => locale })
}

test('a resident reads in the mail what happened, in Chinese, and nothing of it is stored in clear', async () => {
  await tell([{ notice: 'requestReceived', to: 'requester' }])
  await idle()
  const [mail] = mails.splice(0)
  assert.equal(mail?.subject, `【${org.id}】您的报修已收到`)
  assert.equal(mail?.from?.text, `"${org.id}" <service@example.com>`)
  assert.deepEqual(
    [mail?.to].flat().map((to) => to?.text),
    ['resident@example.com'],
  )
  assert.match(mail?.text ?? '', /您好：\n\n您提交的报修（漏水，3栋1501）已收到，单号 BX100234/)
  assert.ok(mail?.text?.includes(`https://sims.example/m/requests/${request}`))
  assert.match(String(mail?.html), /<h1[^>]*>您的报修已收到<\/h1>/)
  const kept = JSON.stringify([
    await rows('select * from pgboss.job'),
    await rows('select * from notice'),
    await rows('select * from delivery'),
  ])
  assert.doesNotMatch(kept, /example\.com|漏水|1501|您/)
  const [delivery] = await rows('select state, attempts, sent_at from delivery')
  assert.deepEqual(delivery, { state: 'sent', attempts: 1, sent_at: at })
})

test('staff read mails in their own language; without an address it is skipped; without an assignee the desk is told', async () => {
  const params = { clock: { 'zh-CN': '首次响应', en: 'First response' }, dueAt: '2026-03-03T09:00:00+08:00', level: 1 }
  await tell([
    { notice: 'clockBreached', to: 'assignee', roles: ['agent'], params },
    { notice: 'clockEscalated', to: 'roles', roles: ['teamLead'], params },
  ])
  await idle()
  const sent = mails.splice(0).toSorted((a, b) => (a.subject ?? '').localeCompare(b.subject ?? '', 'en'))
  assert.deepEqual(
    sent.map((mail) => mail.subject).sort(),
    [`[${org.id}] Overdue, level 1: First response`, `【${org.id}】首次响应已超时`].sort(),
  )
  const english = sent.find((mail) => mail.subject?.includes('level'))
  assert.match(english?.text ?? '', /First response of BX100234 \(Leak, 3栋1501\) was due 3 March, 09:00/)
  assert.match(english?.text ?? '', new RegExp(`https://sims.example/requests/${request}`))
  const skipped = await rows(
    `select n.account_id from delivery d join notice n on n.id = d.notice_id where d.state = 'skipped'`,
  )
  assert.deepEqual(skipped, [{ account_id: accounts.nomail }])
})

test('however often an event comes, everybody is told once; who did it is not told', async () => {
  for (let i = 0; i < 3; i++)
    await tell(
      [
        { notice: 'requestNew', to: 'roles', roles: ['agent'] },
        { notice: 'requestNew', to: 'roles', roles: ['agent', 'teamLead'] },
      ],
      {
        seq: 7,
        ids: { actorAccountId: accounts.nomail },
      },
    )
  const told = await rows(`select account_id from notice where kind = 'requestNew' order by account_id`)
  assert.deepEqual(told.map((row) => row.account_id).sort(), [accounts.agent, accounts.technician].sort())
  for (let i = 0; i < 3; i++)
    await tell([{ notice: 'calendarMissing', to: 'roles', roles: ['agent'], params: { year: 2027 } }])
  assert.equal((await rows(`select from notice where kind = 'calendarMissing'`)).length, 2)
  assert.equal((await rows('select from outbox_failed')).length, 0)
  await idle()
  mails.splice(0)
})

test('the mail server is down and comes back: nothing lost, nothing twice; what it refuses for good is noted', async () => {
  let attempts = 0
  server = (address) => {
    if (address === 'tech@example.com') return Object.assign(new Error(`no ${address}`), { responseCode: 550 })
    attempts += 1
    return attempts <= 2 ? Object.assign(new Error('busy'), { responseCode: 451 }) : null
  }
  await tell([{ notice: 'requestUrged', to: 'roles', roles: ['agent', 'teamLead'] }])
  await idle()
  server = () => null
  const states = await rows(
    `select d.state, d.attempts, d.last_error from delivery d join notice n on n.id = d.notice_id
     where n.kind = 'requestUrged' and d.state <> 'skipped' order by 1`,
  )
  assert.deepEqual(states, [
    { state: 'failed', attempts: 1, last_error: 'SMTP EENVELOPE 550' },
    { state: 'sent', attempts: 3, last_error: null },
  ])
  assert.doesNotMatch(JSON.stringify(await rows('select * from pgboss.job')), /example\.com/)
  assert.equal(mails.splice(0).length, 1)
})

test('a notice without a text is set aside and seen, and keeps nobody else from being told', async () => {
  const before = (await rows('select from notice')).length
  await tell([{ notice: 'requestForgotten', to: 'requester' }])
  await tell([{ notice: 'requestNew', to: 'roles', roles: ['agent'] }])
  assert.equal((await rows('select from notice')).length, before + 2)
  const [aside] = await rows('select handler, error from outbox_failed')
  assert.equal(aside.handler, 'notices')
  assert.match(aside.error, /no text for notices of the kind requestForgotten/)
})

test('I read my notices in my language, page by page, and mark them as read', async () => {
  const chinese = await api('agent', 'zh-CN')('listNotices', { query: { limit: 2 } })
  assert.equal(chinese.items[0]?.title, '有新的报修待受理')
  assert.equal(chinese.items[0]?.body, '3栋1501，漏水，单号 BX100234，请及时受理。')
  assert.equal(chinese.items.length, 2)
  const rest = await api('agent', 'zh-CN')('listNotices', {
    query: { cursor: chinese.nextCursor as string, limit: 50 },
  })
  assert.equal(rest.nextCursor, null)
  const ids = [...chinese.items, ...rest.items].map((item) => item.id)
  assert.equal(new Set(ids).size, ids.length)
  const missing = rest.items.find((item) => item.kind === 'calendarMissing')
  assert.deepEqual([missing?.recordKind, missing?.recordId], [null, null])
  const english = await api('agent', 'en')('listNotices', {})
  assert.equal(english.items[0]?.title, 'New request')
  // another person's mark changes nothing
  await api('technician', 'en')('readNotices', { body: { ids: ids.slice(0, 3) } })
  assert.equal((await api('agent', 'en')('listNotices', { query: { unread: 'true' } })).items.length, ids.length)
  await api('agent', 'en')('readNotices', { body: { ids: ids.slice(0, 3) } })
  const unread = await api('agent', 'en')('listNotices', { query: { unread: 'true' } })
  assert.equal(unread.items.length, ids.length - 3)
  const [first] = (await api('agent', 'en')('listNotices', { query: { limit: 1 } })).items
  assert.equal(first?.readAt, '2026-03-02T09:00:00+08:00')
})

test('the duty chain: the lead of who works on it, else who is on duty, else the role, and never nobody', async () => {
  const chain = async (...roles: string[]) => {
    await tell([{ notice: 'requestNew', to: 'chain', roles }])
    const told = await rows(
      `select account_id from notice where kind = 'requestNew' and (params ->> 'seq')::int = $1`,
      [seq],
    )
    return told.map((row) => row.account_id).sort()
  }
  const { agent, technician, nomail, resident } = accounts
  duty = { calls: [[nomail], [agent]], managers: [resident] }
  led = true
  assert.deepEqual(await chain('teamLead'), [technician])
  hidden = [technician]
  assert.deepEqual(await chain('teamLead'), [nomail], 'a lead who must not hear of it is passed over')
  hidden = []
  led = false
  assert.deepEqual(await chain('teamLead'), [nomail])
  assert.deepEqual(
    await chain('communityManager'),
    [agent, resident].sort(),
    'the manager on duty beside those of the community',
  )
  duty = { calls: [], managers: [] }
  assert.deepEqual(await chain('teamLead'), [technician], 'the role, as if there were no roster')
  assert.deepEqual(await chain('executive'), [agent], 'nobody holds the role: the last resort')
})
