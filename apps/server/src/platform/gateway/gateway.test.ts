import assert from 'node:assert/strict'
import { createServer } from 'node:net'
import { after, before, test } from 'node:test'
import { newId } from '#kernel'
import { AddressRefused, anyNetwork, guardedLookup } from '#platform/outbound'
import { type GatewayMessage, readTarget, sendMessage, type Target } from './index.ts'
import { type TestGateway, testGateway } from './testing.ts'

let gateway: TestGateway
let target: Target
before(async () => {
  gateway = await testGateway()
  target = { url: new URL(gateway.url), keyId: gateway.keyId, key: gateway.key }
})
after(() => gateway.close())

const message = (): GatewayMessage => ({
  id: newId(),
  channel: 'sms',
  to: '13800000000',
  template: 'requestReceived',
  params: { number: 'BX100234' },
  text: '您的报修已收到',
  locale: 'zh-CN',
  receipts: null,
})
const send = (to: Target = target, timeoutMs?: number) => sendMessage(to, message(), new Date(), timeoutMs)

test('a message arrives whole, and its signature holds for somebody else’s code', async () => {
  const sent = message()
  assert.deepEqual(await sendMessage(target, sent, new Date()), { kind: 'accepted' })
  assert.deepEqual(gateway.received.at(-1), sent)
})

test('another key, another id of the key, or an old message is refused by the gateway and may be tried again', async () => {
  for (const wrong of [
    { ...target, key: 'x'.repeat(40) },
    { ...target, keyId: 'other' },
  ])
    assert.deepEqual(await send(wrong), { kind: 'retry', reason: 'http401' })
  const old = new Date(Date.now() - 600_000)
  assert.deepEqual(await sendMessage(target, message(), old), { kind: 'retry', reason: 'http401' })
})

test('what the gateway says decides: taken, refused for good, or later', async () => {
  const cases = [
    [{ body: { outcome: 'refused', reason: 'blacklisted' } }, { kind: 'refused', reason: 'blacklisted' }],
    [{ body: { outcome: 'refused', reason: '号码 13800000000 有误' } }, { kind: 'refused', reason: 'unknown' }],
    [{ body: { outcome: 'retry', after: 90 } }, { kind: 'retry', reason: 'busy', afterSeconds: 90 }],
    [{ body: 'ok' }, { kind: 'retry', reason: 'badAnswer' }],
    [{ body: 'x'.repeat(20_000) }, { kind: 'retry', reason: 'badAnswer' }],
    [{ status: 400 }, { kind: 'refused', reason: 'http400' }],
    [{ status: 422 }, { kind: 'refused', reason: 'http422' }],
    [{ status: 404 }, { kind: 'retry', reason: 'http404' }],
    [{ status: 429 }, { kind: 'retry', reason: 'http429' }],
    [{ status: 500 }, { kind: 'retry', reason: 'http500' }],
    [
      { status: 503, body: '<html>' },
      { kind: 'retry', reason: 'http503' },
    ],
  ] as const
  for (const [answer, outcome] of cases) {
    gateway.answer = () => answer
    assert.deepEqual(await send(), outcome)
  }
  gateway.answer = () => undefined
})

test('a redirection is not followed, not even to the same host', async () => {
  const other = await testGateway({ key: gateway.key })
  for (const location of [other.url, gateway.url]) {
    for (const status of [301, 302, 307, 308]) {
      gateway.answer = () => ({ status, location })
      const before = gateway.received.length
      assert.deepEqual(await send(), { kind: 'retry', reason: `http${status}` })
      assert.equal(gateway.received.length, before + 1)
    }
  }
  assert.equal(other.received.length, 0)
  gateway.answer = () => undefined
  await other.close()
})

test('one that answers late, answers nothing, or is not there costs no more than its time', async () => {
  gateway.answer = () => ({ afterMs: 400 })
  assert.deepEqual(await send(target, 100), { kind: 'retry', reason: 'timeout' })
  gateway.answer = () => undefined
  const silent = createServer((socket) => void socket.resume().on('error', () => undefined))
  await new Promise<void>((resolve) => silent.listen(0, '127.0.0.1', resolve))
  const { port } = silent.address() as { port: number }
  assert.deepEqual(await send({ ...target, url: new URL(`http://127.0.0.1:${port}`) }, 100), {
    kind: 'retry',
    reason: 'timeout',
  })
  await new Promise((resolve) => silent.close(resolve))
  const gone = new URL(`http://127.0.0.1:${port}`)
  assert.deepEqual(await send({ ...target, url: gone }), { kind: 'retry', reason: 'ECONNREFUSED' })
})

test('an address is judged when it is set', () => {
  const codeOf = (text: string) => {
    try {
      readTarget(text)
      return 'taken'
    } catch (error) {
      return (error as { fields: { code: string }[] }).fields[0]?.code
    }
  }
  for (const right of [
    'https://sms.example.com/v1',
    'https://10.1.2.3:8443/x',
    'http://localhost:9000/',
    'http://[::1]:9000/',
    'http://127.0.0.1/',
  ])
    assert.equal(codeOf(right), 'taken', right)
  for (const bad of ['', 'sms.example.com', 'ftp://sms.example.com', 'https://u:p@sms.example.com', 'https://a.b/#c'])
    assert.equal(codeOf(bad), 'gateways.badUrl', bad)
  for (const plain of ['http://sms.example.com', 'http://10.1.2.3', 'http://localhost.example.com'])
    assert.equal(codeOf(plain), 'gateways.insecure', plain)
  for (const reserved of [
    'https://169.254.169.254/latest',
    'https://[fe80::1]/',
    'https://0.0.0.0/',
    'http://0.0.0.0/',
    'https://224.0.0.1/',
    'https://[::ffff:169.254.169.254]/',
    'https://2852039166/',
  ])
    assert.equal(codeOf(reserved), 'gateways.forbiddenAddress', reserved)
})

test('and judged again by what its name stands for when a message leaves', async () => {
  const looked = (host: string, plain: boolean) =>
    new Promise((resolve) =>
      guardedLookup(anyNetwork(plain))(host, { all: true }, (error, found) => resolve(error ?? found)),
    )
  assert.ok((await looked('169.254.169.254', false)) instanceof AddressRefused)
  assert.ok((await looked('10.0.0.1', true)) instanceof AddressRefused, 'plain HTTP leaves this machine for nobody')
  assert.deepEqual(await looked('10.0.0.1', false), [{ address: '10.0.0.1', family: 4 }])
  assert.deepEqual(await send({ ...target, url: new URL('http://169.254.169.254/') }), {
    kind: 'retry',
    reason: 'addressRefused',
  })
})
