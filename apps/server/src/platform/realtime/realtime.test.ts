import assert from 'node:assert/strict'
import { randomUUID } from 'node:crypto'
import type { AddressInfo } from 'node:net'
import { connect } from 'node:net'
import { after, before, test } from 'node:test'
import { type Actor, systemActor } from '#kernel'
import { jsonb } from '#platform/db'
import { createHttp, type Http } from '#platform/http'
import { createRelay, type Relay } from '#platform/jobs'
import { type TestDatabase, testDatabase } from '../db/testing.ts'
import { announce, type Change, createRealtime, realtimeHandler } from './index.ts'

const silent = { info: () => undefined, warn: () => undefined, error: () => undefined }
const org = randomUUID()
const [community, customer] = [randomUUID(), randomUUID()]
const person: Actor = { ...systemActor(org, 'Asia/Shanghai'), kind: 'staff', staffId: randomUUID() }
const actors = new Map<string, Actor>([
  ['agent', { ...person, accountId: randomUUID(), grants: [{ role: 'agent', communityId: community }] }],
  ['stranger', { ...person, accountId: randomUUID(), grants: [{ role: 'agent', communityId: randomUUID() }] }],
  ['resident', { ...person, kind: 'resident', accountId: randomUUID(), customerId: customer }],
  ['elsewhere', { ...person, organizationId: randomUUID(), grants: [{ role: 'executive', communityId: null }] }],
])
let database: TestDatabase
let http: Http
let relay: Relay
let base: string

before(async () => {
  database = await testDatabase()
  await database.owner.query(`insert into organization values ($1, 'x', 'Asia/Shanghai', true, now())`, [org])
  http = await createHttp({
    authenticate: async (token) => {
      const actor = actors.get(token)
      return actor ? { actor, mustChangePassword: false } : null
    },
    onRefused: async () => undefined,
    trustProxy: false,
    logger: { level: 'silent' },
  })
  const times = { heartbeatMs: 200, recheckMs: 300 }
  await createRealtime({ http, connection: database.direct, onError: () => undefined, ...times })
  await http.app.listen({ host: '127.0.0.1', port: 0 })
  base = `http://127.0.0.1:${(http.app.server.address() as AddressInfo).port}/api/v1/events`
  relay = createRelay({
    db: database.db,
    handlers: [
      realtimeHandler(
        async () => [],
        async () => [],
      ),
    ],
    log: silent,
  })
})
after(async () => {
  await http.app.close()
  await database.close()
})

/** Opens a stream; `heard` grows, `over` resolves when the server ends it. */
async function open(token: string) {
  const response = await fetch(base, { headers: { authorization: `Bearer ${token}` } })
  const heard: { recordKind: string; id: string; version: number }[] = []
  let text = ''
  const read = async () => {
    const decoder = new TextDecoder()
    for await (const part of response.body ?? []) {
      text += decoder.decode(part, { stream: true })
      const messages = text.split('\n\n')
      text = messages.pop() as string
      for (const message of messages) {
        if (message.startsWith('data: ')) heard.push(JSON.parse(message.slice(6)))
        else beats += 1
      }
    }
  }
  let beats = 0
  const over = read().catch(() => undefined)
  return { response, heard, over, beats: () => beats, close: () => response.body?.cancel().catch(() => undefined) }
}
const wait = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms))
const until = async (done: () => boolean) => {
  for (let i = 0; i < 1000 && !done(); i++) await wait(20)
  assert.ok(done(), 'it did not happen')
}
const emit = (id: string) =>
  database.db.transaction(org, (tx) => {
    const event = { name: 'x', recordKind: 'serviceRequest', recordId: id, version: 3, seq: 1, communityId: community }
    return tx.query('insert into outbox (organization_id, event, payload, created_at) values ($1, $2, $3, now())', [
      org,
      'x',
      jsonb({ events: [{ ...event, ids: { customerId: customer } }] }),
    ])
  })

test('nobody without a session hears anything', async () => {
  const response = await fetch(base)
  assert.equal(response.status, 401)
  assert.equal(((await response.json()) as { code: string }).code, 'identity.signedOut')
})

test('a change reaches those who may see the record, by id and version only, and nobody else', async () => {
  const streams = await Promise.all(['agent', 'stranger', 'resident', 'elsewhere'].map(open))
  const [agent, stranger, resident, elsewhere] = streams as [Awaited<ReturnType<typeof open>>, ...typeof streams]
  assert.match(agent.response.headers.get('content-type') ?? '', /^text\/event-stream/)
  const id = randomUUID()
  await emit(id)
  await relay.drain()
  await until(() => agent.heard.length === 1 && resident?.heard.length === 1)
  assert.deepEqual(agent.heard, [{ recordKind: 'serviceRequest', id, version: 3 }])
  await until(() => agent.beats() >= 3)
  assert.deepEqual([stranger?.heard, elsewhere?.heard], [[], []])
  for (const stream of streams) await stream.close()
})

test('hundreds of changes of one batch all arrive', async () => {
  const agent = await open('agent')
  await wait(50)
  for (let i = 0; i < 90; i++) await emit(randomUUID())
  await relay.drain()
  await until(() => agent.heard.length === 90)
  await agent.close()
})

test('the stream ends when the session does', async () => {
  actors.set('leaving', actors.get('agent') as Actor)
  const stream = await open('leaving')
  actors.delete('leaving')
  await Promise.race([stream.over, wait(3000).then(() => assert.fail('still open'))])
})

test('a lost line to the database: streams end, so that pages are read anew, and the next ones hear again', async () => {
  const stream = await open('agent')
  await wait(50)
  await database.owner.query(`select pg_terminate_backend(pid) from pg_stat_activity where application_name = 'sims-realtime'
    and datname = current_database()`)
  await Promise.race([stream.over, wait(3000).then(() => assert.fail('still open'))])
  await wait(600)
  const next = await open('agent')
  await wait(50)
  await emit(randomUUID())
  await relay.drain()
  await until(() => next.heard.length === 1)
  await next.close()
})

test('a reader that does not read is dropped', async () => {
  const { port } = http.app.server.address() as AddressInfo
  const socket = connect(port, '127.0.0.1')
  socket.write(`GET /api/v1/events HTTP/1.1\r\nhost: x\r\nauthorization: Bearer agent\r\n\r\n`)
  await new Promise((resolve) => socket.once('data', resolve))
  socket.pause()
  const ended = new Promise((resolve) => socket.once('close', resolve))
  socket.on('error', () => undefined)
  const change: Change = {
    recordKind: 'serviceRequest',
    id: 'x',
    version: 1,
    communityId: community,
    customerId: null,
    assigneeId: null,
  }
  const connections = () => new Promise<number>((resolve) => http.app.server.getConnections((_, n) => resolve(n)))
  const opened = await connections()
  for (let i = 0; i < 40 && (await connections()) >= opened; i++) {
    // PostgreSQL drops messages of one transaction that are the same
    const many = Array.from({ length: 200 }, (_, n) => ({ ...change, id: `${n}`.padEnd(6000, 'x') }))
    await database.db.transaction(org, async (tx) => announce(tx, many))
    await wait(20)
  }
  assert.ok((await connections()) < opened)
  socket.resume()
  await ended
  let heard = 0
  // what is still on its way may drop the next reader too, who comes again as browsers do
  for (let i = 0; i < 100 && heard === 0; i++) {
    const others = await open('agent')
    await emit(randomUUID())
    await relay.drain()
    await wait(100)
    heard = others.heard.length
    await others.close()
  }
  assert.ok(heard > 0)
})
