import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { type Actor, newId } from '#kernel'
import { customerAddresses } from './callers.ts'
import { testWorld, type World } from './testing.ts'

let world: World
let agent: Actor
before(async () => {
  world = await testWorld()
  agent = world.staff('agent', null)
})
after(() => world.close())

const customer = async (more: { email?: string } = {}) => {
  const id = newId()
  const body = { id, name: '欧阳晓明', phone: `199${String(Date.now()).slice(-8)}`, ...more }
  const made = await world.call(agent, 'createCustomer', { body })
  assert.equal(made.status, 201, JSON.stringify(made.body))
  return id
}
const mailed = (id: string) =>
  world.database.db.transaction(
    world.organizationId,
    async (tx) => (await customerAddresses(tx, world.secrets, [id])).get(id)?.email ?? null,
  )

test('a resident says where notices are mailed to, changes it and forgets it; it is stored sealed', async () => {
  const id = await customer()
  const me = world.resident(id)
  assert.equal((await world.call(me, 'myContact')).body.email, null)
  for (const email of ['ouyang@example.com', 'xiaoming@example.com', 'ouyang@example.com', null]) {
    const answer = await world.call(me, 'changeMyContact', { body: { email } })
    assert.equal(answer.status, 200, JSON.stringify(answer.body))
    assert.deepEqual([answer.body.name, answer.body.email], ['欧阳晓明', email])
    assert.equal(await mailed(id), email)
    const { rows } = await world.database.owner.query('select email_sealed from customer where id = $1', [id])
    assert.ok(!rows[0].email_sealed?.includes('example'))
  }
  const { rows } = await world.database.owner.query(
    `select count(*)::int as n from audit_event where action = 'customers.changeContact' and $1 = any(object_ids)`,
    [id],
  )
  assert.deepEqual(rows, [{ n: 4 }])
})

test('an address that is none is refused at its field; staff have no contact of their own here', async () => {
  const me = world.resident(await customer())
  const refused = await world.call(me, 'changeMyContact', { body: { email: 'nobody' } })
  assert.deepEqual([refused.status, refused.problem.fields?.[0]?.path], [422, 'email'])
  for (const call of ['myContact', 'changeMyContact'] as const) {
    const body = call === 'myContact' ? {} : { body: { email: null } }
    assert.equal((await world.call(agent, call, body)).problem.code, 'access.forbidden')
  }
})

test('the desk may record an address with a new customer', async () => {
  assert.equal(await mailed(await customer({ email: 'ouyang@example.com' })), 'ouyang@example.com')
})
