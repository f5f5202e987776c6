import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { newId } from '#kernel'
import { fireDueClocks } from '#platform/process'
import { refusal, step, type TestCompany, testCompany } from '../../../testing.ts'
import { processVisits } from './index.ts'

let company: TestCompany
let owner: Awaited<ReturnType<TestCompany['resident']>>
before(async () => {
  company = await testCompany()
  owner = await company.resident(0)
})
after(() => company.close())

const MINUTE = 60_000
async function asked(): Promise<string> {
  const id = newId()
  const placeId = company.homes[0] as string
  await owner.api('createRequest', {
    body: { id, kind: 'inquiry', category: 'askCharges', placeId, description: '问一下' },
  })
  return id
}
const figures = async () => {
  await company.app.relay.drain()
  const { states } = await company.staff.manager('processFigures', { query: { process: 'inquiry', days: 30 } })
  return Object.fromEntries(
    states.map(({ key, running, visits, medianSeconds }) => [key, [running, visits, medianSeconds]]),
  )
}

test('what stands where, and how long it stood there: median over the visits, a talk is no visit', async () => {
  for (const minutes of [1, 3, 2]) {
    const id = await asked()
    company.clock.forward(minutes * MINUTE)
    await step(company.staff.agent, id, 'talk', { way: 'phone', said: '稍后答复' })
    await step(company.staff.agent, id, 'accept')
  }
  const last = await asked()
  const told = await figures()
  assert.deepEqual(told.received, [1, 3, 2 * 60])
  assert.deepEqual(told.accepted, [3, 0, null])
  company.clock.forward(5 * MINUTE)
  await step(company.staff.agent, last, 'accept')
  assert.deepEqual((await figures()).received, [0, 4, 2.5 * 60])
})

test('an event that comes twice counts once', async () => {
  const before = await figures()
  const { rows } = await company.database.owner.query(
    `select record_id as "recordId", seq, record_kind as "recordKind" from timeline`,
  )
  const events = rows.map((row) => ({ ...row, name: 'serviceRequest.accept', version: row.seq }))
  await company.app.db.transaction(company.organizationId, (tx) => processVisits.run(tx, events, company.clock.now))
  assert.deepEqual(await figures(), before)
})

test('a clock that is missed counts where the record stood', async () => {
  // written down a day later than it was said
  const occurredAt = new Date(company.clock.now.getTime() - 25 * 60 * MINUTE).toISOString()
  const placeId = company.homes[0] as string
  const body = {
    id: newId(),
    kind: 'inquiry' as const,
    category: 'askCharges',
    placeId,
    description: '问一下',
    occurredAt,
  }
  await company.staff.agent('createRequest', { body: { ...body, channel: 'phone', customerId: owner.customerId } })
  const log = { info: () => undefined, warn: () => undefined, error: () => undefined }
  await fireDueClocks({ db: company.app.db, log }, company.clock.now)
  await company.app.relay.drain()
  const { states } = await company.staff.manager('processFigures', { query: { process: 'inquiry' } })
  assert.equal(states.find(({ key }) => key === 'received')?.breaches, 1)
})

test('only who answers for the work sees its figures; a process that is not there is not found', async () => {
  const query = { process: 'inquiry' as const }
  assert.equal((await refusal(company.staff.technician('processFigures', { query }))).code, 'access.forbidden')
  const none = { process: 'appointment' as const }
  assert.equal((await refusal(company.staff.manager('processFigures', { query: none }))).code, 'http.notFound')
})
