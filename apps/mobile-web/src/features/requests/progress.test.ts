import assert from 'node:assert/strict'
import { test } from 'node:test'
import { PHASES } from '@sims/contracts/web'
import { milestoneOf, milestonesOf } from './progress.ts'

test('every phase stands at a milestone, except cancelled', () => {
  const placed = Object.fromEntries(PHASES.map((phase) => [phase, milestoneOf(phase, 'repair')]))
  assert.deepEqual(placed, {
    new: 0,
    accepted: 1,
    assigned: 2,
    executing: 3,
    suspended: 3,
    feedback: 4,
    followUp: 4,
    settled: 5,
    archived: 5,
    cancelled: undefined,
  })
})

test('what is answered instead of done has no milestones of work', () => {
  assert.deepEqual(milestonesOf('inquiry'), ['new', 'accepted', 'feedback', 'settled'])
  assert.deepEqual(
    (['new', 'accepted', 'executing', 'feedback', 'archived'] as const).map((phase) => milestoneOf(phase, 'inquiry')),
    [0, 1, 1, 2, 3],
  )
})
