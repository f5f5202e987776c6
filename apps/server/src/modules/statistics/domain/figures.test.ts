import assert from 'node:assert/strict'
import { test } from 'node:test'
import { figuresOf, histogram, WITHOUT_ANSWER, YEAR_MISSING } from './figures.ts'

const bucket = (days: number, count: number, within24h = false) => ({ days, count, within24h })

test('nothing has no median', () => {
  assert.equal(figuresOf([]).medianDays, null)
  assert.equal(figuresOf([bucket(WITHOUT_ANSWER, 3)]).medianDays, null)
})

test('an even number has the mean of the two in the middle, an odd one the middle', () => {
  assert.equal(figuresOf([bucket(3, 2), bucket(8, 2)]).medianDays, 5.5)
  assert.equal(figuresOf([bucket(8, 2), bucket(3, 3)]).medianDays, 3)
})

test('what has no number of days counts as a request, and as answered only when it was', () => {
  const buckets = [bucket(0, 1, true), bucket(7, 2), bucket(8, 1), bucket(WITHOUT_ANSWER, 5), bucket(YEAR_MISSING, 4)]
  assert.deepEqual(figuresOf(buckets), {
    requests: 13,
    answered: 8,
    within24h: 1,
    withinResultDays: 3,
    counted: 4,
    medianDays: 7,
  })
  assert.deepEqual(histogram(buckets), [
    { days: 0, count: 1 },
    { days: 7, count: 2 },
    { days: 8, count: 1 },
  ])
})
