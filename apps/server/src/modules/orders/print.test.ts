import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { PRINT_MAXIMUM } from '@sims/contracts'
import type { Client } from '@sims/contracts/web'
import { newId } from '#kernel'
import { clientOf, hire, orderStep, refusal, step, type TestCompany, testCompany } from '../../../testing.ts'
import { type PrintedPage, pagesOf, scan } from '../../platform/print/testing.ts'

let company: TestCompany
before(async () => {
  company = await testCompany()
})
after(() => company.close())

const TRIAGE = { urgency: '2', impact: '3', category: 'waterLeak', privatePart: true, inWarranty: false }

/** An order of a request of somebody who called; given to the technician. */
async function ordered(description = '主卧阳台漏水，陈俤先生在家'): Promise<{ id: string; number: string }> {
  const { agent, technician } = company.staff
  const id = newId()
  const caller = { name: '王建国', phone: '13900002222' }
  await agent('createRequest', {
    body: { id, category: 'waterLeak', placeId: company.homes[0] as string, description, caller },
  })
  await step(agent, id, 'accept')
  await step(agent, id, 'triage', TRIAGE)
  await step(agent, id, 'dispatch', { assignee: company.staffIds.technician })
  const [order] = (await agent('getRequest', { params: { id } })).orders
  await orderStep(technician, order?.id as string, 'take')
  return { id: order?.id as string, number: order?.number as string }
}
const print = async (api: Client, orderIds: string[], key?: string, id = newId()) =>
  pagesOf(await api('printOrders', { body: { id, orderIds }, ...(key ? { key } : {}) }))
const textOf = async (...args: Parameters<typeof print>) => (await print(...args)).map(({ text }) => text).join('\n')

test('an order is printed with all that its page says, and its code leads back to it', async () => {
  const order = await ordered()
  const pages = await print(company.staff.agent, [order.id])
  const said = pages.map(({ text }) => text).join('')
  for (const text of [
    '测试物业',
    '测试小区',
    `工单${order.number}原件`,
    '主卧阳台漏水，陈俤先生在家',
    '作业清单',
    '必查',
    '安全提示',
    '本单向客户收费，尚未报价',
    '办理过程',
    '接单',
    '处理人签字',
    '第 1 页 / 共',
  ])
    assert.ok(said.includes(text), `${text} in ${said}`)
  assert.equal(scan(pages[0] as PrintedPage), `http://localhost:3000/orders/${order.id}`)
})

test('the first copy is the original, each further one says which reprint it is; a repeated command is the same copy', async () => {
  const order = await ordered()
  const { agent, technician } = company.staff
  const [id, key] = [newId(), newId()]
  assert.match(await textOf(agent, [order.id], key, id), /原件/)
  assert.match(await textOf(technician, [order.id]), /补打 第 1 次/)
  assert.match(await textOf(agent, [order.id], key, id), /原件/)
  assert.match(await textOf(agent, [order.id]), /补打 第 2 次/)
  const { printed } = await agent('getOrder', { params: { id: order.id } })
  const me = (await agent('whoAmI')).name
  assert.deepEqual(printed, { copies: 3, lastAt: printed?.lastAt, lastBy: me })
  const { rows } = await company.database.owner.query(
    `select count(*)::int as times from audit_event where action = 'orders.print' and outcome = 'success'
       and object_ids @> array[$1::uuid]`,
    [order.id],
  )
  assert.equal(rows[0].times, 3)
})

test('two who print the same order at once get two copies', async () => {
  const order = await ordered()
  const both = await Promise.all([company.staff.agent, company.staff.manager].map((api) => textOf(api, [order.id])))
  assert.equal(both.filter((text) => text.includes('原件')).length, 1)
  assert.equal(both.filter((text) => text.includes('补打 第 1 次')).length, 1)
})

test('the customer is in clear for who has the order, masked for everybody else', async () => {
  const order = await ordered()
  const own = await textOf(company.staff.technician, [order.id])
  assert.match(own, /王建国 13900002222/)
  assert.doesNotMatch(own, /脱敏/)
  const desk = await textOf(company.staff.agent, [order.id])
  assert.doesNotMatch(desk, /建国|13900002222/)
  assert.match(desk, /139\*\*\*\*2222（已脱敏/)
})

test('in the language of the reader', async () => {
  const order = await ordered()
  const text = await textOf(clientOf(company.app, company.tokens.agent, 'en'), [order.id])
  for (const words of ['Work order', 'Original', 'Checklist', 'Signature of the customer', 'Page 1 of'])
    assert.ok(text.includes(words), words)
})

test('several orders make one PDF, each with pages of its own; one named twice is printed once', async () => {
  const [one, two] = [await ordered('一'.repeat(4000)), await ordered()]
  const pages = await print(company.staff.agent, [one.id, two.id, one.id])
  const of = pages.filter(({ text }) => text.includes(one.number))
  assert.equal(pages.length, of.length + pages.filter(({ text }) => text.includes(two.number)).length)
  assert.ok(of.length > 1)
  for (const [n, { text }] of of.entries()) assert.ok(text.includes(`第 ${n + 1} 页 / 共 ${of.length} 页`))
})

test('what is ticked at the report is ticked on paper', async () => {
  const order = await ordered()
  const { agent } = company.staff
  const before = await agent('getOrder', { params: { id: order.id } })
  const keys = before.checklist.map(({ key }) => key)
  await company.database.owner.query(`update work_order set result = $2 where id = $1`, [
    order.id,
    JSON.stringify({ checklist: keys.slice(0, 1) }),
  ])
  assert.deepEqual((await agent('getOrder', { params: { id: order.id } })).ticked, keys.slice(0, 1))
})

test('who does not see an order does not print it, and nothing is recorded', async () => {
  const order = await ordered()
  const stranger = await hire(company, 'stranger')
  const overseer = await hire(company, 'overseer', [{ role: 'qualitySupervisor', communityId: null }])
  const home = await company.resident(1)
  const body = () => ({ body: { id: newId(), orderIds: [order.id] } })
  assert.equal((await refusal(stranger.api('printOrders', body()))).code, 'http.notFound')
  assert.equal((await refusal(overseer.api('printOrders', body()))).code, 'access.forbidden')
  assert.equal((await refusal(home.api('printOrders', body()))).code, 'access.forbidden')
  const some = { body: { id: newId(), orderIds: [order.id, newId()] } }
  assert.equal((await refusal(company.staff.agent('printOrders', some))).code, 'http.notFound')
  assert.equal((await company.staff.agent('getOrder', { params: { id: order.id } })).printed, null)
  const many = { body: { id: newId(), orderIds: Array.from({ length: PRINT_MAXIMUM + 1 }, () => newId()) } }
  const { code, fields } = await refusal(company.staff.agent('printOrders', many))
  assert.deepEqual([code, fields?.[0]?.code], ['http.invalid', 'fields.tooLong'])
})
