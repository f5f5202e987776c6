import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import {
  dayOf,
  formatDay,
  formatInstant,
  isZone,
  minuteOf,
  momentOf,
  parseDay,
  parseInstant,
  parseMinute,
  Temporal,
  weekdayOf,
  yearOf,
  zoneOffset,
} from './time.ts'

test('RFC 3339 with offset, both ways', () => {
  const ms = parseInstant('2026-10-09T16:00:00+08:00')
  assert.equal(formatInstant(ms, 'Asia/Shanghai'), '2026-10-09T16:00:00+08:00')
  assert.equal(formatInstant(ms + 5, 'America/St_Johns'), '2026-10-09T05:30:00.005-02:30')
  assert.equal(parseInstant('2026-10-09t08:00:00.123999z'), ms + 123)
  for (const bad of ['2026-10-09', '2026-10-09T16:00:00', '2026-13-09T16:00:00Z', '2026-10-09 16:00:00Z', '']) {
    assert.throws(() => parseInstant(bad), { code: 'time.invalid' })
  }
})

test('days and minutes', () => {
  assert.equal(formatDay(parseDay('2024-02-29')), '2024-02-29')
  assert.equal(weekdayOf(parseDay('1970-01-01')), 4)
  assert.equal(weekdayOf(parseDay('2026-10-11')), 7)
  assert.equal(parseMinute('24:00'), 1440)
  for (let day = parseDay('1890-01-01'); day < parseDay('2110-01-01'); day++) {
    assert.equal(yearOf(day), new Date(day * 86_400_000).getUTCFullYear())
  }
  for (const bad of ['2025-02-29', '2025-2-1', 'x']) assert.throws(() => parseDay(bad), { code: 'time.invalid' })
  for (const bad of ['24:01', '7:00', '12:60']) assert.throws(() => parseMinute(bad), { code: 'time.invalid' })
  assert.equal(isZone('Asia/Shanghai'), true)
  assert.equal(isZone('Mars/Olympus'), false)
})

test('local time agrees with Temporal in every zone, across clock changes', () => {
  const zones = ['Asia/Shanghai', 'Europe/Berlin', 'America/New_York', 'Asia/Kathmandu', 'UTC', 'Pacific/Apia']
  const times = fc.integer({ min: Date.UTC(1985, 0), max: Date.UTC(2040, 0) })
  fc.assert(
    fc.property(fc.constantFrom(...zones), times, fc.integer({ min: 0, max: 1439 }), (zone, ms, minute) => {
      const z = Temporal.Instant.fromEpochMilliseconds(ms).toZonedDateTimeISO(zone)
      assert.equal(formatDay(dayOf(ms, zone)), z.toPlainDate().toString())
      assert.equal(minuteOf(ms, zone), z.hour * 60 + z.minute)
      const wall = z.toPlainDate().toPlainDateTime({ hour: Math.floor(minute / 60), minute: minute % 60 })
      assert.equal(momentOf(dayOf(ms, zone), minute, zone), wall.toZonedDateTime(zone).epochMilliseconds)
    }),
    { numRuns: 500 },
  )
})

test('at the moment of a clock change, the minute before it, in the gap and in the hour that comes twice', () => {
  const spring = parseInstant('2026-03-29T01:00:00Z')
  assert.deepEqual(
    [zoneOffset(spring, 'Europe/Berlin'), zoneOffset(spring - 1, 'Europe/Berlin')],
    [7_200_000, 3_600_000],
  )
  const moment = (date: string, minute: number) =>
    new Date(momentOf(parseDay(date), minute, 'Europe/Berlin')).toISOString()
  assert.equal(moment('2026-03-29', 150), '2026-03-29T01:30:00.000Z')
  assert.equal(moment('2026-10-25', 150), '2026-10-25T00:30:00.000Z')
  assert.equal(moment('2026-10-24', 1440 + 240), '2026-10-25T03:00:00.000Z')
})
