import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { newId } from '#kernel'
import { hire, refusal, step, type TestCompany, testCompany } from '../../../testing.ts'

let company: TestCompany
before(async () => {
  company = await testCompany()
})
after(() => company.close())

let made = 0
const form = (more: object = {}) => {
  made++
  return { id: newId(), name: `江南电梯维保${made}部`, ...more }
}
const enter = async (more: object = {}) => {
  const body = form(more)
  company.clock.forward(1000)
  await company.staff.manager('createContractor', { body })
  return body
}
const get = (id: string) => company.staff.agent('getContractor', { params: { id } })
const change = (id: string, more: object, version = 1) =>
  company.staff.manager('changeContractor', { params: { id }, body: { version, ...more } })
const worker = (account: string) => hire(company, account, [{ role: 'contractorWorker', communityId: null }])

test('a contractor is entered with its contact sealed, and read open by who works with it', async () => {
  const { id, name } = await enter({ contactName: '孙立', contactPhone: '13900007777', trades: ['lift'] })
  const one = await get(id)
  assert.deepEqual([one.name, one.contactName, one.contactPhone, one.trades], [name, '孙立', '13900007777', ['lift']])
  const { rows } = await company.database.owner.query(
    'select row_to_json(c)::text as row, contact_sealed from contractor c where id = $1',
    [id],
  )
  const bytes = rows[0].contact_sealed.toString('latin1')
  assert.ok(!rows[0].row.includes('13900007777') && !bytes.includes('13900007777') && !bytes.includes('孙立'))
  await change(id, { contactName: '周明' })
  const after = await get(id)
  assert.deepEqual([after.contactName, after.contactPhone], ['周明', '13900007777'])
  await change(id, { contactName: null, contactPhone: null }, 2)
  assert.deepEqual([(await get(id)).contactName, (await get(id)).contactPhone], [null, null])
})

test('contract and qualification hold to the end of their last day', async () => {
  const { id } = await enter({
    contractUntil: '2026-03-02',
    qualification: '特种设备维保 B 级',
    qualificationUntil: '2026-01-31',
  })
  const { contractExpired, qualificationExpired } = await get(id)
  assert.deepEqual([contractExpired, qualificationExpired], [false, true])
  const { id: open } = await enter()
  const found = async (expired: 'true' | 'false') =>
    (await company.staff.agent('listContractors', { query: { expired } })).items.map((one) => one.id)
  assert.ok((await found('true')).includes(id) && !(await found('true')).includes(open))
  assert.ok(!(await found('false')).includes(id) && (await found('false')).includes(open))
  await change(id, { contractUntil: '2026-03-01' })
  assert.equal((await get(id)).contractExpired, true)
})

test('accounts of its workers are tied to it, each to one firm', async () => {
  const [first, second] = [await worker('outer1'), await worker('outer2')]
  const one = await enter({ workerIds: [first.id] })
  assert.deepEqual((await get(one.id)).workers, [{ id: first.id, name: '李工' }])
  const other = await enter()
  const elsewhere = await refusal(change(other.id, { workerIds: [first.id] }))
  const [fault] = elsewhere.fields ?? []
  assert.deepEqual([fault?.path, fault?.code], ['workerIds.0', 'registers.worksElsewhere'])
  assert.ok(fault?.message.includes(one.name))
  const wrong = await refusal(change(other.id, { workerIds: [company.staffIds.technician, newId()] }))
  assert.deepEqual(
    wrong.fields?.map(({ code }) => code),
    ['registers.notWorker', 'fields.unknownReference'],
  )
  await change(one.id, { workerIds: [second.id] })
  await change(other.id, { workerIds: [first.id] })
  assert.deepEqual(
    (await get(one.id)).workers.map(({ id }) => id),
    [second.id],
  )
  assert.deepEqual(
    (await get(other.id)).workers.map(({ id }) => id),
    [first.id],
  )
})

test('of two firms that take the same worker at once one is told', async () => {
  const shared = await worker('outer3')
  const firms = [await enter(), await enter()]
  const said = await Promise.all(
    firms.map(({ id }) =>
      change(id, { workerIds: [shared.id] }).then(
        () => 'tied',
        (error) => error.problem.fields[0].code,
      ),
    ),
  )
  assert.deepEqual(said.sort(), ['registers.worksElsewhere', 'tied'])
})

test('found by name, trade and whether it still works for us; kept by managers and executives alone', async () => {
  const { agent, technician, manager } = company.staff
  const { id } = await enter({ name: '滨湖防水工程', trades: ['masonry'] })
  const found = async (query: object) => (await agent('listContractors', { query })).items.map((one) => one.id)
  assert.deepEqual(await found({ q: '滨湖' }), [id])
  assert.deepEqual(await found({ trade: 'masonry' }), [id])
  await change(id, { active: false })
  assert.deepEqual(await found({ trade: 'masonry', active: 'true' }), [])
  assert.deepEqual(await found({ trade: 'masonry', active: 'false' }), [id])
  assert.equal((await refusal(agent('createContractor', { body: form() }))).code, 'access.forbidden')
  assert.equal((await refusal(technician('listContractors'))).code, 'access.forbidden')
  assert.equal((await refusal(change(id, { note: '晚了' }))).code, 'process.staleVersion')
  assert.equal((await refusal(manager('getContractor', { params: { id: newId() } }))).code, 'http.notFound')
  const taken = await refusal(manager('createContractor', { body: form({ name: '滨湖防水工程' }) }))
  assert.deepEqual([taken.code, taken.fields?.[0]?.path], ['registers.nameTaken', 'name'])
})

test('work is given to a contractor’s worker; where the contract has run out, people are warned and not held up', async () => {
  const { agent } = company.staff
  const sent = await worker('outer4')
  const firm = await enter({ workerIds: [sent.id], contractUntil: '2026-03-01' })
  const member = (await agent('listStaff', { query: { limit: 100 } })).items.find(({ id }) => id === sent.id)
  assert.deepEqual(member?.contractor, { id: firm.id, name: firm.name, expired: true })
  const id = newId()
  const caller = { name: '王建国', phone: '13900002222' }
  const placeId = company.homes[0] as string
  await agent('createRequest', { body: { id, category: 'waterLeak', placeId, description: '漏水', caller } })
  await step(agent, id, 'accept')
  const triage = { urgency: '2', impact: '3', category: 'waterLeak', privatePart: false, inWarranty: false }
  await step(agent, id, 'triage', triage)
  await step(agent, id, 'dispatch', { assignee: sent.id })
  const order = (await agent('getRequest', { params: { id } })).orders[0]?.id as string
  const shown = async () => (await sent.api('getOrder', { params: { id: order } })).contractor
  assert.deepEqual(await shown(), { id: firm.id, name: firm.name, expired: true })
  await change(firm.id, { contractUntil: '2027-03-01' })
  assert.equal((await shown())?.expired, false)
  await change(firm.id, { active: false }, 2)
  assert.equal((await shown())?.expired, true)
})
