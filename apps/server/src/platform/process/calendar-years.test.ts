import assert from 'node:assert/strict'
import { readFile } from 'node:fs/promises'
import { after, before, test } from 'node:test'
import { type CalendarYear, calendarYear } from '@sims/contracts'
import { publishedRules } from '#platform/regulations'
import { type TestDatabase, testDatabase } from '../db/testing.ts'
import { seededYears } from './calendar-seed.ts'
import { CALENDAR, calendarYearFaults, clockContext, saveCalendarYears, seedCalendar } from './index.ts'
import { foundOrganization, type Organization } from './testing/due-clocks.ts'

const now = new Date('2026-03-02T01:00:00Z')
const later = (seconds: number) => new Date(now.getTime() + seconds * 1000)
let database: TestDatabase
let org: Organization

before(async () => {
  database = await testDatabase()
  org = await foundOrganization(database, now)
  await database.db.transaction(org.id, async (tx) => seedCalendar(tx, now))
})
after(() => database.close())

const rules = () => database.db.transaction(org.id, (tx) => publishedRules(tx, CALENDAR, now))
const faults = async (content: CalendarYear, key = String(content.year)) =>
  (await database.db.transaction(org.id, (tx) => calendarYearFaults(tx, content, key))).map(
    ({ path, code, params }) => [path, code, params],
  )

test('a new organization begins with a rule in force for each year from 2004 to 2026, all of them right', async () => {
  const found = await rules()
  assert.deepEqual(
    found.map(({ key, content }) => [key, content]),
    seededYears().map((content) => [String(content.year), content]),
  )
  assert.deepEqual([found.length, found[0]?.key, found.at(-1)?.key], [23, '2004', '2026'])
  for (const content of seededYears()) {
    assert.deepEqual(calendarYear.parse(content), content)
    assert.deepEqual(await faults(content), [])
  }
})

test('what was in the tables before calendars were rules is moved by the migration', async () => {
  const { owner } = database
  await owner.query("delete from regulation_version where kind = 'calendar'")
  await owner.query("update calendar_year set source = 'chinese-days'")
  const file = new URL('../../../migrations/0021_calendar_rules.sql', import.meta.url)
  await owner.query(await readFile(file, 'utf8'))
  assert.deepEqual(
    (await rules()).map(({ key, content }) => [key, content]),
    seededYears().map((content) => [String(content.year), content]),
  )
})

test('a year that leaves a hole, or is another than its rule’s, is refused with the year named', async () => {
  const year = (n: number): CalendarYear => ({ year: n, source: '测试', days: [] })
  assert.deepEqual(await faults(year(2027)), [])
  assert.deepEqual(await faults(year(2029)), [['year', 'calendar.yearMissing', { year: 2029, missing: 2027 }]])
  assert.deepEqual(await faults(year(2002)), [['year', 'calendar.yearMissing', { year: 2002, missing: 2003 }]])
  assert.deepEqual(await faults(year(2027), '2026'), [['year', 'calendar.otherYear', { year: 2027, key: '2026' }]])
  const twice = [false, true].map((working) => ({ day: '2027-02-06', working, name: '春节' }))
  assert.deepEqual(
    (await faults({ ...year(2027), days: twice })).map(([path, code]) => [path, code]),
    [
      ['days.0.day', 'calendar.alreadyOff'],
      ['days.1.day', 'calendar.holidayAndWorkday'],
    ],
  )
})

test('a year written again holds the new days only, and another year is left alone', async () => {
  const workingDays = async (...days: string[]) => {
    const context = await database.db.transaction(org.id, (tx) => clockContext(tx, later(60)))
    return days.map((day) => context.calendar.isWorkingDay(day))
  }
  const write = (...years: CalendarYear[]) =>
    database.db.transaction(org.id, async (tx) => saveCalendarYears(tx, years))
  await write({ year: 2026, source: '测试', days: [{ day: '2026-10-12', working: false, name: '公司日' }] })
  assert.deepEqual(await workingDays('2026-10-12', '2026-10-01', '2026-10-10', '2025-10-01'), [
    false,
    true,
    false,
    false,
  ])
  await assert.rejects(workingDays('2027-01-04'), { code: 'calendar.unpublished' })
})
