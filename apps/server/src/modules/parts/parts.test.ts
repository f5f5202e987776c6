import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import type { Client } from '@sims/contracts/web'
import { newId } from '#kernel'
import { refusal, type TestCompany, testCompany } from '../../../testing.ts'

let company: TestCompany
before(async () => {
  company = await testCompany()
})
after(() => company.close())

let made = 0
const form = (more: object = {}) => {
  made++
  return { id: newId(), code: `P-${made}`, name: '角阀 DN15', unit: '个', price: 2800, ...more }
}
const enter = async (more: object = {}, api: Client = company.staff.manager) => {
  const body = form(more)
  company.clock.forward(1000)
  await api('createPart', { body })
  return body
}
const names = async (query: object) =>
  (await company.staff.technician('listParts', { query })).items.map(({ name }) => name)

test('a part is entered, read by who uses it, corrected at the version that was seen', async () => {
  const { manager, technician } = company.staff
  const { id, code } = await enter({ note: '黄铜' })
  const entry = { code, name: '角阀 DN15', unit: '个', price: 2800, active: true, note: '黄铜' }
  assert.deepEqual(await technician('getPart', { params: { id } }), { id, version: 1, ...entry })
  const body = { version: 1, price: 3000, note: null }
  assert.deepEqual(await manager('changePart', { params: { id }, body }), { id, version: 2 })
  const after = { ...entry, price: 3000, note: null }
  assert.deepEqual(await technician('getPart', { params: { id } }), { id, version: 2, ...after })
  const late = await refusal(manager('changePart', { params: { id }, body: { version: 1, price: 1 } }))
  assert.deepEqual([late.status, late.code], [409, 'process.staleVersion'])
  const audit = `select action from audit_event where object_ids = array[$1::uuid] and outcome = 'success' order by at, id`
  const { rows } = await company.database.owner.query(audit, [id])
  assert.deepEqual(
    rows.map(({ action }) => action),
    ['parts.create', 'parts.change'],
  )
})

test('a repeated command enters once; a code or an id that is taken is said at its field', async () => {
  const { manager } = company.staff
  const [body, key] = [form(), newId()]
  const first = await manager('createPart', { body, key })
  assert.deepEqual(await manager('createPart', { body, key }), first)
  const again = await refusal(manager('createPart', { body: form({ code: body.code }) }))
  assert.deepEqual([again.code, again.fields?.[0]?.path], ['registers.codeTaken', 'code'])
  assert.ok(again.detail.includes(body.code))
  assert.equal((await refusal(manager('createPart', { body: form({ id: body.id }) }))).code, 'command.duplicateId')
  const other = await enter()
  const taken = manager('changePart', { params: { id: other.id }, body: { version: 1, code: body.code } })
  assert.equal((await refusal(taken)).code, 'registers.codeTaken')
})

test('of two who correct it at once one is told', async () => {
  const { id } = await enter()
  const correct = (price: number) =>
    company.staff.manager('changePart', { params: { id }, body: { version: 1, price } }).then(
      () => 'saved',
      (error) => error.problem.code,
    )
  assert.deepEqual((await Promise.all([correct(1), correct(2)])).sort(), ['process.staleVersion', 'saved'])
})

test('found by name and code, by what is still used, page by page', async () => {
  const marked = 'PPR 弯头 100%'
  await enter({ name: `${marked} 20`, code: 'WT_1' })
  await enter({ name: `${marked} 25`, code: 'WT_2', active: false })
  await enter({ name: `${marked} 32`, code: 'WT-3' })
  assert.deepEqual(await names({ q: '弯头 100%' }), [`${marked} 32`, `${marked} 25`, `${marked} 20`])
  assert.deepEqual(await names({ q: 'wt_' }), [`${marked} 25`, `${marked} 20`])
  assert.deepEqual(await names({ q: '弯头', active: 'true' }), [`${marked} 32`, `${marked} 20`])
  const first = await company.staff.technician('listParts', { query: { q: '弯头', limit: 2 } })
  const rest = await names({ q: '弯头', limit: 2, cursor: first.nextCursor })
  assert.deepEqual([first.items.length, ...rest], [2, `${marked} 20`])
})

test('only who keeps the register enters and corrects; what is not there is not found', async () => {
  const { agent, technician, manager, sysadmin } = company.staff
  const { id } = await enter()
  for (const api of [agent, technician, sysadmin]) {
    assert.equal((await refusal(api('createPart', { body: form() }))).code, 'access.forbidden')
    const change = api('changePart', { params: { id }, body: { version: 1, price: 1 } })
    assert.equal((await refusal(change)).code, 'access.forbidden')
  }
  assert.equal((await refusal(sysadmin('listParts'))).code, 'access.forbidden')
  assert.equal((await refusal(manager('getPart', { params: { id: newId() } }))).code, 'http.notFound')
  const gone = manager('changePart', { params: { id: newId() }, body: { version: 1, price: 1 } })
  assert.equal((await refusal(gone)).code, 'http.notFound')
  const { fields } = await refusal(manager('createPart', { body: form({ name: ' ', unit: '', price: -1 }) }))
  assert.deepEqual(fields?.map(({ path }) => path).sort(), ['name', 'price', 'unit'])
})
