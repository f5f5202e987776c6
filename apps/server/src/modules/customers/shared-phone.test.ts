import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import type { Problem } from '@sims/contracts/web'
import { newId } from '#kernel'
import { clientOf, refusal, type TestCompany, testCompany } from '../../../testing.ts'

// A phone that a household shares: nobody is taken for another, and who signs in is asked once the phone is proven.

let company: TestCompany
before(async () => {
  company = await testCompany()
})
after(() => company.close())

const open = () => clientOf(company.app)
const home = (n: number) => company.homes[n] as string

/** Signs in by a new code; what is offered is in the problem of a refusal. */
async function enter(phone: string, more: Record<string, unknown> = {}) {
  company.clock.forward(61_000)
  const { shownCode } = await open()('askCode', { body: { phone } })
  const body = { phone, code: shownCode as string, mode: 'token' as const, ...more }
  return open()('residentSignIn', { body })
}
const offered = (problem: Problem) => problem.params?.people as { accountId: string; name: string }[]
const record = (name: string, phone: string, n: number) =>
  company.staff.agent('createCustomer', {
    body: { id: newId(), name, phone, premisesId: home(n), residencyKind: n === 0 ? 'owner' : 'householdMember' },
  })

test('who has the phone is offered only after the code, masked; each choice is that person', async () => {
  const phone = '13600000001'
  const [mother, son] = [await record('林秀英', phone, 0), await record('林小军', phone, 0)]
  const found = await company.staff.agent('listCustomers', { query: { q: phone } })
  assert.equal(found.items.length, 2, 'the desk sees all of them')
  company.clock.forward(61_000)
  const { shownCode } = await open()('askCode', { body: { phone } })
  const body = { phone, code: shownCode as string, mode: 'token' as const }
  const wrong = await refusal(open()('residentSignIn', { body: { ...body, code: '000000' } }))
  assert.deepEqual([wrong.code, wrong.params?.people], ['identity.wrongCode', undefined])
  const people = offered(await refusal(open()('residentSignIn', { body })))
  assert.deepEqual(
    people.map(({ name }) => name),
    ['林*英', '林*军'],
  )
  const unknown = await refusal(open()('residentSignIn', { body: { ...body, accountId: newId() } }))
  assert.equal(unknown.code, 'identity.choosePerson')
  const session = await open()('residentSignIn', { body: { ...body, accountId: people[1]?.accountId as string } })
  assert.deepEqual([session.customerId, session.name], [son.id, '林小军'])

  const api = clientOf(company.app, session.token as string)
  const persons = (await api('myPersons')).items
  assert.deepEqual(
    persons.map(({ name, current }) => [name, current]),
    [
      ['林*英', false],
      ['林小军', true],
    ],
  )
  const stranger = await company.resident(3)
  const { accountId } = await stranger.api('whoAmI')
  assert.equal((await refusal(api('switchPerson', { body: { id: accountId } }))).code, 'http.notFound')
  const other = await api('switchPerson', { body: { id: persons[0]?.id as string } })
  assert.deepEqual([other.customerId, other.name], [mother.id, '林秀英'])
  assert.equal((await api('whoAmI')).name, '林秀英')
  assert.deepEqual((await company.staff.agent('myPersons')).items, [], 'staff are nobody else')
})

test('an invitation is for the person of this name; another one with the phone becomes a person of their own', async () => {
  const phone = '13600000002'
  const wife = await record('何美', phone, 1)
  const body = { id: newId(), premisesId: home(2), residencyKind: 'owner' as const, uses: 3, days: 5 }
  const { url } = await company.staff.agent('createInvitation', { body })
  const invitation = url.split('/').at(-1) as string
  const asked = await refusal(enter(phone, { invitation, name: '赵刚' }))
  assert.deepEqual([asked.code, offered(asked).map(({ name }) => name)], ['identity.choosePerson', ['何*']])
  const husband = await enter(phone, { invitation, name: '赵刚', another: true })
  assert.notEqual(husband.customerId, wife.id)
  const same = await enter(phone, { invitation, name: '何美' })
  assert.equal(same.customerId, wife.id)
  const chosen = await enter(phone, { invitation, name: '老赵', accountId: husband.accountId })
  assert.equal(chosen.customerId, husband.customerId)
  const { residencies } = await company.staff.agent('getHousehold', { params: { id: home(2) } })
  assert.equal(residencies.length, 2)
})

test('a phone that nobody knows registers by name, and may do nothing before it is bound somewhere', async () => {
  const phone = '13600000003'
  assert.equal((await refusal(enter(phone))).code, 'identity.unknownPhone')
  const session = await enter(phone, { name: '新来的' })
  const api = clientOf(company.app, session.token as string)
  assert.deepEqual(await api('myHomes'), { ties: [], owned: [] })
  assert.deepEqual(await api('myPlaces'), { premises: [], areas: [] })
  const report = { id: newId(), category: 'waterLeak', placeId: home(0), description: '水管漏水' }
  assert.equal((await refusal(api('createRequest', { body: report }))).fields?.[0]?.path, 'placeId')
  assert.equal((await enter(phone)).customerId, session.customerId, 'known from now on')
  const known = await company.staff.agent('getCustomer', { params: { id: session.customerId as string } })
  assert.equal(known.verified, false)
})

test('several at once with one phone and name become one person', async () => {
  const body = { id: newId(), premisesId: home(4), residencyKind: 'owner' as const, uses: 20, days: 5 }
  const { url } = await company.staff.agent('createInvitation', { body })
  const invitation = url.split('/').at(-1) as string
  const { shownCode } = await open()('askCode', { body: { phone: '13600000004' } })
  const form = { phone: '13600000004', code: shownCode as string, invitation, name: '陈同', mode: 'token' as const }
  await Promise.allSettled(Array.from({ length: 4 }, () => open()('residentSignIn', { body: form })))
  const { rows } = await company.database.owner.query(
    `select count(*)::int as n from residency where premises_id = $1`,
    [home(4)],
  )
  assert.equal(rows[0].n, 1)
})
