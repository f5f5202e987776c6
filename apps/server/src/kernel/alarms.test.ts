import assert from 'node:assert/strict'
import { test } from 'node:test'
import { fire, nextFire, startClock } from './clock.ts'
import type { AlarmRules, ClockSpec } from './clock-state.ts'
import { at, ctx, local } from './testing/context.ts'

const chain: AlarmRules = {
  warn: [{ fraction: 0.75 }],
  escalate: [
    { minutesAfter: 0, to: 'teamLead' },
    { minutesAfter: 120, to: 'communityManager' },
    { minutesAfter: 480, to: 'executive' },
  ],
}
const spec = (hours: number, more: Partial<ClockSpec> = {}): ClockSpec => ({
  ...chain,
  name: 'onSite',
  kind: 'internal',
  target: { kind: 'elapsedHours', hours },
  ...more,
})

/** All alarms of a clock that nobody answers, told one by one. */
function told(s: ClockSpec, start: string) {
  let clock = startClock(s, at(start), ctx)
  const out: string[] = []
  while (clock.nextFireAt !== null) {
    const result = fire(s, clock, ctx, clock.nextFireAt)
    for (const a of result.alarms)
      out.push(`${local(a.at)} ${a.kind}${a.kind === 'escalate' ? ` ${a.level} ${a.to}` : ''}`)
    clock = result.clock
  }
  return { out, clock }
}

test('what is due on a day reminds on its morning, when the doors open, and is late at its end', () => {
  const target = { kind: 'onDate' as const, day: '2026-03-20' }
  const recheck = spec(0, { target, warn: [{ onDay: true }], escalate: [{ minutesAfter: 0, to: 'teamLead' }] })
  assert.deepEqual(told(recheck, '2026-03-02 10:00').out, [
    '2026-03-20 08:00 warn',
    '2026-03-20 18:00 breach',
    '2026-03-20 18:00 escalate 1 teamLead',
  ])
  // agreed on the same day: whoever did so need not be reminded
  assert.deepEqual(told(recheck, '2026-03-20 10:00').out[0], '2026-03-20 18:00 breach')
})

test('warning, breach, and the chain person → lead → manager → executive', () => {
  const { out, clock } = told(spec(4), '2026-03-02 09:00')
  assert.deepEqual(out, [
    '2026-03-02 12:00 warn',
    '2026-03-02 13:00 breach',
    '2026-03-02 13:00 escalate 1 teamLead',
    '2026-03-02 15:00 escalate 2 communityManager',
    '2026-03-03 09:00 escalate 3 executive',
  ])
  assert.equal(local(clock.breachedAt), '2026-03-02 13:00')
})

test('a clock’s own share comes instead of the first one that the rules name, and nothing else moves', () => {
  const two = { ...spec(4, { warnAt: 0.5 }), warn: [{ fraction: 0.75 }, { minutesBefore: 15 }] }
  assert.deepEqual(told(two, '2026-03-02 09:00').out.slice(0, 3), [
    '2026-03-02 11:00 warn',
    '2026-03-02 12:45 warn',
    '2026-03-02 13:00 breach',
  ])
})

test('at night nobody is rung at midnight: warnings and levels keep to duty hours, the breach to its time', () => {
  assert.deepEqual(told(spec(24), '2026-03-02 06:00').out, [
    // 75 % would be 00:00; the next duty hour, 08:00, is after the due time, so the end of the duty before
    '2026-03-02 20:00 warn',
    '2026-03-03 06:00 breach',
    '2026-03-03 08:00 escalate 1 teamLead',
    '2026-03-03 10:00 escalate 2 communityManager',
    '2026-03-03 16:00 escalate 3 executive',
  ])
  assert.equal(told(spec(32), '2026-03-02 06:00').out[0], '2026-03-03 08:00 warn', 'moved to the next duty hour')
  assert.equal(told(spec(4), '2026-03-02 22:00').out[0], '2026-03-03 01:00 warn', 'no duty in between: the night watch')
})

test('emergencies ring at any hour', () => {
  assert.deepEqual(told(spec(0.5, { alarms: 'anyHour' }), '2026-03-02 23:50').out, [
    '2026-03-03 00:12 warn',
    '2026-03-03 00:20 breach',
    '2026-03-03 00:20 escalate 1 teamLead',
    '2026-03-03 02:20 escalate 2 communityManager',
    '2026-03-03 08:20 escalate 3 executive',
  ])
})

test('a worker that was down tells the breach and every level, but no stale warning', () => {
  const s = spec(4)
  const { clock, alarms } = fire(s, startClock(s, at('2026-03-02 09:00'), ctx), ctx, at('2026-03-02 15:30'))
  assert.deepEqual(
    alarms.map((a) => a.kind),
    ['breach', 'escalate', 'escalate'],
  )
  assert.equal(local(clock.nextFireAt), '2026-03-03 09:00')
  assert.deepEqual(fire(s, clock, ctx, at('2026-03-02 15:30')).alarms, [], 'each once')
})

test('a warning that would lie before the start is passed over; several come in order of time', () => {
  const s = spec(4, { warn: [{ minutesBefore: 30 }, { fraction: 0.5 }, { minutesBefore: 300 }] })
  assert.deepEqual(told(s, '2026-03-02 09:00').out.slice(0, 3), [
    '2026-03-02 11:00 warn',
    '2026-03-02 12:30 warn',
    '2026-03-02 13:00 breach',
  ])
})

test('a share of opening hours counts opening hours', () => {
  const s = spec(0, { target: { kind: 'openingHours', hours: 8 } })
  assert.equal(told(s, '2026-03-06 16:00').out[0], '2026-03-09 14:00 warn')
})

test('imported history tells nothing', () => {
  const clock = startClock(spec(4, { alarms: 'quiet' }), at('2026-03-02 09:00'), ctx)
  assert.equal(clock.nextFireAt, null)
  assert.equal(nextFire(chain, clock, ctx), undefined)
})

test('an unknown due time tells once, and at once, that the calendar is missing', () => {
  const { out, clock } = told(spec(0, { target: { kind: 'workingDays', days: 2 } }), '2026-12-31 10:00')
  assert.deepEqual(out, ['2026-12-31 10:00 unpublished'])
  assert.equal(clock.breachedAt, null)
})
