import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { newId } from '#kernel'
import { refusal, type TestCompany, testCompany } from '../../../../testing.ts'
import { type Importer, importer } from '../testing.ts'

let company: TestCompany
let boss: Importer
before(async () => {
  company = await testCompany()
  boss = await importer(company)
})
after(() => company.close())

const HEAD = '小区,楼栋,单元,房号,类型,楼层,建筑面积,地址\n'
const query = async <Row>(sql: string, values: unknown[] = []): Promise<Row[]> =>
  (await company.database.owner.query(sql, values)).rows as Row[]
const tree = (community: string) =>
  query<{ full_name: string; kind: string; position: number; floor: string | null; area: string | null }>(
    `select p.full_name, coalesce(p.premises_kind, p.kind) as kind, p.position, p.floor, p.area::text
     from place p join community c on c.id = p.community_id where c.name = $1 order by p.full_name`,
    [community],
  )

async function begun(rows: string[], head = HEAD) {
  const id = await boss.begin('房产.csv', head + rows.join('\n'), 'places')
  await boss.work()
  return id
}
const faultsOf = async (id: string) =>
  (await boss.api('listImportRows', { params: { id }, query: { outcome: 'faulty' } })).items.map(({ row, faults }) => [
    row,
    ...faults.map(({ column, code }) => `${column} ${code}`),
  ])

test('a table becomes the tree: buildings and entrances come with their premises, in natural order', async () => {
  const id = await begun([
    '云溪雅苑,,,,住宅小区,,,杭州市西湖区1号',
    '云溪雅苑,10栋,1单元,1501,住宅,15,89.5,',
    '云溪雅苑,２栋,1单元,201,住宅,2层,120㎡,',
    '云溪雅苑,2栋,1单元,电梯厅,公共区域,,,',
    '云溪雅苑,2栋,,商铺01,Shop,1,45.25,',
    '云溪雅苑,,,B1-032,车位,B1,,',
    '云溪雅苑,2栋,1单元,201,住宅,2,120,',
  ])
  const read = await boss.get(id)
  assert.deepEqual(read.mapping.columns, {
    community: 1,
    building: 2,
    entrance: 3,
    name: 4,
    kind: 5,
    floor: 6,
    area: 7,
    address: 8,
  })
  const checked = await boss.check(id, {})
  assert.deepEqual([checked.state, checked.ready, checked.faulty, checked.duplicates], ['checked', 7, 0, 1])
  assert.deepEqual(await tree('云溪雅苑'), [], 'a check makes nothing')
  const log = await boss.api('listImportRows', { params: { id }, query: { outcome: 'created' } })
  assert.deepEqual(log.items.map(({ row, label }) => [row, label]).slice(0, 2), [
    [2, '云溪雅苑'],
    [3, '云溪雅苑 10栋1单元1501'],
  ])
  const done = await boss.run(id)
  assert.deepEqual([done.state, done.created, done.skipped], ['done', 6, 1])
  assert.deepEqual(
    (await tree('云溪雅苑')).map((place) => Object.values(place)),
    [
      ['10栋', 'building', 1, null, null],
      ['10栋1单元', 'entrance', 0, null, null],
      ['10栋1单元1501', 'home', 0, '15', '89.50'],
      ['2栋', 'building', 0, null, null],
      ['2栋1单元', 'entrance', 0, null, null],
      ['2栋1单元201', 'home', 0, '2', '120.00'],
      ['2栋1单元电梯厅', 'area', 1, null, null],
      ['2栋商铺01', 'shop', 1, '1', '45.25'],
      ['B1-032', 'parkingSpace', 2, 'B1', null],
    ],
  )

  // a later table finds what is there, and what it adds stands where it belongs
  const more = await begun(['云溪雅苑,3栋,1单元,101,住宅,1,88,', '云溪雅苑,2栋,1单元,201,住宅,2,120,'])
  await boss.check(more, {})
  const second = await boss.run(more)
  assert.deepEqual([second.created, second.skipped], [1, 1])
  const buildings = (await tree('云溪雅苑')).filter(({ kind }) => kind === 'building')
  assert.deepEqual(
    buildings.sort((a, b) => a.position - b.position).map(({ full_name }) => full_name),
    ['2栋', '3栋', '10栋'],
  )
})

test('every faulty row is named with its column and its reason', async () => {
  const id = await begun([
    '无名苑,1栋,1单元,101,住宅,1,88,',
    '测试小区,,,,别墅,,,',
    '测试小区,9栋,1单元,,住宅,1,八十,',
    '测试小区,9栋,,,楼栋,3,,',
    '测试小区,,2单元,101,住宅,,,',
    `测试小区,9栋,1单元,${'长'.repeat(101)},住宅,,0,`,
    '测试小区,1栋,,101,住宅,,,',
    '测试小区,9栋,1单元,101,住宅,,,某路1号',
    ',9栋,1单元,102,住宅,,,',
    '测试小区,9栋,1单元,103,住宅,地面以上一百二十三层半,,',
  ])
  const checked = await boss.check(id, {})
  assert.deepEqual([checked.ready, checked.faulty], [1, 9])
  assert.deepEqual(await faultsOf(id), [
    [2, 'A imports.noSuchCommunity'],
    [3, 'E imports.badChoice'],
    [4, 'G imports.badArea', 'D imports.empty'],
    [5, 'F imports.notForKind'],
    [6, 'B imports.empty'],
    [7, 'D imports.tooLong', 'G imports.badArea'],
    [9, 'H imports.notForKind'],
    [10, 'A imports.empty'],
    [11, 'F imports.tooLong'],
  ])
})

test('undo removes what nothing hangs on, implied buildings with it, and keeps the rest', async () => {
  const id = await begun([
    '桂苑,,,,住宅小区,,,',
    '桂苑,1栋,1单元,101,住宅,1,88,',
    '桂苑,1栋,1单元,102,住宅,1,88,',
    '桂苑,2栋,1单元,101,住宅,1,88,',
  ])
  await boss.check(id, {})
  await boss.run(id)
  const [home] = await query<{ id: string }>("select id from place where full_name = '2栋1单元101'")
  const body = { id: newId(), kind: 'person', name: '钱一', phone: '13900002222' } as const
  await company.staff.agent('createCustomer', { body })
  await query(
    `insert into residency (organization_id, id, customer_id, premises_id, kind, created_at)
     select organization_id, gen_random_uuid(), id, $1, 'owner', now() from customer limit 1`,
    [home?.id],
  )
  const undone = await boss.undo(id)
  assert.deepEqual([undone.state, undone.removed, undone.kept], ['undone', 2, 2])
  assert.deepEqual(
    (await tree('桂苑')).map(({ full_name }) => full_name),
    ['2栋', '2栋1单元', '2栋1单元101'],
  )
  const { items } = await boss.api('listImportRows', { params: { id }, query: { outcome: 'kept' } })
  assert.deepEqual(
    items.map(({ row, faults }) => [row, faults[0]?.code]),
    [
      [2, 'imports.inUse'],
      [5, 'imports.inUse'],
    ],
  )
})

test('what nobody uses goes without a trace', async () => {
  const id = await begun(['兰苑,,,,住宅小区,,,', '兰苑,1栋,1单元,101,住宅,1,88,', '兰苑,2栋,,,楼栋,,,'])
  await boss.check(id, {})
  await boss.run(id)
  const undone = await boss.undo(id)
  assert.deepEqual([undone.removed, undone.kept], [3, 0])
  assert.deepEqual(await query("select from community where name = '兰苑'"), [])
})

test('two people who import the same tree at once make each place once', async () => {
  const rows = Array.from(
    { length: 1500 },
    (_, i) => `双子苑,${1 + (i % 10)}栋,${1 + (i % 3)}单元,${100 + i},住宅,,90,`,
  )
  const ids: string[] = []
  for (let i = 0; i < 2; i++) {
    const id = await begun(['双子苑,,,,住宅小区,,,', ...rows])
    await boss.check(id, {})
    ids.push(id)
  }
  for (const id of ids) await boss.api('startImport', { params: { id } })
  // what the check foresaw gives way to what the run tells
  const [id = ''] = ids
  assert.deepEqual((await boss.api('listImportRows', { params: { id }, query: {} })).items, [])
  const worker = async () => {
    while (await company.app.workImports());
  }
  await Promise.all([worker(), worker(), worker()])
  const runs = await Promise.all(ids.map((id) => boss.get(id)))
  assert.deepEqual(
    runs.map(({ state }) => state),
    ['done', 'done'],
  )
  assert.equal(
    runs.reduce((sum, run) => sum + run.created, 0),
    1501,
  )
  assert.deepEqual(
    runs.map(({ created, skipped }) => created + skipped),
    [1501, 1501],
  )
  assert.equal((await tree('双子苑')).length, 1500 + 10 + 30)
})

test('who imports estate, and what is no subject of theirs', async () => {
  assert.equal((await refusal(company.staff.agent('listImports', {}))).code, 'access.forbidden')
  assert.equal((await refusal(company.staff.manager('listImports', {}))).code, 'imports.wholeCompany')
  // the system administrator sees the estate's imports and not those of history
  const id = await begun(['测试小区,30栋,,,楼栋,,,'])
  const listed = await company.staff.sysadmin('listImports', {})
  assert.ok(listed.items.some((run) => run.id === id))
  assert.ok(listed.items.every(({ subject }) => subject !== 'history'))
  const history = await boss.begin('h.csv', '编号,上报时间,内容\n1,2020-01-01,a')
  await boss.work()
  assert.equal((await refusal(company.staff.sysadmin('getImport', { params: { id: history } }))).code, 'http.notFound')
  // what rows are about is for the person who brought them
  await boss.check(id, {})
  const theirs = await company.staff.sysadmin('listImportRows', { params: { id }, query: {} })
  assert.deepEqual(
    theirs.items.map(({ label }) => label),
    [null],
  )
  const other = { subject: 'history', columns: {} }
  const wrong = await refusal(
    boss.api('checkImport', { params: { id: history }, body: { ...other, subject: 'places' } as never }),
  )
  assert.equal(wrong.fields?.[0]?.code, 'fields.choice')
  const fileId = newId()
  const body = { id: newId(), fileId, subject: 'history', mode: 'update' } as const
  assert.equal((await refusal(boss.api('createImport', { body }))).code, 'imports.onlyNew')
})
