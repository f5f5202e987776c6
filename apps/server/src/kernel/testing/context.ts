import { WorkingCalendar } from '../calendar.ts'
import { OpeningHours } from '../hours.ts'
import type { ClockContext } from '../target.ts'
import { formatDay, type IsoDate, parseDay, parseInstant } from '../time.ts'

/** What the tests of this folder share: the arrangement of 2025 and 2026 as published, and shorthands for times. */
export const ZONE = 'Asia/Shanghai'

const days = (first: IsoDate, last: IsoDate) => {
  const from = parseDay(first)
  return Array.from({ length: parseDay(last) - from + 1 }, (_, i) => formatDay(from + i))
}

export const rows = {
  years: [2025, 2026],
  holidays: [
    '2025-01-01',
    ...days('2025-01-28', '2025-02-04'),
    ...days('2025-04-04', '2025-04-06'),
    ...days('2025-05-01', '2025-05-05'),
    ...days('2025-05-31', '2025-06-02'),
    ...days('2025-10-01', '2025-10-08'),
    ...days('2026-01-01', '2026-01-03'),
    ...days('2026-02-15', '2026-02-23'),
    ...days('2026-04-04', '2026-04-06'),
    ...days('2026-05-01', '2026-05-05'),
    ...days('2026-06-19', '2026-06-21'),
    ...days('2026-09-25', '2026-09-27'),
    ...days('2026-10-01', '2026-10-07'),
  ],
  workdays: [
    ...['2025-01-26', '2025-02-08', '2025-04-27', '2025-09-28', '2025-10-11'],
    ...['2026-01-04', '2026-02-14', '2026-02-28', '2026-05-09', '2026-09-20', '2026-10-10'],
  ],
  restDays: [6, 7],
}

export const calendar = new WorkingCalendar(rows)
export const always = new OpeningHours([{ on: 'everyDay', from: '00:00', to: '24:00' }])
/** Two blocks with a lunch break. */
export const office = new OpeningHours([
  { on: 'workingDays', from: '08:30', to: '12:00' },
  { on: 'workingDays', from: '13:30', to: '18:00' },
])
export const daytime = new OpeningHours([{ on: 'everyDay', from: '08:00', to: '20:00' }])

export const ctx: ClockContext = { zone: ZONE, calendar, workdayEnd: '18:00', service: office, duty: daytime }

/** `2026-10-09 16:00` in Beijing time → Unix milliseconds. */
export const at = (local: string) => parseInstant(`${local.replace(' ', 'T')}:00+08:00`)
/** And back, to the minute. */
export const local = (ms: number | null | undefined) =>
  ms === null || ms === undefined ? ms : new Date(ms + 8 * 3_600_000).toISOString().slice(0, 16).replace('T', ' ')
