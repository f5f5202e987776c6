import { DAY, dayOf, type EpochMs, isQuiet, minuteOf, momentOf, parseMinute } from '#kernel'

/** Local times of day, `HH:MM`; over midnight when `from` is later, never when they are equal. */
export interface QuietHours {
  from: string
  to: string
}

/** When an organization that has set nothing lets people rest, and how much it sends one of them a day by one channel. */
export const DEFAULT_QUIET: QuietHours = { from: '22:00', to: '08:00' }
export const DEFAULT_DAILY_CAP = 30

/** When quiet hours end that hold now; null: they do not. */
export function quietUntil(now: EpochMs, zone: string, hours: QuietHours | null): EpochMs | null {
  if (!hours || hours.from === hours.to) return null
  const quiet = { from: parseMinute(hours.from), to: parseMinute(hours.to) }
  if (!isQuiet(now, zone, { quiet })) return null
  const tomorrow = quiet.from > quiet.to && minuteOf(now, zone) >= quiet.from
  return momentOf(dayOf(now, zone) + (tomorrow ? 1 : 0), quiet.to, zone)
}

/** The local day's first moment, and the next one's. */
export const dayStart = (now: EpochMs, zone: string): EpochMs => momentOf(dayOf(now, zone), 0, zone)
export const nextDay = (now: EpochMs, zone: string): EpochMs => momentOf(dayOf(now + DAY, zone), 0, zone)
