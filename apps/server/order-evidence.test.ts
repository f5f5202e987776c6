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
