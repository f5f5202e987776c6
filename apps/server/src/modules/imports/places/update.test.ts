import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { newId } from '#kernel'
import { clientOf, refusal, type TestCompany, testCompany } from '../../../../testing.ts'
import { csvOf, type Importer, importer, rowsOf } from '../testing.ts'

let company: TestCompany
let boss: Importer
before(async () => {
  company = await testCompany()
  boss = await importer(company)
})
after(() => company.close())

const query = async <Row>(sql: string, values: unknown[] = []): Promise<Row[]> =>
  (await company.database.owner.query(sql, values)).rows as Row[]
const exported = async () => rowsOf(await boss.api('exportTable', { body: { subject: 'places' } }))
async function checked(rows: string[][], columns?: object) {
  const id = await boss.begin('改.csv', csvOf(rows), 'places', 'update')
  await boss.work()
  return boss.check(id, columns ? { columns } : {})
}
const logOf = async (id: string) => (await boss.api('listImportRows', { params: { id }, query: { limit: 100 } })).items
/** column of a heading, and the row of a place */
const at = (rows: string[][], heading: string) => rows[0]?.indexOf(heading) as number
const find = (rows: string[][], name: string) => rows.find((row) => row[at(rows, '房号或名称')] === name) as string[]

test('a template says what belongs where, in the reader’s language, and can be filled in', async () => {
  const template = await boss.api('getImportTemplate', { query: { subject: 'places' } })
  assert.deepEqual(await rowsOf(template), [
    ['小区', '楼栋', '单元', '房号或名称', '类型', '楼层', '建筑面积（㎡）', '地址', '服务电话'],
  ])
  const english = clientOf(company.app, company.tokens.sysadmin, 'en')
  const [headings] = await rowsOf(await english('getImportTemplate', { query: { subject: 'places' } }))
  assert.equal(headings?.[3], 'Number or name')
  const id = await boss.begin('t.csv', csvOf([headings as string[], ['测试小区', '7栋', '', '', 'Building']]), 'places')
  await boss.work()
  assert.equal((await boss.check(id, {})).ready, 1)
  await boss.run(id)
  assert.equal(
    (await refusal(company.staff.agent('getImportTemplate', { query: { subject: 'places' } }))).code,
    'access.forbidden',
  )
})

test('what people have named stays as they have written it', async () => {
  await query("update place set name = '电梯（东）', full_name = '1栋1单元电梯（东）' where full_name = '1栋1单元101'")
  const same = await checked(await exported())
  assert.deepEqual([same.changing, same.faulty], [0, 0])
  await query("update place set name = '101', full_name = '1栋1单元101' where name = '电梯（东）'")
})

test('exported, edited and imported again: each change column by column, nothing else', async () => {
  const rows = await exported()
  const [{ count } = { count: 0 }] = await query<{ count: number }>('select count(*)::int as count from place')
  const all = count + 1
  assert.equal(rows.length, 1 + all, 'the headings, the community and its places')
  assert.deepEqual(rows[1]?.slice(0, 5), ['测试小区', '', '', '', '住宅小区'])
  const same = await checked(rows)
  assert.deepEqual([same.ready, same.duplicates, same.changing, same.faulty], [all, all, 0, 0])
  assert.equal((await refusal(boss.api('startImport', { params: { id: same.id } }))).code, 'imports.nothingReady')

  const home = find(rows, '101')
  home[at(rows, '楼层')] = '1'
  home[at(rows, '建筑面积（㎡）')] = '88.5'
  const shop = find(rows, '102')
  shop[at(rows, '房号或名称')] = '102A'
  shop[at(rows, '类型')] = '商铺'
  const preview = await checked(rows)
  assert.deepEqual([preview.ready, preview.changing, preview.duplicates], [all, 2, all - 2])
  const changing = (await logOf(preview.id)).filter(({ outcome }) => outcome === 'updated')
  assert.deepEqual(
    changing.map(({ label, changes }) => [label, changes]),
    [
      [
        '测试小区 1栋1单元101',
        [
          { field: 'floor', from: '', to: '1' },
          { field: 'area', from: '', to: '88.50' },
        ],
      ],
      [
        '测试小区 1栋1单元102',
        [
          { field: 'name', from: '102', to: '102A' },
          { field: 'kind', from: '住宅', to: '商铺' },
        ],
      ],
    ],
  )
  const done = await boss.run(preview.id)
  assert.deepEqual([done.state, done.updated, done.skipped], ['done', 2, all - 2])
  const places = await query("select full_name, premises_kind, floor, area::text from place where kind = 'premises'")
  assert.ok(
    places.some(
      (one) => JSON.stringify(one) === '{"full_name":"1栋1单元102A","premises_kind":"shop","floor":null,"area":null}',
    ),
  )

  // what nobody has touched since gets back what stood there
  await query("update place set area = 90 where full_name = '1栋1单元101'")
  const undone = await boss.undo(preview.id)
  assert.deepEqual([undone.state, undone.restored, undone.removed, undone.kept], ['undone', 1, 0, 1])
  assert.deepEqual(await query("select full_name, area::text from place where name in ('101', '102') order by 1"), [
    { full_name: '1栋1单元101', area: '90.00' },
    { full_name: '1栋1单元102', area: null },
  ])
})

test('a record changed since the export is a conflict; an absent column leaves, an empty cell empties', async () => {
  const rows = await exported()
  await query("update place set floor = '9' where name in ('201', '202')")
  const mine = find(rows, '201')
  mine[at(rows, '建筑面积（㎡）')] = '77'
  find(rows, '301')[at(rows, '建筑面积（㎡）')] = '66'
  const conflict = await checked(rows)
  assert.deepEqual([conflict.changing, conflict.faulty], [1, 1], '202 is as it was written and contradicts nobody')
  const [row] = (await logOf(conflict.id)).filter(({ outcome }) => outcome === 'faulty')
  assert.deepEqual([row?.label, row?.faults[0]?.code], ['测试小区 1栋1单元201', 'imports.changedSince'])

  // a table of two columns: the key and the floor
  const fresh = await exported()
  const narrow = fresh.map((one) => [one[at(fresh, '标识（请勿修改）')] as string, one[at(fresh, '楼层')] as string])
  for (const one of narrow) if (one[1] === '9') one[1] = ''
  const emptied = await checked(narrow)
  assert.deepEqual([emptied.changing, emptied.faulty], [2, 0])
  await boss.run(emptied.id)
  assert.deepEqual(await query("select floor from place where floor is not null and name in ('201', '202')"), [])
})

test('what an update cannot do is said row by row', async () => {
  const rows = await exported()
  const key = at(rows, '标识（请勿修改）')
  find(rows, '101')[at(rows, '楼栋')] = '8栋'
  find(rows, '102')[at(rows, '房号或名称')] = '301'
  find(rows, '201')[at(rows, '类型')] = '楼栋'
  find(rows, '202')[key] = 'x'
  find(rows, '302')[key] = `${newId()}.${'a'.repeat(16)}`
  const community = rows[1] as string[]
  community[at(rows, '类型')] = ''
  const building = rows.find((row) => row[at(rows, '类型')] === '楼栋') as string[]
  building[at(rows, '楼层')] = '3'
  const broken = await checked([...rows, ['测试小区'], [...(rows[4] as string[])]])
  const faults = (await logOf(broken.id)).filter(({ outcome }) => outcome === 'faulty')
  assert.deepEqual(
    faults.map(({ faults }) => faults.map(({ code }) => code).join(' ')).sort(),
    [
      'imports.empty',
      'imports.fixedColumn',
      'imports.fixedColumn',
      'imports.keyBroken',
      'imports.keyMissing',
      'imports.keyTwice',
      'imports.keyUnknown',
      'imports.nameTaken',
      'imports.notForKind',
    ].sort(),
  )
  const { mapping } = await boss.get(broken.id)
  const { key: _key, ...columns } = mapping.columns as Record<string, number>
  const unnamed = await refusal(
    boss.api('checkImport', { params: { id: broken.id }, body: { ...mapping, columns } as never }),
  )
  assert.deepEqual(
    unnamed.fields?.map(({ path, code }) => [path, code]),
    [['columns.key', 'fields.required']],
  )
})

test('the faulty rows can be taken out with their reasons, by the person who brought them', async () => {
  const id = await boss.begin('f.csv', '小区,类型,房号\n测试小区,别墅,1\n测试小区,车位,=2\n无名苑,车位,3', 'places')
  await boss.work()
  assert.equal((await refusal(boss.api('getFaultyRows', { params: { id } }))).code, 'imports.notNow')
  await boss.check(id, {})
  assert.deepEqual(await rowsOf(await boss.api('getFaultyRows', { params: { id } })), [
    ['小区', '类型', '房号', '错误说明'],
    ['测试小区', '别墅', '1', '第 2 行 B 列的“别墅”不在可选项中，请从模板的下拉列表中选择。'],
    ['无名苑', '车位', '3', '第 4 行 A 列的小区“无名苑”不存在。请核对名称，或在前面加一行新建该小区。'],
  ])
  assert.equal((await refusal(company.staff.sysadmin('getFaultyRows', { params: { id } }))).code, 'http.notFound')
})
