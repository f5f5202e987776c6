import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { type HoursBlock, OpeningHours } from './hours.ts'
import { always, at, calendar, local, office, ZONE } from './testing/context.ts'
import { dayOf, HOUR, MINUTE, minuteOf, parseMinute, weekdayOf } from './time.ts'

const add = (hours: OpeningHours, from: string, ms: number) => {
  const result = hours.addOpen(calendar, ZONE, at(from), ms)
  return 'at' in result ? local(result.at) : { unpublished: result.unpublished, earliest: local(result.earliest) }
}

test('several blocks a day, nights, weekends and holidays', () => {
  assert.equal(add(office, '2026-03-02 11:00', 2 * HOUR), '2026-03-02 14:30')
  assert.equal(add(office, '2026-03-02 17:00', 2 * HOUR), '2026-03-03 09:30')
  assert.equal(add(office, '2026-03-06 17:30', 1 * HOUR), '2026-03-09 09:00')
  assert.equal(add(office, '2026-09-30 17:30', 1 * HOUR), '2026-10-08 09:00')
  assert.equal(add(office, '2026-03-02 17:00', 1 * HOUR), '2026-03-02 18:00', 'runs out exactly at closing')
  assert.equal(add(office, '2026-03-02 18:00', 0), '2026-03-03 08:30', 'the first open moment')
})

test('around the clock no minute is lost at midnight, however the day is written', () => {
  const written = [
    [{ on: 'everyDay', from: '00:00', to: '24:00' }],
    [{ on: 'everyDay', from: '00:00', to: '23:59' }],
    [{ on: 'everyDay', from: '00:00', to: '00:00' }],
    [
      { on: 'everyDay', from: '08:00', to: '20:00' },
      { on: 'everyDay', from: '20:00', to: '08:00' },
    ],
    [
      { on: 'workingDays', from: '00:00', to: '23:59' },
      { on: 'daysOff', from: '00:00', to: '24:00' },
    ],
  ] satisfies HoursBlock[][]
  for (const blocks of written) {
    const hours = new OpeningHours(blocks)
    assert.equal(add(hours, '2026-03-01 12:00', 72 * HOUR), '2026-03-04 12:00', JSON.stringify(blocks))
    assert.equal(hours.openMs(calendar, ZONE, at('2026-03-01 23:59'), at('2026-03-02 00:01')), 2 * MINUTE)
  }
})

test('a night block belongs to the day on which it starts', () => {
  const fridayNight = new OpeningHours([{ on: [5], from: '22:00', to: '06:00' }])
  assert.equal(add(fridayNight, '2026-03-07 01:00', 2 * HOUR), '2026-03-07 03:00')
  assert.equal(add(fridayNight, '2026-03-07 05:00', 2 * HOUR), '2026-03-13 23:00')
})

test('what depends on an unpublished year is said; what does not, is not', () => {
  assert.deepEqual(add(office, '2026-12-31 17:00', 2 * HOUR), { unpublished: 2027, earliest: '2027-01-01 01:00' })
  assert.equal(add(office, '2026-12-31 17:00', 1 * HOUR), '2026-12-31 18:00')
  assert.equal(add(always, '2026-12-31 17:00', 100 * HOUR), '2027-01-04 21:00')
  const open = office.openMs(calendar, ZONE, at('2026-12-31 17:00'), at('2027-01-02 00:00'))
  assert.deepEqual(open, { unpublished: 2027 })
})

test('hours that never open are an error, not an endless search', () => {
  assert.throws(() => new OpeningHours([]), { code: 'hours.none' })
  const never = new OpeningHours([{ on: [], from: '08:00', to: '09:00' }])
  assert.throws(() => add(never, '2026-03-01 00:00', HOUR), { code: 'hours.none' })
})

/** Minute by minute, without cleverness. */
function isOpen(blocks: HoursBlock[], ms: number): boolean {
  const day = dayOf(ms, ZONE)
  const minute = minuteOf(ms, ZONE)
  const on = (b: HoursBlock, d: number) =>
    b.on === 'everyDay' ||
    (typeof b.on === 'object'
      ? b.on.includes(weekdayOf(d))
      : (calendar.kindOf(d) === 'working') === (b.on === 'workingDays'))
  return blocks.some((b) => {
    const from = parseMinute(b.from)
    const to = parseMinute(b.to)
    const end = to > from ? to : to + 1440
    return (on(b, day) && minute >= from && minute < end) || (on(b, day - 1) && minute + 1440 < end)
  })
}

test('open time agrees with counting every minute', () => {
  const clock = fc
    .tuple(fc.integer({ min: 0, max: 23 }), fc.constantFrom(0, 15, 30, 45))
    .map(([h, m]) => `${String(h).padStart(2, '0')}:${String(m).padStart(2, '0')}`)
  const days = fc.oneof(
    fc.constantFrom('workingDays' as const, 'daysOff' as const, 'everyDay' as const),
    fc.uniqueArray(fc.integer({ min: 1, max: 7 }), { minLength: 1 }),
  )
  const blocks = fc.array(fc.record({ on: days, from: clock, to: clock }), { minLength: 1, maxLength: 3 })
  const start = fc.integer({ min: 0, max: 20 * 1440 }).map((m) => at('2026-02-10 00:00') + m * MINUTE)
  fc.assert(
    fc.property(blocks, start, fc.integer({ min: 0, max: 4 * 1440 }), (list, from, length) => {
      const to = from + length * MINUTE
      let minutes = 0
      for (let t = from; t < to; t += MINUTE) if (isOpen(list, t)) minutes += 1
      const hours = new OpeningHours(list)
      assert.equal(hours.openMs(calendar, ZONE, from, to), minutes * MINUTE)
      if (minutes === 0) return
      const due = hours.addOpen(calendar, ZONE, from, minutes * MINUTE)
      assert.ok('at' in due && due.at <= to && isOpen(list, due.at - MINUTE))
      assert.equal(hours.openMs(calendar, ZONE, from, due.at), minutes * MINUTE)
    }),
    { numRuns: 60 },
  )
})
