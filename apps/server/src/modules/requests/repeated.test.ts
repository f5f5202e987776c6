import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import type { Client } from '@sims/contracts/web'
import { newId } from '#kernel'
import { anywhere, hire, step, type TestCompany, testCompany } from '../../../testing.ts'

// Complaints that repeat each other: shown to whoever may see both, told one level up.

let company: TestCompany
let neighbours: Awaited<ReturnType<TestCompany['resident']>>[]
let executive: Client
let area: string
before(async () => {
  company = await testCompany()
  neighbours = [await company.resident(0), await company.resident(1)]
  executive = (await hire(company, 'executive', anywhere('executive'), { name: '高总' })).api
  const { rows } = await company.database.owner.query<{ id: string }>(
    "select id from place where kind = 'area' limit 1",
  )
  area = rows[0]?.id as string
})
after(() => company.close())

async function complained(n: number, placeId: string, category = 'complainFacility'): Promise<string> {
  const id = newId()
  const body = { id, kind: 'complaint' as const, category, placeId, description: '健身器材坏了两个月没人修' }
  await neighbours[n]?.api('createRequest', { body })
  await company.app.relay.drain()
  company.clock.forward(60_000)
  return id
}
const repeats = async (id: string, api = company.staff.manager) =>
  (await api('getRequest', { params: { id } })).repeats.map((one) => one.id)
const toldUp = async (id: string) =>
  (await executive('listNotices')).items.some(({ kind, recordId }) => kind === 'complaintRepeated' && recordId === id)
/** What there is, moved back by 31 days, so that sessions live on. */
const monthLater = () =>
  company.database.owner.query("update service_request set created_at = created_at - interval '31 days'")

test('the same thing by another customer, the same customer about something else; not another thing, not after 30 days', async () => {
  const home = company.homes[1] as string
  const first = await complained(0, area)
  assert.deepEqual([await repeats(first), await toldUp(first)], [[], false])
  const other = await complained(1, home, 'complainCharges')
  assert.deepEqual([await repeats(other), await toldUp(other)], [[], false])
  const sameThing = await complained(1, area)
  assert.deepEqual([await repeats(sameThing), await toldUp(sameThing)], [[other, first], true])
  assert.deepEqual(await repeats(first), [], 'what came later is no repetition of it')
  assert.deepEqual(await neighbours[1]?.api('getRequest', { params: { id: sameThing } }).then((r) => r.repeats), [])
  await monthLater()
  const late = await complained(0, area)
  assert.deepEqual([await repeats(late), await toldUp(late)], [[], false])
})

test('whom an earlier one is about learns nothing of it from the later one', async () => {
  await monthLater()
  const first = await complained(0, area)
  const { rows } = await company.database.owner.query("select staff_id as id from account where login = 'executive'")
  await step(company.staff.manager, first, 'nameConcerned', { concerned: company.staffIds.agent as string })
  await step(company.staff.manager, first, 'nameConcerned', { concerned: rows[0].id })
  const second = await complained(0, area)
  assert.deepEqual(await repeats(second, company.staff.agent), [])
  assert.equal(await toldUp(second), false)
  assert.ok((await company.staff.agent('getRequest', { params: { id: second } })).number)
})
