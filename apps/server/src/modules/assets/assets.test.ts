import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { newId } from '#kernel'
import { hire, refusal, type TestCompany, testCompany } from '../../../testing.ts'

let company: TestCompany
let elsewhere: { communityId: string; placeId: string }
before(async () => {
  company = await testCompany()
  elsewhere = { communityId: newId(), placeId: newId() }
  const { organizationId, database } = company
  await database.owner.query(
    `insert into community (organization_id, id, name, kind) values ($1, $2, '别处', 'residential')`,
    [organizationId, elsewhere.communityId],
  )
  await database.owner.query(
    `insert into place (organization_id, id, community_id, kind, name, full_name, position)
     values ($1, $2, $3, 'area', '东门', '东门', 1)`,
    [organizationId, elsewhere.placeId, elsewhere.communityId],
  )
})
after(() => company.close())

let made = 0
const form = (more: object = {}) => {
  made++
  const placeId = company.homes[0] as string
  return { id: newId(), code: `DT-${made}`, name: '1栋1单元客梯', kind: 'lift' as const, placeId, ...more }
}
const enter = async (more: object = {}) => {
  const body = form(more)
  company.clock.forward(1000)
  await company.staff.manager('createEquipment', { body })
  return body.id
}
const get = (id: string) => company.staff.technician('getEquipment', { params: { id } })
const change = async (id: string, more: object, version = 1) =>
  company.staff.manager('changeEquipment', { params: { id }, body: { version, ...more } })

test('a piece of equipment stands at its place, with who answers for it and how long its maker does', async () => {
  const responsibleId = company.staffIds.technician as string
  const id = await enter({
    maker: '安途',
    model: 'AT-800',
    commissionedOn: '2024-03-01',
    warrantyUntil: '2026-03-02',
    responsibleId,
  })
  const one = await get(id)
  const { communityId, communityName, placeName, maker, state, version, inWarranty, responsible } = one
  assert.deepEqual(
    { communityId, communityName, maker, state, version, inWarranty, responsible: responsible?.id },
    {
      communityId: company.communityId,
      communityName: '测试小区',
      maker: '安途',
      state: 'inUse',
      version: 1,
      inWarranty: true,
      responsible: responsibleId,
    },
  )
  assert.ok(placeName.length > 0)
  // the warranty lasts to the end of its day
  await change(id, { warrantyUntil: '2026-03-01' })
  assert.equal((await get(id)).inWarranty, false)
  await change(id, { responsibleId: null, state: 'outOfUse' }, 2)
  const after = await get(id)
  assert.deepEqual([after.responsible, after.state, after.maker, after.version], [null, 'outOfUse', '安途', 3])
})

test('what is retired stays as it is; dates that contradict each other are refused', async () => {
  const id = await enter({ commissionedOn: '2024-03-01' })
  const wrong = await refusal(change(id, { warrantyUntil: '2023-01-01' }))
  assert.equal(wrong.fields?.[0]?.code, 'registers.warrantyBackwards')
  await change(id, { state: 'retired' })
  assert.equal((await refusal(change(id, { state: 'inUse' }, 2))).code, 'registers.retired')
})

test('found by words, kind, state, community and place with what hangs below it', async () => {
  const { agent } = company.staff
  const { rows } = await company.database.owner.query<{ id: string }>(
    `select b.id from place b where b.kind = 'building' and b.community_id = $1 limit 1`,
    [company.communityId],
  )
  const building = rows[0]?.id as string
  const [pump, lamp] = [
    await enter({ name: '生活水泵', kind: 'water', placeId: building }),
    await enter({ name: '应急灯', kind: 'lighting' }),
  ]
  await change(lamp, { state: 'outOfUse' })
  const found = async (query: object) => (await agent('listEquipment', { query })).items.map(({ id }) => id)
  assert.deepEqual(await found({ q: '水泵' }), [pump])
  assert.deepEqual(await found({ kind: 'water' }), [pump])
  assert.ok((await found({ state: 'outOfUse' })).includes(lamp))
  assert.deepEqual((await found({ placeId: building })).slice(0, 2), [lamp, pump])
  assert.ok(!(await found({ placeId: company.homes[0] })).includes(pump))
  assert.deepEqual(await found({ communityId: elsewhere.communityId }), [])
})

test('people see and keep what stands in their communities; elsewhere it does not exist', async () => {
  const { manager } = company.staff
  const here = await enter()
  const there = newId()
  const chief = await hire(company, 'chief', [{ role: 'communityManager', communityId: null }])
  await chief.api('createEquipment', { body: { ...form(), id: there, placeId: elsewhere.placeId } })
  const lead = await hire(company, 'lead', [{ role: 'teamLead', communityId: elsewhere.communityId }])
  assert.deepEqual(
    (await lead.api('listEquipment')).items.map(({ id }) => id),
    [there],
  )
  assert.equal((await refusal(lead.api('getEquipment', { params: { id: here } }))).code, 'http.notFound')
  const touch = { params: { id: here }, body: { version: 1, name: '改名' } }
  assert.equal((await refusal(lead.api('changeEquipment', touch))).code, 'http.notFound')
  const move = await refusal(
    lead.api('changeEquipment', { params: { id: there }, body: { version: 1, placeId: company.homes[0] as string } }),
  )
  assert.deepEqual(
    move.fields?.map(({ path, code }) => [path, code]),
    [['placeId', 'fields.unknownReference']],
  )
  const agent = await refusal(company.staff.agent('createEquipment', { body: form() }))
  assert.equal(agent.code, 'access.forbidden')
  // reads here, keeps only there
  const both = await hire(company, 'both', [
    { role: 'agent', communityId: null },
    { role: 'teamLead', communityId: elsewhere.communityId },
  ])
  assert.equal((await refusal(both.api('changeEquipment', touch))).code, 'access.forbidden')
  const nobody = await refusal(manager('createEquipment', { body: form({ responsibleId: newId() }) }))
  assert.deepEqual(
    nobody.fields?.map(({ path }) => path),
    ['responsibleId'],
  )
  const taken = await refusal(manager('createEquipment', { body: form({ code: (await get(here)).code }) }))
  assert.equal(taken.code, 'registers.codeTaken')
})
