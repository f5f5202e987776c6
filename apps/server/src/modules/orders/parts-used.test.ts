import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import type { UsedPart } from '@sims/contracts/web'
import { newId } from '#kernel'
import { orderStep, refusal, step, type TestCompany, testCompany, uploaded } from '../../../testing.ts'
import { pagesOf } from '../../platform/print/testing.ts'

let company: TestCompany
before(async () => {
  company = await testCompany()
})
after(() => company.close())

const TRIAGE = { urgency: '2', impact: '3', category: 'waterLeak', inWarranty: false }
const VALVE = { kind: 'parts', name: '角阀 DN15', quantity: 2, unitPrice: 2800 }
const QUOTE = [{ kind: 'labour', name: '人工', quantity: 1, unitPrice: 8000 }, VALVE]
const ours = (more: object = {}) => ({
  name: '生料带',
  unit: '卷',
  quantity: 1,
  unitPrice: 300,
  payer: 'company',
  ...more,
})
const theirs = (more: object = {}) =>
  ours({ name: '角阀 DN15', unit: '个', quantity: 2, unitPrice: 2800, payer: 'customer', ...more })

interface Work {
  id: string
  order: string
}
/** An order that is being done; of a request that is charged when somebody's own pipe leaks. */
async function started(privatePart: boolean, items?: object[]): Promise<Work> {
  const { agent, technician } = company.staff
  const id = newId()
  const caller = { name: '王建国', phone: '13900002222' }
  const placeId = company.homes[0] as string
  await agent('createRequest', { body: { id, category: 'waterLeak', placeId, description: '漏水', caller } })
  await step(agent, id, 'accept')
  await step(agent, id, 'triage', { ...TRIAGE, privatePart })
  await step(agent, id, 'dispatch', { assignee: company.staffIds.technician })
  const order = (await agent('getRequest', { params: { id } })).orders[0]?.id as string
  await orderStep(technician, order, 'take')
  if (items) await quoted({ id, order }, items)
  await orderStep(technician, order, 'start')
  return { id, order }
}
async function quoted({ id, order }: Work, items: object[]): Promise<void> {
  await orderStep(company.staff.technician, order, 'quotePrice', { items })
  const { price } = await company.staff.agent('getRequest', { params: { id } })
  await step(company.staff.agent, id, 'agreePriceFor', { quote: price?.quotes[0]?.id, way: 'phone', said: '同意' })
}
const record = ({ order }: Work, parts: object[], api = company.staff.technician) =>
  orderStep(api, order, 'recordParts', { parts })
const partsOf = async ({ order }: Work) => (await company.staff.agent('getOrder', { params: { id: order } })).parts
const faultOf = async (call: Promise<unknown>) => {
  const { code, fields } = await refusal(call)
  return [code, fields?.[0]?.path, fields?.[0]?.code]
}
const done = async ({ order }: Work, charged: object = {}) => {
  const { technician } = company.staff
  const { checklist } = await technician('getOrder', { params: { id: order } })
  const form = { checklist: checklist.map(({ key }) => key), photosAfter: [await uploaded(company)], ...charged }
  return orderStep(technician, order, 'reportDone', form)
}
const NOT_AGREED = ['process.formInvalid', 'input.parts', 'fields.partsNotAgreed']

test('what was used is recorded as the register has it, shown to all, and said on paper', async () => {
  const partId = newId()
  const entry = { id: partId, code: 'P-1', name: '软管 60cm', unit: '根', price: 1800 }
  await company.staff.manager('createPart', { body: entry })
  const work = await started(false)
  // a price of one's own is not taken where the register has one
  await record(work, [ours(), ours({ partId, name: '便宜货', unit: '条', unitPrice: 1, quantity: 2.5 })])
  const kept: UsedPart[] = [
    { partId: null, name: '生料带', unit: '卷', quantity: 1, unitPrice: 300, payer: 'company' },
    { partId, name: '软管 60cm', unit: '根', quantity: 2.5, unitPrice: 1800, payer: 'company' },
  ]
  assert.deepEqual(await partsOf(work), kept)
  // a new price in the register changes nothing that was used
  await company.staff.manager('changePart', { params: { id: partId }, body: { version: 1, price: 9900 } })
  await record(work, [ours({ partId, quantity: 3 })])
  assert.deepEqual(await partsOf(work), [{ ...kept[1], quantity: 3 }])
  const order = await company.staff.agent('getOrder', { params: { id: work.order } })
  const said = order.timeline.filter(({ verb }) => verb === 'recordParts').map(({ details }) => details[0]?.value)
  assert.deepEqual(said, ['软管 60cm 3 根 × ¥18.00（公司承担）', '生料带 1 卷 × ¥3.00（公司承担）'])
  const pdf = await company.staff.agent('printOrders', { body: { id: newId(), orderIds: [work.order] } })
  const text = (await pagesOf(pdf)).map((page) => page.text).join('')
  for (const words of ['配件与材料', '软管 60cm', '3 根', '¥18.00', '¥54.00', '公司承担'])
    assert.ok(text.includes(words), words)
  assert.deepEqual(await faultOf(record(work, [ours({ partId: newId() })])), [
    'process.formInvalid',
    'input.parts',
    'fields.unknownReference',
  ])
})

test('the customer pays for parts of the agreed quote alone: same name, same price, no more of them', async () => {
  const work = await started(true, QUOTE)
  // the form begins with what was agreed
  const { allowed } = await company.staff.technician('getOrder', { params: { id: work.order } })
  const field = allowed.find(({ key }) => key === 'recordParts')?.form.find(({ key }) => key === 'parts')
  assert.deepEqual(field?.value, [{ partId: null, ...theirs({ unit: '件' }) }])
  for (const wrong of [{ quantity: 3 }, { unitPrice: 3000 }, { name: '角阀 DN20' }])
    assert.deepEqual(await faultOf(record(work, [theirs(wrong)])), NOT_AGREED)
  assert.deepEqual(await faultOf(record(work, [theirs({ quantity: 1.5 }), theirs({ quantity: 0.75 })])), NOT_AGREED)
  await record(work, [theirs(), ours()])
  assert.equal((await partsOf(work)).length, 2)
})

test('without consent nothing goes on the customer’s account; a new quote asks for it anew', async () => {
  const free = await started(false)
  assert.deepEqual(await faultOf(record(free, [theirs()])), NOT_AGREED)
  const work = await started(true, QUOTE)
  await record(work, [theirs()])
  const more = [{ ...VALVE, quantity: 1 }]
  await orderStep(company.staff.technician, work.order, 'quotePrice', { items: more })
  assert.deepEqual(await faultOf(record(work, [theirs({ quantity: 1 })])), NOT_AGREED)
  const { price } = await company.staff.agent('getRequest', { params: { id: work.id } })
  await step(company.staff.agent, work.id, 'agreePriceFor', { quote: price?.quotes[0]?.id, way: 'phone', said: '好' })
  // what was recorded under the first quote no longer stands: it is not reported done unseen
  const late = await refusal(done(work, { charge: 2800 }))
  assert.equal(late.code, 'orders.partsNotAgreed')
  assert.match(late.detail, /角阀 DN15/)
  await record(work, [theirs({ quantity: 1 })])
  await done(work, { charge: 2800 })
})

test('all orders of a request share what was agreed', async () => {
  const work = await started(true, QUOTE)
  const { agent, technician } = company.staff
  await step(agent, work.id, 'dispatchMore', { assignee: company.staffIds.technician })
  const { orders } = await agent('getRequest', { params: { id: work.id } })
  const second = { id: work.id, order: orders.find(({ id }) => id !== work.order)?.id as string }
  await orderStep(technician, second.order, 'take')
  await orderStep(technician, second.order, 'start')
  await record(work, [theirs({ quantity: 1.5 })])
  assert.deepEqual(await faultOf(record(second, [theirs({ quantity: 1 })])), NOT_AGREED)
  await record(second, [theirs({ quantity: 0.5 })])
})

test('after the report who leads corrects the parts with a reason, and the timeline keeps both', async () => {
  const { manager, technician, agent } = company.staff
  const work = await started(false)
  await record(work, [ours()])
  await done(work)
  const late = await refusal(record(work, []))
  assert.equal(late.code, 'process.stepNotAllowed')
  const correct = { parts: [ours({ quantity: 2 })], reason: '少记一卷' }
  assert.ok(await refusal(orderStep(technician, work.order, 'correctParts', correct)))
  await orderStep(manager, work.order, 'correctParts', correct)
  assert.equal((await partsOf(work))[0]?.quantity, 2)
  const { timeline } = await agent('getOrder', { params: { id: work.order } })
  const entry = timeline.find(({ step: key }) => key === 'correctParts')
  assert.deepEqual(
    entry?.details.map(({ value }) => value),
    ['生料带 2 卷 × ¥3.00（公司承担）', '少记一卷'],
  )
  // none at all is said as well
  await orderStep(manager, work.order, 'correctParts', { reason: '未使用' })
  assert.deepEqual(await partsOf(work), [])
})
