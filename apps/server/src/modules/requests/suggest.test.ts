import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import type { Client } from '@sims/contracts/web'
import { type Actor, newId, systemActor } from '#kernel'
import { type TestCompany, testCompany } from '../../../testing.ts'
import { plansOf } from '../../platform/db/testing.ts'
import { indexRequests } from './index.ts'
import { suggest } from './suggest.ts'

let company: TestCompany
before(async () => {
  company = await testCompany()
})
after(() => company.close())

async function report(api: Client, body: { category: string; placeId: string; description: string; urgency?: number }) {
  const id = newId()
  const caller = { name: '王小明', phone: '13900001234' }
  await api('createRequest', { body: { id, caller, ...body } })
  await company.app.db.transaction(company.organizationId, (tx) => indexRequests(tx, [id]))
  return id
}

test('staff see what may be the same, with reasons; not what is hidden from them', async () => {
  const { agent } = company.staff
  const placeId = company.homes[0] as string
  const id = await report(agent, { category: 'waterLeak', placeId, description: '厨房水管接口处漏水' })
  await report(agent, { category: 'lighting', placeId, description: '客厅吊扇异响' })
  const ask = () => agent('suggest', { body: { description: '厨房的水管一直漏水，快爆管了', placeId } })
  const told = await ask()
  assert.equal(told.categories[0]?.key, 'waterLeak')
  assert.ok(told.categories[0]?.words.includes('漏水'))
  assert.deepEqual(told.safetyWords, ['爆管'])
  assert.equal(told.categories[0]?.urgency, 1)
  assert.equal(told.duplicates[0]?.id, id)
  await company.database.owner.query('update service_request set hidden_from = $2 where id = $1', [
    id,
    [company.staffIds.agent],
  ])
  assert.ok((await ask()).duplicates.every((one) => one.id !== id))
})

test('what staff say of the urgency counts; what a resident says does not', async () => {
  const placeId = company.homes[0] as string
  const id = await report(company.staff.agent, { category: 'lighting', placeId, description: '插座冒烟', urgency: 1 })
  assert.equal((await company.staff.agent('getRequest', { params: { id } })).urgency, 1)
  const owner = await company.resident(0)
  const own = newId()
  await owner.api('createRequest', {
    body: { id: own, category: 'lighting', placeId, description: '插座松动', urgency: 1 },
  })
  assert.equal((await owner.api('getRequest', { params: { id: own } })).urgency, 2)
})

test('residents learn of common areas only, without number, person or text', async () => {
  const owner = await company.resident(0)
  const { areas } = await owner.api('myPlaces')
  const area = areas[0]?.id as string
  const { agent } = company.staff
  await report(agent, { category: 'waterLeak', placeId: area, description: '墙角滴水，联系王女士' })
  await report(agent, { category: 'waterLeak', placeId: company.homes[1] as string, description: '邻居家漏水' })
  const body = { description: '地上有水', category: 'waterLeak' }
  const { duplicates } = await owner.api('suggest', { body })
  assert.equal(duplicates.length, 1)
  const { id, number, description, placeName } = duplicates[0] as (typeof duplicates)[number]
  assert.deepEqual({ id, number, description }, { id: null, number: null, description: null })
  assert.equal(placeName, areas[0]?.fullName)
})

test('what may be the same is looked for in the newest of a community, through their index', async () => {
  const columns = `organization_id, kind, category, category_version_id, community_id, place_id, customer_id,
    contact_sealed, description, channel, priority, definition_id, state, phase, occurred_at, created_at`
  await company.database.owner.query(
    `insert into service_request (id, ${columns}) select gen_random_uuid(), ${columns}
     from (select * from service_request limit 1) r, generate_series(1, 3000)`,
  )
  const { organizationId, clock } = company
  const { customerId } = await company.resident(0)
  const system = systemActor(organizationId, 'Asia/Shanghai')
  const person = (kind: 'staff' | 'resident', more: Partial<Actor>): Actor => ({ ...system, kind, ...more })
  const grants = [{ role: 'agent', communityId: null }]
  const actors = [
    person('staff', { staffId: company.staffIds.agent as string, grants }),
    person('resident', { customerId, grants: [{ role: 'resident', communityId: null }] }),
  ]
  const wanted = { description: '厨房水管漏水', category: 'waterLeak', placeId: company.homes[0] as string }
  for (const actor of actors) {
    const plans = await plansOf(company.database, organizationId, (tx) => suggest(tx, actor, wanted, clock.now))
    const plan = plans.map((one) => one.plan).find((text) => text.includes('on service_request'))
    assert.match(plan ?? '', /Index Scan using service_request_community on service_request/)
    assert.doesNotMatch(plan ?? '', /Seq Scan on|Sort Key: r_1/)
  }
})
