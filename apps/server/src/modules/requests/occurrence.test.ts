import assert from 'node:assert/strict'
import { after, before, beforeEach, test } from 'node:test'
import type { Client } from '@sims/contracts/web'
import { HOUR, MINUTE, newId } from '#kernel'
import { refusal, type TestCompany, testCompany } from '../../../testing.ts'

let company: TestCompany
let start: number
before(async () => {
  company = await testCompany()
})
beforeEach(() => {
  start = company.clock.now.getTime()
})
after(() => company.close())

const TRIAGE = { urgency: '1', impact: '3', category: 'waterLeak', privatePart: true, inWarranty: true }
const at = (ms: number) => new Date(start + ms).toISOString()
const caller = { name: '来电人', phone: '13900003333' }

async function report(api: Client, more: object): Promise<string> {
  const id = newId()
  const placeId = company.homes[0] as string
  await api('createRequest', { body: { id, category: 'waterLeak', placeId, description: '水管漏水', ...more } })
  return id
}
const step = (id: string, version: number, name: string, input = {}) =>
  company.staff.agent('takeRequestStep', { params: { id }, body: { step: name, version, input } })

/** An order in the pool. */
async function pooled(): Promise<string> {
  const id = await report(company.staff.agent, { caller })
  await step(id, 1, 'accept')
  await step(id, 2, 'triage', TRIAGE)
  await step(id, 3, 'dispatch')
  return (await company.staff.agent('getRequest', { params: { id } })).orders[0]?.id as string
}
const offline = (id: string, version: number, name: string, occurredAt: string) =>
  company.staff.technician('takeOrderStep', { params: { id }, body: { step: name, version, occurredAt } })
const timeOf = async (id: string, verb: string) => {
  const { timeline } = await company.staff.technician('getOrder', { params: { id } })
  const entry = timeline.find((one) => one.verb === verb)
  return entry && new Date(entry.occurredAt).getTime() - start
}

test('what was done without a line counts from when it happened, in the order in which it happened', async () => {
  const id = await pooled()
  company.clock.forward(25 * MINUTE)
  await offline(id, 1, 'claim', at(10 * MINUTE))
  assert.equal(await timeOf(id, 'claim'), 10 * MINUTE)
  // the phone's clock was put back in between
  await offline(id, 2, 'start', at(5 * MINUTE))
  assert.equal(await timeOf(id, 'start'), 10 * MINUTE)
})

test('nothing happened before it could, after now, or more than 72 hours ago', async () => {
  const id = await pooled()
  assert.equal((await refusal(offline(id, 1, 'claim', at(-73 * HOUR)))).code, 'command.tooOld')
  assert.equal((await refusal(offline(id, 1, 'claim', at(3 * MINUTE)))).code, 'command.tooOld')
  await offline(id, 1, 'claim', at(-5 * HOUR))
  assert.equal(await timeOf(id, 'claim'), 0, 'not before it came into the pool')
})

test('a customer waits from when staff heard of it; what a resident sends, from when it came', async () => {
  company.clock.forward(25 * MINUTE)
  const owner = await company.resident(0)
  const startsOf = async (id: string) => {
    await step(id, 1, 'accept')
    await step(id, 2, 'triage', TRIAGE)
    const { clocks } = await company.staff.agent('getRequest', { params: { id } })
    const owed = clocks.filter(({ kind }) => kind !== 'timer')
    return owed.map((clock) => [clock.name, new Date(clock.startedAt).getTime() - start])
  }
  const clocks = ['firstResponse', 'onSite', 'result']
  const heard = await startsOf(await report(company.staff.agent, { caller, occurredAt: at(0) }))
  assert.deepEqual(
    heard,
    clocks.map((name) => [name, 0]),
  )
  const sent = await startsOf(await report(owner.api, { occurredAt: at(0) }))
  assert.deepEqual(
    sent,
    clocks.map((name) => [name, 25 * MINUTE]),
  )
})
