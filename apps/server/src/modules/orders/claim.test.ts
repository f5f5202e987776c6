import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import type { ApiError, Client } from '@sims/contracts/web'
import { newId } from '#kernel'
import { hire, refusal, type TestCompany, testCompany } from '../../../testing.ts'

let company: TestCompany
let hired: Client
before(async () => {
  company = await testCompany()
  hired = (await hire(company, 'hired')).api
})
after(() => company.close())

/** A triaged request, ready to be dispatched. */
async function triaged(): Promise<string> {
  const { agent } = company.staff
  const id = newId()
  const caller = { name: '来电人', phone: '13900001111' }
  const placeId = company.homes[0] as string
  await agent('createRequest', { body: { id, category: 'waterLeak', placeId, description: '水管漏水', caller } })
  const step = (name: string, version: number, input = {}) =>
    agent('takeRequestStep', { params: { id }, body: { step: name, version, input } })
  await step('accept', 1)
  await step('triage', 2, { urgency: '2', impact: '3', category: 'waterLeak', privatePart: true, inWarranty: false })
  return id
}
const dispatch = async (id: string, input = {}): Promise<string> => {
  await company.staff.manager('takeRequestStep', { params: { id }, body: { step: 'dispatch', version: 3, input } })
  const { orders } = await company.staff.agent('getRequest', { params: { id } })
  return orders[0]?.id as string
}
const claim = (api: Client, id: string) => api('takeOrderStep', { params: { id }, body: { step: 'claim', version: 1 } })

test('of many who claim one order one wins, and each of the others is told that somebody was faster', async () => {
  const id = await dispatch(await triaged())
  const apis = [company.staff.technician, hired]
  const outcomes = await Promise.allSettled(Array.from({ length: 20 }, (_, n) => claim(apis[n % 2] as Client, id)))
  const told = outcomes.flatMap((o) => (o.status === 'rejected' ? [(o.reason as ApiError).problem.code] : []))
  assert.equal(told.length, 19)
  assert.deepEqual([...new Set(told)], ['process.staleVersion'])
})

test('an order that was never in the pool is not there for who it was not given to', async () => {
  const id = await dispatch(await triaged(), { assignee: company.staffIds.technician })
  assert.equal((await refusal(claim(hired, id))).status, 404)
  assert.equal((await refusal(claim(company.staff.technician, id))).status, 409)
})

test('an assignee or a team that there is not is refused at its field, and nothing is dispatched', async () => {
  const id = await triaged()
  for (const field of ['assignee', 'team']) {
    const problem = await refusal(dispatch(id, { [field]: newId() }))
    assert.equal(problem.status, 422)
    assert.deepEqual(
      problem.fields?.map(({ path, code }) => `${path} ${code}`),
      [`input.${field} fields.unknownReference`],
    )
  }
  const swapped = await refusal(dispatch(id, { team: company.staffIds.technician }))
  assert.deepEqual(
    swapped.fields?.map(({ path }) => path),
    ['input.team'],
  )
  await company.database.owner.query("update staff set left_on = '2026-01-01' where id = $1", [await staffId('hired')])
  const gone = await refusal(dispatch(id, { assignee: await staffId('hired') }))
  assert.equal(gone.code, 'process.formInvalid')
  assert.equal((await company.staff.agent('getRequest', { params: { id } })).orders.length, 0)
})

const staffId = async (login: string): Promise<string> =>
  (await company.database.owner.query('select staff_id from account where login = $1', [login])).rows[0].staff_id
