import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { DAY, MINUTE } from '#kernel'
import { type TestDatabase, testDatabase } from '../db/testing.ts'
import { COMMON_WORDS } from './common-words.ts'
import { randomPassword } from './issued-password.ts'
import { isStrong } from './password-policy.ts'
import { auditOf, makeOrganization, makeStaff, PASSWORD, type TestServer, testServer, tokenOf } from './testing.ts'

const owner = { account: 'lin.xiaolan', name: '林晓岚', phone: '13800138000', organization: '安居物业' }

test('ten characters of four classes are needed', () => {
  assert.equal(isStrong('Tulpe-4827-vwxk', owner), true)
  assert.equal(isStrong('Tulpe-48v', owner), false, 'nine characters')
  assert.equal(isStrong('tulpe-4827-vwxk', owner), false, 'no capital')
  assert.equal(isStrong('TULPE-4827-VWXK', owner), false, 'no small letter')
  assert.equal(isStrong('Tulpe-abcd-vwxk', owner), false, 'no digit')
  assert.equal(isStrong('Tulpe4827vwxk', owner), false, 'no sign')
  assert.equal(isStrong('Tulpe。4827。vwxk', owner), true, 'a Chinese full stop is a sign')
  assert.equal(isStrong('Ａ1-𠮷𠮷𠮷𠮷b', owner), false, 'eight characters, whatever their width')
})

test('nothing of its owner may be part of it', () => {
  for (const password of [
    'Lin.Xiaolan-4827vx',
    'x9K-LINXIAOLAN-48v',
    'Kv-林晓岚-4827-vwxT',
    'Kv#13800138000vwxT',
    'Kv-安居物业-4827-vwxT',
  ])
    assert.equal(isStrong(password, owner), false, password)
})

test('of a list of passwords that pass for complex, none is accepted', () => {
  const common = `
P@ssw0rd123 P@ssw0rd1234! Passw0rd!123 Password1! Password123! Password@123 Password#2024 Password1234! Pa$$w0rd123
Admin@123456 Admin@1234 Admin123!@# Admin!@#123 Administrator@1 Administrator1! Root@123456 Root123!@# Test@123456
Qwerty123! Qwerty@123 Qwerty12345! Qwertyuiop1! 1qaz@WSX3edc 1qaz!QAZ2wsx !QAZ2wsx#EDC !QAZ@WSX3edc 1qaz2wsx#EDC
Zaq12wsx! ZAQ!2wsx1qaz Qaz@123456 Qazwsx123! Qwe123!@# Qwer1234!@#$ Asdf1234!@#$ Zxcv1234!@#$ Abc123!@# Abc@123456
Abcd1234! Abcd@1234 Abcd1234!@#$ Abc12345678! Aa123456789! Aa123456@ Aa@123456 Aa12345678. A123456789a! Aa111111!!
Huawei@123 Huawei12#$ Changeme_123 Changeme123! ChangeMe@2024 Welcome@123 Welcome1! Welcome2024! Welcome123! Hello@12345
Iloveyou1! ILoveYou520! Woaini1314! Woaini@1314 Woaini520! Woaini5201314! Wuye@123456 Wuye@2024 Wuye2023!! Wuye_12345678
Beijing@2008 Beijing2022! Shanghai@123 Shenzhen@2024 China@2024 China@1949! Zhongguo@123 Kefu@123456 Kefu12345!
Spring2024! Summer@2025 Winter2023!! Autumn@2024 October2024! Monday@123 January2024! Letmein123! Letmein@2024
Master@123 Master123! Dragon@123 Dragon123! Monkey123! Sunshine1! Football1! Baseball1! Princess1! Superman1! Batman@123
Wechat@123 Weixin@123 Alibaba@123 Tencent@123 Baidu@123456 Taobao@2024 Google@123 Microsoft1! Windows@10 Server@2019
Oracle@123 Mysql@123456 Postgres@123 Cisco@123456 Secret@123 Secret123!! Company@123 Company2024! Manager@123 System@123
Test1234!@#$ Tester@123 Demo@123456 Guest@123456 User@123456 Login@123456 Default@123 Temp@123456 Temp1234!! Newpass@1
Zhangwei@123 Wangfang@123 Liming@1234 Zhangsan@123 Lisi@123456 Wangwu@123456 Xiaoming@123 Zhang@123456 Li@12345678
Xx123456789! Zz123456!@ Qq123456789! Qq@123456 Ww123456!! 123456@Qq.com 123456Aa! 123456789Aa! 1234Qwer! 1234@Qwer
Ab123456789! 1q2w3e4R! 1q2w3e4r5T! 1Q2w3e4r@ Q1w2e3r4! Q1w2e3r4t5! !1Qaz2wsx Poiuyt@123 Mnbvcxz1! Aaaaaaa1! A1!a1!a1!a1!
`
    .trim()
    .split(/\s+/)
  assert.ok(common.length > 150)
  const accepted = common.filter((password) => isStrong(password, owner))
  assert.deepEqual(accepted, [])
})

test('every common word with the usual year, number or sign is refused', () => {
  for (const word of COMMON_WORDS) {
    const capital = (word[0] ?? '').toUpperCase() + word.slice(1)
    for (const habit of [`${capital}@123456`, `${capital}2024!!!!!!`, `!${capital}-12345678`, `${capital}#88888888`])
      assert.equal(isStrong(habit, owner), false, habit)
  }
})

test('issued passwords meet the rules, read well and differ', () => {
  const issued = Array.from({ length: 2000 }, () => randomPassword(owner))
  for (const password of issued) {
    assert.match(password, /^[A-Z][a-z]{3}-[2-9]{4}-[a-z]{4}$/)
    assert.doesNotMatch(password, /[0O1lI]/)
    assert.equal(isStrong(password, owner), true, password)
  }
  assert.equal(new Set(issued).size, issued.length)
})

let database: TestDatabase
let server: TestServer
let organization: string
let made = 0
before(async () => {
  database = await testDatabase()
  organization = await makeOrganization(database)
  server = await testServer(database, {
    more: (http) => http.on('listNotices', async () => ({ items: [], nextCursor: null })),
  })
})
after(async () => {
  await server.app.close()
  await database.close()
})
const staff = () => makeStaff(database, server, organization, { account: `keeper${++made}` })
const change = (token: string, current: string, next: string) =>
  server.call('changePassword', { token, body: { current, next } })
const NEXT = 'Kamel_9365_wolt'

test('changing the password: the new one counts, the old is dead, other sessions end, the trail has it', async () => {
  const person = await staff()
  const here = await tokenOf(server, person.account)
  const there = await tokenOf(server, person.account)
  const answer = await change(here, PASSWORD, NEXT)
  assert.equal(answer.status, 200)
  assert.equal((await server.call('whoAmI', { token: here })).status, 200)
  assert.equal((await server.call('whoAmI', { token: there })).status, 401)
  await assert.rejects(tokenOf(server, person.account, PASSWORD))
  await tokenOf(server, person.account, NEXT)
  assert.ok((await auditOf(database, person.accountId)).includes('identity.changePassword success'))
})

test('a weak one, one of the last five, or a wrong present one is refused and says at which field', async () => {
  const person = await staff()
  const token = await tokenOf(server, person.account)
  const refusal = async (current: string, next: string) => {
    const { status, body } = await change(token, current, next)
    return [status, body.code, (body.fields as { path: string }[])[0]?.path]
  }
  assert.deepEqual(await refusal(PASSWORD, 'short'), [422, 'identity.weakPassword', 'next'])
  assert.deepEqual(await refusal(PASSWORD, `${person.account}-X4827-vw`), [422, 'identity.weakPassword', 'next'])
  assert.deepEqual(await refusal(PASSWORD, PASSWORD), [422, 'identity.samePassword', 'next'])
  assert.deepEqual(await refusal('wrong', NEXT), [422, 'identity.wrongCurrentPassword', 'current'])
  let current = PASSWORD
  for (const next of [NEXT, 'Rubin~7264~mist', 'Fjord~7264~mast', 'Birke~7264~golt']) {
    assert.equal((await change(token, current, next)).status, 200)
    current = next
  }
  assert.deepEqual(await refusal(current, PASSWORD), [422, 'identity.samePassword', 'next'])
  assert.equal((await change(token, current, 'Nebel~7264~holz')).status, 200)
  assert.equal((await change(token, 'Nebel~7264~holz', PASSWORD)).status, 200, 'the sixth is free again')
  const trail = await auditOf(database, person.accountId)
  assert.ok(trail.includes('changePassword refused identity.weakPassword'), trail.join('\n'))
})

test('a wrong present password counts towards the lock, and weak new ones do not', async () => {
  const person = await staff()
  const token = await tokenOf(server, person.account)
  for (let i = 0; i < 7; i++) assert.equal((await change(token, PASSWORD, 'short')).body.code, 'identity.weakPassword')
  for (let i = 0; i < 5; i++) await change(token, 'wrong', NEXT)
  assert.equal((await server.call('whoAmI', { token })).status, 401)
  await assert.rejects(tokenOf(server, person.account), /identity.locked/)
})

test('after 90 days nothing works but changing the password', async () => {
  const person = await staff()
  server.clock.forward(91 * DAY)
  const answer = await server.call('signIn', { body: { account: person.account, password: PASSWORD, mode: 'token' } })
  assert.equal(answer.body.mustChangePassword, true)
  const token = answer.body.token
  const refused = await server.call('listNotices', { token })
  assert.deepEqual([refused.status, refused.body.code], [403, 'identity.mustChangePassword'])
  assert.equal((await server.call('whoAmI', { token })).status, 200)
  const changed = await change(token, PASSWORD, NEXT)
  assert.equal(changed.body.mustChangePassword, false)
  assert.equal((await server.call('listNotices', { token })).status, 200)
  server.clock.forward(20 * MINUTE)
  assert.equal((await server.call('whoAmI', { token })).body.mustChangePassword, false)
})
