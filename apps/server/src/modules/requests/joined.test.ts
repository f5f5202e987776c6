import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import type { Client } from '@sims/contracts/web'
import { newId } from '#kernel'
import { refusal, step, type TestCompany, testCompany } from '../../../testing.ts'

// A group complaint: several customers about the same matter; one leads, each of them is answered.

let company: TestCompany
let neighbours: Awaited<ReturnType<TestCompany['resident']>>[]
before(async () => {
  company = await testCompany()
  neighbours = [await company.resident(0), await company.resident(1), await company.resident(2)]
})
after(() => company.close())

async function complained(n: number, concerned?: { unnamed: 'staff' }) {
  const id = newId()
  const placeId = company.homes[n] as string
  const body = { id, kind: 'complaint' as const, category: 'complainEnvironment', placeId, description: '垃圾三天没清' }
  const api = neighbours[n]?.api as Client
  const { number } = await api('createRequest', { body: { ...body, ...(concerned ? { concerned } : {}) } })
  return { id, number, api }
}
const join = (id: string, into: string, api = company.staff.agent) =>
  step(api, id, 'merge', { into, reason: '同一件事' })
const told = async (api: Client, recordId: string) => {
  await company.app.relay.drain()
  const { items } = await api('listNotices')
  return items.filter((one) => one.recordId === recordId).map(({ kind }) => kind)
}

test('one leads, each is answered: settled only when those who joined have been answered too', async () => {
  const { agent, manager } = company.staff
  const [lead, second, third] = [await complained(0), await complained(1), await complained(2)]
  await join(second.id, lead.number)
  await join(third.id, lead.number)
  const { merged } = await agent('getRequest', { params: { id: lead.id } })
  assert.deepEqual(
    merged.map(({ number }) => number),
    [third.number, second.number],
  )
  await step(agent, lead.id, 'accept')
  await step(agent, lead.id, 'investigate', { truth: 'true', severity: 'ordinary', cause: '清运车故障' })
  await step(agent, lead.id, 'conclude', { text: '张先生您好，明早八点清运' })
  await step(agent, lead.id, 'talk', { way: 'phone', said: '客户接受' })
  const settle = step(manager, lead.id, 'settle')
  assert.equal((await refusal(settle)).code, 'process.stepNotAllowed')
  await step(agent, lead.id, 'answerJoined', { text: '清运车已修好，明早八点清运' })
  const read = await second.api('getRequest', { params: { id: second.id } })
  assert.equal(read.mergedInto?.answer, '清运车已修好，明早八点清运')
  assert.ok(!JSON.stringify(read).includes('张先生'), 'what was written to one customer is not for the others')
  await step(manager, lead.id, 'settle')
  for (const one of [second, third]) {
    const kinds = await told(one.api, one.id)
    assert.ok(['requestMerged', 'requestMergedAnswered', 'requestMergedSettled'].every((kind) => kinds.includes(kind)))
  }
  assert.ok(!(await told(lead.api, lead.id)).some((kind) => kind.startsWith('requestMerged')))
  await step(lead.api, lead.id, 'reopen', { reason: '又没清' })
  assert.equal((await second.api('getRequest', { params: { id: second.id } })).mergedInto?.answer, null)
})

test('whom the leading one is about loses sight of those that joined; naming undone gives them back', async () => {
  const { agent, manager } = company.staff
  const [lead, second] = [await complained(0), await complained(1)]
  await step(second.api, second.id, 'urge')
  assert.deepEqual(await told(agent, second.id), ['requestUrged'])
  await join(second.id, lead.number)
  const sees = (id: string) =>
    agent('getRequest', { params: { id } }).then(
      () => true,
      () => false,
    )
  const concerned = company.staffIds.agent as string
  await step(manager, lead.id, 'nameConcerned', { concerned })
  assert.deepEqual([await sees(lead.id), await sees(second.id)], [false, false])
  assert.deepEqual(await told(agent, second.id), [])
  await step(manager, lead.id, 'unname', { concerned, reason: '点错了' })
  await step(manager, lead.id, 'concernsNobody', { reason: '与人员无关' })
  assert.deepEqual([await sees(lead.id), await sees(second.id)], [true, true])
  assert.deepEqual(await told(agent, second.id), ['requestUrged'])
})

test('complaints join only when the same people may know of both', async () => {
  const { manager } = company.staff
  const [lead, kept] = [await complained(0), await complained(1, { unnamed: 'staff' })]
  const fields = async (call: Promise<unknown>) =>
    (await refusal(call)).fields?.map(({ path, code }) => `${path} ${code}`)
  assert.deepEqual(await fields(join(kept.id, lead.number, manager)), ['input.into fields.notMergeable'])
  assert.deepEqual(await fields(join(lead.id, kept.number, manager)), ['input.into fields.notMergeable'])
  // to the desk the other does not exist
  assert.deepEqual(await fields(join(lead.id, kept.number)), ['input.into fields.unknownReference'])
})
