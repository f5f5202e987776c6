import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { newId } from '#kernel'
import { refusal, step, type TestCompany, testCompany } from '../../../testing.ts'

// A complaint through HTTP: whom it is about never sees it, and it ends only after a talk.

let company: TestCompany
let owner: Awaited<ReturnType<TestCompany['resident']>>
before(async () => {
  company = await testCompany()
  owner = await company.resident(0)
})
after(() => company.close())

const code = async (call: Promise<unknown>) => (await refusal(call)).code

async function complained(): Promise<string> {
  const id = newId()
  const placeId = company.homes[0] as string
  const description = '打了三次电话才有人接，问两句就挂'
  await owner.api('createRequest', {
    body: { id, kind: 'complaint', category: 'complainTimeliness', placeId, description },
  })
  return id
}
const FOUND = { truth: 'true', severity: 'ordinary', cause: '通话录音属实，忙时无人顶岗' }

test('from the complaint to its end: spoken about, investigated, answered, improved, settled only after the talk', async () => {
  const { agent, manager } = company.staff
  const id = await complained()
  await step(agent, id, 'accept')
  await step(agent, id, 'investigate', FOUND)
  await step(manager, id, 'plan', { plan: '当面致歉，增设顶岗', until: '2026-12-01' })
  await step(agent, id, 'talk', { way: 'phone', said: '先了解经过' })
  await step(agent, id, 'conclude', { text: '已对当事人批评教育并向您致歉' })
  const { allowed } = await agent('getRequest', { params: { id } })
  assert.ok(!allowed.some(({ key }) => key === 'settle'), 'nobody has talked with the customer about the result')
  await step(agent, id, 'attempt', { way: 'phone', failure: 'noAnswer' })
  assert.equal(await code(step(agent, id, 'settle')), 'process.stepNotAllowed')
  await step(agent, id, 'talk', { way: 'phone', said: '客户接受致歉' })
  await step(owner.api, id, 'rate', { overall: 4, speed: 4, service: 3 })
  await step(agent, id, 'track', { text: '忙时增设一人', recheckOn: '2026-12-15' })
  assert.equal((await owner.api('getRequest', { params: { id } })).phase, 'followUp')
  await step(agent, id, 'recheckSolved', { found: '连续两周无人排队' })
  const end = await agent('getRequest', { params: { id } })
  assert.deepEqual(
    [end.phase, ...end.clocks.map(({ name, state }) => `${name} ${state}`).sort()],
    ['settled', 'contact met', 'recheck met', 'result met', 'resultTalk met'],
  )
  const seen = await owner.api('getRequest', { params: { id } })
  assert.ok(!JSON.stringify(seen.timeline).includes(FOUND.cause), 'what was found out stays in the house')
})

test('whoever it is about loses sight of it at once: record, list, search, counts, steps and notices', async () => {
  const { agent, manager } = company.staff
  const id = await complained()
  await step(agent, id, 'accept')
  const before = await agent('countRequests')
  await step(manager, id, 'nameConcerned', { concerned: company.staffIds.agent as string })
  assert.equal(await code(agent('getRequest', { params: { id } })), 'http.notFound')
  const body = { step: 'talk', version: 3, input: { way: 'phone', said: '…' } }
  assert.equal(await code(agent('takeRequestStep', { params: { id }, body })), 'http.notFound')
  for (const queue of ['all', 'mine', 'open'] as const) {
    const { items } = await agent('listRequests', { query: { queue } })
    assert.ok(!items.some((one) => one.id === id), queue)
  }
  const mine = (counts: typeof before) => counts.queues.find(({ queue }) => queue === 'mine')?.count ?? 0
  assert.equal(mine(await agent('countRequests')), mine(before) - 1)
  const still = await manager('getRequest', { params: { id } })
  assert.equal(still.firstContactOwner, null, 'nor answers for it')

  await company.app.relay.drain()
  const told = async () =>
    Number(
      (
        await company.database.owner.query(
          `select count(*) from notice n join account a on a.id = n.account_id
           where a.login = 'agent' and n.record_id = $1`,
          [id],
        )
      ).rows[0].count,
    )
  const known = await told()
  await step(owner.api, id, 'reply', { text: '还有一次也是这样' })
  await step(owner.api, id, 'urge')
  await company.app.relay.drain()
  assert.equal(await told(), known, 'notices to the role leave out the person')
})

test('after it was reopened a new result needs a new talk', async () => {
  const { agent, manager } = company.staff
  const id = await complained()
  const mayEnd = async () => {
    const { allowed } = await manager('getRequest', { params: { id } })
    return allowed.filter(({ verb }) => verb === 'settle').map(({ key }) => key)
  }
  await step(agent, id, 'accept')
  await step(agent, id, 'investigate', FOUND)
  assert.deepEqual(await mayEnd(), [], 'not even as unfounded before the customer has the result')
  await step(agent, id, 'conclude', { text: '已查明并致歉' })
  await step(agent, id, 'talk', { way: 'phone', said: '客户接受' })
  assert.deepEqual(await mayEnd(), ['settle', 'settleUnfounded'])
  await step(agent, id, 'settle')
  await step(owner.api, id, 'reopen', { reason: '第二天又一样' })
  await step(agent, id, 'talk', { way: 'phone', said: '客户说明新的情况' })
  await step(agent, id, 'investigate', FOUND)
  await step(agent, id, 'conclude', { text: '已调整排班' })
  assert.deepEqual(await mayEnd(), [], 'what was said before the new result does not count')
  await step(agent, id, 'talk', { way: 'visit', said: '当面说明新的安排' })
  assert.deepEqual(await mayEnd(), ['settle', 'settleUnfounded'])
})

test('a complaint is neither cancelled by the desk nor closed by force', async () => {
  const id = await complained()
  const { allowed } = await company.staff.manager('getRequest', { params: { id } })
  assert.ok(!allowed.some(({ verb }) => verb === 'cancel' || verb === 'forceClose'))
})
