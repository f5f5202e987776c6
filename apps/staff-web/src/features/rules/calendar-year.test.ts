import assert from 'node:assert/strict'
import { test } from 'node:test'
import { countsOf, monthsOf, runsOf, turned } from './calendar-year.ts'

const off = (day: string, name = '国庆节') => ({ day, working: false, name })
const work = (day: string, name = '国庆节') => ({ day, working: true, name })
/** 2026: Thursday 1 October to Wednesday 7 October, worked for on Sunday 20 September and Saturday 10 October */
const october = [
  work('2026-09-20'),
  ...['2026-10-01', '2026-10-02', '2026-10-05', '2026-10-06', '2026-10-07'].map((day) => off(day)),
  work('2026-10-10'),
]

test('months begin on their weekday and have their days, leap years too', () => {
  const months = monthsOf(2028)
  assert.deepEqual(
    months.slice(0, 2).map(({ month, before, days }) => [month, before, days.length, days.at(-1)]),
    [
      [1, 5, 31, '2028-01-31'],
      [2, 1, 29, '2028-02-29'],
    ],
  )
})

test('a touch turns a day over, another one back', () => {
  const once = turned(turned([], '2026-10-10', '国庆节'), '2026-10-01', '国庆节')
  assert.deepEqual(once, [off('2026-10-01'), work('2026-10-10')])
  assert.deepEqual(turned(once, '2026-10-10', '中秋节'), [off('2026-10-01')])
  assert.deepEqual(turned([off('2026-10-01'), work('2026-10-01')], '2026-10-01', '国庆节'), [])
})

test('a holiday is announced with the weekends within and beside it, but for those that are worked', () => {
  assert.deepEqual(runsOf(october), [
    { name: '国庆节', working: true, from: '2026-09-20', to: '2026-09-20' },
    { name: '国庆节', working: false, from: '2026-10-01', to: '2026-10-07' },
    { name: '国庆节', working: true, from: '2026-10-10', to: '2026-10-10' },
  ])
  assert.deepEqual(runsOf([off('2026-05-01', '劳动节'), work('2026-05-02', '劳动节')])[0], {
    name: '劳动节',
    working: false,
    from: '2026-05-01',
    to: '2026-05-01',
  })
  // a Friday and the Monday after it, of two holidays
  assert.deepEqual(
    runsOf([off('2026-06-19', '端午节'), off('2026-06-22', '停工')]).map(({ from, to }) => [from, to]),
    [
      ['2026-06-19', '2026-06-21'],
      ['2026-06-20', '2026-06-22'],
    ],
  )
})

test('working days of a year', () => {
  assert.deepEqual(countsOf(2026, []), { work: 261, off: 0, makeUp: 0 })
  assert.deepEqual(countsOf(2026, [...october, off('2027-01-01')]), { work: 258, off: 5, makeUp: 2 })
})
