import assert from 'node:assert/strict'
import { test } from 'node:test'
import { callRules, hasten, isQuiet } from './calls.ts'
import { fire, meetClock, startClock } from './clock.ts'
import type { ClockSpec } from './clock-state.ts'
import { at, ctx, local, ZONE } from './testing/context.ts'

const calls = { minutes: [10, 5, 20], quiet: { from: 22 * 60, to: 7 * 60 }, by: ['email'] as const }
const rules = callRules(calls)
const spec: ClockSpec = { name: 'dutyCall', kind: 'internal', alarms: 'anyHour', ...rules }
const start = startClock(spec, at('2026-03-02 20:00'), ctx)
const timesOf = (from: typeof start, until: string) => fire(rules, from, ctx, at(until)).alarms.map((a) => local(a.at))

test('each step of a chain is called after the minutes of those before; its end is when it is due', () => {
  assert.equal(local(start.dueAt), '2026-03-02 20:35')
  assert.deepEqual(timesOf(start, '2026-03-02 20:35'), [
    '2026-03-02 20:00',
    '2026-03-02 20:10',
    '2026-03-02 20:15',
    '2026-03-02 20:35',
  ])
})

test('who passes a call on brings the next at once; those after it keep their distance, the end stays', () => {
  const rung = fire(rules, start, ctx, at('2026-03-02 20:00')).clock
  const passed = hasten(rules, rung, at('2026-03-02 20:03'))
  assert.deepEqual(timesOf(passed, '2026-03-02 20:35'), ['2026-03-02 20:03', '2026-03-02 20:08', '2026-03-02 20:35'])
  const second = fire(rules, passed, ctx, at('2026-03-02 20:03')).clock
  assert.deepEqual(timesOf(hasten(rules, second, at('2026-03-02 20:04')), '2026-03-02 20:30'), ['2026-03-02 20:04'])
})

test('when all were called, or nothing rings, passing on changes nothing', () => {
  const all = fire(rules, start, ctx, at('2026-03-02 20:20')).clock
  assert.equal(hasten(rules, all, at('2026-03-02 20:21')), all)
  const met = meetClock(start, at('2026-03-02 20:01'))
  assert.equal(hasten(rules, met, at('2026-03-02 20:02')), met)
})

test('quiet hours may pass midnight', () => {
  const quiet = (time: string) => isQuiet(at(`2026-03-02 ${time}`), ZONE, calls)
  assert.deepEqual(['21:59', '22:00', '03:00', '06:59', '07:00'].map(quiet), [false, true, true, true, false])
  const midday = { ...calls, quiet: { from: 720, to: 840 } }
  assert.deepEqual(
    ['11:59', '12:00', '14:00'].map((time) => isQuiet(at(`2026-03-02 ${time}`), ZONE, midday)),
    [false, true, false],
  )
  assert.equal(isQuiet(at('2026-03-02 23:00'), ZONE, { ...calls, quiet: null }), false)
})
