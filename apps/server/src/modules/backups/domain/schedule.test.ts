import assert from 'node:assert/strict'
import { test } from 'node:test'
import { backupDue, concernsOf, drillDue, type Known, nextBackup } from './schedule.ts'

const plan = { atMinute: 150, timeZone: 'Asia/Shanghai', drillWeekday: 7 }
const ms = (text: string) => Date.parse(text)
const text = (at: number) => new Date(at).toISOString()

test('a backup is due at 02:30 on the wall, each day', () => {
  assert.equal(text(backupDue(plan, ms('2026-03-02T02:29:59+08:00'))), '2026-02-28T18:30:00.000Z')
  assert.equal(text(backupDue(plan, ms('2026-03-02T02:30:00+08:00'))), '2026-03-01T18:30:00.000Z')
  assert.equal(text(nextBackup(plan, ms('2026-03-02T02:30:00+08:00'))), '2026-03-02T18:30:00.000Z')
})

test('a drill is due on its weekday an hour later', () => {
  // the first of March 2026 is a Sunday
  assert.equal(text(drillDue(plan, ms('2026-03-01T03:29:00+08:00'))), '2026-02-21T19:30:00.000Z')
  assert.equal(text(drillDue(plan, ms('2026-03-01T03:30:00+08:00'))), '2026-02-28T19:30:00.000Z')
  assert.equal(text(drillDue(plan, ms('2026-03-07T23:00:00+08:00'))), '2026-02-28T19:30:00.000Z')
})

const now = ms('2026-03-02T12:00:00Z')
const HOUR = 3_600_000
const well: Known = {
  since: now - 1000 * HOUR,
  latestBackup: now - 20 * HOUR,
  lastBackupFailed: false,
  latestDrill: now - 100 * HOUR,
  lastDrillFailed: false,
  logUntil: now - 60_000,
  logMinutes: 5,
  sameDisk: false,
  offsite: true,
}
const cases: [what: string, change: Partial<Known>, expected: string[]][] = [
  ['nothing', {}, []],
  ['a backup of yesterday morning', { latestBackup: now - 28 * HOUR }, ['late']],
  ['no backup yet', { latestBackup: null, logUntil: null }, ['noneYet']],
  ['the last one failed', { lastBackupFailed: true }, ['failed']],
  ['the log is 16 minutes old', { logUntil: now - 16 * 60_000 }, ['logLate']],
  ['the log is 16 minutes old and is to come each 10', { logUntil: now - 16 * 60_000, logMinutes: 10 }, []],
  ['the drill failed', { lastDrillFailed: true }, ['drillFailed']],
  ['no drill for 15 days', { latestDrill: now - 15 * 24 * HOUR }, ['drillLate']],
  ['no drill yet, after a week', { latestDrill: null, since: now - 7 * 24 * HOUR }, []],
  ['on the same disk and nowhere else', { sameDisk: true, offsite: false }, ['sameDisk', 'noOffsite']],
]
for (const [what, change, expected] of cases)
  test(`of concern: ${what}`, () => assert.deepEqual(concernsOf({ ...well, ...change }, now), expected))
