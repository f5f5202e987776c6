import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import type { Client } from '@sims/contracts/web'
import { DAY, newId } from '#kernel'
import { clientOf, refusal, type TestCompany, testCompany } from '../../../testing.ts'

// How residents bind themselves and each other: invited by the owner, or by naming premises; the owner answers.

let company: TestCompany
let owner: Awaited<ReturnType<TestCompany['resident']>>
let stranger: Awaited<ReturnType<TestCompany['resident']>>
before(async () => {
  company = await testCompany()
  owner = await company.resident(0)
  stranger = await company.resident(1)
})
after(() => company.close())

const home = (n: number) => company.homes[n] as string
const until = '2026-06-30'

/** Somebody new with a phone scans an invitation. */
async function scan(url: string, phone: string, name: string): Promise<Client> {
  const open = clientOf(company.app)
  const { shownCode } = await open('askCode', { body: { phone } })
  const invitation = url.split('/').at(-1) as string
  const body = { phone, code: shownCode as string, invitation, name, mode: 'token' as const }
  return clientOf(company.app, (await open('residentSignIn', { body })).token)
}
const noticesOf = async (api: Client) => {
  await company.app.relay.drain()
  return (await api('listNotices', { query: {} })).items.map(({ kind }) => kind)
}

test('an owner invites a lessee, who registers; the owner is told, sees who it is, and agrees', async () => {
  const invite = { id: newId(), premisesId: home(0), residencyKind: 'lessee' as const }
  assert.equal((await refusal(owner.api('inviteToHome', { body: invite }))).fields?.[0]?.code, 'customers.untilNeeded')
  const { url, expiresAt } = await owner.api('inviteToHome', { body: { ...invite, until } })
  assert.equal(Date.parse(expiresAt) - company.clock.now.getTime(), 7 * DAY)
  const lessee = await scan(url, '13700000001', '陈租客')
  assert.ok((await noticesOf(owner.api)).includes('residencyClaimed'))
  const [mine] = (await lessee('myHomes')).ties
  assert.deepEqual([mine?.state, mine?.kind, mine?.until], ['claimed', 'lessee', until])
  const [owned] = (await owner.api('myHomes')).owned
  const [person] = owned?.people ?? []
  assert.deepEqual([person?.name, person?.phone, person?.state], ['陈租客', '137****0001', 'claimed'])
  const params = { id: person?.id as string }
  const early = { verified: true, until: '2026-03-01' }
  assert.equal(
    (await refusal(owner.api('answerClaim', { params, body: early }))).fields?.[0]?.code,
    'customers.untilPast',
  )
  const asOwner = { verified: true, kind: 'owner' as const }
  assert.equal((await refusal(owner.api('answerClaim', { params, body: asOwner }))).fields?.[0]?.path, 'kind')
  await owner.api('answerClaim', { params, body: { verified: true } })
  assert.equal((await lessee('myHomes')).ties[0]?.state, 'verified')
  assert.ok((await noticesOf(lessee)).includes('residencyVerified'))
  const household = await company.staff.agent('getHousehold', { params: { id: home(0) } })
  assert.equal(household.residencies.find(({ kind }) => kind === 'lessee')?.verifiedHow, 'owner')
  assert.deepEqual((await lessee('myHomes')).owned, [], 'a lessee sees nobody of the household')

  await owner.api('leaveHome', { params, body: { reason: '提前退租' } })
  assert.equal((await refusal(lessee('myPlaces'))).code, 'identity.signedOut')
})

test('whoever names premises learns nothing of them and may do nothing there before an answer', async () => {
  const claim = (id: string, place: object) => {
    const body = { id, communityId: company.communityId, building: '1', entrance: '1', home: '101', ...place }
    return stranger.api('claimPremises', { body: { kind: 'householdMember', ...body } as never })
  }
  const { communities } = await stranger.api('claimable')
  assert.deepEqual(
    communities.map(({ name }) => name),
    ['测试小区'],
  )
  const id = newId()
  const { ties, owned } = await claim(id, {})
  assert.deepEqual(ties.map(({ premisesName, state }) => [premisesName, state]).sort(), [
    ['1栋1单元101', 'claimed'],
    ['1栋1单元102', 'verified'],
  ])
  assert.ok(!JSON.stringify(owned).includes('住户0'))
  const report = { id: newId(), category: 'waterLeak', placeId: home(0), description: '水管漏水' }
  assert.equal((await refusal(stranger.api('createRequest', { body: report }))).fields?.[0]?.path, 'placeId')
  assert.equal((await stranger.api('myPlaces')).premises.length, 1)
  assert.equal((await refusal(claim(newId(), {}))).code, 'customers.alreadyBound')
  const noSuch = await refusal(claim(newId(), { home: '909' }))
  assert.deepEqual([noSuch.fields?.[0]?.code, noSuch.params?.left], ['customers.premisesUnknown', 2])
  await claim(newId(), { building: '1栋', entrance: '', home: '2 01室' })
  const again = await refusal(claim(newId(), { building: '1号楼', entrance: '1单元', home: '201' }))
  assert.equal(again.fields?.[0]?.code, 'customers.premisesUnknown', 'a building of another name')
  assert.equal((await refusal(claim(newId(), { home: '202' }))).code, 'customers.claimsLimit')
  // tomorrow is another day, yet not more than a few may wait at once
  const later = `update claim_count set day = day - 1`
  await company.database.owner.query(later)
  await claim(newId(), { home: '202' })
  assert.equal((await refusal(claim(newId(), { home: '301' }))).code, 'customers.claimsWaiting')

  const params = { id }
  assert.equal((await refusal(stranger.api('answerClaim', { params, body: { verified: true } }))).code, 'http.notFound')
  const silent = await refusal(owner.api('answerClaim', { params, body: { verified: false } }))
  assert.equal(silent.fields?.[0]?.code, 'customers.reasonNeeded')
  await owner.api('answerClaim', { params, body: { verified: false, reason: '不认识此人' } })
  const refused = (await stranger.api('myHomes')).ties.find((tie) => tie.id === id)
  assert.deepEqual([refused?.state, refused?.note], ['refused', '不认识此人'])
  assert.ok((await noticesOf(stranger.api)).includes('residencyRefused'))
})

test('owners do not answer for each other, nor for premises that are not theirs', async () => {
  const households = async (n: number) =>
    (await company.staff.agent('getHousehold', { params: { id: home(n) } })).residencies
  const [own] = await households(0)
  const [theirs] = await households(1)
  for (const id of [own?.id as string, theirs?.id as string])
    assert.equal(
      (await refusal(owner.api('answerClaim', { params: { id }, body: { verified: true } }))).code,
      'http.notFound',
    )
  const body = { reason: '不想看到他' }
  assert.equal(
    (await refusal(owner.api('leaveHome', { params: { id: theirs?.id as string }, body }))).code,
    'http.notFound',
  )
  const invite = { id: newId(), premisesId: home(1), residencyKind: 'householdMember' as const }
  assert.equal((await refusal(owner.api('inviteToHome', { body: invite }))).fields?.[0]?.path, 'premisesId')
  assert.equal((await refusal(company.staff.agent('myHomes'))).code, 'access.forbidden')
  assert.equal((await refusal(company.staff.agent('claimable'))).code, 'access.forbidden')
})
