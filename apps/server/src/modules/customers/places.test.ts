import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { newId } from '#kernel'
import { placeForRequest } from '#modules/estate'
import { testWorld, type World } from './testing.ts'

let world: World
before(async () => {
  world = await testWorld()
})
after(() => world.close())

test('staff see the communities they work in', async () => {
  const names = async (...at: Parameters<World['staff']>) =>
    (await world.call(world.staff(...at), 'listCommunities', {})).body.items.map((one) => one.name)
  assert.deepEqual(await names('agent', null), ['安居花园', '云溪雅苑'])
  assert.deepEqual(await names('technician', world.court), ['云溪雅苑'])
  assert.deepEqual(await names('agent', null, world.elsewhere.organizationId), ['安居花园'])
})

test('the cascade goes down by column, in the order people count', async () => {
  const agent = world.staff('agent', null)
  const communityId = world.garden.id
  const column = async (parentId?: string) => {
    const { body } = await world.call(agent, 'listPlaces', {
      query: { communityId, ...(parentId ? { parentId } : {}) },
    })
    return body.items
  }
  const roots = await column()
  assert.deepEqual(
    roots.map((place) => [place.name, place.kind, place.hasChildren]),
    [
      ['3栋', 'building', true],
      ['10栋', 'building', true],
      ['东门', 'area', false],
    ],
  )
  const entrances = await column(roots[0]?.id)
  assert.deepEqual(
    entrances.map((place) => place.fullName),
    ['3栋1单元', '3栋2单元'],
  )
  const homes = await column(entrances[1]?.id)
  assert.equal(homes.length, 25)
  assert.deepEqual([homes[0]?.fullName, homes[23]?.fullName, homes[24]?.name], ['3栋2单元101', '3栋2单元212', '电梯'])
})

test('a community or place that is not the actor’s is not found', async () => {
  const steward = world.staff('steward', world.garden)
  const list = async (communityId: string, parentId?: string) =>
    (await world.call(steward, 'listPlaces', { query: { communityId, ...(parentId ? { parentId } : {}) } })).status
  assert.equal(await list(world.garden.id), 200)
  assert.equal(await list(world.court.id), 404)
  assert.equal(await list(world.elsewhere.community.id), 404)
  assert.equal(await list(newId()), 404)
  assert.equal(await list(world.garden.id, world.court.at('3栋')), 404)
  assert.equal(await list(world.garden.id, newId()), 404)
  const auditor = world.staff('auditAdministrator', null)
  assert.equal((await world.call(auditor, 'listPlaces', { query: { communityId: world.garden.id } })).status, 403)
})

test('a resident: own premises, common areas, no homes of others', async () => {
  const agent = world.staff('agent', null)
  const id = newId()
  const premisesId = world.garden.at('3栋2单元201')
  const body = { id, name: '张三丰', phone: '19900001111', premisesId, residencyKind: 'owner' as const }
  assert.equal((await world.call(agent, 'createCustomer', { body })).status, 201)
  const resident = world.resident(id)

  const mine = (await world.call(resident, 'myPlaces', {})).body
  assert.deepEqual(
    mine.premises.map((place) => [place.communityName, place.fullName, place.verified]),
    [['安居花园', '3栋2单元201', true]],
  )
  assert.deepEqual(
    mine.areas.map((place) => place.fullName),
    ['东门', '3栋2单元电梯'],
  )
  assert.deepEqual(
    (await world.call(resident, 'listCommunities', {})).body.items.map((one) => one.id),
    [world.garden.id],
  )
  const column = await world.call(resident, 'listPlaces', {
    query: { communityId: world.garden.id, parentId: world.garden.at('3栋2单元') },
  })
  assert.deepEqual(
    column.body.items.map((place) => place.name),
    ['201', '电梯'],
  )
  assert.equal((await world.call(resident, 'listPlaces', { query: { communityId: world.court.id } })).status, 404)
  assert.deepEqual((await world.call(agent, 'myPlaces', {})).body, { premises: [], areas: [] })
})

test('a place for a record: one read with its community', async () => {
  const { db } = world.database
  const id = world.garden.at('3栋2单元201')
  const place = await db.transaction(world.organizationId, (tx) => placeForRequest(tx, id))
  assert.deepEqual(place, {
    id,
    kind: 'premises',
    premisesKind: 'home',
    name: '201',
    fullName: '3栋2单元201',
    communityId: world.garden.id,
    communityName: '安居花园',
    communityKind: 'residential',
  })
  const other = await db.transaction(world.elsewhere.organizationId, (tx) => placeForRequest(tx, id))
  assert.equal(other, undefined)
})
