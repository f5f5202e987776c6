import assert from 'node:assert/strict'
import { test } from 'node:test'
import { share, spentIn } from './spent.ts'

test('a length of time in the unit in which people say it', () => {
  const said = [20, 150, 3540, 3600, 5400, 47 * 3600, 48 * 3600, 9 * 86_400].map((seconds) => {
    const { unit, count } = spentIn(seconds)
    return `${count} ${unit}`
  })
  assert.deepEqual(said, [
    '1 minutes',
    '3 minutes',
    '59 minutes',
    '1 hours',
    '1.5 hours',
    '47 hours',
    '2 daysLong',
    '9 daysLong',
  ])
})

test('a share has one decimal, and nothing is no share', () => {
  assert.deepEqual([share(1366, 2816), share(132, 2816), share(3, 3), share(0, 0)], ['48.5 %', '4.7 %', '100.0 %', '—'])
})
