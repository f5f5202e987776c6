import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { newId } from '#kernel'
import { type TestGateway, testGateway } from './src/platform/gateway/testing.ts'
import { clientOf, refusal, type TestCompany, testCompany } from './testing.ts'

// The way of a code from the page where a gateway is connected to the phone of somebody who signs in.

let company: TestCompany
let gateway: TestGateway
let resident: Awaited<ReturnType<TestCompany['resident']>>
before(async () => {
  company = await testCompany()
  gateway = await testGateway()
  gateway.clock = () => company.clock.now
  resident = await company.resident(0)
})
after(async () => {
  await gateway.close()
  await company.close()
})

const sms = { channel: 'sms' as const }
const form = (more: object = {}) => ({ url: gateway.url, keyId: gateway.keyId, key: gateway.key, ...more })

test('only the system administrator sees and sets gateways', async () => {
  for (const who of [company.staff.agent, company.staff.manager, resident.api]) {
    assert.equal((await refusal(who('listGateways'))).code, 'access.forbidden')
    assert.equal((await refusal(who('setGateway', { params: sms, body: form() }))).code, 'access.forbidden')
    assert.equal((await refusal(who('removeGateway', { params: sms }))).code, 'access.forbidden')
    assert.equal(
      (await refusal(who('testGateway', { params: sms, body: { to: '13800000000' } }))).code,
      'access.forbidden',
    )
  }
})

test('nothing is connected at first; faults name their field', async () => {
  const admin = company.staff.sysadmin
  const { items } = await admin('listGateways')
  assert.deepEqual(
    items.map(({ channel, source, url }) => [channel, source, url]),
    [
      ['sms', null, null],
      ['wechat', null, null],
    ],
  )
  const test = admin('testGateway', { params: sms, body: { to: '13800000000' } })
  assert.equal((await refusal(test)).code, 'gateways.notConnected')
  assert.equal((await refusal(admin('removeGateway', { params: sms }))).code, 'gateways.notConnected')
  const faultOf = async (body: { url: string; keyId: string; key?: string }) =>
    (await refusal(admin('setGateway', { params: sms, body }))).fields?.map(({ path, code }) => [path, code])
  assert.deepEqual(await faultOf(form({ url: 'nowhere' })), [['url', 'gateways.badUrl']])
  assert.deepEqual(await faultOf(form({ url: 'http://sms.example.com/' })), [['url', 'gateways.insecure']])
  assert.deepEqual(await faultOf(form({ url: 'https://169.254.1.1/' })), [['url', 'gateways.forbiddenAddress']])
  assert.deepEqual(await faultOf({ url: gateway.url, keyId: 'x' }), [['key', 'gateways.keyNeeded']])
  assert.deepEqual(await faultOf(form({ key: 'short' })), [['key', 'fields.format']])
})

test('it is connected, tested, and its key never seen again', async () => {
  const admin = company.staff.sysadmin
  const answer = await admin('setGateway', { params: sms, body: form() })
  assert.deepEqual([answer.source, answer.url, answer.keyId], ['page', gateway.url, gateway.keyId])
  const { rows } = await company.database.owner.query('select * from gateway')
  assert.ok(
    !JSON.stringify(rows, (_, value) => (value?.type === 'Buffer' ? String(Buffer.from(value)) : value)).includes(
      gateway.key,
    ),
  )
  assert.ok(!JSON.stringify(await admin('listGateways')).includes(gateway.key))

  const tried = await admin('testGateway', { params: sms, body: { to: '138 0000 0000' } })
  assert.deepEqual([tried.outcome, tried.reason], ['accepted', null])
  assert.deepEqual([gateway.received[0]?.to, gateway.received[0]?.template], ['13800000000', 'test'])
  gateway.answer = () => ({ body: { outcome: 'refused', reason: 'noCredit' } })
  const poor = await admin('testGateway', { params: sms, body: { to: '13800000000' } })
  assert.deepEqual([poor.outcome, poor.reason], ['refused', 'noCredit'])
  gateway.answer = () => undefined
  const nobody = await refusal(admin('testGateway', { params: sms, body: { to: '010-62345678' } }))
  assert.deepEqual(nobody.fields?.[0]?.path, 'to')
  const trail = await company.database.owner.query(`select detail from audit_event where action like 'gateways.%'`)
  assert.doesNotMatch(JSON.stringify(trail.rows), /138/)
})

test('the key stays while the address does, and must be given with another address', async () => {
  const admin = company.staff.sysadmin
  const { keyId } = gateway
  await admin('setGateway', { params: sms, body: { url: `${gateway.url}?v=2`, keyId } })
  const tried = await admin('testGateway', { params: sms, body: { to: '13800000000' } })
  assert.equal(tried.outcome, 'accepted')
  const moved = refusal(admin('setGateway', { params: sms, body: { url: 'https://elsewhere.example.com/', keyId } }))
  assert.deepEqual(
    (await moved).fields?.map(({ path, code }) => [path, code]),
    [['key', 'gateways.keyNeeded']],
  )
})

test('a resident of a real company signs in with the code from the text message', async () => {
  await company.database.owner.query('update organization set is_demo = false')
  const { phone } = resident
  const asked = await clientOf(company.app, undefined, 'en')('askCode', { body: { phone } })
  assert.equal(asked.shownCode, null)
  const sent = gateway.received.at(-1)
  assert.deepEqual([sent?.to, sent?.template, sent?.params.organization], [phone, 'signInCode', '测试物业'])
  assert.match(sent?.text ?? '', /^\[测试物业\] Your sign-in code is \d{6}, good for 5 minutes/)
  const code = sent?.params.code as string
  const session = await clientOf(company.app)('residentSignIn', { body: { phone, code, mode: 'token' } })
  assert.equal(session.customerId, resident.customerId)
})

test('without a gateway, or with one that fails, they read what to do', async () => {
  const phone = '19900007777'
  gateway.answer = () => ({ status: 503 })
  assert.equal((await refusal(clientOf(company.app)('askCode', { body: { phone } }))).code, 'identity.smsFailed')
  gateway.answer = () => undefined
  await company.staff.sysadmin('removeGateway', { params: sms })
  company.clock.forward(60_000)
  assert.equal((await refusal(clientOf(company.app)('askCode', { body: { phone } }))).code, 'identity.noSms')
})

test('a gateway of the server’s settings serves who has none of their own, and is not disconnected here', async () => {
  const { host } = new URL(gateway.url)
  const url = `http://${gateway.keyId}:${gateway.key}@${host}/server`
  const other = await testCompany({ gateways: { sms: url } })
  gateway.clock = () => other.clock.now
  const admin = other.staff.sysadmin
  const [first] = (await admin('listGateways')).items
  assert.deepEqual([first?.source, first?.url, first?.keyId], ['server', `http://${host}`, gateway.keyId])
  assert.equal((await refusal(admin('removeGateway', { params: sms, key: newId() }))).code, 'gateways.setByServer')
  await clientOf(other.app)('askCode', { body: { phone: '19900001234' } })
  assert.equal(gateway.received.at(-1)?.to, '19900001234')
  await other.close()
})
