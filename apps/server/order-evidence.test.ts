import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { changeCategory, orderStep, refusal, repair, type TestCompany, testCompany, uploaded } from './testing.ts'

// What must be there before work begins and before it is reported done, as the category of the order says.

let company: TestCompany
before(async () => {
  company = await testCompany()
})
after(() => company.close())

/** An order that the technician has taken. */
async function taken(): Promise<string> {
  const { order } = await repair(company, { assignee: company.staffIds.technician as string })
  await orderStep(company.staff.technician, order, 'take')
  return order
}
const faults = async (call: Promise<unknown>) =>
  (await refusal(call)).fields?.map(({ path, code }) => `${path} ${code}`)
const ticked = async (order: string, mandatory = true) =>
  (await company.staff.technician('getOrder', { params: { id: order } })).checklist
    .filter((item) => !mandatory || item.mandatory)
    .map(({ key }) => key)

test('no mandatory item of the checklist is left open, by nobody', async () => {
  const { technician } = company.staff
  const order = await taken()
  await orderStep(technician, order, 'start')
  const photosAfter = [await uploaded(company)]
  const [first, ...others] = await ticked(order)
  assert.ok(first)
  const report = (checklist: string[]) => orderStep(technician, order, 'reportDone', { checklist, photosAfter })
  assert.deepEqual(await faults(orderStep(technician, order, 'reportDone', { photosAfter })), [
    'input.checklist fields.required',
  ])
  assert.deepEqual(await faults(report(others)), ['input.checklist fields.checklistOpen'])
  await report([first, ...others])
})

test('a category asks for pictures before the work, after it, both, or none', async () => {
  const { technician } = company.staff
  const photo = async () => [await uploaded(company)]
  const needed = async (order: string, step: string, key: string) =>
    (await technician('getOrder', { params: { id: order } })).allowed
      .find((one) => one.key === step)
      ?.form.find((field) => field.key === key)?.required
  for (const photos of ['none', 'before', 'after', 'both'] as const) {
    await changeCategory(company, 'waterLeak', { photos })
    const [before, after] = [photos !== 'none' && photos !== 'after', photos !== 'none' && photos !== 'before']
    const order = await taken()
    assert.equal(await needed(order, 'start', 'photosBefore'), before, photos)
    if (before) {
      assert.deepEqual(await faults(orderStep(technician, order, 'start')), ['input.photosBefore fields.photosNeeded'])
      const problem = await refusal(orderStep(technician, order, 'start', { photosBefore: [] }))
      assert.equal(problem.fields?.[0]?.message, '请至少拍一张照片。')
    }
    await orderStep(technician, order, 'start', before ? { photosBefore: await photo() } : {})
    assert.equal(await needed(order, 'reportDone', 'photosAfter'), after, photos)
    const checklist = await ticked(order)
    if (after) {
      const bare = orderStep(technician, order, 'reportDone', { checklist })
      assert.deepEqual(await faults(bare), ['input.photosAfter fields.photosNeeded'])
    }
    await orderStep(technician, order, 'reportDone', { checklist, ...(after ? { photosAfter: await photo() } : {}) })
  }
})

test('a category asks for the customer’s word: a signature, the code of their app, or why there is nobody', async () => {
  const { technician, agent } = company.staff
  await changeCategory(company, 'waterLeak', { photos: 'none', checklist: [], acceptance: 'either' })
  const begun = async () => {
    const { order, request, customer } = await repair(company, { assignee: company.staffIds.technician as string })
    await orderStep(technician, order, 'take')
    await orderStep(technician, order, 'start')
    const code = async (api = customer) =>
      (await api('getRequest', { params: { id: request } })).acceptanceCodes[0]?.code
    return {
      order,
      request,
      code,
      report: (input: object) => orderStep(technician, order, 'reportDone', input as never),
    }
  }
  const { order, code, report } = await begun()
  const shown = await code()
  assert.match(shown ?? '', /^\d{6}$/)
  assert.equal(await code(agent), undefined, 'nobody but the customer reads it')
  assert.deepEqual(await faults(report({})), ['input.acceptedBy fields.required'])
  assert.deepEqual(await faults(report({ acceptedBy: 'code' })), ['input.acceptanceCode fields.required'])
  assert.deepEqual(await faults(report({ acceptedBy: 'absent' })), ['input.absentReason fields.required'])
  const wrong = shown === '000000' ? '111111' : '000000'
  assert.deepEqual(await faults(report({ acceptedBy: 'code', acceptanceCode: wrong })), [
    'input.acceptanceCode orders.wrongCode',
  ])
  await report({ acceptedBy: 'code', acceptanceCode: shown })
  const { timeline } = await technician('getOrder', { params: { id: order } })
  assert.deepEqual(timeline[0]?.details, [{ label: '客户验收', value: '验收码' }])
  const stored = await company.database.owner.query('select result::text from work_order where id = $1', [order])
  assert.ok(!stored.rows[0].result.includes(shown as string), 'the code itself is not kept')

  const signed = await begun()
  const signature = await uploaded(company)
  await signed.report({ acceptedBy: 'signature', customerSignature: signature })
  const record = await technician('getOrder', { params: { id: signed.order } })
  assert.deepEqual(record.timeline[0]?.photos, [signature])

  const absent = await begun()
  await absent.report({ acceptedBy: 'absent', absentReason: '住户出差，电话确认' })
  assert.equal(await absent.code(), undefined, 'done is done')
})

test('whoever guesses at the code is stopped after five tries, for a while', async () => {
  const { technician } = company.staff
  const { order, request, customer } = await repair(company, { assignee: company.staffIds.technician as string })
  await orderStep(technician, order, 'take')
  await orderStep(technician, order, 'start')
  const [shown] = (await customer('getRequest', { params: { id: request } })).acceptanceCodes
  const wrong = shown?.code === '000000' ? '111111' : '000000'
  const type = (acceptanceCode: string | undefined) =>
    orderStep(technician, order, 'reportDone', { acceptedBy: 'code', acceptanceCode })
  for (let n = 0; n < 5; n++) assert.equal((await refusal(type(wrong))).code, 'process.formInvalid')
  assert.equal((await refusal(type(shown?.code))).code, 'orders.codeLocked')
  company.clock.forward(16 * 60_000)
  await type(shown?.code)
})
