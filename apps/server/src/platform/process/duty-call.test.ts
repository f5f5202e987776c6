import assert from 'node:assert/strict'
import { test } from 'node:test'
import { DEFAULT_DEFINITIONS } from './defaults/index.ts'
import { at, ctx, recordIn, worker } from './testing/context.ts'
import { orThrow, transition } from './transition.ts'

const { workOrder } = DEFAULT_DEFINITIONS
const calls = { minutes: [10, 5], quiet: { from: 22 * 60, to: 7 * 60 }, by: ['email'] as const }

/** Whether an order of a priority that comes back at a time of Monday calls the duty, and until when. */
function rings(time: string, priority: number, quiet = calls.quiet as typeof calls.quiet | null) {
  const moment = ctx(`2026-03-02 ${time}`)
  const now = { ...moment, clock: { ...moment.clock, calls: { ...calls, quiet } } }
  const taken = transition(
    workOrder,
    recordIn('taken', { priority }),
    { step: 'return', input: { reason: '需要两人' } },
    worker,
    now,
  )
  const [change] = orThrow(taken).clocks
  return change && [change.change, change.clock.name, change.clock.dueAt]
}

test('a clock that rings runs to the end of the chain, outside duty hours only, for what is urgent', () => {
  assert.deepEqual(rings('20:30', 2), ['started', 'dutyCall', at('2026-03-02 20:45')])
  assert.equal(rings('19:30', 1), undefined, 'by day the pool is looked at')
  assert.equal(rings('20:30', 3), undefined)
})

test('in quiet hours only the most urgent calls', () => {
  assert.ok(rings('23:00', 1))
  assert.equal(rings('23:00', 2), undefined)
  assert.ok(rings('23:00', 2, null), 'without quiet hours it does')
})
