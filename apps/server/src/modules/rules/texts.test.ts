import assert from 'node:assert/strict'
import type { AddressInfo } from 'node:net'
import { after, before, test } from 'node:test'
import type { Client, NoticeText, RuleVersion } from '@sims/contracts/web'
import { type ParsedMail, simpleParser } from 'mailparser'
import { SMTPServer } from 'smtp-server'
import { newId } from '#kernel'
import { anywhere, clientOf, hire, refusal, type TestCompany, testCompany } from '../../../testing.ts'

let company: TestCompany
let executive: Client
let resident: Client
let customerId: string
let smtp: SMTPServer
const mails: ParsedMail[] = []

before(async () => {
  smtp = new SMTPServer({
    authOptional: true,
    disabledCommands: ['STARTTLS'],
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
  company = await testCompany({ smtpUrl: `smtp://127.0.0.1:${port}` })
  executive = (await hire(company, 'E900', anywhere('executive'), { name: '周总' })).api
  const { api, ...person } = await company.resident(0)
  resident = api
  customerId = person.customerId
  await resident('changeMyContact', { body: { email: 'resident@example.com' } })
  await company.database.owner.query(`update staff set email = 'agent@example.com' where id = $1`, [
    company.staffIds.agent,
  ])
  await company.staff.agent('changeSession', { body: { locale: 'en' } })
})
after(async () => {
  await company.close()
  await new Promise<void>((resolve) => smtp.close(resolve))
})

const id = () => newId(company.clock.now.getTime())
const read = (rule: string) => company.staff.manager('getRule', { params: { id: rule } })

/** The next version of a text, drafted by the manager. */
async function drafted(key: string, change: Partial<NoticeText>): Promise<RuleVersion> {
  company.clock.forward(60_000)
  const draft = id()
  await company.staff.manager('draftRule', { body: { id: draft, kind: 'text', key } })
  return changed(await read(draft), change)
}
async function changed(rule: RuleVersion, change: Partial<NoticeText>): Promise<RuleVersion> {
  const content = { ...(rule.content as NoticeText), ...change }
  const body = { kind: 'text' as const, revision: rule.revision, content }
  await company.staff.manager('changeRule', { params: { id: rule.id }, body })
  return read(rule.id)
}
const review = (rule: RuleVersion) =>
  company.staff.manager('reviewRule', { params: { id: rule.id }, body: { revision: rule.revision } })
async function publish(rule: RuleVersion): Promise<void> {
  const { version: revision } = await review(rule)
  await executive('publishRule', { params: { id: rule.id }, body: { revision } })
}

/** The resident reports something by telephone, and everybody is told; answers the mails by address. */
async function report(): Promise<{ number: string; mailTo: (address: string) => ParsedMail | undefined }> {
  company.clock.forward(60_000)
  const request = id()
  const placeId = company.homes[0] as string
  const body = { id: request, category: 'waterLeak', placeId, customerId, description: '水管漏水了' }
  await company.staff.manager('createRequest', { body: { ...body, channel: 'phone' } })
  await company.app.relay.drain()
  await company.app.sendMessages()
  const sent = mails.splice(0)
  const { number } = await resident('getRequest', { params: { id: request } })
  return { number, mailTo: (address) => sent.find((mail) => [mail.to].flat()[0]?.text === address) }
}
const noticesOf = async (api: Client, kind: string) =>
  (await api('listNotices', { query: { limit: 50 } })).items.filter((notice) => notice.kind === kind)

test('every text stands among the rules, with the groups in which people look for it, and none can be ended', async () => {
  const { items } = await company.staff.manager('listRules', { query: { kind: 'text' } })
  assert.ok(items.length > 50)
  assert.deepEqual(
    [...new Set(items.map(({ group }) => group?.['zh-CN']))],
    [
      '诉求进展（发给客户）',
      '诉求办理（发给员工）',
      '报价与同意',
      '工单',
      '房屋与住户（发给客户）',
      '时限、值班与规则',
      '系统运行（发给系统管理员）',
    ],
  )
  const [first] = items
  assert.deepEqual(first?.versions[0]?.names, { 'zh-CN': '您的报修已收到', en: 'We have your request' })
  const rule = await read(first?.versions[0]?.id as string)
  const retire = { params: { id: rule.id }, body: { revision: rule.revision, reason: '不再需要' } }
  assert.equal((await refusal(executive('retireRule', retire))).code, 'rules.needed')
  const { content } = rule as Extract<RuleVersion, { kind: 'text' }>
  const other = { id: id(), kind: 'text' as const, key: 'requestForgotten', content }
  const refused = await refusal(company.staff.manager('createRule', { body: other }))
  assert.deepEqual([refused.code, refused.fields?.[0]?.path], ['rules.noSuchKey', 'key'])
})

test('a text whose placeholders are wrong is kept as a draft, and goes no further', async () => {
  const draft = await drafted('requestDone', {
    body: { 'zh-CN': '已完成，联系电话 {phone}。', en: 'Your request {number} is done.' },
  })
  assert.deepEqual(
    draft.faults.map(({ path, message }) => [path, message]),
    [
      ['body.zh-CN', '中文正文中的“{phone}”无法填入内容，请改用：{number}、{kind}、{category}、{place}。'],
      ['body.zh-CN', '中文正文缺少“{number}”，收到的人会不知道是哪一件事，请在标题或正文中补上。'],
    ],
  )
  const refused = await refusal(review(draft))
  assert.deepEqual(
    [refused.code, refused.fields?.map(({ path, code }) => [path, code])],
    [
      'rules.faulty',
      [
        ['content.body.zh-CN', 'texts.unknownPlaceholder'],
        ['content.body.zh-CN', 'texts.placeholderLost'],
      ],
    ],
  )
})

test('what is published is what people read from then on, in the app and by mail, in their language; what they were told before stays', async () => {
  const before = await report()
  const oldMail = before.mailTo('resident@example.com')
  assert.equal(oldMail?.subject, '【测试物业】您的报修已收到')
  assert.equal(before.mailTo('agent@example.com'), undefined, 'new requests are not mailed to the desk by default')

  await publish(
    await drafted('requestReceived', {
      title: { 'zh-CN': '已收到 <b>{number}</b>', en: 'Got <b>{number}</b>' },
      body: { 'zh-CN': '您好，{place}的{category}我们已登记。\n管家会与您联系。', en: '{place}: {category}.' },
    }),
  )
  await publish(
    await drafted('requestNew', {
      title: { 'zh-CN': '新单 {number}', en: 'New: {number}' },
      body: { 'zh-CN': '{place}：{category}', en: 'At {place}: {category}' },
      mail: true,
    }),
  )
  const next = await report()

  const mail = next.mailTo('resident@example.com')
  assert.equal(mail?.subject, `【测试物业】已收到 <b>${next.number}</b>`)
  assert.match(mail?.text ?? '', /的给排水漏水我们已登记。\n管家会与您联系。/)
  assert.ok(String(mail?.html).includes(`已收到 &lt;b&gt;${next.number}&lt;/b&gt;</h1>`))
  const english = next.mailTo('agent@example.com')
  assert.equal(english?.subject, `[测试物业] New: ${next.number}`)
  assert.match(english?.text ?? '', /At .+: Water leak/i)

  const told = await noticesOf(resident, 'requestReceived')
  assert.deepEqual(
    told.map(({ title }) => title),
    [`已收到 <b>${next.number}</b>`, '您的报修已收到'],
  )
  assert.match(told[1]?.body ?? '', new RegExp(`已收到，单号 ${before.number}。`))
  const titles = async (locale: string) =>
    (await noticesOf(clientOf(company.app, company.tokens.agent, locale), 'requestNew')).map(({ title }) => title)
  assert.deepEqual(await titles('zh-CN'), [`新单 ${next.number}`, '有新的报修待受理'])
  assert.deepEqual(await titles('en'), [`New: ${next.number}`, 'New request'])
})
