import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { canonicalJson } from './canonical.ts'
import { cancelClock, fire, isOver, meetClock, pauseClock, pausedMs, resumeClock, retime, startClock } from './clock.ts'
import type { ClockSpec, ClockState } from './clock-state.ts'
import { at, ctx } from './testing/context.ts'
import { HOUR, MINUTE } from './time.ts'

const target = fc.oneof(
  fc.record({ kind: fc.constant('elapsedHours' as const), hours: fc.constantFrom(0.5, 2, 24, 48) }),
  fc.record({ kind: fc.constant('workingDays' as const), days: fc.integer({ min: 1, max: 7 }) }),
  fc.record({ kind: fc.constant('openingHours' as const), hours: fc.constantFrom(0.5, 4, 16) }),
)
const spec: fc.Arbitrary<ClockSpec> = fc.record({
  name: fc.constant('x'),
  kind: fc.constantFrom('internal' as const, 'promise' as const),
  target,
  alarms: fc.constantFrom('duty' as const, 'anyHour' as const, 'quiet' as const),
  warn: fc.array(
    fc.oneof(
      fc.record({ fraction: fc.constantFrom(0.5, 0.75) }),
      fc.record({ minutesBefore: fc.constantFrom(10, 600) }),
    ),
    { maxLength: 3 },
  ),
  escalate: fc.array(fc.record({ minutesAfter: fc.constantFrom(0, 60, 480), to: fc.constant('teamLead') }), {
    maxLength: 2,
  }),
})
/** What happens after how long; a negative time is a report that comes late from a device. */
const happenings = fc.array(
  fc.tuple(
    fc.constantFrom(
      'pause' as const,
      'resume' as const,
      'fire' as const,
      'retime' as const,
      'meet' as const,
      'cancel' as const,
    ),
    fc.integer({ min: -300, max: 3000 }),
  ),
  { maxLength: 12 },
)

function apply(s: ClockSpec, clock: ClockState, what: string, now: number): ClockState {
  if (what === 'pause') return s.kind === 'internal' ? pauseClock(clock, now, 'x') : clock
  if (what === 'resume') return resumeClock(s, clock, now, ctx)
  if (what === 'meet') return meetClock(clock, now)
  if (what === 'cancel') return cancelClock(clock, now, 'x')
  if (what === 'retime') return retime(s, clock, ctx)
  return fire(s, clock, ctx, now).clock
}

const start = fc.integer({ min: 0, max: 90 * 1440 }).map((m) => at('2026-01-20 00:00') + m * MINUTE)

test('random histories: no clock acts after its end, none stops without a cause, none is negative', () => {
  fc.assert(
    fc.property(spec, start, happenings, (s, from, list) => {
      let clock = startClock(s, from, ctx)
      let now = from
      for (const [what, minutes] of list) {
        now += minutes * MINUTE
        const before = clock
        clock = apply(s, clock, what, now)
        if (isOver(before)) assert.equal(clock, before)
        if (clock.state !== before.state) {
          const causes = { paused: 'pause', running: 'resume', met: 'meet', cancelled: 'cancel' }
          assert.equal(what, causes[clock.state])
        }
        assert.ok(clock.kind !== 'promise' || clock.pauses.length === 0)
        let cursor = clock.startedAt
        for (const p of clock.pauses) {
          assert.ok(p.from >= cursor && (p.to ?? Infinity) >= p.from, 'pauses are ordered and not negative')
          cursor = p.to ?? Infinity
        }
        assert.ok(pausedMs(clock, Math.max(now, clock.pauses.at(-1)?.from ?? now)) >= 0)
        assert.ok((clock.dueAt as number) > clock.startedAt && (clock.metAt ?? Infinity) >= clock.startedAt)
        assert.ok(before.breachedAt === null || clock.breachedAt !== null, 'a breach is never erased')
        assert.ok(clock.fireIndex <= s.warn.length + 1 + s.escalate.length)
        if (clock.state !== 'running' || s.alarms === 'quiet') assert.equal(clock.nextFireAt, null)
        assert.equal(canonicalJson(JSON.parse(JSON.stringify(clock))), canonicalJson(clock), 'plain JSON')
      }
    }),
    { numRuns: 400 },
  )
})

test('a pause never brings a due time forward, and moves an elapsed one by exactly its length', () => {
  const length = fc.integer({ min: 0, max: 6000 })
  fc.assert(
    fc.property(spec, start, length, length, (s, from, wait, pause) => {
      const internal: ClockSpec = { ...s, kind: 'internal' }
      const clock = startClock(internal, from, ctx)
      const due = clock.dueAt as number
      const pausedAt = from + wait * MINUTE
      const moved = resumeClock(internal, pauseClock(clock, pausedAt, 'x'), pausedAt + pause * MINUTE, ctx)
        .dueAt as number
      if (pausedAt >= due) assert.equal(moved, due)
      else if (s.target.kind === 'elapsedHours') assert.equal(moved, due + pause * MINUTE)
      else assert.ok(moved >= due && moved >= pausedAt + pause * MINUTE)
    }),
    { numRuns: 400 },
  )
})

test('however often the worker looks, each alarm comes once and in order', () => {
  fc.assert(
    fc.property(
      spec,
      start,
      fc.array(fc.integer({ min: 1, max: 2000 }), { minLength: 1, maxLength: 30 }),
      (s, from, looks) => {
        let clock = startClock(s, from, ctx)
        let now = from
        const seen: number[] = []
        for (const minutes of [...looks, 40 * 24 * 60]) {
          now += minutes * MINUTE
          const result = fire(s, clock, ctx, now)
          clock = result.clock
          for (const a of result.alarms) {
            assert.ok(a.at <= now)
            seen.push(a.index)
          }
        }
        assert.deepEqual(
          seen,
          [...new Set(seen)].sort((a, b) => a - b),
        )
        if (s.alarms !== 'quiet') assert.ok(seen.includes(s.warn.length) && clock.breachedAt === clock.dueAt)
        assert.equal(clock.nextFireAt, null)
        assert.ok(now - from > 24 * HOUR)
      },
    ),
    { numRuns: 200 },
  )
})
