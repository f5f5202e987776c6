import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { newId } from '#kernel'
import { currentMatrix, DEFAULT, DEFAULT_MATRIX, insertRegulation, PRIORITY_MATRIX } from '#platform/regulations'
import { type TestCompany, testCompany } from '../../../testing.ts'

let company: TestCompany
before(async () => {
  company = await testCompany()
})
after(() => company.close())

test('the matrix in force decides the priority of new requests; without one nothing is guessed', async () => {
  const { app, clock, organizationId, homes } = company
  const matrix = () => app.db.transaction(organizationId, (tx) => currentMatrix(tx, clock.now))
  assert.deepEqual((await matrix()).cells, DEFAULT_MATRIX.cells)
  clock.forward(60_000)
  await app.db.transaction(organizationId, async (tx) => {
    const content = { cells: [1, 2, 3].map(() => [4, 4, 4]) }
    insertRegulation(tx, [{ kind: PRIORITY_MATRIX, key: DEFAULT, version: 2, content }], clock.now)
  })
  const { api } = await company.resident(0)
  const id = newId(clock.now.getTime())
  const body = { id, category: 'plumbing', placeId: homes[0] as string, description: '水管漏水' }
  const category = (await api('listCategories')).items.find(({ places }) => places.includes('premises'))
  await api('createRequest', { body: { ...body, category: category?.key as string } })
  assert.equal((await api('getRequest', { params: { id } })).priority, 4)
  await company.database.owner.query("update regulation_version set status = 'retired' where kind = 'priorityMatrix'")
  clock.forward(60_000)
  await assert.rejects(matrix(), /no priority matrix in force/)
})
