import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { newId } from '#kernel'
import { step, type TestCompany, testCompany } from '../../../testing.ts'

// Each kind that ends with words, from the resident's phone to the archive, through HTTP.

let company: TestCompany
let owner: Awaited<ReturnType<TestCompany['resident']>>
before(async () => {
  company = await testCompany()
  owner = await company.resident(0)
})
after(() => company.close())

const KINDS = [
  ['inquiry', 'askCharges', 'ZX', { text: '按建筑面积每平方米 2.8 元', source: '物业服务合同第六条' }],
  ['suggestion', 'suggestService', 'JY', { decision: 'partly', text: '周末增加一次巡查' }],
  ['praise', 'praiseStaff', 'BY', { text: '谢谢您，已经转达' }],
] as const

for (const [kind, category, prefix, answer] of KINDS) {
  test(`${kind}: reported, accepted, answered, rated, settled, archived`, async () => {
    const { agent } = company.staff
    const id = newId()
    const placeId = company.homes[0] as string
    const body = { id, kind, category, placeId, description: '想了解物业费怎么算' }
    const { number } = await owner.api('createRequest', { body })
    assert.match(number, new RegExp(`^${prefix}\\d{6}$`))
    await step(agent, id, 'accept')
    await step(agent, id, 'conclude', answer)
    const answered = await owner.api('getRequest', { params: { id } })
    assert.ok(
      answered.timeline[0]?.details.some(({ value }) => value === answer.text),
      'the customer reads the answer',
    )
    await step(owner.api, id, 'rate', { overall: 5, speed: 5, service: 4 })
    await step(agent, id, 'settle')
    await step(agent, id, 'archive')
    const end = await agent('getRequest', { params: { id } })
    assert.equal(end.phase, 'archived')
    assert.deepEqual(end.clocks.map(({ name, state }) => [name, state]).sort(), [
      ['firstResponse', 'met'],
      ['handled', 'met'],
      ['result', 'met'],
    ])
    const { items } = await agent('listRequests', { query: { kind } })
    assert.deepEqual(
      items.map((one) => one.id),
      [id],
    )
  })
}

test('what is reported from a common area becomes field work like a repair', async () => {
  const { agent, technician, manager } = company.staff
  const id = newId()
  const { areas } = await owner.api('myPlaces')
  const placeId = areas[0]?.id as string
  await owner.api('createRequest', {
    body: { id, kind: 'report', category: 'cleaning', placeId, description: '垃圾未清' },
  })
  await step(agent, id, 'accept')
  const triage = { urgency: '3', impact: '2', category: 'cleaning', privatePart: false, inWarranty: false }
  await step(agent, id, 'triage', triage)
  await step(manager, id, 'dispatch')
  const pool = await technician('listOrders', { query: { queue: 'pool' } })
  assert.ok(pool.items.some((order) => order.requestId === id))
})

test('a category of another kind is refused, and the field is named', async () => {
  const body = { id: newId(), kind: 'inquiry' as const, category: 'waterLeak', placeId: company.homes[0] as string }
  const refused = await owner.api('createRequest', { body: { ...body, description: '问一下' } }).catch((e) => e.problem)
  assert.deepEqual(
    refused.fields?.map(({ path }: { path: string }) => path),
    ['category'],
  )
})
