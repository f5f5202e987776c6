import assert from 'node:assert/strict'
import { test } from 'node:test'
import { missingBefore, yearFaults } from './calendar-year.ts'

const holiday = (day: string) => ({ day, working: false, name: '国庆节' })
const makeUp = (day: string) => ({ day, working: true, name: '国庆节' })
const faults = (...days: ReturnType<typeof holiday>[]) =>
  yearFaults({ year: 2026, days }).map(({ path, code, params }) => [path, code, params?.date])

test('holidays from Monday to Friday and workdays at the weekend are right, whatever their order', () => {
  assert.deepEqual(faults(makeUp('2026-10-10'), holiday('2026-10-01'), holiday('2026-01-01')), [])
  assert.deepEqual(faults(), [])
})

test('each bad day is named with what is wrong about it', () => {
  assert.deepEqual(faults(holiday('2026-10-01'), holiday('2027-01-01')), [
    ['days.1.day', 'calendar.dayOutsideYear', '2027-01-01'],
  ])
  assert.deepEqual(faults(holiday('2026-10-01'), holiday('2026-10-02'), holiday('2026-10-01')), [
    ['days.2.day', 'calendar.doubledDay', '2026-10-01'],
  ])
  assert.deepEqual(faults(makeUp('2026-10-10'), holiday('2026-10-10')), [
    ['days.1.day', 'calendar.holidayAndWorkday', '2026-10-10'],
  ])
  assert.deepEqual(faults(makeUp('2026-10-12')), [['days.0.day', 'calendar.alreadyWorking', '2026-10-12']])
  assert.deepEqual(faults(holiday('2026-10-11')), [['days.0.day', 'calendar.alreadyOff', '2026-10-11']])
  assert.throws(() => faults(holiday('2026-02-30')), /time.invalid/)
})

test('all faults at once', () => {
  const codes = faults(makeUp('2026-10-12'), holiday('2026-10-11'), holiday('2025-10-01'), makeUp('2026-10-11'))
  assert.deepEqual(
    codes.map(([, code]) => code),
    ['calendar.alreadyWorking', 'calendar.alreadyOff', 'calendar.dayOutsideYear', 'calendar.holidayAndWorkday'],
  )
})

test('years are published without a hole', () => {
  const published = [2024, 2025, 2026]
  const cases: [number, number | undefined][] = [
    [2027, undefined],
    [2028, 2027],
    [2035, 2027],
    [2025, undefined],
    [2023, undefined],
    [2021, 2023],
  ]
  for (const [year, missing] of cases) assert.equal(missingBefore(year, published), missing, String(year))
  assert.equal(missingBefore(2030, []), undefined)
})
