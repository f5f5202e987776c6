import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import type { Client, DutyChain } from '@sims/contracts/web'
import { HOUR, MINUTE, newId } from '#kernel'
import { fireDueClocks } from '#platform/process'
import { anywhere, hire, refusal, type TestCompany, testCompany } from '../../../testing.ts'

// The chain is a rule like others: drafted, reviewed, published; calls go by what is in force.
let company: TestCompany
let executive: Client
before(async () => {
  company = await testCompany()
  executive = (await hire(company, 'E900', anywhere('executive'), { name: '周总' })).api
})
after(() => company.close())
const silent = { info: () => undefined, warn: () => undefined, error: () => undefined }

async function draft(content: DutyChain) {
  const { manager } = company.staff
  company.clock.forward(MINUTE)
  const id = newId(company.clock.now.getTime())
  await manager('draftRule', { body: { id, kind: 'dutyChain', key: 'default' } })
  const { revision } = await manager('getRule', { params: { id } })
  await manager('changeRule', { params: { id }, body: { kind: 'dutyChain', revision, content } })
  return manager('getRule', { params: { id } })
}

test('a chain that would reach nobody is kept as a draft and goes no further', async () => {
  const { manager } = company.staff
  const faulty = await draft({ steps: [{ to: 'first', minutes: 0 }], quietHours: null, channels: ['app'] })
  assert.deepEqual(
    faulty.faults.map(({ path, code }) => [path, code]),
    [
      ['steps', 'dutyChain.tooShort'],
      ['steps.0.to', 'dutyChain.noEnd'],
      ['steps.0.minutes', 'dutyChain.minutes'],
    ],
  )
  const call = { params: { id: faulty.id }, body: { revision: faulty.revision } }
  const { fields } = await refusal(manager('reviewRule', call))
  assert.equal(fields?.length, 3)
  await manager('retireRule', { params: call.params, body: { ...call.body, reason: '改用默认值班链' } })
})

test('a published chain calls whom it names, when it says', async () => {
  const { manager, agent } = company.staff
  const steps: DutyChain['steps'] = [
    { to: 'executive', minutes: 3 },
    { to: 'communityManager', minutes: 10 },
  ]
  const rule = await draft({ steps, quietHours: { from: '22:00', to: '07:00' }, channels: ['app'] })
  await manager('reviewRule', { params: { id: rule.id }, body: { revision: rule.revision } })
  const { revision } = await manager('getRule', { params: { id: rule.id } })
  await executive('publishRule', { params: { id: rule.id }, body: { revision } })

  // 21:00 of the company's day, before anything is quiet
  company.clock.now = new Date('2026-03-02T13:00:00Z')
  await company.database.owner.query(
    `update session set last_seen_at = $1, expires_at = $1::timestamptz + interval '1 day'`,
    [company.clock.now],
  )
  const id = newId(company.clock.now.getTime())
  const body = {
    ...{ id, kind: 'repair' as const, category: 'waterLeak', placeId: company.homes[0] as string, urgency: 1 as const },
    ...{ description: '水管爆裂', channel: 'phone' as const, caller: { name: '王先生', phone: '13900002222' } },
  }
  await agent('createRequest', { body })
  const calls = async () => {
    await fireDueClocks({ db: company.app.db, log: silent }, company.clock.now)
    await company.app.relay.drain()
    const { rows } = await company.database.owner.query(
      `select s.name, n.params ->> 'call' as call from notice n join account a on a.id = n.account_id
         join staff s on s.id = a.staff_id where n.kind = 'dutyRung' and n.record_id = $1 order by 2`,
      [id],
    )
    return rows.map((row) => `${row.call} ${row.name}`)
  }
  assert.deepEqual(await calls(), ['1 周总'])
  company.clock.forward(3 * MINUTE)
  assert.deepEqual(await calls(), ['1 周总', '2 项目经理'])
  const { clocks } = await agent('getRequest', { params: { id } })
  assert.equal(clocks.find(({ name }) => name === 'dutyCall')?.dueAt?.slice(11, 16), '21:13')
  assert.ok(company.clock.now.getTime() < Date.parse('2026-03-02T13:00:00Z') + HOUR)
})
