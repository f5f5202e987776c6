import assert from 'node:assert/strict'
import { test } from 'node:test'
import { PHASES } from '@sims/contracts/web'
import { milestoneOf } from './progress.ts'

test('every phase stands at a milestone, except cancelled', () => {
  const placed = Object.fromEntries(PHASES.map((phase) => [phase, milestoneOf(phase)]))
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
