import assert from 'node:assert/strict'
import type { AddressInfo } from 'node:net'
import { after, before, test } from 'node:test'
import { endpoints, eventsPath, type OperationName, operations, RULE_KINDS } from '@sims/contracts'
import { ApiError, type Client } from '@sims/contracts/web'
import { newId } from '#kernel'
import { refusal, type TestCompany, testCompany } from './testing.ts'

// Whom a complaint is about finds no trace of it: every operation is walked as that person, and the event stream heard.

let company: TestCompany
let customer: Awaited<ReturnType<TestCompany['resident']>>
before(async () => {
  company = await testCompany({ realtime: true })
  customer = await company.resident(0)
})
after(() => company.close())

type Named = 'agent' | 'manager'
const NAMED: readonly Named[] = ['agent', 'manager']
interface Complaint {
  id: string
  number: string
}

async function complained(): Promise<Complaint> {
  const id = newId()
  const placeId = company.homes[0] as string
  const body = {
    id,
    kind: 'complaint' as const,
    category: 'complainTimeliness',
    placeId,
    description: '态度恶劣，推诿扯皮',
  }
  const { number } = await customer.api('createRequest', { body })
  await company.app.relay.drain()
  return { id, number }
}
const hide = ({ id }: Complaint, named: readonly Named[]) =>
  company.database.owner.query('update service_request set hidden_from = $2 where id = $1', [
    id,
    named.map((one) => company.staffIds[one]),
  ])

/** What else there is to ask of an operation than its plain list. */
const queries = (one: Complaint): Partial<Record<OperationName, object[]>> => ({
  listCustomers: [{ q: customer.phone }, { premisesId: company.homes[0] }],
  listRequests: [
    ...['new', 'mine', 'open', 'nearDue', 'overdue', 'toSettle', 'closed'].map((queue) => ({ queue })),
    { kind: 'complaint' },
    { customerId: customer.customerId },
    { q: one.number },
    { q: '推诿扯皮' },
  ],
  listPermits: [{ queue: 'all' }],
  listOrders: [{ requestId: one.id }, { queue: 'all' }],
  listDuty: [{ from: '2026-03-01', to: '2026-03-02' }],
  listPlaces: [{ communityId: company.communityId }],
  listRules: RULE_KINDS.map((kind) => ({ kind })),
  listDutyChanges: [{ from: '2026-03-01', to: '2026-03-02' }],
  processFigures: [{ process: 'complaint' }],
  clockReport: [{ kind: 'complaint', by: 'category' }],
  getImportTemplate: [{ subject: 'places' }],
})

/** What of an answer is not to be compared: figures count what is hidden, and notices are looked at elsewhere. */
const COUNTED: readonly string[] = ['clockReport', 'processFigures']

const heard = (call: Promise<unknown>) =>
  call.catch((error: unknown) => {
    if (error instanceof ApiError) return { refused: error.problem.code }
    throw error
  })

/** All that the operations that read answer to somebody, those by id asked for the complaint and for its customer. */
async function read(api: Client, one: Complaint): Promise<Map<string, unknown>> {
  const answers = new Map<string, unknown>()
  const reads = Object.entries(endpoints).filter(([, e]) => e.startsWith('GET '))
  for (const [name] of reads as [OperationName, string][]) {
    const { params } = operations[name] as { params?: unknown }
    const ids = params ? [{ id: one.id, token: 'x' }, { id: customer.customerId }] : [undefined]
    const asked = queries(one)[name] ?? [{}]
    for (const id of ids)
      for (const query of asked) {
        const answer = await heard(api(name, { ...(id ? { params: id } : {}), query } as never))
        answers.set(`${name} ${JSON.stringify([id ?? '', query])}`, answer)
      }
    const refused = asked.every((query) =>
      ids.every((id) => refusedAs(answers.get(`${name} ${JSON.stringify([id ?? '', query])}`)) === 'http.invalid'),
    )
    assert.ok(!refused || params, `say in queries() how ${name} is asked`)
  }
  const suggestFor = { placeId: company.homes[0], description: '态度恶劣，推诿扯皮' }
  answers.set('suggest', await heard(api('suggest', { body: suggestFor } as never)))
  return answers
}
const refusedAs = (answer: unknown) => (answer as { refused?: string } | null)?.refused

test('no operation shows it or counts it: all that can be read is what it was before the complaint', async () => {
  const unborn = { id: newId(), number: 'TS999999' }
  for (const named of NAMED) {
    const api = company.staff[named]
    const before = await read(api, unborn)
    const one = await complained()
    assert.ok(JSON.stringify([...(await read(api, one))]).includes(one.number), 'the walk finds what is not hidden')
    await hide(one, NAMED)
    const answers = await read(api, one)
    const asBefore = JSON.parse(
      JSON.stringify([...answers])
        .replaceAll(one.id, unborn.id)
        .replaceAll(one.number, unborn.number),
    ) as [string, unknown][]
    const known = new Map(JSON.parse(JSON.stringify([...before])) as [string, unknown][])
    assert.ok(answers.size > 30, `only ${answers.size} questions were asked`)
    for (const [asked, answer] of asBefore) {
      const [name] = asked.split(' ')
      if (COUNTED.includes(name as string) || name === 'listNotices') continue
      assert.deepEqual(answer, known.get(asked), `${named}: ${asked}`)
    }
    for (const [asked, answer] of answers) {
      if (asked.startsWith('listNotices')) continue
      const text = JSON.stringify(answer)
      assert.ok(!text.includes(one.id) && !text.includes(one.number), `${named}: ${asked}`)
    }
  }
})

test('no command reaches it: it does not exist', async () => {
  const one = await complained()
  await hide(one, NAMED)
  const manager = company.staff.manager
  const commands = Object.entries(operations).filter(([, operation]) => 'params' in operation && 'command' in operation)
  for (const [name] of commands) {
    const body = { step: 'talk', version: 1, input: {}, verified: true, mapping: {} }
    const call = (id: string) => heard(manager(name as OperationName, { params: { id }, body } as never))
    const refused = refusedAs(await call(one.id))
    assert.ok(refused, name)
    assert.equal(refused, refusedAs(await call(newId())), name)
  }
  const step = { step: 'accept', version: 1 }
  assert.equal(
    (await refusal(manager('takeRequestStep', { params: { id: one.id }, body: step }))).code,
    'http.notFound',
  )
  const records = [one.id, newId()].map((id) => ({ id, version: 1 }))
  const { refused } = await manager('takeRequestSteps', { body: { step: 'accept', records } })
  assert.deepEqual(
    refused.map(({ code }) => code),
    ['http.notFound', 'http.notFound'],
  )
})

test('the log of an import leads only to what the reader may see', async () => {
  const one = await complained()
  const run = newId()
  await company.database.owner.query(
    `insert into import_run (organization_id, id, file_id, file_name, wrapped_key, state, created_by, created_at)
     select organization_id, $1, $1, 'x.csv', '', 'done', id, now() from account where login = 'manager'`,
    [run],
  )
  await company.database.owner.query(
    `insert into import_row (organization_id, run_id, row_number, outcome, faults, record_id)
     select organization_id, $1, 2, 'created', '[]', $2 from organization`,
    [run, one.id],
  )
  await company.database.owner.query(`update role_grant set community_id = null where role = 'communityManager'`)
  company.clock.forward(60_000)
  const shown = async () => {
    const { items } = await company.staff.manager('listImportRows', { params: { id: run } })
    return items.map(({ number, recordId }) => [number, recordId])
  }
  assert.deepEqual(await shown(), [[one.number, one.id]])
  await hide(one, ['manager'])
  assert.deepEqual(await shown(), [[null, null]])
})

test('the event stream says nothing of it to them, and everything to the others', async () => {
  await company.app.http.app.listen({ host: '127.0.0.1', port: 0 })
  const { port } = company.app.http.app.server.address() as AddressInfo
  const listen = async (token: string) => {
    const response = await fetch(`http://127.0.0.1:${port}${eventsPath}`, {
      headers: { authorization: `Bearer ${token}` },
    })
    let text = ''
    void (async () => {
      const decoder = new TextDecoder()
      for await (const part of response.body ?? []) text += decoder.decode(part, { stream: true })
    })().catch(() => undefined)
    return { heard: () => text, close: () => response.body?.cancel().catch(() => undefined) }
  }
  const [agent, manager] = await Promise.all([listen(company.tokens.agent), listen(company.tokens.manager)])
  const one = await complained()
  await until(() => agent.heard().includes(one.id))
  await hide(one, ['agent'])
  const before = agent.heard()
  await customer.api('takeRequestStep', { params: { id: one.id }, body: { step: 'urge', version: 1 } })
  await company.app.relay.drain()
  await until(() => manager.heard().includes('"version":2'))
  // a later change has come, so what was before it has too
  const other = await complained()
  await until(() => agent.heard().includes(other.id))
  assert.ok(!agent.heard().slice(before.length).includes(one.id))
  await Promise.all([agent.close(), manager.close()])
})

async function until(done: () => boolean): Promise<void> {
  for (let i = 0; i < 500 && !done(); i++) await new Promise((resolve) => setTimeout(resolve, 20))
  assert.ok(done(), 'it did not happen')
}
