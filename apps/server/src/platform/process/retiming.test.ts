import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import type { CalendarYear } from '@sims/contracts'
import { type ClockState, HOUR, startClock } from '#kernel'
import { Db, jsonb } from '#platform/db'
import { type TestDatabase, testDatabase } from '../db/testing.ts'
import { seededYears } from './calendar-seed.ts'
import { clockRules } from './compile.ts'
import { DEFAULT_DEFINITIONS } from './defaults/index.ts'
import { changeCalendar, clockContext, fireDueClocks, retimeRecords, SETTLED_MS, seedCalendar } from './index.ts'
import { foundOrganization, insertRequests, type Organization } from './testing/due-clocks.ts'

/** Monday morning; the clocks below are due on Thursday at the end of the working day. */
const start = Date.parse('2026-03-02T01:00:00Z')
const at = (hours: number) => new Date(start + hours * HOUR)
const THURSDAY = new Date('2026-03-05T10:00:00Z')
const FRIDAY = new Date('2026-03-06T10:00:00Z')
const silent = { info: () => undefined, warn: () => undefined, error: () => undefined }
const [original] = seededYears().slice(-1) as [CalendarYear]
const withHoliday = (...days: string[]): CalendarYear => ({
  ...original,
  days: [...original.days, ...days.map((day) => ({ day, working: false, name: '台风停工' }))],
})
let database: TestDatabase

before(async () => {
  database = await testDatabase()
})
after(() => database.close())
const rows = async (sql: string, values: unknown[] = []) => (await database.owner.query(sql, values)).rows

/** An organization with requests that have, beside their 24 hours, a clock of three working days. */
async function found(count: number): Promise<{ org: Organization; ids: string[] }> {
  const org = await foundOrganization(database, at(-1))
  await database.db.transaction(org.id, async (tx) => seedCalendar(tx, at(-1)))
  const ids = await insertRequests(
    database,
    org,
    Array.from({ length: count }, () => start),
  )
  const ctx = await database.db.transaction(org.id, (tx) => clockContext(tx, at(0)))
  const rules = clockRules(DEFAULT_DEFINITIONS.repair, 'result')
  const spec = { name: 'result', kind: 'promise' as const, target: { kind: 'workingDays' as const, days: 3 } }
  const clock = startClock({ ...rules, ...spec, alarms: 'anyHour' }, start, ctx)
  assert.deepEqual(new Date(clock.dueAt as number), THURSDAY)
  await database.owner.query(
    `insert into record_clock select $1, r, 'result', 1, 'serviceRequest', $3, 'running', $4, $5 from unnest($2::uuid[]) r`,
    [org.id, ids, jsonb(clock), THURSDAY, new Date(clock.nextFireAt as number)],
  )
  await database.owner.query(
    `update record_clock set state = 'met', next_fire_at = null, clock = clock || '{"state":"met","nextFireAt":null}'
     where organization_id = $1 and name = 'firstResponse'`,
    [org.id],
  )
  await database.owner.query('update service_request set next_due_at = $2 where organization_id = $1', [
    org.id,
    THURSDAY,
  ])
  return { org, ids }
}

const change = (org: Organization, content: CalendarYear, now: Date) =>
  database.db.transaction(org.id, async (tx) => changeCalendar(tx, content, now))
const retime = (now: Date, batch = 500, db = database.db) => retimeRecords({ db, log: silent, batch }, now)
const settled = (hours: number) => new Date(at(hours).getTime() + SETTLED_MS)
const clockOf = async (id: string): Promise<ClockState & { due: Date; fire: Date | null }> => {
  const [row] = await rows(
    `select clock, due_at as due, next_fire_at as fire from record_clock where record_id = $1 and name = 'result'`,
    [id],
  )
  return { ...row.clock, due: row.due, fire: row.fire }
}

test('a holiday more moves the due time, its warning, the queue and the timeline, once', async () => {
  const { org, ids } = await found(1)
  const [id] = ids as [string]
  const before = await clockOf(id)
  await change(org, withHoliday('2026-03-04'), at(1))
  assert.equal(await retime(at(1)), 0, 'other processes may still go by the old calendar')
  assert.equal(await retime(settled(1)), 1)
  assert.equal(await retime(settled(2)), 0)
  const after = await clockOf(id)
  assert.deepEqual([after.due, after.dueAt], [FRIDAY, FRIDAY.getTime()])
  assert.ok((after.fire as Date) > (before.fire as Date), 'the warning moves too')
  const [record] = await rows('select entries, version, next_due_at from service_request where id = $1', [id])
  assert.deepEqual(record, { entries: 2, version: 1, next_due_at: FRIDAY })
  const timeline = await rows('select seq, verb, actor_kind, internal, data from timeline where record_id = $1', [id])
  assert.deepEqual(timeline, [
    {
      seq: 2,
      verb: 'calendarChanged',
      actor_kind: 'system',
      internal: false,
      data: {
        years: [2026],
        clocks: [{ clock: 'result', round: 1, from: THURSDAY.toISOString(), to: FRIDAY.toISOString() }],
      },
    },
  ])
  assert.equal((await rows('select from ledger_pending where record_id = $1', [id])).length, 1)
  const events = (await rows('select payload from outbox where organization_id = $1 order by id', [org.id])).flatMap(
    ({ payload }) => payload.events,
  )
  assert.deepEqual(events.map(({ name, recordId }) => [name, recordId]).sort(), [
    ['calendar.changed', org.id],
    ['clocks.retimed', id],
  ])
})

test('imported history moves without a word, so that its import can still be undone', async () => {
  const { org, ids } = await found(1)
  const [id] = ids as [string]
  await database.owner.query(
    `update record_clock set next_fire_at = null, clock = clock || '{"alarms":"quiet","nextFireAt":null}'
     where record_id = $1 and name = 'result'`,
    [id],
  )
  await change(org, withHoliday('2026-03-04'), at(1))
  assert.equal(await retime(settled(1)), 1)
  const { due, fire } = await clockOf(id)
  assert.deepEqual([due, fire], [FRIDAY, null])
  const [record] = await rows('select entries, next_due_at from service_request where id = $1', [id])
  assert.deepEqual(record, { entries: 1, next_due_at: FRIDAY })
  assert.equal((await rows('select from timeline where record_id = $1', [id])).length, 0)
})

test('a day beyond all due times changes nothing: no entry, no event of a record', async () => {
  const { org, ids } = await found(3)
  await change(org, withHoliday('2026-11-04'), at(1))
  assert.equal(await retime(settled(1)), 0)
  assert.equal((await rows('select from timeline where record_id = any($1)', [ids])).length, 0)
  assert.deepEqual(
    (await rows('select event from outbox where organization_id = $1', [org.id])).map(({ event }) => event),
    ['calendar.changed'],
  )
})

test('two changes before the work is planned are one pass, and both years are named', async () => {
  const { org, ids } = await found(1)
  await change(org, { year: 2027, source: '测试', days: [] }, at(1))
  await change(org, withHoliday('2026-03-04'), at(1))
  await change(org, withHoliday('2026-03-05'), at(1))
  assert.equal(await retime(settled(1)), 1)
  const [entry] = await rows('select data from timeline where record_id = any($1)', [ids])
  assert.deepEqual(entry.data.years, [2026, 2027])
})

test('a year that was missing is published: what waited for it gets its due time, nobody was late meanwhile', async () => {
  const { org, ids } = await found(1)
  const [id] = ids as [string]
  const last = Date.parse('2026-12-30T02:00:00Z')
  const ctx = await database.db.transaction(org.id, (tx) => clockContext(tx, new Date(last)))
  const rules = clockRules(DEFAULT_DEFINITIONS.repair, 'result')
  const spec = { ...rules, name: 'result', kind: 'promise' as const, target: { kind: 'workingDays' as const, days: 3 } }
  const clock = startClock(spec, last, ctx)
  assert.deepEqual([clock.dueAt, clock.unpublished?.year, clock.nextFireAt], [null, 2027, last])
  await database.owner.query(
    `update record_clock set clock = $2, due_at = null, next_fire_at = $3 where record_id = $1 and name = 'result'`,
    [id, jsonb(clock), new Date(last)],
  )
  const soon = new Date(last + 1000)
  await fireDueClocks({ db: database.db, log: silent }, soon)
  const [warned] = await rows(`select data from timeline where record_id = $1 and verb = 'calendarMissing'`, [id])
  assert.equal(warned.data.year, 2027, 'said at once, on the record and to the administrator')
  const published = new Date(last + 20 * HOUR)
  await change(
    org,
    { year: 2027, source: '测试', days: [{ day: '2027-01-01', working: false, name: '元旦' }] },
    published,
  )
  assert.equal(await retime(new Date(published.getTime() + SETTLED_MS)), 1)
  const known = await clockOf(id)
  assert.deepEqual([known.due, known.unpublished], [new Date('2027-01-05T10:00:00Z'), null])
})

test('a miss is withdrawn when the new due time lies ahead; what had been escalated stays told', async () => {
  const { org, ids } = await found(1)
  const [id] = ids as [string]
  const late = new Date(THURSDAY.getTime() + 13 * HOUR)
  await fireDueClocks({ db: database.db, log: silent }, late)
  const told = await rows(`select verb from timeline where record_id = $1 and verb = 'clockEscalated'`, [id])
  assert.ok(told.length > 0)
  await change(org, withHoliday('2026-03-04'), late)
  assert.equal(await retime(new Date(late.getTime() + SETTLED_MS)), 1)
  const clock = await clockOf(id)
  assert.deepEqual([clock.due, clock.corrected, clock.breachedAt], [FRIDAY, true, THURSDAY.getTime()])
  const [entry] = await rows(`select data from timeline where record_id = $1 and verb = 'calendarChanged'`, [id])
  assert.deepEqual([entry.data.clocks[0].breach, entry.data.clocks[0].escalated], ['withdrawn', told.length])
  assert.equal(
    (await rows(`select from timeline where record_id = $1 and verb = 'clockEscalated'`, [id])).length,
    told.length,
  )
  const missed = new Date(FRIDAY.getTime() + 1000)
  await fireDueClocks({ db: database.db, log: silent }, missed)
  assert.equal((await rows(`select from timeline where record_id = $1 and verb = 'clockBreached'`, [id])).length, 2)
})

test('a miss stands when the new due time has passed as well, and nobody is told again', async () => {
  const { org, ids } = await found(1)
  const [id] = ids as [string]
  const late = new Date(FRIDAY.getTime() + 400 * HOUR)
  await fireDueClocks({ db: database.db, log: silent }, late)
  const told = async () => (await rows(`select from timeline where record_id = $1 and verb like 'clock%'`, [id])).length
  const before = await told()
  await change(org, withHoliday('2026-03-04'), late)
  assert.equal(await retime(new Date(late.getTime() + SETTLED_MS)), 1)
  const clock = await clockOf(id)
  assert.deepEqual([clock.due, clock.corrected, clock.breachedAt], [FRIDAY, false, FRIDAY.getTime()])
  assert.equal(await fireDueClocks({ db: database.db, log: silent }, new Date(late.getTime() + 1000 * HOUR)), 0)
  assert.equal(await told(), before)
})

test('a due time that moves back before now is a miss, told once', async () => {
  const { org, ids } = await found(1)
  const [id] = ids as [string]
  await change(org, withHoliday('2026-03-04'), at(1))
  await retime(settled(1))
  const between = new Date(THURSDAY.getTime() + 2 * HOUR)
  await change(org, original, between)
  assert.equal(await retime(new Date(between.getTime() + SETTLED_MS)), 1)
  await fireDueClocks({ db: database.db, log: silent }, new Date(between.getTime() + 2 * SETTLED_MS))
  const [entry] = await rows(`select occurred_at from timeline where record_id = $1 and verb = 'clockBreached'`, [id])
  assert.deepEqual(entry.occurred_at, THURSDAY)
})

test('a worker is killed in between and two go on at once: every record moves once', async () => {
  const { org, ids } = await found(400)
  await change(org, withHoliday('2026-03-04'), at(1))
  const killed = new Db(database.app)
  let parts = 0
  const dying = {
    transaction: async (organization: string, work: never, options: never) => {
      if (parts++ === 4) throw new Error('killed')
      return killed.transaction(organization, work, options)
    },
    global: killed.global.bind(killed),
  } as unknown as Db
  await assert.rejects(retime(settled(1), 50, dying), /killed/)
  await killed.end()
  const moved = async () => (await rows('select from timeline where record_id = any($1)', [ids])).length
  const halfway = await moved()
  assert.ok(halfway > 0 && halfway < 400, `${halfway} were done before`)
  const other = new Db(database.app)
  try {
    const both = await Promise.all([retime(settled(2), 50), retime(settled(2), 50, other)])
    assert.equal(halfway + both[0] + both[1], 400)
  } finally {
    await other.end()
  }
  assert.equal(await moved(), 400)
  const [due] = await rows(
    'select count(*)::int as n from service_request where id = any($1) and next_due_at = $2 and entries = 2',
    [ids, FRIDAY],
  )
  assert.equal(due.n, 400)
  assert.equal((await rows('select from retiming where organization_id = $1', [org.id])).length, 0)
})

test('a record that cannot be computed is put off and keeps no other waiting', async () => {
  const { org, ids } = await found(3)
  await database.owner.query(
    `update record_clock set name = 'gone', clock = clock || $2 where record_id = $1 and name = 'result'`,
    [ids[0], jsonb({ name: 'gone' })],
  )
  await change(org, withHoliday('2026-03-04'), at(1))
  assert.equal(await retime(settled(1)), 2)
  const left = await rows('select record_ids, not_before, years from retiming where organization_id = $1', [org.id])
  assert.deepEqual(left, [
    { record_ids: [ids[0]], not_before: new Date(settled(1).getTime() + 600_000), years: [2026] },
  ])
})
