import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { newId } from '#kernel'
import { refusal, type TestCompany, testCompany } from '../../../testing.ts'
import { historyOf, type Importer, importer } from './testing.ts'

let company: TestCompany
let boss: Importer
before(async () => {
  company = await testCompany()
  boss = await importer(company)
})
after(() => company.close())

const HEAD = '编号,报修人,联系电话,上报时间,内容,答复意见,答复时间,小区\n'
const ROWS = [
  '1,张三,13900001111,2019/1/3 9:00:00,厨房水管漏水,已更换水管,2019/1/3 15:30,测试小区',
  '2,李四,,2019年3月5日 8时30分,楼道灯不亮,已换灯泡,2019-04-20,测试小区',
  '3,张三,13900001111,2020-05-06 10:00,电梯异响,,,测试小区',
]
const given = { category: 'waterLeak', source: '旧系统' }
const query = async <Row>(sql: string, values: unknown[] = []): Promise<Row[]> =>
  (await company.database.owner.query(sql, values)).rows as Row[]
const recordsOf = (run: string) =>
  query<{
    id: string
    number: number
    phase: string
    next_due_at: Date | null
    settled_at: Date | null
    version: number
  }>('select * from service_request where imported_by_run = $1 order by occurred_at', [run])

test('history comes with its own times, timelines and clocks; it tells nobody, and nothing is left to fire', async () => {
  const id = await boss.begin('旧系统.csv', HEAD + ROWS.join('\n'))
  assert.equal((await boss.get(id)).state, 'reading')
  await boss.work()
  const read = await boss.get(id)
  assert.deepEqual([read.state, read.rows], ['read', 3])
  assert.deepEqual(read.mapping.columns, {
    externalNumber: 1,
    person: 2,
    phone: 3,
    reportedAt: 4,
    description: 5,
    answer: 6,
    answeredAt: 7,
    community: 8,
  })
  assert.equal(read.sample[0]?.[4], '厨房水管漏水')
  const checked = await boss.check(id, { ...given, unanswered: 'open' })
  assert.deepEqual([checked.state, checked.ready, checked.faulty, checked.duplicates], ['checked', 3, 0, 0])
  assert.equal((await recordsOf(id)).length, 0, 'a check writes no record')

  await query('delete from outbox')
  const done = await boss.run(id)
  assert.deepEqual([done.state, done.created, done.skipped, done.progress], ['done', 3, 0, 1])
  const [first, second, third] = await recordsOf(id)
  assert.deepEqual([first?.phase, second?.phase, third?.phase], ['settled', 'settled', 'new'])
  assert.equal(first?.settled_at?.toISOString(), '2019-01-03T07:30:00.000Z')
  assert.equal(second?.settled_at?.toISOString(), '2019-04-19T16:00:00.000Z')

  // an empty outbox of notices, and no alarm left to fire
  const outbox = await query<{ payload: { events: object[] } }>('select payload from outbox')
  assert.equal(outbox.flatMap(({ payload }) => payload.events).length, 3)
  for (const { payload } of outbox) for (const event of payload.events) assert.ok(!('notices' in event))
  assert.deepEqual(await query('select from record_clock where next_fire_at is not null'), [])
  await company.app.relay.drain()
  assert.deepEqual(await query('select from notice'), [])

  const record = await company.staff.agent('getRequest', { params: { id: first?.id as string } })
  assert.equal(record.imported, true)
  assert.equal(record.occurredAt, '2019-01-03T09:00:00+08:00')
  const clocks = Object.fromEntries(record.clocks.map((clock) => [clock.name, clock]))
  assert.deepEqual([clocks.firstResponse?.state, clocks.firstResponse?.metAt], ['met', '2019-01-03T15:30:00+08:00'])
  assert.deepEqual([clocks.result?.state, clocks.result?.breachedAt], ['met', null])
  assert.deepEqual(
    record.timeline.map(({ title, occurredAt }) => [title, occurredAt]),
    [
      ['历史办结', '2019-01-03T15:30:00+08:00'],
      ['历史答复', '2019-01-03T15:30:00+08:00'],
      ['报修', '2019-01-03T09:00:00+08:00'],
    ],
  )
  assert.equal(record.timeline[1]?.details[0]?.value, '已更换水管')
  const late = await company.staff.agent('getRequest', { params: { id: second?.id as string } })
  assert.ok(late.clocks.every((clock) => clock.breachedAt !== null))

  // the same person of the source is one customer, sealed
  const customers = await query<{ n: number; names: number }>(
    `select count(distinct customer_id)::int as n, count(distinct name_sealed)::int as names
     from service_request r join customer c on c.id = r.customer_id where r.imported_by_run = $1`,
    [id],
  )
  assert.deepEqual(customers, [{ n: 2, names: 2 }])
  const promises = await query(
    'select from ledger_pending p join service_request r on r.id = p.record_id where r.imported_by_run = $1',
    [id],
  )
  assert.equal(promises.length, 7)
  assert.deepEqual(await query('select from import_chunk'), [], 'nothing of the file is kept')
  const found = await company.staff.agent('listRequests', { query: { q: '厨房水管' } })
  assert.equal(found.items[0]?.id, first?.id)
})

test('the same file again makes nothing, unless what it says is new', async () => {
  const again = await boss.begin('旧系统2.csv', HEAD + ROWS.join('\n'))
  await boss.work()
  assert.equal(historyOf(await boss.get(again)).source, '旧系统', 'these headings are remembered')
  const checked = await boss.check(again, {})
  assert.equal(checked.duplicates, 3)
  const done = await boss.run(again)
  assert.deepEqual([done.created, done.updated, done.skipped], [0, 0, 3])
  const log = await boss.api('listImportRows', { params: { id: again }, query: {} })
  assert.deepEqual(
    log.items.map(({ row, outcome, faults }) => [row, outcome, faults[0]?.code]),
    [2, 3, 4].map((row) => [row, 'skipped', 'imports.alreadyThere']),
  )

  const third = ROWS[2]?.replace(',,,', ',已加固,2020-05-08 12:00,')
  const newer = await boss.begin(
    '旧系统3.csv',
    `${HEAD}${ROWS[0]}\n${third}\n${third}\n4,王五,,2021-01-01 8:00,门禁坏了,,,测试小区`,
  )
  await boss.work()
  await boss.check(newer, { duplicates: 'update' })
  const updated = await boss.run(newer)
  assert.deepEqual([updated.created, updated.updated, updated.skipped], [1, 1, 2])
  const [record] = await query<{ id: string; phase: string; settled_at: Date; version: number; entries: number }>(
    "select * from service_request where external_number = '3'",
  )
  assert.deepEqual([record?.phase, record?.settled_at.toISOString()], ['settled', '2020-05-08T04:00:00.000Z'])
  assert.deepEqual([record?.version, record?.entries], [3, 3])

  // undone, it takes back what it made, not what it only changed
  await boss.api('undoImport', { params: { id: newer } })
  await boss.work()
  const undone = await boss.get(newer)
  assert.deepEqual([undone.removed, undone.kept], [1, 1])
  const kept = await boss.api('listImportRows', { params: { id: newer }, query: { outcome: 'kept' } })
  assert.equal(kept.items[0]?.faults[0]?.code, 'imports.updatedOnly')
  assert.deepEqual(await query('select from record_clock where next_fire_at is not null'), [])
})

test('every faulty row is named with its column and its reason; the others are imported', async () => {
  const rows = [
    '10,甲,,2019-02-30 9:00,日期不存在,,,测试小区',
    '11,乙,,2019-02-03 9:00,小区不明,,,幸福里',
    '12,丙,,2019-02-03 9:00,,,,测试小区',
    '13,丁,,2019-02-03 9:00,答复太早,好,2019-02-02 9:00,测试小区',
    '14,戊,,2099-02-03 9:00,将来,,,测试小区',
    '15,己,,,没有时间,,,测试小区',
    '16,庚,,2019-02-03 9:00,当天答复只有日期,好,2019-02-03,测试小区',
    '17,辛,,2019-02-03 9:00,=1+1,何时答复不明,,测试小区',
  ]
  const id = await boss.begin('faults.csv', HEAD + rows.join('\n'))
  await boss.work()
  const checked = await boss.check(id, { ...given, source: 'faults' })
  assert.deepEqual([checked.ready, checked.faulty], [2, 6])
  assert.deepEqual(checked.unknown.communities, [{ value: '幸福里', rows: 1 }])
  const log = await boss.api('listImportRows', { params: { id }, query: { outcome: 'faulty' } })
  assert.deepEqual(
    log.items.map(({ row, faults }) => [row, ...faults.map(({ column, code }) => `${column} ${code}`)]),
    [
      [2, 'D imports.badDate'],
      [3, 'H imports.unknownCommunity'],
      [4, 'E imports.empty'],
      [5, 'G imports.answerTooEarly'],
      [6, 'D imports.inFuture'],
      [7, 'D imports.empty'],
    ],
  )
  assert.equal(
    log.items[0]?.faults[0]?.message,
    '第 2 行 D 列的“2019-02-30 9:00”不是可识别的日期，请写成 2019-01-13 09:05 的形式。',
  )
  const mapped = await boss.check(id, { communities: { 幸福里: company.communityId } })
  assert.deepEqual([mapped.ready, mapped.faulty], [3, 5])
  const done = await boss.run(id)
  assert.deepEqual([done.created, done.faulty], [3, 5])
  const texts = await query<{ description: string }>(
    'select description from service_request where imported_by_run = $1',
    [id],
  )
  assert.ok(
    texts.some(({ description }) => description === '=1+1'),
    'a formula is a text',
  )
  // its answer is kept, and its clocks count neither as met nor as missed
  const [untimed] = await query<{ clocks: { state: string; breachedAt: null }[]; data: object }>(
    `select array(select c.clock from record_clock c where c.record_id = r.id) as clocks,
       (select t.data from timeline t where t.record_id = r.id and t.seq = 2) as data
     from service_request r where external_number = '17'`,
  )
  assert.deepEqual(untimed?.data, { answer: '何时答复不明' })
  assert.deepEqual(
    untimed?.clocks.map(({ state, breachedAt }) => [state, breachedAt]),
    [
      ['cancelled', null],
      ['cancelled', null],
    ],
  )
})

test('a file that is cut off, or none, leaves nothing behind and says where', async () => {
  const cut = `${HEAD}${ROWS.join('\n')}\n5,赵六,,2019-01-01,"写到一半`
  const cases = [
    [await boss.begin('cut.csv', cut), 'exchange.cutOff', '文件不完整，在第 5 行 E 列处中断，请重新导出后再上传。'],
    [await boss.begin('empty.csv', HEAD), 'imports.noRows', '文件中没有数据行，请检查后重新上传。'],
    [
      await boss.begin('bare.csv', '\n1,2\n'),
      'imports.noHeadings',
      '第 1 行没有列名，请在第 1 行填写各列名称后重新上传。',
    ],
  ] as const
  await boss.work()
  for (const [id, code, message] of cases) {
    const run = await boss.get(id)
    assert.deepEqual([run.state, run.fault], ['refused', { code, message }])
    assert.deepEqual(await query('select from import_chunk where run_id = $1', [id]), [])
    assert.equal((await refusal(boss.api('startImport', { params: { id } }))).code, 'imports.notNow')
  }
})

test('columns that fit nothing, or fit twice, are refused by name', async () => {
  const id = await boss.begin('other.csv', 'a,b\n1,2\n')
  await boss.work()
  const mapping = historyOf(await boss.get(id))
  assert.deepEqual(mapping.columns, {})
  const wrong = { ...mapping, columns: { title: 2, description: 2, person: 9 } }
  const problem = await refusal(boss.api('checkImport', { params: { id }, body: wrong }))
  assert.deepEqual(
    problem.fields?.map(({ path, code }) => `${path} ${code}`),
    [
      'columns.description imports.sameColumn',
      'columns.person imports.noSuchColumn',
      'columns.reportedAt fields.required',
      'communityId fields.required',
      'category fields.required',
    ],
  )
  const none = {
    ...mapping,
    columns: { reportedAt: 1, title: 2 },
    communityId: company.communityId,
    category: 'waterLeak',
  }
  await boss.api('checkImport', { params: { id }, body: none })
  await boss.work()
  assert.equal((await refusal(boss.api('startImport', { params: { id } }))).code, 'imports.nothingReady')
  const odd = { ...none, kind: 'appointment' as const }
  assert.equal(
    (await refusal(boss.api('checkImport', { params: { id }, body: odd }))).code,
    'imports.kindWithoutHistory',
  )
})

test('GBK, and tables of which only the text tells one row from another', async () => {
  // 时间,内容 in GBK
  const gbk = Buffer.concat([
    Buffer.from([0xca, 0xb1, 0xbc, 0xe4, 0x2c, 0xc4, 0xda, 0xc8, 0xdd, 0x0a]),
    Buffer.from('2019-01-01 10:00,a\n2019-01-01 10:00,a\n2019-01-01 10:00,b\n'),
  ])
  const id = await boss.begin('gbk.csv', gbk)
  await boss.work()
  assert.deepEqual((await boss.get(id)).headers, ['时间', '内容'])
  const checked = await boss.check(id, {
    columns: { reportedAt: 1, description: 2 },
    communityId: company.communityId,
    category: 'waterLeak',
  })
  assert.deepEqual([checked.ready, checked.duplicates], [3, 1])
  const done = await boss.run(id)
  assert.deepEqual([done.created, done.skipped], [2, 1])
})

test('undo removes what nobody has touched, keeps and lists the rest, and commits to that too', async () => {
  const id = await boss.begin(
    'undo.csv',
    `${HEAD}20,甲,,2019-01-01 9:00,一,,,测试小区\n21,乙,,2019-01-02 9:00,二,,,测试小区\n`,
  )
  await boss.work()
  await boss.check(id, { ...given, source: 'undo', unanswered: 'open' })
  await boss.run(id)
  const [first, second] = await recordsOf(id)
  await company.app.relay.drain()
  const body = { version: 1, step: 'accept', input: {} }
  await company.staff.agent('takeRequestStep', { params: { id: second?.id as string }, body })
  await boss.api('undoImport', { params: { id } })
  await boss.work()
  const undone = await boss.get(id)
  assert.deepEqual([undone.state, undone.removed, undone.kept], ['undone', 1, 1])
  assert.deepEqual(
    (await recordsOf(id)).map((row) => row.id),
    [second?.id],
  )
  const kept = await boss.api('listImportRows', { params: { id }, query: { outcome: 'kept' } })
  assert.deepEqual(
    kept.items.map(({ row, recordId, faults }) => [row, recordId, faults[0]?.code]),
    [[3, second?.id, 'imports.touched']],
  )
  for (const table of ['record_clock', 'request_search where request_id = $1 --', 'service_request where id = $1 --'])
    assert.deepEqual(
      await query(`select from ${table}${table.includes('$1') ? '' : ' where record_id = $1'}`, [first?.id]),
      [],
    )
  const timeline = await query<{ seq: number; verb: string }>('select seq, verb from timeline where record_id = $1', [
    first?.id,
  ])
  assert.deepEqual(timeline, [{ seq: 2, verb: 'importUndone' }])
  const promises = await query<{ seq: number }>('select seq from ledger_pending where record_id = $1 order by seq', [
    first?.id,
  ])
  assert.deepEqual(
    promises.map(({ seq }) => seq),
    [1, 2],
  )
  assert.equal(
    (await refusal(company.staff.agent('getRequest', { params: { id: first?.id as string } }))).code,
    'http.notFound',
  )
})

test('only who answers for the whole company imports', async () => {
  const { manager, agent } = company.staff
  assert.equal((await refusal(manager('listImports', {}))).code, 'imports.wholeCompany')
  assert.equal((await refusal(agent('listImports', {}))).code, 'access.forbidden')
  const unknown = newId()
  assert.equal((await refusal(boss.api('getImport', { params: { id: unknown } }))).code, 'http.notFound')
  assert.equal(
    (await refusal(boss.api('listImportRows', { params: { id: unknown }, query: {} }))).code,
    'http.notFound',
  )
  const foreign = { id: newId(), fileId: newId() }
  assert.equal((await refusal(boss.api('createImport', { body: foreign }))).code, 'files.notAttachable')
  assert.ok((await boss.api('listImports', {})).items.length > 5)

  // names and phones of a file are shown to the person who brought it, to no other
  const id = await boss.begin('private.csv', HEAD + ROWS.join('\n'))
  await boss.work()
  assert.equal((await boss.get(id)).sample[0]?.[1], '张三')
  const other = await importer(company, 'communityManager')
  assert.deepEqual((await other.get(id)).sample, [])
})
