import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { refusal, type TestCompany, testCompany } from '../../../../testing.ts'
import { csvOf, type Importer, importer, rowsOf } from '../testing.ts'

let company: TestCompany
let boss: Importer
before(async () => {
  company = await testCompany()
  boss = await importer(company)
})
after(() => company.close())

const HEAD = ['小区', '楼栋', '单元', '房号', '姓名', '个人或单位', '电话', '邮箱', '身份', '入住日期', '到期日期']
const at = (room: string, ...rest: string[]) => ['测试小区', '1栋', '1单元', room, ...rest]
const query = async <Row>(sql: string, values: unknown[] = []): Promise<Row[]> =>
  (await company.database.owner.query(sql, values)).rows as Row[]
async function checked(rows: string[][], mode: 'new' | 'update' = 'new') {
  const id = await boss.begin('住户.csv', csvOf(rows), 'customers', mode)
  await boss.work()
  return boss.check(id, {})
}
const logOf = async (id: string) => (await boss.api('listImportRows', { params: { id }, query: { limit: 100 } })).items
const exported = async (reason?: string) =>
  rowsOf(await boss.api('exportTable', { body: { subject: 'customers', ...(reason ? { reason } : {}) } }))

/** everything in clear that a dump of the tables of imports and customers would show */
const dump = async () =>
  JSON.stringify(
    await Promise.all(
      ['import_run', 'import_row', 'import_chunk', 'import_mapping', 'customer', 'audit_event', 'outbox'].map((table) =>
        query(`select * from ${table}`),
      ),
    ),
    (_key, value) => (value?.type === 'Buffer' ? Buffer.from(value.data).toString('latin1') : value),
  )

test('owners of several homes, a household on one phone, lessees and firms come in, sealed, and can sign in', async () => {
  const rows = [
    HEAD,
    at('101', '赵大海', '个人', '139 1111 0001', 'zhao@example.com', '业主', '2019/6/1', ''),
    at('102', '赵大海', '个人', '13911110001', '', '业主', '', ''),
    at('101', '钱小月', '个人', '13911110001', '', '家庭成员', '', ''),
    at('201', '孙立国', '个人', '13911110002', '', '租户', '2026-01-01', '2026-12-31'),
    at('202', '某某科技有限公司', '单位', '0571-88001122', '', '业主', '', ''),
    at('301', '李无号', '个人', '', '', '业主', '', ''),
    at('301', '李无号', '个人', '', '', '业主', '', ''),
  ]
  const run = await checked(rows)
  assert.deepEqual([run.ready, run.faulty, run.duplicates], [7, 0, 1])
  const done = await boss.run(run.id)
  assert.deepEqual([done.state, done.created, done.skipped], ['done', 6, 1])
  const [counts] = await query(
    `select (select count(*)::int from customer where imported_by_run = $1) as customers,
       (select count(*)::int from residency where imported_by_run = $1 and verified_at is not null) as residencies,
       (select count(*)::int from account where customer_id in
         (select id from customer where imported_by_run = $1)) as accounts`,
    [run.id],
  )
  // who shares a phone chooses at the sign-in; firms and landlines sign in nobody
  assert.deepEqual(counts, { customers: 5, residencies: 6, accounts: 3 })
  const clear = await dump()
  for (const secret of ['赵大海', '钱小月', '13911110001', '1391111', '88001122', 'zhao@example.com'])
    assert.ok(!clear.includes(secret), `${secret} stands somewhere in clear`)
  const found = await company.staff.agent('listCustomers', { query: { q: '13911110001' } })
  assert.equal(found.items.length, 2)
  const owner = found.items.find(({ residencies }) => residencies.length === 2)
  assert.deepEqual(owner?.residencies.map(({ premisesName }) => premisesName).sort(), ['1栋1单元101', '1栋1单元102'])

  // the same table again finds everybody
  const again = await checked(rows)
  assert.deepEqual([again.ready, again.duplicates], [7, 7])
})

test('every faulty row is named; of names and phones only the place is told', async () => {
  const run = await checked([
    HEAD,
    at('999', '周一', '个人', '13911110011', '', '业主', '', ''),
    at('302', '周二', '个人', '12', 'x', '业主', '', ''),
    at('302', '', '个人', '', '', '房东', '', ''),
    at('302', '周四', '个人', '', '', '租户', '2026-05-01', '2026-04-01'),
    at('302', '周五', '个人', '', '', '租户', '2024-05-01', '2025-04-01'),
    ['幸福里', '1栋', '', '101', '周六', '个人', '', '', '业主', '', ''],
    at('302', '周七', '个人', '', '', '租户', '某天', ''),
  ])
  assert.deepEqual([run.ready, run.faulty], [0, 7])
  const log = await logOf(run.id)
  assert.deepEqual(
    log.map(({ row, faults }) => [row, ...faults.map(({ column, code }) => `${column} ${code}`)]),
    [
      [2, 'D imports.noPremises'],
      [3, 'G imports.badPhone', 'H imports.badEmail'],
      [4, 'I imports.badChoice', 'E imports.empty'],
      [5, 'K imports.untilTooEarly'],
      [6, 'K imports.inPast'],
      [7, 'A imports.noCommunity'],
      [8, 'J imports.badDate'],
    ],
  )
  assert.equal(log[1]?.faults[0]?.message, '第 3 行 G 列不是电话号码，请填写一个手机或固定电话号码。')
})

test('an export in clear takes a reason and the right to reveal, and is audited; without, nobody is named', async () => {
  const anonymous = await exported()
  assert.deepEqual(anonymous[0], [
    '小区',
    '楼栋',
    '单元',
    '房号',
    '个人或单位',
    '身份',
    '入住日期',
    '到期日期',
    '标识（请勿修改）',
  ])
  const clear = await exported('核对业主名册')
  assert.deepEqual(clear[1]?.slice(0, 9), [
    '测试小区',
    '1栋',
    '1单元',
    '101',
    '赵大海',
    '个人',
    '13911110001',
    'zhao@example.com',
    '业主',
  ])
  const audits = await query<{ detail: { clear: boolean; reason?: string } }>(
    "select detail from audit_event where action = 'imports.export' order by at, id",
  )
  assert.deepEqual(audits.map(({ detail }) => [detail.clear, detail.reason]).sort(), [
    [false, undefined],
    [true, '核对业主名册'],
  ])
  const sysadmin = company.staff.sysadmin('exportTable', { body: { subject: 'customers', reason: '看看' } })
  assert.equal((await refusal(sysadmin)).code, 'access.forbidden')
})

test('changes come back column by column; a customer of two homes says the same in both; undo puts back', async () => {
  const rows = await exported('更新电话')
  const column = (name: string) => rows[0]?.indexOf(name) as number
  const [first, second, third] = rows.slice(1) as [string[], string[], string[]]
  const zhao = [first, second, third].filter((row) => row[column('姓名或单位名称')] === '赵大海') as [
    string[],
    string[],
  ]
  zhao[0][column('电话')] = '13911119999'
  zhao[1][column('电话')] = '13911118888'
  const contradicting = await checked(rows, 'update')
  assert.deepEqual([contradicting.changing, contradicting.faulty], [1, 1])
  assert.equal(
    (await logOf(contradicting.id)).find(({ outcome }) => outcome === 'faulty')?.faults[0]?.code,
    'imports.saysOtherwise',
  )
  zhao[1][column('电话')] = '13911119999'
  const lessee = rows.find((row) => row[column('身份')] === '租户') as string[]
  lessee[column('到期日期')] = '2027-06-30'
  const run = await checked(rows, 'update')
  assert.deepEqual([run.changing, run.faulty], [3, 0])
  const changes = (await logOf(run.id)).filter(({ outcome }) => outcome === 'updated')
  assert.deepEqual(
    changes.map(({ changes: [one] }) => one),
    [
      { field: 'phone', from: '13911110001', to: '13911119999' },
      { field: 'phone', from: '13911110001', to: '13911119999' },
      { field: 'until', from: '2026-12-31', to: '2027-06-30' },
    ],
  )
  await boss.run(run.id)
  const found = await company.staff.agent('listCustomers', { query: { q: '13911119999' } })
  assert.equal(found.items.length, 1)
  assert.ok(!(await dump()).includes('13911119999'))
  const undone = await boss.undo(run.id)
  assert.deepEqual([undone.restored, undone.kept], [3, 0])
  assert.equal((await company.staff.agent('listCustomers', { query: { q: '13911110001' } })).items.length, 2)
})

test('undo takes customers with their last residency, but for those whom something names', async () => {
  const run = await checked([
    HEAD,
    at('302', '吴去', '个人', '13911110021', '', '业主', '', ''),
    at('302', '郑留', '个人', '13911110022', '', '家庭成员', '', ''),
  ])
  await boss.run(run.id)
  const { items } = await company.staff.agent('listCustomers', { query: { q: '13911110022' } })
  await company.staff.agent('createRequest', {
    body: {
      id: crypto.randomUUID(),
      kind: 'repair',
      category: 'waterLeak',
      placeId: items[0]?.residencies[0]?.premisesId,
      customerId: items[0]?.id,
      description: '漏水',
      channel: 'phone',
    } as never,
  })
  const undone = await boss.undo(run.id)
  assert.deepEqual([undone.removed, undone.kept], [1, 1])
  assert.equal((await company.staff.agent('listCustomers', { query: { q: '13911110021' } })).items.length, 0)
})
