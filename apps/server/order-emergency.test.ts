import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import type { Client } from '@sims/contracts/web'
import { fireDueClocks } from '#platform/process'
import { anywhere, hire, orderStep, refusal, repair, type TestCompany, testCompany, uploaded } from './testing.ts'

// A sudden event during the work, called from the order itself, at broad daylight.

const log = { info: () => undefined, warn: () => undefined, error: () => undefined }
let company: TestCompany
let onDuty: { id: string; api: Client }
let commander: Client
before(async () => {
  company = await testCompany()
  onDuty = await hire(company, 'onduty')
  commander = (await hire(company, 'commander', anywhere('emergencyCommander'))).api
  const shift = { date: '2026-03-02', from: '08:00', to: '20:00', post: 'engineering' as const, order: 1 }
  const days = { from: '2026-03-02', to: '2026-03-02' }
  await company.staff.manager('setDuty', {
    body: { communityId: company.communityId, ...days, shifts: [{ ...shift, staffId: onDuty.id }] },
  })
})
after(() => company.close())

const look = async () => {
  await fireDueClocks({ db: company.app.db, log }, company.clock.now)
  await company.app.relay.drain()
}
const mine = async (api: Client) => (await api('listDutyCalls', {})).items.filter((call) => call.mine)

test('the worker calls from the order: the duty rings at any hour, the emergency team is told, somebody responds', async () => {
  const { technician, manager } = company.staff
  const { order } = await repair(company, { assignee: company.staffIds.technician as string })
  assert.equal((await refusal(onDuty.api('getOrder', { params: { id: order } }))).status, 404)
  await orderStep(technician, order, 'take')
  await orderStep(technician, order, 'start')
  const photosEvent = [await uploaded(company)]
  await orderStep(technician, order, 'emergency', { event: '主管爆裂，楼道进水', photosEvent })
  const again = await refusal(orderStep(technician, order, 'emergency', { event: '再叫一次' }))
  assert.equal(again.code, 'process.stepNotAllowed', 'it rings already')
  await look()
  for (const api of [commander, manager]) {
    assert.ok((await api('listNotices', {})).items.some(({ title }) => title === '现场突发情况'))
  }
  const [call] = await mine(onDuty.api)
  assert.deepEqual([call?.id, call?.emergency, call?.call], [order, true, 1])

  const seen = await onDuty.api('getOrder', { params: { id: order } })
  assert.deepEqual(seen.timeline.find(({ step }) => step === 'emergency')?.photos, photosEvent)
  assert.ok(seen.allowed.some(({ key }) => key === 'respond'))
  assert.ok(!(await technician('getOrder', { params: { id: order } })).allowed.some(({ key }) => key === 'respond'))
  await orderStep(onDuty.api, order, 'respond', { note: '五分钟到' })
  await look()
  assert.deepEqual(await mine(onDuty.api), [])
  assert.ok((await technician('listNotices', {})).items.some(({ title }) => title === '已有人响应'))
  assert.ok((await onDuty.api('getOrder', { params: { id: order } })).timeline.some(({ step }) => step === 'respond'))
  await orderStep(technician, order, 'emergency', { event: '阀门也坏了' })
  await look()
  assert.equal((await mine(onDuty.api)).length, 1, 'it can be called again')
})

test('whoever is called and cannot come passes the emergency on: the next is called at once', async () => {
  const { technician } = company.staff
  const { order } = await repair(company, { assignee: company.staffIds.technician as string })
  await orderStep(technician, order, 'take')
  await orderStep(technician, order, 'emergency', { event: '人员触电' })
  await look()
  await onDuty.api('passDutyCall', { params: { id: order } })
  await look()
  const { items } = await company.staff.manager('listDutyCalls', {})
  assert.ok((items.find(({ id }) => id === order)?.call ?? 0) >= 2)
})
