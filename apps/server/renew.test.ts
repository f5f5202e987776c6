import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { newId } from '#kernel'
import { renewDefaults } from '#modules/setup'
import { forgetCurrent } from '#platform/regulations'
import { type TestCompany, testCompany } from './testing.ts'

// A company that was founded under an earlier release: its rules are made to say less, as they did then.

let company: TestCompany
before(async () => {
  company = await testCompany()
})
after(() => company.close())

/** What an earlier release had published, which nobody could change otherwise. */
async function backThen(sql: string): Promise<void> {
  const { owner } = company.database
  await owner.query('alter table regulation_version disable trigger user')
  await owner.query(sql)
  await owner.query('alter table regulation_version enable trigger user')
  forgetCurrent(company.organizationId, 'category')
}
const renew = async () => {
  company.clock.forward(60_000)
  return renewDefaults(company.app.db, company.clock.now)
}
const versions = async (kind: 'category' | 'process', key: string) =>
  (
    await company.database.owner.query(
      `select version, status, authors from regulation_version where kind = $1 and key = $2 order by version`,
      [kind, key],
    )
  ).rows as { version: number; status: string; authors: string[] }[]

test('a company of this release gets nothing twice', async () => {
  assert.equal(await renew(), 0)
})

test('what is new and what has changed comes as the next version; what the company wrote or ended stays its own', async () => {
  await backThen(`delete from regulation_version where kind = 'category' and key = 'gas'`)
  await backThen(
    `update regulation_version set content = jsonb_set(content, '{steps}', (content -> 'steps') - 0)
     where kind = 'process' and key = 'praise'`,
  )
  // without the fields that came later it says the same
  await backThen(
    `update regulation_version set content = content - 'dispatch' - 'channels' - 'warnAt'
     where kind = 'category' and key = 'lift'`,
  )
  for (const key of ['roads', 'other'])
    await backThen(
      `update regulation_version set content = jsonb_set(content, '{sort}', '7') where kind = 'category' and key = '${key}'`,
    )
  const { manager, sysadmin } = company.staff
  const id = newId()
  await manager('draftRule', { body: { id, kind: 'category', key: 'roads' } })
  await manager('reviewRule', { params: { id }, body: { revision: 1 } })
  await sysadmin('publishRule', { params: { id }, body: { revision: 2 } })
  const other = (await manager('listRules', { query: { kind: 'category' } })).items.find(({ key }) => key === 'other')
  const [ended] = other?.versions ?? []
  const reason = { revision: ended?.revision as number, reason: '合并到其他类别' }
  await sysadmin('retireRule', { params: { id: ended?.id as string }, body: reason })

  assert.equal(await renew(), 2)
  assert.deepEqual(
    (await versions('process', 'praise')).map(({ version }) => version),
    [1, 2],
  )
  assert.equal((await versions('category', 'gas')).length, 1)
  assert.equal((await versions('category', 'lift')).length, 1)
  assert.deepEqual(
    (await versions('category', 'roads')).map(({ authors }) => authors.length),
    [0, 1],
  )
  assert.deepEqual(
    (await versions('category', 'other')).map(({ status }) => status),
    ['retired'],
  )
  const offered = (await company.staff.agent('listCategories')).items.map(({ key }) => key)
  assert.ok(offered.includes('gas') && !offered.includes('other'))
  const audit = await company.database.owner.query(`select from audit_event where action = 'rules.renew'`)
  assert.equal(audit.rowCount, 1)
  assert.equal(await renew(), 0)
})

test('a company from before texts were rules gets all of them', async () => {
  const { rowCount } = await company.database.owner.query(`select from regulation_version where kind = 'text'`)
  await backThen(`delete from regulation_version where kind = 'text'`)
  assert.equal(await renew(), rowCount)
})

test('two processes that start at once publish each version once', async () => {
  await backThen(`delete from regulation_version where kind = 'category' and key = 'gas'`)
  const { app, clock } = company
  const both = await Promise.all([renewDefaults(app.db, clock.now), renewDefaults(app.db, clock.now)])
  assert.deepEqual(both.sort(), [0, 1])
})
