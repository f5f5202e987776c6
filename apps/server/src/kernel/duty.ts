import type { ClockContext } from './target.ts'
import { dayOf, type EpochMs } from './time.ts'

/**
 * Whether a moment is for those on night or holiday duty: outside duty hours, or on a day off of the working calendar.
 * In a year that is not published the hours alone decide, and hours that depend on it count as outside: somebody is
 * called rather than nobody.
 */
export function isOffDuty(at: EpochMs, { calendar, zone, duty }: ClockContext): boolean {
  if (calendar.kindOf(dayOf(at, zone)) === 'off') return true
  const open = duty.openMs(calendar, zone, at, at + 1)
  return typeof open !== 'number' || open === 0
}
