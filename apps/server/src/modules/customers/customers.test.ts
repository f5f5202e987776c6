import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { type Actor, newId } from '#kernel'
import { testWorld, type World } from './testing.ts'

let world: World
let agent: Actor
let ids: Record<string, string>

before(async () => {
  world = await testWorld()
  agent = world.staff('agent', null)
  ids = {}
  const { garden, court } = world
  const people: [string, string, string][] = [
    ['欧阳晓明', '199 0000 1234', garden.at('3栋2单元201')],
    ['张晓', '+86 19900005678', garden.at('3栋1单元101')],
    ['王晓明', '19900001235', court.at('3栋1单元101')],
    ['买买提·艾力', '19900009999', court.at('3栋1单元102')],
    ['𠮷田', '19900008888', court.at('10栋1单元101')],
  ]
  for (const [name, phone, premisesId] of people) {
    const id = newId()
    ids[name] = id
    const answer = await world.call(agent, 'createCustomer', {
      body: { id, name, phone, premisesId, residencyKind: 'owner' },
    })
    assert.equal(answer.status, 201, JSON.stringify(answer.body))
  }
})
after(() => world.close())

const found = async (actor: Actor, q: string) => {
  const answer = await world.call(actor, 'listCustomers', { query: { q } })
  assert.equal(answer.status, 200, JSON.stringify(answer.body))
  return answer.body.items.map((item) => item.name).sort()
}

test('a customer is masked everywhere', async () => {
  const { body } = await world.call(agent, 'getCustomer', { params: { id: ids.欧阳晓明 as string } })
  assert.equal(body.name, '欧阳**')
  assert.equal(body.phone, '199****1234')
  assert.equal(body.residencies[0]?.customerName, '欧阳**')
  assert.equal(body.residencies[0]?.premisesName, '3栋2单元201')
  assert.ok(body.residencies[0]?.verifiedAt)
  const list = await world.call(agent, 'listCustomers', {})
  assert.equal(list.body.items.length, 5)
  assert.doesNotMatch(JSON.stringify([body, list.body]), /欧阳晓明|1990000|张晓|艾力|𠮷田/u)
})

test('nothing readable lies in the table', async () => {
  const { rows } = await world.database.owner.query('select name_sealed, phone_sealed, wrapped_key from customer')
  assert.equal(rows.length, 5)
  for (const row of rows) {
    const bytes = Buffer.concat([row.name_sealed, row.phone_sealed, row.wrapped_key])
    assert.ok(!bytes.includes('晓') && !bytes.includes('1990000'))
  }
})

const searches: [string, string[]][] = [
  ['晓明', ['欧阳**', '王*明']],
  ['欧阳', ['欧阳**']],
  ['阳晓明', ['欧阳**']],
  ['19900001234', ['欧阳**']],
  ['+86 199-0000-1235', ['王*明']],
  ['1234', ['欧阳**']],
  ['zx', ['张*']],
  ['oyxm', ['欧阳**']],
  ['wxm', ['王*明']],
  ['买买提艾力', ['买**·艾*']],
  ['李晓', []],
  ['0000', []],
]
for (const [q, names] of searches) {
  test(`search ${q}`, async () => assert.deepEqual(await found(agent, q), [...names].sort()))
}

test('a search for too little says what is needed', async () => {
  for (const q of ['12', 'z']) {
    const answer = await world.call(agent, 'listCustomers', { query: { q } })
    assert.equal(answer.status, 422)
    assert.equal(answer.problem.fields?.[0]?.code, 'customers.queryTooShort')
  }
})

test('customers of certain premises', async () => {
  const premisesId = world.garden.at('3栋2单元201')
  const { body } = await world.call(agent, 'listCustomers', { query: { premisesId } })
  assert.deepEqual(
    body.items.map((item) => item.id),
    [ids.欧阳晓明],
  )
  const both = await world.call(agent, 'listCustomers', { query: { premisesId, q: '晓明' } })
  assert.equal(both.body.items.length, 1)
})

test('staff of one community see and find only its customers; others are not found', async () => {
  const steward = world.staff('steward', world.garden)
  assert.deepEqual(await found(steward, '晓明'), ['欧阳**'])
  assert.equal((await world.call(steward, 'listCustomers', {})).body.items.length, 2)
  for (const name of ['getCustomer', 'revealCustomer'] as const) {
    const id = ids.王晓明 as string
    const answer = await world.call(steward, name, { params: { id }, body: { reason: '核对电话' } } as never)
    assert.equal(answer.status, 404, name)
  }
  assert.equal(
    (await world.call(steward, 'listCustomers', { query: { premisesId: world.court.at('3栋1单元101') } })).body.items
      .length,
    0,
  )
})

test('another organization finds nothing, and cannot tell what exists', async () => {
  const stranger = world.staff('agent', null, world.elsewhere.organizationId)
  assert.deepEqual(await found(stranger, '晓明'), [])
  assert.deepEqual(await found(stranger, '19900001234'), [])
  const params = { id: ids.王晓明 as string }
  assert.equal((await world.call(stranger, 'getCustomer', { params })).status, 404)
  assert.equal((await world.call(stranger, 'revealCustomer', { params, body: { reason: '核对电话' } })).status, 404)
})

test('reveal shows name and phone and leaves one audit event with the reason', async () => {
  const params = { id: ids.张晓 as string }
  const answer = await world.call(agent, 'revealCustomer', { params, body: { reason: '来电 13812345678 要求核对' } })
  assert.deepEqual(answer.body, { id: ids.张晓, name: '张晓', phone: '19900005678' })
  const { rows } = await world.database.owner.query(
    `select object_ids, outcome, actor_id, detail from audit_event where action = 'customers.reveal' and object_ids @> array[$1::uuid]`,
    [ids.张晓],
  )
  assert.equal(rows.length, 1)
  assert.equal(rows[0].actor_id, agent.accountId)
  assert.deepEqual(rows[0].detail, { reason: '来电 138****5678 要求核对' })
  assert.equal((await world.call(agent, 'revealCustomer', { params, body: { reason: ' ' } })).status, 422)
})

test('who has no right to customers is refused', async () => {
  for (const role of ['technician', 'systemAdministrator', 'auditAdministrator', 'guard'] as const) {
    const actor = world.staff(role, null)
    assert.equal((await world.call(actor, 'listCustomers', {})).status, 403, role)
    const params = { id: ids.张晓 as string }
    assert.equal((await world.call(actor, 'revealCustomer', { params, body: { reason: '核对电话' } })).status, 403)
  }
  assert.equal((await world.call(null, 'listCustomers', {})).status, 401)
})

test('residents see their own record as it is, and nobody else', async () => {
  const resident = world.resident(ids.张晓 as string)
  const own = await world.call(resident, 'getCustomer', { params: { id: ids.张晓 as string } })
  assert.equal(own.body.name, '张晓')
  assert.equal((await world.call(resident, 'getCustomer', { params: { id: ids.王晓明 as string } })).status, 404)
  assert.deepEqual(await found(resident, '晓明'), [])
  const reveal = { params: { id: ids.王晓明 as string }, body: { reason: '核对电话' } }
  assert.equal((await world.call(resident, 'revealCustomer', reveal)).status, 403)
})

test('a repeated create has one effect and the same answer; another body under the key is refused', async () => {
  const body = { id: newId(), name: '陈静', phone: '19900004321' }
  const key = 'create-chen-jing'
  const answers = await Promise.all(
    Array.from({ length: 20 }, () => world.call(agent, 'createCustomer', { body, key })),
  )
  for (const answer of answers) assert.deepEqual([answer.status, answer.body], [201, answers[0]?.body])
  assert.equal((await found(agent, '陈静')).length, 1)
  const other = await world.call(agent, 'createCustomer', { body: { ...body, name: '陈晶' }, key })
  assert.equal(other.problem.code, 'command.keyReused')
  const taken = await world.call(agent, 'createCustomer', { body })
  assert.equal(taken.problem.code, 'command.duplicateId')
})

test('a faulty form names the field', async () => {
  const cases: [Record<string, unknown>, string, string][] = [
    [{ phone: 'abc' }, 'phone', 'fields.format'],
    [{ premisesId: newId(), residencyKind: 'owner' }, 'premisesId', 'fields.unknownReference'],
    [{ premisesId: world.garden.at('东门'), residencyKind: 'owner' }, 'premisesId', 'fields.unknownReference'],
    [{ premisesId: world.garden.at('3栋1单元101') }, 'residencyKind', 'fields.required'],
    [{ name: 'a\u0000b' }, 'name', 'fields.nul'],
  ]
  for (const [change, path, code] of cases) {
    const body = { id: newId(), name: '陈静', phone: '19900004321', ...change }
    const answer = await world.call(agent, 'createCustomer', { body })
    assert.equal(answer.status, 422)
    assert.deepEqual([answer.problem.fields?.[0]?.path, answer.problem.fields?.[0]?.code], [path, code])
  }
  const steward = world.staff('steward', world.garden)
  const premisesId = world.court.at('3栋1单元101')
  const body = { id: newId(), name: '陈静', phone: '19900004321', premisesId, residencyKind: 'owner' as const }
  assert.equal(
    (await world.call(steward, 'createCustomer', { body })).problem.fields?.[0]?.code,
    'fields.unknownReference',
  )
})
