import assert from 'node:assert/strict'
import { test } from 'node:test'
import { calendarFaults, WorkingCalendar } from './calendar.ts'
import { calendar, rows } from './testing/context.ts'

test('holidays, make-up workdays and rest days', () => {
  for (const [date, working] of [
    ['2026-10-01', false],
    ['2026-10-08', true],
    ['2026-10-10', true],
    ['2026-10-11', false],
    ['2026-02-14', true],
    ['2026-02-16', false],
    ['2025-09-28', true],
  ] as const) {
    assert.equal(calendar.isWorkingDay(date), working, date)
  }
})

test('D+n: the first day never counts, on a day off neither', () => {
  for (const [date, n, expected] of [
    ['2026-03-02', 1, '2026-03-03'],
    ['2026-03-06', 1, '2026-03-09'],
    ['2026-03-07', 1, '2026-03-09'],
    ['2026-09-30', 1, '2026-10-08'],
    ['2026-09-30', 3, '2026-10-10'],
    ['2026-10-03', 7, '2026-10-15'],
    ['2025-12-31', 1, '2026-01-04'],
    ['2026-03-07', 0, '2026-03-09'],
    ['2026-03-09', 0, '2026-03-09'],
  ] as const) {
    assert.deepEqual(calendar.addWorkingDays(date, n), { date: expected }, `${date} + ${n}`)
  }
})

test('a year that is not published is said, never guessed', () => {
  assert.deepEqual(calendar.addWorkingDays('2026-12-30', 1), { date: '2026-12-31' })
  assert.deepEqual(calendar.addWorkingDays('2026-12-30', 4), { unpublished: 2027, earliest: '2027-01-03' })
  assert.deepEqual(calendar.addWorkingDays('2024-12-30', 2), { unpublished: 2024, earliest: '2025-01-01' })
  assert.throws(() => calendar.isWorkingDay('2027-01-01'), { code: 'calendar.unpublished', params: { year: 2027 } })
  assert.throws(() => calendar.isWorkingDay('2003-10-01'), { code: 'calendar.unpublished' })
})

test('rows that contradict each other are refused, every one named', () => {
  const faults = calendarFaults({
    years: [2026, 2026, 1.5],
    holidays: ['2026-10-01', '2026-10-01', '2026-02-30', '2027-01-01'],
    workdays: ['2026-10-01'],
    restDays: [6, 8],
  })
  assert.deepEqual(
    faults.map((f) => [f.path, f.code]),
    [
      ['years.1', 'calendar.doubledYear'],
      ['years.2', 'calendar.badYear'],
      ['holidays.1', 'calendar.doubledDay'],
      ['holidays.2', 'calendar.badDate'],
      ['holidays.3', 'calendar.dayOutsideYears'],
      ['workdays.0', 'calendar.holidayAndWorkday'],
      ['restDays.1', 'calendar.badWeekday'],
    ],
  )
  assert.throws(() => new WorkingCalendar({ ...rows, years: [2026] }), { code: 'calendar.invalid' })
  const idle = { years: [2026], holidays: [], workdays: [], restDays: [1, 2, 3, 4, 5, 6, 7] }
  assert.equal(calendarFaults(idle)[0]?.code, 'calendar.noWorkingDay')
})
