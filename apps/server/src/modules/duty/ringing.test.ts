import assert from 'node:assert/strict'
import type { AddressInfo } from 'node:net'
import { after, before, test } from 'node:test'
import { simpleParser } from 'mailparser'
import { SMTPServer } from 'smtp-server'
import { HOUR, MINUTE, newId } from '#kernel'
import { fireDueClocks } from '#platform/process'
import { refusal, type TestCompany, testCompany } from '../../../testing.ts'

// An urgent request at night: who is called, when, and that it stops when somebody accepts. The mail server is a real one.

let company: TestCompany
let smtp: SMTPServer
const mails: { to: string; subject: string }[] = []
const silent = { info: () => undefined, warn: () => undefined, error: () => undefined }

before(async () => {
  smtp = new SMTPServer({
    authOptional: true,
    disabledCommands: ['STARTTLS'],
    onData: (stream, _, done) => {
      simpleParser(stream).then((mail) => {
        mails.push({ to: [mail.to].flat()[0]?.text ?? '', subject: mail.subject ?? '' })
        done()
      }, done)
    },
  })
  smtp.on('error', () => undefined)
  await new Promise<void>((resolve) => smtp.listen(0, '127.0.0.1', resolve))
  const { port } = smtp.server.address() as AddressInfo
  company = await testCompany({ smtpUrl: `smtp://127.0.0.1:${port}` })
  for (const [account, id] of Object.entries(company.staffIds))
    await company.database.owner.query('update staff set email = $2 where id = $1', [id, `${account}@example.com`])
  const turn = (who: string, post: 'serviceDesk' | 'engineering' | 'manager', order: number) => ({
    ...{ date: '2026-03-02', from: '18:00', to: '08:30', post, order },
    staffId: company.staffIds[who] as string,
  })
  const { communityId } = company
  // somebody who does both, so that there are two for the service desk
  await company.database.owner.query(
    `insert into role_grant (organization_id, id, staff_id, role, community_id) values ($1, $2, $3, 'agent', $4)`,
    [company.organizationId, newId(), company.staffIds.technician, communityId],
  )
  const shifts = [turn('agent', 'serviceDesk', 1), turn('technician', 'serviceDesk', 2), turn('manager', 'manager', 1)]
  const days = { from: '2026-03-02', to: '2026-03-02' }
  await company.staff.manager('setDuty', { body: { communityId, ...days, shifts } })
})
after(async () => {
  await company.close()
  await new Promise<void>((resolve) => smtp.close(resolve))
})

/** Nobody signs in anew when the clock jumps. */
const renewSessions = () =>
  company.database.owner.query(
    `update session set last_seen_at = $1, expires_at = $1::timestamptz + interval '1 day'`,
    [company.clock.now],
  )

/** Reported at an hour of 2 March in the company's time; the server's clock follows. */
async function reported(hour: number, urgency: 1 | 3) {
  company.clock.now = new Date(Date.parse('2026-03-01T16:00:00Z') + hour * HOUR)
  await renewSessions()
  const id = newId()
  const placeId = company.homes[0] as string
  const caller = { name: '王先生', phone: '13900002222' }
  await company.staff.agent('createRequest', {
    body: {
      id,
      kind: 'repair',
      category: 'waterLeak',
      placeId,
      description: '水管爆裂',
      channel: 'phone',
      caller,
      urgency,
    },
  })
  return id
}
/** What the workers of the server do within some minutes, looked at each minute. */
async function pass(minutes: number) {
  for (let i = 0; i <= minutes; i++) {
    await fireDueClocks({ db: company.app.db, log: silent }, company.clock.now)
    await company.app.relay.drain()
    await company.app.sendMessages()
    if (i < minutes) company.clock.forward(MINUTE)
  }
}
const calls = async (id: string): Promise<[string, number][]> => {
  const { rows } = await company.database.owner.query(
    `select a.login, (n.params ->> 'call')::int as call from notice n join account a on a.id = n.account_id
     where n.kind = 'dutyRung' and n.record_id = $1 order by 2, 1`,
    [id],
  )
  return rows.map((row) => [row.login, row.call])
}
test('at night an urgent request rings those on duty one after the other until somebody accepts', async () => {
  const id = await reported(20, 1)
  await pass(0)
  assert.deepEqual(await calls(id), [['agent', 1]])
  await pass(9)
  assert.deepEqual(await calls(id), [['agent', 1]])
  await pass(1)
  assert.deepEqual(await calls(id), [
    ['agent', 1],
    ['technician', 2],
  ])
  await pass(10)
  const all: [string, number][] = [
    ['agent', 1],
    ['technician', 2],
    ['manager', 3],
  ]
  assert.deepEqual(await calls(id), all)
  const [mine] = (await company.staff.agent('listNotices', {})).items
  assert.match(mine?.title ?? '', /第 1 次呼叫/)
  assert.deepEqual(
    new Set(mails.filter(({ subject }) => subject.includes('值班呼叫')).map(({ to }) => to)),
    new Set(['agent@example.com', 'technician@example.com', 'manager@example.com']),
  )

  const { version, timeline } = await company.staff.agent('getRequest', { params: { id } })
  const rung = timeline.filter(({ verb }) => verb === 'dutyRung')
  assert.deepEqual(
    rung.map(({ title, occurredAt, internal }) => [title, occurredAt.slice(11, 16), internal]),
    [
      ['值班呼叫（第 3 次）', '20:20', true],
      ['值班呼叫（第 2 次）', '20:10', true],
      ['值班呼叫（第 1 次）', '20:00', true],
    ],
  )
  await company.staff.agent('takeRequestStep', { params: { id }, body: { step: 'accept', version, input: {} } })
  await pass(30)
  assert.deepEqual(await calls(id), all, 'who accepts ends it')
})

test('who cannot come passes the call on: the next is called at once, and keeps the whole of their time', async () => {
  const { agent, technician, manager } = company.staff
  const id = await reported(20.9, 1)
  await pass(3)
  const of = async (who: typeof agent) => (await who('listDutyCalls', {})).items.find((call) => call.id === id)
  const mine = await of(agent)
  assert.deepEqual([mine?.call, mine?.mine, mine?.called[0]?.name], [1, true, '客服专员'])
  assert.equal((await of(manager))?.mine, false)
  assert.equal(mine?.nextAt?.slice(11, 16), '21:04')
  assert.equal((await refusal(manager('passDutyCall', { params: { id } }))).code, 'duty.notCalled')

  await agent('passDutyCall', { params: { id }, key: 'pass-it-once' })
  await agent('passDutyCall', { params: { id }, key: 'pass-it-once' })
  await pass(0)
  assert.deepEqual(await calls(id), [
    ['agent', 1],
    ['technician', 2],
  ])
  assert.equal((await of(agent))?.mine, false)
  assert.equal((await refusal(agent('passDutyCall', { params: { id } }))).code, 'duty.notCalled')
  await pass(9)
  assert.equal((await calls(id)).length, 2, 'ten minutes are ten minutes')
  await pass(1)
  assert.deepEqual((await calls(id)).at(-1), ['manager', 3])

  const { version, timeline } = await agent('getRequest', { params: { id } })
  const passed = timeline.find(({ verb }) => verb === 'dutyPassed')
  assert.deepEqual([passed?.title, passed?.actorName, passed?.internal], ['不便处理，转呼下一位', '客服专员', true])
  await technician('takeRequestStep', { params: { id }, body: { step: 'accept', version, input: {} } })
  assert.equal(await of(manager), undefined)
})

test('everybody sees their own next turns', async () => {
  company.clock.now = new Date('2026-03-02T01:00:00Z')
  await renewSessions()
  const { items } = await company.staff.agent('myDuty', {})
  assert.deepEqual(
    items.map(({ date, post, communityName }) => [date, post, communityName]),
    [['2026-03-02', 'serviceDesk', '测试小区']],
  )
  company.clock.forward(24 * HOUR)
  await renewSessions()
  assert.deepEqual((await company.staff.agent('myDuty', {})).items, [])
})

test('a server that was away calls all whose turn has come, each once', async () => {
  const id = await reported(21, 1)
  company.clock.forward(12 * MINUTE)
  await pass(0)
  await pass(0)
  assert.deepEqual(await calls(id), [
    ['agent', 1],
    ['technician', 2],
  ])
})

test('after the roster come the roles; with nobody on duty they are told from the start', async () => {
  const late = await reported(22, 1)
  await pass(45)
  assert.deepEqual((await calls(late)).slice(3), [
    ['manager', 4],
    // nobody is executive here: it does not go to nobody
    ['manager', 5],
  ])
  await company.database.owner.query('delete from duty_shift')
  const alone = await reported(23, 1)
  await pass(10)
  assert.deepEqual(await calls(alone), [
    ['agent', 1],
    ['technician', 1],
    ['manager', 2],
  ])
})

test('by day, and for what can wait, nobody is rung', async () => {
  for (const id of [await reported(9.5, 1), await reported(23.5, 3)]) {
    const { clocks } = await company.staff.agent('getRequest', { params: { id } })
    assert.ok(!clocks.some(({ name }) => name === 'dutyCall'))
  }
})
