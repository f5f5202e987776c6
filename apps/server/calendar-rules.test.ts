import assert from 'node:assert/strict'
import { after, before, beforeEach, test } from 'node:test'
import type { CalendarDay, CalendarYear, Client, RuleVersion } from '@sims/contracts/web'
import { newId } from '#kernel'
import { fireDueClocks, retimeRecords, SETTLED_MS } from '#platform/process'
import { anywhere, hire, refusal, type TestCompany, testCompany } from './testing.ts'

// Calendars as rules, through the whole server: what is published is what open requests go by.

let company: TestCompany
let executive: Client
before(async () => {
  company = await testCompany()
  executive = (await hire(company, 'E900', anywhere('executive'), { name: '周总' })).api
  // the months of this test pass without anybody's session ending
  await company.database.owner.query("update session set last_seen_at = '2030-01-01', expires_at = '2031-01-01'")
})
after(() => company.close())
beforeEach(() => company.clock.forward(60_000))

const soon = () => newId(company.clock.now.getTime())
const read = (id: string, as = company.staff.sysadmin) => as('getRule', { params: { id } })
const off = (day: string, name = '停工'): CalendarDay => ({ day, working: false, name })
const work = (day: string, name = '调休'): CalendarDay => ({ day, working: true, name })

async function begin(year: number, days: CalendarDay[], key = String(year)): Promise<RuleVersion> {
  const id = soon()
  const content: CalendarYear = { year, source: '公司通知', days }
  if ((await years()).some((rule) => rule.key === key)) return redraft(key, () => content)
  await company.staff.sysadmin('createRule', { body: { kind: 'calendar', id, key, content } })
  return read(id)
}
async function redraft(key: string, change: (content: CalendarYear) => CalendarYear): Promise<RuleVersion> {
  const id = soon()
  await company.staff.sysadmin('draftRule', { body: { id, kind: 'calendar', key } })
  const { revision, content } = await read(id)
  const body = { kind: 'calendar' as const, revision, content: change(content as CalendarYear) }
  await company.staff.sysadmin('changeRule', { params: { id }, body })
  return read(id)
}
const daysOf = (key: string, change: (days: CalendarDay[]) => CalendarDay[]) =>
  redraft(key, (content) => ({ ...content, days: change(content.days) }))
const review = async (rule: RuleVersion) => {
  await company.staff.sysadmin('reviewRule', { params: { id: rule.id }, body: { revision: rule.revision } })
  return read(rule.id)
}
const publish = (rule: RuleVersion, more: { effectiveFrom?: string } = {}, as = executive) =>
  as('publishRule', { params: { id: rule.id }, body: { revision: rule.revision, ...more } })
const giveUp = (rule: RuleVersion) =>
  company.staff.sysadmin('retireRule', { params: { id: rule.id }, body: { revision: rule.revision, reason: '测试' } })
const years = async () => (await company.staff.manager('listRules', { query: { kind: 'calendar' } })).items

const log = { info: () => undefined, warn: () => undefined, error: assert.fail as never }

/** Ten seconds later the worker computes anew. */
const follow = () => {
  company.clock.forward(SETTLED_MS)
  return retimeRecords({ db: company.app.db, log }, company.clock.now)
}

async function report(kind: 'repair' | 'suggestion') {
  const resident = await company.resident(reported)
  const id = soon()
  const category = { repair: 'waterLeak', suggestion: 'suggestService' }[kind]
  const body = { id, kind, category, placeId: company.homes[reported++] as string, description: '请尽快处理' }
  await resident.api('createRequest', { body })
  const clock = async (as: Client, name = 'result') =>
    (await as('getRequest', { params: { id } })).clocks.find((one) => one.name === name)
  const moved = async (as: Client) =>
    (await as('getRequest', { params: { id } })).timeline.filter(({ verb }) => verb === 'calendarChanged')
  return { clock, moved, resident: resident.api }
}
let reported = 0

test('every year from 2004 to 2026 is a rule in force; a calendar takes effect when it is published, and never ends', async () => {
  const items = await years()
  assert.deepEqual(
    items.map(({ key, versions }) => [Number(key), versions.map(({ standing }) => standing)]),
    Array.from({ length: 23 }, (_, i) => [2004 + i, ['inForce']]),
  )
  const last = items.at(-1)?.versions[0]
  assert.deepEqual(last?.names, { 'zh-CN': '2026 年工作日历', en: 'Working calendar 2026' })
  const { content, allowed } = await read(last?.id as string)
  assert.ok((content as CalendarYear).days.some(({ day, working }) => day === '2026-10-01' && !working))
  assert.deepEqual(allowed, ['draft'])
  const body = { revision: last?.revision as number, reason: '不再需要' }
  const end = executive('retireRule', { params: { id: last?.id as string }, body })
  assert.equal((await refusal(end)).code, 'rules.needed')
  const rule = await review(await daysOf('2026', (days) => days))
  const later = publish(rule, { effectiveFrom: new Date(company.clock.now.getTime() + 86_400_000).toISOString() })
  assert.equal((await refusal(later)).fields?.[0]?.code, 'rules.onlyAtOnce')
  await giveUp(rule)
})

test('a year changes: the due time of an open request follows, says why, and the timeline says what happened', async () => {
  const { clock, moved, resident } = await report('repair')
  const before = await clock(company.staff.agent)
  assert.equal(before?.dueAt, '2026-03-05T18:00:00+08:00')
  await publish(await review(await daysOf('2026', (days) => [...days, off('2026-03-04'), work('2026-03-07')])))
  assert.equal(await follow(), 1)
  const after = await clock(company.staff.agent)
  assert.equal(after?.dueAt, '2026-03-06T18:00:00+08:00')
  assert.match(after?.explanation ?? '', /其中3月4日放假，不计。/)
  const [entry, ...more] = await moved(company.staff.agent)
  assert.equal(more.length, 0)
  assert.deepEqual(
    [entry?.title, entry?.actorKind, entry?.details],
    [
      '工作日历调整，到期时间已重新计算',
      'system',
      [
        { label: '调整的日历（年）', value: '2026' },
        { label: '维修完成', value: '由3月5日星期四18:00改为3月6日星期五18:00。' },
      ],
    ],
  )
  assert.deepEqual(await moved(resident), [], 'what colleagues owe each other is not the customer’s to read')
  await publish(await review(await daysOf('2026', (days) => days.filter(({ day }) => !day.startsWith('2026-03')))))
  assert.equal(await follow(), 1)
  assert.equal((await clock(company.staff.agent))?.dueAt, '2026-03-05T18:00:00+08:00')
})

test('a promise that moves is said to the customer too', async () => {
  const { clock, moved, resident } = await report('suggestion')
  const before = await clock(resident)
  await publish(await review(await daysOf('2026', (days) => [...days, off('2026-03-04')])))
  await follow()
  assert.ok(Date.parse((await clock(resident))?.dueAt ?? '') > Date.parse(before?.dueAt ?? ''))
  const [entry] = await moved(resident)
  assert.match(entry?.details[1]?.value ?? '', /^由.*改为.*。$/)
})

test('2027 is missing: a request says so and the administrator is told at once; published, it has its due time', async () => {
  company.clock.forward(Date.parse('2026-12-30T02:00:00Z') - company.clock.now.getTime())
  const { clock, moved } = await report('suggestion')
  const unknown = await clock(company.staff.agent)
  assert.equal(unknown?.dueAt, null)
  assert.match(unknown?.explanation ?? '', /^2027年的工作日安排尚未公布，暂不能确定到期时间/)
  await fireDueClocks({ db: company.app.db, log }, company.clock.now)
  await company.app.relay.drain()
  const notices = (await company.staff.sysadmin('listNotices')).items.filter(({ kind }) => kind === 'calendarMissing')
  assert.deepEqual(
    notices.map(({ title }) => title),
    ['2027 年工作日安排尚未录入'],
  )
  const rule = await review(await begin(2027, [off('2027-01-01', '元旦')]))
  await publish(rule)
  assert.ok((await follow()) >= 1)
  const known = await clock(company.staff.agent)
  assert.match(known?.dueAt ?? '', /^2027-01-/)
  assert.match(known?.explanation ?? '', /其中1月1日放假/)
  assert.match((await moved(company.staff.agent))[0]?.details[1]?.value ?? '', /^由待定（工作日安排尚未公布）改为1月/)
  assert.deepEqual((await years()).at(-1)?.key, '2027')
})

test('bad calendars are kept as drafts with every fault named, and go neither to review nor into force', async () => {
  const faulty: [number, string, CalendarDay[], string, RegExp][] = [
    [2029, '2029', [], 'calendar.yearMissing', /请先发布 2028 年/],
    [2028, '2031', [], 'calendar.otherYear', /这是 2031 年的日历/],
    [2028, '2028', [off('2027-01-04')], 'calendar.dayOutsideYear', /^2027-01-04 不在 2028 年内/],
    [2028, '2028', [off('2028-01-03'), off('2028-01-03')], 'calendar.doubledDay', /^2028-01-03 出现了两次/],
    [2028, '2028', [work('2028-01-08'), off('2028-01-08')], 'calendar.holidayAndWorkday', /既是放假日又是调休上班日/],
    [2028, '2028', [work('2028-01-03')], 'calendar.alreadyWorking', /^2028-01-03 本来就是工作日/],
    [2028, '2028', [off('2028-01-08')], 'calendar.alreadyOff', /^2028-01-08 本来就是周末休息日/],
  ]
  for (const [year, key, days, code, message] of faulty) {
    const rule = await begin(year, days, key)
    const fault = rule.faults.find((one) => one.code === code)
    assert.match(fault?.message ?? `${code} is missing`, message)
    const refused = await refusal(review(rule))
    assert.equal(refused.code, 'rules.faulty')
    assert.ok(refused.fields?.some((field) => field.code === code && field.path.startsWith('content.')))
    await giveUp(rule)
  }
  const noDay = await refusal(begin(2040, [off('2040-02-30')]))
  assert.deepEqual([noDay.status, noDay.fields?.[0]?.path], [422, 'content.days.0.day'])
  const again = {
    kind: 'calendar' as const,
    id: soon(),
    key: '2026',
    content: { year: 2026, source: '公司通知', days: [] },
  }
  assert.equal((await refusal(company.staff.sysadmin('createRule', { body: again }))).code, 'rules.keyTaken')
})

test('two publishers at once: of one year one wins; of two years the later waits for the earlier', async () => {
  const change = await review(await daysOf('2027', (days) => [...days, off('2027-03-04')]))
  const both = await Promise.allSettled([publish(change), publish(change)])
  assert.deepEqual(both.map(({ status }) => status).sort(), ['fulfilled', 'rejected'])
  const lost = both.find((one) => one.status === 'rejected') as PromiseRejectedResult
  assert.equal(lost.reason.problem.code, 'process.staleVersion')
  const next = await begin(2028, [])
  const far = await begin(2029, [])
  assert.equal((await refusal(review(far))).code, 'rules.faulty')
  await publish(await review(next))
  assert.deepEqual((await read(far.id)).faults, [], 'what was missing is there now')
  await publish(await review(far))
  assert.deepEqual(
    (await years()).map(({ key }) => key).filter((key) => ['2027', '2028', '2029'].includes(key)),
    ['2027', '2028', '2029'],
  )
})
