import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import type { CreateRequest } from '@sims/contracts'
import type { Client } from '@sims/contracts/web'
import { newId } from '#kernel'
import { hire, refusal, type TestCompany, testCompany } from '../../../testing.ts'

// Whom a complaint is about: named with it or later, or by nobody; who is told, who sees it, and how naming is undone.

let company: TestCompany
let owner: Awaited<ReturnType<TestCompany['resident']>>
let quality: Awaited<ReturnType<typeof hire>>
let executive: Awaited<ReturnType<typeof hire>>
before(async () => {
  company = await testCompany()
  owner = await company.resident(0)
  quality = await hire(company, 'quality', [{ role: 'qualitySupervisor', communityId: null }])
  executive = await hire(company, 'executive', [{ role: 'executive', communityId: null }])
})
after(() => company.close())

type Concerned = NonNullable<CreateRequest['concerned']>
const complaint = (concerned?: Concerned, category = 'complainTimeliness') => ({
  id: newId(),
  kind: 'complaint' as const,
  category,
  placeId: company.homes[0] as string,
  description: '约好上午来，等到下午也没有人',
  ...(concerned ? { concerned } : {}),
})
/** Complained by the owner, with what follows from it done. */
async function complained(concerned?: Concerned, category?: string): Promise<string> {
  const body = complaint(concerned, category)
  await owner.api('createRequest', { body })
  await company.app.relay.drain()
  return body.id
}
async function takenDown(concerned: Concerned): Promise<string> {
  const body = { ...complaint(concerned), channel: 'phone' as const, customerId: owner.customerId }
  await company.staff.agent('createRequest', { body })
  await company.app.relay.drain()
  return body.id
}
async function step(api: Client, id: string, name: string, input: Record<string, unknown> = {}) {
  const { version } = await api('getRequest', { params: { id } })
  await api('takeRequestStep', { params: { id }, body: { step: name, version, input: input as never } })
  await company.app.relay.drain()
}
const code = async (call: Promise<unknown>) => (await refusal(call)).code
const everybody = () => ({
  agent: company.staff.agent,
  manager: company.staff.manager,
  technician: company.staff.technician,
  quality: quality.api,
  executive: executive.api,
})
const those = async (ask: (api: Client) => Promise<boolean>) => {
  const found: string[] = []
  for (const [who, api] of Object.entries(everybody())) if (await ask(api)) found.push(who)
  return found.join(' ')
}
const told = (id: string) =>
  those(async (api) =>
    // all of these are of one customer
    (await api('listNotices')).items.some(({ recordId, kind }) => recordId === id && kind !== 'complaintRepeated'),
  )
const sees = (id: string) =>
  those((api) =>
    api('getRequest', { params: { id } }).then(
      () => true,
      () => false,
    ),
  )

test('a complaint that says nothing of a person: told to those who handle complaints, seen by the desk', async () => {
  const id = await complained()
  assert.equal(await told(id), 'manager quality')
  assert.equal(await sees(id), 'agent manager quality executive')
})

test('about conduct, or a member of staff whom nobody names: kept for those who handle complaints', async () => {
  for (const id of [await complained(undefined, 'complainAttitude'), await complained({ unnamed: 'staff' })]) {
    assert.equal(await told(id), 'manager quality')
    assert.equal(await sees(id), 'manager quality executive')
    await step(owner.api, id, 'urge')
    assert.equal(await told(id), 'manager quality executive', 'urging goes to those who may know of it')
  }
})

test('whoever took it down sees it through, and nobody else at the desk', async () => {
  const other = await hire(company, 'agent2', [{ role: 'agent', communityId: company.communityId }])
  const id = await takenDown({ unnamed: 'staff' })
  assert.equal(await sees(id), 'agent manager quality executive')
  assert.equal(await code(other.api('getRequest', { params: { id } })), 'http.notFound')
  const { items } = await other.api('listRequests', { query: { kind: 'complaint' } })
  assert.ok(!items.some((one) => one.id === id))
})

test('an unnamed manager: for those above only, and these are told', async () => {
  const id = await complained({ unnamed: 'manager' })
  assert.equal(await told(id), 'quality executive')
  assert.equal(await sees(id), 'quality executive')
  await step(executive.api, id, 'accept')
  await step(executive.api, id, 'talk', { way: 'phone', said: '已了解情况' })
  await step(quality.api, id, 'investigate', { truth: 'open', severity: 'serious', cause: '正在核实' })
})

test('named with the complaint: from the first moment not a word to that person, to all others as usual', async () => {
  const served = complaint()
  await company.staff.agent('createRequest', { body: { ...served, channel: 'phone', customerId: owner.customerId } })
  const { items } = await owner.api('myServers')
  const agent = company.staffIds.agent as string
  assert.ok(items.some(({ id, name }) => id === agent && name !== ''))
  const counted = await company.staff.agent('countRequests')
  const id = await complained({ staffId: agent })
  assert.equal(await told(id), 'manager quality')
  assert.equal(await sees(id), 'manager quality executive')
  assert.deepEqual(await company.staff.agent('countRequests'), counted)
  const { concerned } = await quality.api('getRequest', { params: { id } })
  assert.deepEqual([concerned?.people.map((one) => one.id), concerned?.keptFor], [[agent], null])
  assert.equal((await owner.api('getRequest', { params: { id } })).concerned, null)
})

test('a manager named at the desk: the level above is told and handles it', async () => {
  const id = await takenDown({ staffId: company.staffIds.manager as string })
  assert.equal(await told(id), 'quality executive')
  assert.equal(await sees(id), 'agent quality executive')
})

test('whoever takes a complaint about themselves down loses it at once', async () => {
  const id = await takenDown({ staffId: company.staffIds.agent as string })
  assert.equal(await sees(id), 'manager quality executive')
  assert.equal((await quality.api('getRequest', { params: { id } })).firstContactOwner, null)
})

test('only those who have served a resident can be named by them, and only in a complaint', async () => {
  const faults = async (body: object) => (await refusal(owner.api('createRequest', { body } as never))).fields ?? []
  const fieldsOf = async (body: object) => (await faults(body)).map(({ path, code }) => `${path} ${code}`)
  const technician = { staffId: company.staffIds.technician as string }
  assert.deepEqual(await fieldsOf(complaint(technician)), ['concerned.staffId fields.unknownReference'])
  const repair = { ...complaint({ unnamed: 'staff' }), kind: 'repair', category: 'waterLeak' }
  assert.deepEqual(await fieldsOf(repair), ['concerned fields.unknown'])
  const stranger = { ...complaint({ staffId: newId() }), channel: 'phone', customerId: owner.customerId }
  const { fields } = await refusal(company.staff.agent('createRequest', { body: stranger } as never))
  assert.deepEqual(
    fields?.map(({ path, code }) => `${path} ${code}`),
    ['concerned.staffId fields.unknownReference'],
  )
})

test('named later: what the person has been told goes, what waits to be mailed is not sent, what is sent is said', async () => {
  const id = await complained()
  await step(owner.api, id, 'urge')
  assert.equal(await told(id), 'agent manager quality')
  const { rows } = await company.database.owner.query<{ id: string }>(
    `select n.id from notice n join account a on a.id = n.account_id where a.login = 'agent' and n.record_id = $1`,
    [id],
  )
  const notice = rows[0]?.id
  const mail = `insert into delivery (organization_id, id, notice_id, kind, channel, state, created_at, next_at)
    values ($1, $2, $3, 'requestUrged', $4, $5, now(), case when $5 = 'waiting' then now() end)`
  for (const [channel, state] of [
    ['email', 'sent'],
    ['sms', 'waiting'],
  ])
    await company.database.owner.query(mail, [company.organizationId, newId(), notice, channel, state])
  await step(company.staff.manager, id, 'nameConcerned', { concerned: company.staffIds.agent as string })
  assert.equal(await told(id), 'manager quality')
  const unread = await company.staff.agent('listNotices', { query: { unread: 'true' as never } })
  assert.ok(!unread.items.some(({ recordId }) => recordId === id))
  const states = await company.database.owner.query<{ state: string }>(
    'select state from delivery where notice_id = $1 order by state',
    [notice],
  )
  assert.deepEqual(
    states.rows.map(({ state }) => state),
    ['sent', 'skipped'],
  )
  const { timeline } = await company.staff.manager('getRequest', { params: { id } })
  const entry = timeline.find(({ step }) => step === 'nameConcerned')
  assert.ok(
    entry?.details.some(({ value }) => value === '1 封，无法撤回'),
    JSON.stringify(entry?.details),
  )
  const customers = (await owner.api('getRequest', { params: { id } })).timeline
  assert.deepEqual(customers.find(({ step }) => step === 'nameConcerned')?.details, [])
})

test('naming a manager later hands it up; the manager loses it, the executive is told', async () => {
  const id = await complained()
  await step(company.staff.agent, id, 'nameConcerned', { concerned: company.staffIds.manager as string })
  assert.equal(await sees(id), 'quality executive')
  assert.equal(await told(id), 'quality executive')
})

test('naming is undone by those who handle complaints, with a reason; then nobody is known and it is kept', async () => {
  const id = await complained()
  const technician = company.staffIds.technician as string
  const agent = company.staffIds.agent as string
  await step(owner.api, id, 'urge')
  await step(company.staff.manager, id, 'nameConcerned', { concerned: agent })
  const { allowed } = await company.staff.manager('getRequest', { params: { id } })
  assert.ok(allowed.some(({ key }) => key === 'unname'))
  const wrong = step(company.staff.manager, id, 'unname', { concerned: technician, reason: '点错了' })
  assert.equal(await code(wrong), 'process.formInvalid')
  const without = step(company.staff.manager, id, 'unname', { concerned: agent })
  assert.equal(await code(without), 'process.formInvalid')
  await step(company.staff.manager, id, 'unname', { concerned: agent, reason: '当日并非此人当班' })
  assert.equal(await sees(id), 'manager quality executive', 'it may still be anybody at the desk')
  await step(company.staff.manager, id, 'concernsNobody', { reason: '系排班系统故障' })
  assert.equal(await sees(id), 'agent manager quality executive')
  assert.equal(await told(id), 'agent manager quality', 'what was taken back stands there again')
  const { timeline } = await company.staff.agent('getRequest', { params: { id } })
  const entry = timeline.find(({ step }) => step === 'unname')
  assert.ok(entry?.details.some(({ value }) => value === '当日并非此人当班'))
})

test('the desk names but does not undo', async () => {
  const id = await complained()
  await step(company.staff.agent, id, 'nameConcerned', { concerned: company.staffIds.technician as string })
  const { allowed } = await company.staff.agent('getRequest', { params: { id } })
  assert.deepEqual(
    allowed.filter(({ key }) => ['unname', 'concernsNobody', 'nameConcerned'].includes(key)).map(({ key }) => key),
    ['nameConcerned'],
  )
})

test('those above can pick a person', async () => {
  const { items } = await executive.api('listStaff')
  assert.ok(items.some(({ id }) => id === company.staffIds.manager))
})
