import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import type { Client, PriceItem } from '@sims/contracts/web'
import { newId } from '#kernel'
import { orderStep, refusal, step, type TestCompany, testCompany } from '../../../testing.ts'

// What a paid repair costs: quoted, agreed, declined, changed and charged, through HTTP and the database.

let company: TestCompany
let owner: Awaited<ReturnType<TestCompany['resident']>>
let neighbour: Client
before(async () => {
  company = await testCompany()
  owner = await company.resident(0)
  neighbour = (await company.resident(1)).api
})
after(() => company.close())

const TRIAGE = { urgency: '2', impact: '3', category: 'waterLeak', privatePart: true, inWarranty: false }
const LABOUR: PriceItem = { kind: 'labour', name: '上门检修', quantity: 1, unitPrice: 80_00 }
const VALVES: PriceItem = { kind: 'parts', name: '三角阀', quantity: 2, unitPrice: 35_00 }
const items = [LABOUR, VALVES]

const requestOf = (id: string, api: Client = company.staff.agent) => api('getRequest', { params: { id } })
const orderOf = (id: string) => company.staff.technician('getOrder', { params: { id } })
const keysOf = ({ allowed }: { allowed: { key: string }[] }) => allowed.map(({ key }) => key)

/** A repair whose order the technician has claimed; `triage` says what is special about it. */
async function claimed(triage: Partial<Record<keyof typeof TRIAGE, unknown>> = {}) {
  const { agent, manager, technician } = company.staff
  const id = newId()
  const placeId = company.homes[0] as string
  await owner.api('createRequest', { body: { id, category: 'waterLeak', placeId, description: '厨房水管漏水' } })
  await step(agent, id, 'accept')
  await step(agent, id, 'triage', { ...TRIAGE, ...triage })
  await step(manager, id, 'dispatch')
  const order = (await requestOf(id)).orders[0]?.id as string
  await orderStep(technician, order, 'claim')
  return { id, order }
}
async function quoted(lines: PriceItem[] = items) {
  const made = await claimed()
  await orderStep(company.staff.technician, made.order, 'quotePrice', { items: lines })
  return made
}
/** The resident agrees to what stands on the page. */
async function agree(id: string): Promise<void> {
  const { allowed } = await requestOf(id, owner.api)
  const quote = allowed.find(({ key }) => key === 'agreePrice')?.form[0]?.value
  await step(owner.api, id, 'agreePrice', { quote })
}
async function photo(): Promise<string> {
  const id = newId()
  await company.database.owner.query(
    `insert into file (organization_id, id, name, media_type, size, sha256, wrapped_key, uploaded_by, created_at)
     select organization_id, $1, 'a.png', 'image/png', 1, '', '', id, now() from account where login = 'technician'`,
    [id],
  )
  return id
}
async function reportDone(order: string, more: Record<string, unknown> = {}) {
  const { checklist } = await orderOf(order)
  const photosAfter = [await photo()]
  const input = { checklist: checklist.map(({ key }) => key), photosAfter, ...more }
  return orderStep(company.staff.technician, order, 'reportDone', input)
}

test('quoted at the door, agreed in the app, started, charged: who, when and which amount stand on both pages', async () => {
  const { technician } = company.staff
  const { id, order } = await claimed()
  const nothing = await requestOf(id, owner.api)
  assert.deepEqual([nothing.price?.state, nothing.price?.from, nothing.price?.quotes], ['none', 30_00, []])
  assert.ok(!keysOf(await orderOf(order)).includes('start'), 'no button that would be refused')
  const early = await refusal(orderStep(technician, order, 'start'))
  assert.deepEqual([early.status, early.code], [409, 'process.priceNotAgreed'])
  assert.match(early.detail, /先报价/)

  await orderStep(technician, order, 'quotePrice', { items, note: '阀芯老化' })
  const asked = await requestOf(id, owner.api)
  const [quote] = asked.price?.quotes ?? []
  assert.deepEqual(
    [asked.price?.state, quote?.amount, quote?.state, quote?.note, quote?.items],
    ['quoted', 150_00, 'open', '阀芯老化', items],
  )
  assert.deepEqual(
    keysOf(asked).filter((key) => /Price/.test(key)),
    ['agreePrice', 'declinePrice'],
  )
  assert.deepEqual(asked.timeline[0]?.details, [
    { label: '人工费', value: '上门检修 ¥80.00' },
    { label: '材料费', value: '三角阀 2 × ¥35.00 = ¥70.00' },
    { label: '合计', value: '¥150.00' },
    { label: '说明（客户会看到）', value: '阀芯老化' },
  ])
  assert.ok((await owner.api('listRequests', { query: {} })).items.find((one) => one.id === id)?.asksPrice)
  await company.app.relay.drain()
  assert.equal((await owner.api('listNotices', {})).items[0]?.title, '您的报修有报价，请确认')
  assert.ok(!keysOf(await orderOf(order)).includes('start'), 'told is not agreed')

  await agree(id)
  const agreed = await requestOf(id)
  assert.deepEqual(
    [agreed.price?.state, agreed.price?.quotes[0]?.way, agreed.price?.quotes[0]?.decidedBy],
    ['agreed', 'app', null],
  )
  assert.ok(agreed.price?.quotes[0]?.decidedAt)
  assert.deepEqual(agreed.timeline[0]?.details, [{ label: '报价', value: '¥150.00' }])
  await company.app.relay.drain()
  assert.equal((await technician('listNotices', {})).items[0]?.title, '客户已同意报价')

  await orderStep(technician, order, 'start')
  const form = (await orderOf(order)).allowed.find(({ key }) => key === 'reportDone')?.form
  assert.equal(form?.find(({ key }) => key === 'charge')?.value, 150_00, 'it begins with what was agreed')
  const faults = async (charge?: number) =>
    (await refusal(reportDone(order, charge === undefined ? {} : { charge }))).fields?.map(
      ({ path, code }) => `${path} ${code}`,
    )
  assert.deepEqual(await faults(), ['input.charge fields.required'])
  assert.deepEqual(await faults(150_01), ['input.charge fields.aboveAgreed'])
  await reportDone(order, { charge: 140_00 })
  const done = await requestOf(id, owner.api)
  assert.deepEqual([done.phase, done.price?.charged], ['feedback', 140_00])
})

test('a change of price withdraws the old quote, agreed or not, and wants a new consent', async () => {
  const { agent, technician } = company.staff
  const { id, order } = await quoted()
  const old = (await requestOf(id, owner.api)).price?.quotes[0]?.id
  await orderStep(technician, order, 'quotePrice', { items: [LABOUR] })
  const outdated = await refusal(step(owner.api, id, 'agreePrice', { quote: old }))
  assert.deepEqual([outdated.status, outdated.code], [409, 'process.quoteReplaced'])
  const still = await requestOf(id, owner.api)
  assert.deepEqual(
    [still.price?.state, still.price?.quotes.map(({ amount, state }) => [amount, state])],
    [
      'quoted',
      [
        [80_00, 'open'],
        [150_00, 'withdrawn'],
      ],
    ],
  )
  await agree(id)
  await orderStep(technician, order, 'start')
  await step(agent, id, 'quotePrice', { items })
  const changed = await requestOf(id)
  assert.deepEqual(
    changed.price?.quotes.map(({ round, state }) => [round, state]),
    [
      [3, 'open'],
      [2, 'withdrawn'],
      [1, 'withdrawn'],
    ],
  )
  assert.equal((await refusal(reportDone(order))).code, 'process.priceNotAgreed')
  await agree(id)
  await reportDone(order, { charge: 150_00 })
})

test('of two who agree at once one is taken, and what was agreed is agreed once', async () => {
  const { id } = await quoted()
  const { version, allowed } = await requestOf(id, owner.api)
  const quote = allowed.find(({ key }) => key === 'agreePrice')?.form[0]?.value as string
  const body = { step: 'agreePrice', version, input: { quote } }
  const both = await Promise.allSettled([1, 2, 3].map(() => owner.api('takeRequestStep', { params: { id }, body })))
  assert.deepEqual(both.map(({ status }) => status).sort(), ['fulfilled', 'rejected', 'rejected'])
  const { timeline, price } = await requestOf(id)
  assert.equal(timeline.filter(({ verb }) => verb === 'agreePrice').length, 1)
  assert.equal(price?.state, 'agreed')
  assert.equal((await refusal(step(owner.api, id, 'agreePrice', { quote }))).code, 'process.stepNotAllowed')
})

test('another household neither sees the quote nor agrees to it; nobody agrees before there is one', async () => {
  const { id } = await quoted()
  assert.equal((await refusal(requestOf(id, neighbour))).status, 404)
  const { version, price } = await requestOf(id)
  const body = { step: 'agreePrice', version, input: { quote: price?.quotes[0]?.id as string } }
  assert.equal((await refusal(neighbour('takeRequestStep', { params: { id }, body }))).status, 404)
  assert.equal((await requestOf(id)).price?.state, 'quoted')
  const fresh = await claimed()
  assert.equal(
    (await refusal(step(owner.api, fresh.id, 'agreePrice', { quote: newId() }))).code,
    'process.quoteReplaced',
  )
})

test('declined with a reason: the work does not start, desk and technician are told, a new quote may follow', async () => {
  const { technician } = company.staff
  const { id, order } = await quoted()
  const quote = (await requestOf(id)).price?.quotes[0]?.id
  assert.deepEqual(
    (await refusal(step(owner.api, id, 'declinePrice', { quote }))).fields?.map(({ path }) => path),
    ['input.reason'],
  )
  await step(owner.api, id, 'declinePrice', { quote, reason: '太贵，我自己买阀门' })
  await company.app.relay.drain()
  assert.equal((await technician('listNotices', {})).items[0]?.title, '客户不同意报价')
  const declined = await requestOf(id)
  assert.deepEqual([declined.price?.state, declined.price?.quotes[0]?.said], ['declined', '太贵，我自己买阀门'])
  assert.equal((await refusal(orderStep(technician, order, 'start'))).code, 'process.priceNotAgreed')
  await orderStep(technician, order, 'quotePrice', { items: [LABOUR] })
  await agree(id)
  await orderStep(technician, order, 'start')
})

test('staff write down what the customer said: by phone at the desk, by a signature at the door; the customer is told', async () => {
  const { agent, technician } = company.staff
  const { id } = await quoted()
  const quote = (await requestOf(id)).price?.quotes[0]?.id
  const wordless = await refusal(step(agent, id, 'agreePriceFor', { quote, way: 'phone' }))
  assert.deepEqual(
    wordless.fields?.map(({ path }) => path),
    ['input.said'],
  )
  await step(agent, id, 'agreePriceFor', { quote, way: 'phone', said: '可以，今天修好就行' })
  const [spoken] = (await requestOf(id, owner.api)).price?.quotes ?? []
  assert.deepEqual([spoken?.state, spoken?.way, spoken?.said], ['agreed', 'phone', '可以，今天修好就行'])
  assert.ok(spoken?.decidedBy)
  await company.app.relay.drain()
  assert.equal((await owner.api('listNotices', {})).items[0]?.title, '已登记您同意报价')

  const door = await quoted()
  const signature = await photo()
  const input = { quote: (await orderOf(door.order)).price?.quotes[0]?.id, way: 'signature', said: '同意', signature }
  const strange = await refusal(orderStep(technician, door.order, 'agreePriceFor', { ...input, signature: newId() }))
  assert.equal(strange.code, 'files.notAttachable')
  assert.equal((await requestOf(door.id)).price?.state, 'quoted', 'nothing half')
  await orderStep(technician, door.order, 'agreePriceFor', input)
  const signed = await requestOf(door.id)
  assert.deepEqual([signed.price?.state, signed.price?.quotes[0]?.way], ['agreed', 'signature'])
  assert.deepEqual((await orderOf(door.order)).timeline[0]?.photos, [signature])
  await orderStep(technician, door.order, 'start')
})

test('free of charge: under warranty, common part, free category; there is no price and nothing to agree to', async () => {
  const { technician } = company.staff
  for (const triage of [{ inWarranty: true }, { privatePart: false }, { category: 'supplyOutage' }]) {
    const { id, order } = await claimed(triage)
    const request = await requestOf(id)
    assert.equal(request.price, null)
    assert.ok(!keysOf(request).includes('quotePrice'))
    assert.equal((await refusal(step(company.staff.agent, id, 'quotePrice', { items }))).code, 'process.stepNotAllowed')
    await orderStep(technician, order, 'start')
    await reportDone(order)
  }
})

test('what is urgent is done to avert the danger before anybody speaks of money; nothing is charged without consent', async () => {
  const { technician } = company.staff
  const { id, order } = await claimed({ urgency: '1' })
  await orderStep(technician, order, 'start')
  assert.deepEqual(
    (await refusal(reportDone(order, { charge: 80_00 }))).fields?.map(({ path, code }) => `${path} ${code}`),
    ['input.charge fields.unknown'],
  )
  await orderStep(technician, order, 'quotePrice', { items })
  await agree(id)
  await reportDone(order, { charge: 150_00 })
})

test('a quote above the range of its category says why; the manager may waive the charge', async () => {
  const { manager, technician } = company.staff
  const { id, order } = await claimed()
  const dear = [{ ...LABOUR, unitPrice: 900_00 }]
  const problem = await refusal(orderStep(technician, order, 'quotePrice', { items: dear }))
  assert.deepEqual(
    problem.fields?.map(({ path, code }) => `${path} ${code}`),
    ['input.note fields.aboveRange'],
  )
  assert.match(problem.fields?.[0]?.message ?? '', /¥900\.00.*¥300\.00/)
  assert.equal((await requestOf(id)).price?.state, 'none')
  await orderStep(technician, order, 'quotePrice', { items: dear, note: '需凿开墙面更换整段管道' })
  await step(manager, id, 'waivePrice', { reason: '去年同一位置修过' })
  const waived = await requestOf(id, owner.api)
  assert.deepEqual([waived.price?.state, waived.price?.quotes[0]?.state], ['waived', 'withdrawn'])
  await orderStep(technician, order, 'start')
  await reportDone(order)
})

test('several orders charge no more together than was agreed; an end withdraws what is still open', async () => {
  const { agent, manager, technician } = company.staff
  const { id, order } = await quoted()
  await agree(id)
  await step(manager, id, 'dispatchMore', { assignee: company.staffIds.technician })
  const second = (await requestOf(id)).orders.find((one) => one.id !== order)?.id as string
  await orderStep(technician, order, 'start')
  await orderStep(technician, second, 'take')
  await orderStep(technician, second, 'start')
  // at once, and neither sees the other's: one of them is too much
  const both = await Promise.allSettled([order, second].map((one) => reportDone(one, { charge: 100_00 })))
  assert.deepEqual(both.map(({ status }) => status).sort(), ['fulfilled', 'rejected'])
  const open = both[0]?.status === 'rejected' ? order : second
  assert.equal((await refusal(reportDone(open, { charge: 50_01 }))).fields?.[0]?.code, 'fields.aboveAgreed')
  await reportDone(open, { charge: 50_00 })
  assert.equal((await requestOf(id)).price?.charged, 150_00)

  const waiting = await quoted()
  await step(agent, waiting.id, 'cancel', { reason: '客户自行处理' })
  const cancelled = await requestOf(waiting.id, owner.api)
  assert.deepEqual([cancelled.price?.state, cancelled.price?.quotes[0]?.state], ['none', 'withdrawn'])
  assert.ok(!keysOf(cancelled).includes('agreePrice'))
})

test('a price is whole or not at all: lines that are no lines are refused at their field', async () => {
  const { technician } = company.staff
  const { order } = await claimed()
  const { version } = await orderOf(order)
  for (const bad of [[], [{ ...LABOUR, unitPrice: 80.5 }], [{ ...LABOUR, quantity: 0 }], 'all', [null]]) {
    const body = { step: 'quotePrice', version, input: { items: bad as never } }
    const problem = await refusal(technician('takeOrderStep', { params: { id: order }, body }))
    const [fault] = problem.fields ?? []
    assert.deepEqual([problem.status, fault?.path, fault?.code], [422, 'input.items', 'fields.priceItems'])
  }
})
