import assert from 'node:assert/strict'
import { test } from 'node:test'
import { between, periodOf, turned, weekdayOf } from './days.ts'
import { gapsByDay, partOf } from './gaps.ts'

const gap = (from: string, to: string) => ({
  post: 'engineering' as const,
  from: `${from}:00+08:00`,
  to: `${to}:00+08:00`,
})
const told = (from: string, to: string) =>
  gapsByDay([gap(from, to)]).map((one) => [one.date, one.part, one.from, one.to])

test('a night without anybody belongs to the day on which it begins', () => {
  assert.deepEqual(told('2026-10-12T18:00', '2026-10-13T08:30'), [['2026-10-12', 'night', '18:00', '08:30']])
  assert.deepEqual(told('2026-10-12T00:00', '2026-10-12T08:30'), [['2026-10-11', 'night', '00:00', '08:30']])
  assert.deepEqual(told('2026-10-12T22:00', '2026-10-13T00:00'), [['2026-10-12', 'night', '22:00', '00:00']])
})

test('a weekend is told by day and night', () => {
  assert.deepEqual(told('2026-10-16T18:00', '2026-10-19T08:30'), [
    ['2026-10-16', 'night', '18:00', '06:00'],
    ['2026-10-17', 'day', '06:00', '18:00'],
    ['2026-10-17', 'night', '18:00', '06:00'],
    ['2026-10-18', 'day', '06:00', '18:00'],
    ['2026-10-18', 'night', '18:00', '08:30'],
  ])
  assert.deepEqual(told('2026-10-17T08:30', '2026-10-17T18:00'), [['2026-10-17', 'day', '08:30', '18:00']])
})

test('turns by night, by day, or both', () => {
  assert.equal(partOf({ from: '18:00', to: '08:30' }), 'night')
  assert.equal(partOf({ from: '17:30', to: '23:00' }), 'night')
  assert.equal(partOf({ from: '08:30', to: '18:00' }), 'day')
  assert.equal(partOf({ from: '08:30', to: '08:30' }), 'whole')
})

test('a month is shown in whole weeks; periods follow each other', () => {
  const october = periodOf('month', '2026-10-15')
  assert.deepEqual(october, {
    from: '2026-10-01',
    to: '2026-10-31',
    shownFrom: '2026-09-28',
    shownTo: '2026-11-01',
  })
  assert.equal(turned('month', october, 1), '2026-11-01')
  assert.equal(turned('month', periodOf('month', '2026-01-31'), -1), '2025-12-01')
  assert.deepEqual(periodOf('week', '2026-10-18').from, '2026-10-12')
  assert.equal(weekdayOf('2026-10-18'), 7)
  assert.equal(between('2026-10-30', '2026-11-02').length, 4)
  assert.deepEqual(between('2026-10-30', '2026-10-29'), [])
})
