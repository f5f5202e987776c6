import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { isDeepStrictEqual } from 'node:util'
import { type CalendarYear, type ClockFigures, type ClockReport, REPORT_DIMENSIONS } from '@sims/contracts'
import fc from 'fast-check'
import { HOUR, newId } from '#kernel'
import { createCommunityTree } from '#modules/estate'
import { CALENDAR, changeCalendar, retimeRecords, SETTLED_MS } from '#platform/process'
import { publishedRules } from '#platform/regulations'
import { importer } from './src/modules/imports/testing.ts'
import { fullScan } from './src/modules/statistics/testing.ts'
import { refusal, step, type TestCompany, testCompany } from './testing.ts'

// Requests of random kinds, answered after random times, through HTTP; the report against a full scan of their tables.

let company: TestCompany
let boss: Awaited<ReturnType<typeof importer>>
before(async () => {
  company = await testCompany()
  boss = await importer(company)
  // the months of this test pass without anybody's session ending
  await company.database.owner.query("update session set last_seen_at = '2030-01-01', expires_at = '2031-01-01'")
  company.clock.forward(6000)
})
after(() => company.close())

const KINDS = { inquiry: 'askCharges', suggestion: 'suggestService', praise: 'praiseStaff' } as const
const conclusion = {
  inquiry: { text: '已答复' },
  suggestion: { decision: 'partly', text: '已答复' },
  praise: { text: '谢谢' },
}
const CHANNELS = ['phone', 'desk', 'email'] as const

const life = fc.record({
  kind: fc.constantFrom('inquiry' as const, 'suggestion' as const, 'praise' as const),
  channel: fc.constantFrom(...CHANNELS),
  home: fc.nat(5),
  /** hours until the answer; null: none */
  answeredAfter: fc.option(fc.integer({ min: 0, max: 30 * 24 }), { freq: 4 }),
  nextAfter: fc.integer({ min: 1, max: 40 }),
})

const figures = ({ requests, answered, within24h, withinResultDays, counted, medianDays }: ClockFigures) => ({
  requests,
  answered,
  within24h,
  withinResultDays,
  counted,
  medianDays,
})

async function liveAll(lives: readonly (typeof life extends fc.Arbitrary<infer T> ? T : never)[]): Promise<void> {
  const { agent } = company.staff
  const begin = company.clock.now.getTime()
  let at = begin
  const planned = lives.map((one) => {
    at += one.nextAfter * HOUR
    return { ...one, id: newId(), at }
  })
  const moments = planned.flatMap(({ id, kind, channel, home, at: reported, answeredAfter }) => [
    {
      at: reported,
      run: async () => {
        const caller = { name: '来电人', phone: '13900000001' }
        const placeId = company.homes[home] as string
        const body = { id, kind, category: KINDS[kind], placeId, description: '随机诉求', channel, caller }
        await agent('createRequest', { body })
      },
    },
    ...(answeredAfter === null
      ? []
      : [
          {
            at: reported + answeredAfter * HOUR,
            run: async () => {
              await step(agent, id, 'accept')
              await step(agent, id, 'conclude', conclusion[kind])
            },
          },
        ]),
  ])
  for (const { at: moment, run } of moments.sort((a, b) => a.at - b.at)) {
    company.clock.now = new Date(moment)
    await run()
  }
}

const WHERE: Record<string, (key: string) => string> = {
  month: (key) => `to_char(r.occurred_at at time zone 'Asia/Shanghai', 'YYYY-MM') = '${key}'`,
  kind: (key) => `r.kind = '${key}'`,
  category: (key) => `r.category = '${key}'`,
  channel: (key) => `r.channel = '${key}'`,
  community: (key) => `r.community_id = '${key}'`,
  // the company of these tests has one building
  building: () => "r.place_id in (select id from place where kind = 'premises')",
}

async function equalsFullScan(): Promise<ClockReport> {
  let report: ClockReport | undefined
  for (const by of REPORT_DIMENSIONS) {
    report = await boss.api('clockReport', { query: { by } })
    assert.deepEqual(figures(report.total), await fullScan(company), by)
    const sum = report.groups.reduce((all, group) => all + group.requests, 0)
    assert.equal(sum, report.total.requests, `the groups by ${by} are all requests`)
    for (const group of report.groups.filter(({ key }) => key !== null))
      assert.deepEqual(figures(group), await fullScan(company, WHERE[by]?.(group.key as string)), `${by} ${group.key}`)
  }
  return report as ClockReport
}

/** What everybody would see of the counts: rows that are not zero. */
const counts = async () =>
  (
    await company.database.owner.query(
      `select month, kind, category, channel, community_id, days, within_24h, n from request_count where n > 0 order by 1, 2, 3, 4, 5, 6, 7`,
    )
  ).rows

test('the report is a full scan, by every dimension, for random requests', async () => {
  const lives = fc.sample(life, { seed: 7, numRuns: 60 })
  await liveAll(lives)
  await company.app.relay.drain()
  const { total } = await equalsFullScan()
  assert.equal(total.requests, 60)
  assert.ok(total.within24h > 0 && total.answered > total.withinResultDays && total.requests > total.answered)
  const some = await boss.api('clockReport', {
    query: { by: 'channel', kind: 'inquiry', from: '2026-03', to: '2026-04' },
  })
  const months = `to_char(r.occurred_at at time zone 'Asia/Shanghai', 'YYYY-MM') in ('2026-03', '2026-04')`
  assert.deepEqual(figures(some.total), await fullScan(company, `r.kind = 'inquiry' and ${months}`))
  const march = await boss.api('clockReport', { query: { to: '2026-03' } })
  assert.deepEqual(
    march.groups.map(({ key }) => key),
    ['2026-03'],
  )
})

test('an event that comes twice, and a rebuild, change nothing', async () => {
  const known = await counts()
  const { owner } = company.database
  const { rows } = await owner.query<{ id: string }>('select id from service_request')
  const event = (name: string, recordId: string) => ({ name, recordKind: 'x', recordId, version: 1, seq: 1 })
  const put = (events: object[]) =>
    owner.query(
      `insert into outbox (organization_id, event, payload, created_at, handler) values ($1, 'x', $2, $3, 'statistics')`,
      [company.organizationId, JSON.stringify({ events }), company.clock.now],
    )
  await put(rows.map(({ id }) => event('serviceRequest.accept', id)))
  await company.app.relay.drain()
  assert.deepEqual(await counts(), known)
  await owner.query('delete from request_fact')
  await owner.query('delete from request_count')
  await owner.query('delete from request_building_count')
  await put([event('statistics.rebuild', company.organizationId)])
  await company.app.relay.drain()
  assert.deepEqual(await counts(), known)
  await equalsFullScan()
})

test('another calendar counts anew what was counted by the one before', async () => {
  const known = await counts()
  const { app, clock, organizationId } = company
  const [rule] = (await app.db.transaction(organizationId, (tx) => publishedRules(tx, CALENDAR, clock.now))).filter(
    ({ key }) => key === '2026',
  )
  const original = rule?.content as CalendarYear
  const workdays = Array.from({ length: 5 }, (_, i) => ({ day: `2026-03-0${i + 2}`, working: false, name: '停工' }))
  for (const days of [[...original.days, ...workdays], original.days]) {
    await app.db.transaction(organizationId, async (tx) => changeCalendar(tx, { ...original, days }, clock.now))
    await retimeRecords(app, new Date(clock.now.getTime() + SETTLED_MS))
    await app.relay.drain()
    await equalsFullScan()
    assert.equal(isDeepStrictEqual(await counts(), known), days === original.days)
  }
})

test('imported history counts in its own months, and no more once it is undone', async () => {
  const before = await counts()
  const table = ['上报时间,内容,答复时间,答复内容', '2019-01-04 08:00,路灯不亮,2019-01-07 09:00,已修复']
  const id = await boss.begin('历史.csv', table.join('\n'))
  await boss.work()
  await boss.check(id, { communityId: company.communityId, category: 'waterLeak' })
  assert.equal((await boss.run(id)).created, 1)
  await company.app.relay.drain()
  const { groups } = await boss.api('clockReport', { query: { to: '2019-12' } })
  assert.deepEqual(
    groups.map(({ key, medianDays, within24h }) => [key, medianDays, within24h]),
    [['2019-01', 1, 0]],
  )
  await equalsFullScan()
  await boss.api('undoImport', { params: { id } })
  await boss.work()
  await company.app.relay.drain()
  assert.deepEqual(await counts(), before)
})

test('a hidden request counts, one in a community in which the reader holds no role does not', async () => {
  const { owner } = company.database
  const { manager, technician, sysadmin } = company.staff
  const all = await manager('clockReport')
  await owner.query('update service_request set hidden_from = array[$1::uuid]', [company.staffIds.manager])
  assert.ok(all.total.requests > 0)
  assert.deepEqual(await manager('clockReport'), all)
  const elsewhere = { name: '二号小区', kind: 'residential' as const, places: [] }
  const { communityId } = await company.app.db.transaction(company.organizationId, async (tx) => {
    return createCommunityTree(tx, elsewhere, company.clock.now)
  })
  await owner.query("update role_grant set community_id = $1 where role = 'communityManager'", [communityId])
  company.clock.forward(6000)
  assert.equal((await manager('clockReport')).total.requests, 0)
  assert.deepEqual(await boss.api('clockReport'), all)
  for (const api of [technician, sysadmin]) assert.equal((await refusal(api('clockReport'))).code, 'access.forbidden')
})
