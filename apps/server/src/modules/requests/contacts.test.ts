import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { newId } from '#kernel'
import { refusal, step, type TestCompany, testCompany } from '../../../testing.ts'

// What passes between customer and company on a request, and what its clocks make of it.

let company: TestCompany
let owner: Awaited<ReturnType<TestCompany['resident']>>
before(async () => {
  company = await testCompany()
  owner = await company.resident(0)
})
after(() => company.close())

async function reported(): Promise<string> {
  const id = newId()
  const placeId = company.homes[0] as string
  await owner.api('createRequest', { body: { id, category: 'waterLeak', placeId, description: '厨房水管漏水' } })
  return id
}
const stateOf = async (id: string, clock: string) => {
  const { clocks } = await company.staff.agent('getRequest', { params: { id } })
  return clocks.find(({ name }) => name === clock)?.state
}

test('an attempt that failed is kept and meets nothing, a talk is first response, before anybody has accepted', async () => {
  const { agent } = company.staff
  const id = await reported()
  await step(agent, id, 'attempt', { way: 'phone', failure: 'noAnswer' })
  assert.equal(await stateOf(id, 'firstResponse'), 'running')
  await step(agent, id, 'talk', { way: 'phone', said: '约定下午三点上门' })
  assert.equal(await stateOf(id, 'firstResponse'), 'met')
  const { timeline, phase } = await agent('getRequest', { params: { id } })
  assert.equal(phase, 'new', 'who has talked has not accepted yet')
  assert.deepEqual(
    timeline.slice(0, 2).map(({ title, details }) => [title, ...details.map(({ value }) => value)]),
    [
      ['记录沟通', '电话', '约定下午三点上门'],
      ['联系未成', '电话', '无人接听'],
    ],
  )
  const seen = await owner.api('getRequest', { params: { id } })
  assert.deepEqual(seen.timeline[0]?.details, [], 'what staff wrote down of it is theirs')
})

test('customer and desk write to each other; each reads what the other wrote', async () => {
  const { agent } = company.staff
  const id = await reported()
  await step(agent, id, 'answer', { text: '请问总阀是否已关闭？' })
  assert.equal(await stateOf(id, 'firstResponse'), 'running', 'a message is no talk')
  await step(owner.api, id, 'reply', { text: '已经关了' })
  for (const reader of [owner.api, agent]) {
    const { timeline } = await reader('getRequest', { params: { id } })
    assert.deepEqual(
      timeline.slice(0, 2).map(({ details }) => details[0]?.value),
      ['已经关了', '请问总阀是否已关闭？'],
    )
  }
})

test('nobody replies for another, and nothing is said on what is closed', async () => {
  const { agent } = company.staff
  const id = await reported()
  const stranger = await company.resident(1)
  const { version } = await agent('getRequest', { params: { id } })
  const body = { step: 'reply', version, input: { text: '我也是' } }
  assert.equal((await refusal(stranger.api('takeRequestStep', { params: { id }, body }))).code, 'http.notFound')
  assert.equal((await refusal(agent('takeRequestStep', { params: { id }, body }))).code, 'process.stepNotAllowed')
  await step(owner.api, id, 'withdraw', {})
  const closed = { step: 'reply', version: version + 1, input: { text: '还在漏' } }
  assert.equal(
    (await refusal(owner.api('takeRequestStep', { params: { id }, body: closed }))).code,
    'process.stepNotAllowed',
  )
})
