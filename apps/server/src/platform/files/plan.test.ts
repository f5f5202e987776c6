import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { newId } from '#kernel'
import { plansOf, type TestDatabase, testDatabase } from '../db/testing.ts'
import { attachFiles, lockFiles } from './store.ts'

let database: TestDatabase
before(async () => {
  database = await testDatabase()
})
after(() => database.close())

test('a file is found by its key when it is locked and attached, also in a table without statistics', async () => {
  const [organization, account, fileId] = [newId(), newId(), newId()]
  const now = new Date()
  await database.owner.query("insert into organization values ($1, '', 'Asia/Shanghai', false, $2)", [
    organization,
    now,
  ])
  await database.owner.query(
    `insert into file (organization_id, id, name, media_type, size, sha256, wrapped_key, uploaded_by, created_at)
     select $1, f.id, 'a.jpg', 'image/jpeg', 1, '', '', $2, $3 from unnest($4::uuid[]) f (id)`,
    [organization, account, now, [fileId, ...Array.from({ length: 2000 }, () => newId())]],
  )
  const plans = await plansOf(database, organization, async (tx) => {
    const locked = await lockFiles(tx, account, [fileId])
    attachFiles(tx, locked, [{ fileId, recordKind: 'workOrder', recordId: newId() }], now)
  })
  assert.equal(plans.length, 2)
  for (const { plan } of plans) {
    assert.match(plan, /(Index Scan using|Bitmap Index Scan on) file_pkey/)
    // the key whole, not the organization alone, which would read all its files
    assert.match(plan, /Index Cond: .*\bid = /)
    assert.doesNotMatch(plan, /Seq Scan on file/)
  }
})
