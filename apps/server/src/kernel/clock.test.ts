import assert from 'node:assert/strict'
import { test } from 'node:test'
import { WorkingCalendar } from './calendar.ts'
import {
  cancelClock,
  fire,
  isBreached,
  meetClock,
  nextDue,
  pauseClock,
  resumeClock,
  retargetClock,
  retime,
  retimeByCalendar,
  startClock,
} from './clock.ts'
import type { ClockSpec } from './clock-state.ts'
import type { Target } from './target.ts'
import { at, ctx, local, rows } from './testing/context.ts'

const rules = { warn: [{ fraction: 0.75 }], escalate: [{ minutesAfter: 0, to: 'teamLead' }] }
const internal = (target: Target): ClockSpec => ({ ...rules, name: 'result', kind: 'internal', target })
const promise: ClockSpec = {
  ...rules,
  name: 'firstResponse',
  kind: 'promise',
  target: { kind: 'elapsedHours', hours: 24 },
}
const due = (target: Target, start: string) => local(startClock(internal(target), at(start), ctx).dueAt)

test('each kind of target: elapsed hours, working days, opening hours', () => {
  assert.equal(due({ kind: 'elapsedHours', hours: 24 }, '2026-09-30 20:00'), '2026-10-01 20:00')
  assert.equal(due({ kind: 'elapsedHours', hours: 0.5 }, '2026-03-02 23:45'), '2026-03-03 00:15')
  assert.equal(due({ kind: 'workingDays', days: 7 }, '2026-09-30 09:00'), '2026-10-15 18:00')
  assert.equal(due({ kind: 'workingDays', days: 1 }, '2026-03-02 23:59'), '2026-03-03 18:00', 'day 0 at any hour')
  assert.equal(due({ kind: 'workingDays', days: 1 }, '2026-03-07 10:00'), '2026-03-09 18:00', 'arrival on a day off')
  assert.equal(due({ kind: 'openingHours', hours: 8 }, '2026-03-06 16:00'), '2026-03-09 16:00')
})

test('a day that was agreed is due at its end, whatever kind of day; never before the start', () => {
  const on = (day: string, start: string) => due({ kind: 'onDate', day }, start)
  assert.equal(on('2026-03-20', '2026-03-02 10:00'), '2026-03-20 18:00')
  assert.equal(on('2026-10-03', '2026-09-30 10:00'), '2026-10-03 18:00', 'a holiday that somebody has chosen')
  assert.equal(on('2027-06-01', '2026-03-02 10:00'), '2027-06-01 18:00', 'no calendar is asked')
  assert.equal(on('2026-03-02', '2026-03-02 19:00'), '2026-03-03 00:00', 'agreed after closing time for the same day')
  assert.equal(on('2026-03-01', '2026-03-02 19:00'), '2026-03-03 00:00')
})

test('a promise cannot be paused', () => {
  const clock = startClock(promise, at('2026-03-02 10:00'), ctx)
  assert.throws(() => pauseClock(clock, at('2026-03-02 11:00'), 'suspend'), /cannot pause/)
})

test('pending moves the due time by exactly the pending time', () => {
  const cases: [Target, string][] = [
    [{ kind: 'elapsedHours', hours: 8 }, '2026-03-04 19:30'],
    // 1 h of 8 was used up at the pause; of the 7 left, 4.5 pass on Wednesday after the lunch break, 2.5 on Thursday
    [{ kind: 'openingHours', hours: 8 }, '2026-03-05 11:00'],
    // three working days were left at the pause, three are left after it
    [{ kind: 'workingDays', days: 3 }, '2026-03-09 18:00'],
  ]
  for (const [target, expected] of cases) {
    const spec = internal(target)
    const paused = pauseClock(
      startClock(spec, at('2026-03-02 10:00'), ctx),
      at('2026-03-02 11:00'),
      'waiting for parts',
    )
    assert.equal(paused.nextFireAt, null, 'a clock that stands tells nothing')
    const on = resumeClock(spec, paused, at('2026-03-04 12:30'), ctx)
    assert.equal(local(on.dueAt), expected, target.kind)
    assert.deepEqual([on.state, on.pauses.length, on.pauses[0]?.reason], ['running', 1, 'waiting for parts'])
  }
})

test('a pause within one day leaves a working-day target alone; one on the last evening gives the day back', () => {
  const spec = internal({ kind: 'workingDays', days: 1 })
  const start = startClock(spec, at('2026-03-02 10:00'), ctx)
  const shift = (from: string, to: string) =>
    local(resumeClock(spec, pauseClock(start, at(from), 'x'), at(to), ctx).dueAt)
  assert.equal(shift('2026-03-02 11:00', '2026-03-02 15:00'), '2026-03-03 18:00')
  assert.equal(shift('2026-03-03 17:00', '2026-03-03 19:00'), '2026-03-04 18:00')
  assert.equal(shift('2026-03-03 19:00', '2026-03-05 19:00'), '2026-03-03 18:00', 'it was late already')
})

test('met by the time of occurrence: a breach recorded meanwhile is corrected, not erased', () => {
  const clock = { ...startClock(promise, at('2026-03-02 10:00'), ctx), breachedAt: at('2026-03-03 10:00') }
  const met = meetClock(clock, at('2026-03-03 09:50'))
  assert.deepEqual([met.state, met.corrected, local(met.breachedAt)], ['met', true, '2026-03-03 10:00'])
  assert.equal(isBreached(met, at('2026-03-09 00:00')), false)
  const late = meetClock(clock, at('2026-03-03 10:01'))
  assert.deepEqual([late.corrected, isBreached(late, late.metAt as number)], [false, true])
})

test('met late without a worker having noticed is still a breach; exactly on time is not', () => {
  const clock = startClock(promise, at('2026-03-02 10:00'), ctx)
  assert.equal(local(meetClock(clock, at('2026-03-03 10:01')).breachedAt), '2026-03-03 10:00')
  assert.equal(meetClock(clock, at('2026-03-03 10:00')).breachedAt, null)
  assert.equal(local(cancelClock(clock, at('2026-03-05 10:00'), 'merge').breachedAt), '2026-03-03 10:00')
  assert.equal(cancelClock(clock, at('2026-03-02 12:00'), 'merge').breachedAt, null)
})

test('a clock that is over never changes again', () => {
  const spec = internal({ kind: 'elapsedHours', hours: 1 })
  const over = meetClock(startClock(spec, at('2026-03-02 10:00'), ctx), at('2026-03-02 10:30'))
  const later = at('2026-03-09 10:00')
  assert.equal(pauseClock(over, later, 'x'), over)
  assert.equal(resumeClock(spec, over, later, ctx), over)
  assert.equal(cancelClock(over, later, 'x'), over)
  assert.equal(meetClock(over, later), over)
  assert.equal(retime(spec, over, ctx), over)
})

test('another priority keeps the start; a breach that the new target undoes is corrected', () => {
  const clock = {
    ...startClock(internal({ kind: 'elapsedHours', hours: 24 }), at('2026-03-02 10:00'), ctx),
    fireIndex: 3,
  }
  const breached = { ...clock, breachedAt: clock.dueAt }
  const easier = retargetClock(internal({ kind: 'workingDays', days: 3 }), breached, ctx)
  assert.deepEqual([local(easier.dueAt), easier.corrected, easier.fireIndex], ['2026-03-05 18:00', true, 1])
  const harder = retargetClock(internal({ kind: 'elapsedHours', hours: 1 }), breached, ctx)
  assert.deepEqual(
    [local(harder.dueAt), harder.corrected, local(harder.startedAt)],
    ['2026-03-02 11:00', false, '2026-03-02 10:00'],
  )
})

test('a target that reaches into an unpublished year has no due time until the year is published', () => {
  const spec = internal({ kind: 'workingDays', days: 3 })
  const clock = startClock(spec, at('2026-12-30 10:00'), ctx)
  assert.equal(clock.dueAt, null)
  assert.equal(clock.unpublished?.year, 2027)
  assert.equal(local(clock.unpublished?.earliest), '2027-01-02 18:00')
  assert.equal(isBreached(clock, at('2027-06-01 00:00')), false, 'nothing is late that nobody could know')
  const published = new WorkingCalendar({
    ...rows,
    years: [...rows.years, 2027],
    holidays: [...rows.holidays, '2027-01-01'],
  })
  const known = retime(spec, { ...clock, fireIndex: 1 }, { ...ctx, calendar: published })
  assert.deepEqual([local(known.dueAt), known.unpublished, known.fireIndex], ['2027-01-05 18:00', null, 0])
})

test('another calendar: a miss is withdrawn or stands by the new due time, and by what passed while the clock ran', () => {
  const spec = internal({ kind: 'workingDays', days: 3 })
  const missed = fire(spec, startClock(spec, at('2026-03-02 10:00'), ctx), ctx, at('2026-03-05 18:00')).clock
  assert.deepEqual([local(missed.breachedAt), missed.fireIndex], ['2026-03-05 18:00', 3])
  const calendar = new WorkingCalendar({ ...rows, holidays: [...rows.holidays, '2026-03-04'] })
  const by = (clock: typeof missed, now: string) => {
    const next = retimeByCalendar(spec, clock, { ...ctx, calendar }, at(now))
    return [local(next.dueAt), local(next.breachedAt), next.corrected, next.fireIndex]
  }
  assert.deepEqual(by(missed, '2026-03-06 12:00'), ['2026-03-06 18:00', '2026-03-05 18:00', true, 1])
  assert.deepEqual(by(missed, '2026-03-06 18:01'), ['2026-03-06 18:00', '2026-03-06 18:00', false, 3])
  const stands = pauseClock(missed, at('2026-03-06 12:00'), 'suspend')
  assert.deepEqual(by(stands, '2026-03-20 12:00'), ['2026-03-06 18:00', '2026-03-05 18:00', true, 1])
  const over = meetClock(missed, at('2026-03-06 12:00'))
  assert.equal(retimeByCalendar(spec, over, { ...ctx, calendar }, at('2026-03-20 12:00')), over)
})

test('no clock hides another: the next due time is the earliest of those that run', () => {
  const first = startClock(promise, at('2026-03-02 10:00'), ctx)
  const update = startClock(
    { ...promise, name: 'update', target: { kind: 'elapsedHours', hours: 72 } },
    at('2026-03-02 11:00'),
    ctx,
  )
  assert.equal(local(nextDue([update, first])), '2026-03-03 10:00')
  assert.equal(local(nextDue([update, meetClock(first, at('2026-03-02 12:00'))])), '2026-03-05 11:00')
  assert.equal(nextDue([]), null)
})

test('a timer is never late: it warns, is due, and stands in no queue', () => {
  const timer: ClockSpec = {
    name: 'autoSettle',
    kind: 'timer',
    target: { kind: 'elapsedHours', hours: 168 },
    warn: [{ minutesBefore: 2880 }],
    escalate: [],
  }
  const clock = startClock(timer, at('2026-03-02 03:00'), ctx)
  assert.equal(local(clock.nextFireAt), '2026-03-07 08:00', 'nobody is reminded in the night')
  const reminded = fire(timer, clock, ctx, at('2026-03-07 08:00'))
  assert.deepEqual(
    reminded.alarms.map((a) => a.kind),
    ['warn'],
  )
  const done = fire(timer, reminded.clock, ctx, at('2026-03-09 03:00'))
  assert.deepEqual(
    done.alarms.map((a) => a.kind),
    ['due'],
  )
  assert.deepEqual([done.clock.breachedAt, done.clock.nextFireAt, nextDue([clock])], [null, null, null])
  assert.equal(isBreached(clock, at('2026-04-01 00:00')), false)
  assert.equal(meetClock(clock, at('2026-04-01 00:00')).breachedAt, null)
  assert.equal(cancelClock(clock, at('2026-04-01 00:00'), 'x').breachedAt, null)
  const slept = fire(timer, clock, ctx, at('2026-04-01 00:00'))
  assert.deepEqual(
    slept.alarms.map((a) => a.kind),
    ['due'],
    'after a long sleep only what counts',
  )
})
