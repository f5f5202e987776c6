import { dayOf, type EpochMs, MINUTE, momentOf } from '#kernel'

/** A stretch of every day, in minutes of local time, in which somebody acts. */
export type Hours = readonly [from: number, to: number]
/** 08:30 to 18:00 */
export const DESK: Hours = [510, 1080]
/** 07:30 to 22:00, when residents look at their phones */
export const AWAKE: Hours = [450, 1320]
export const ANY: Hours = [0, 1440]

/** The moment at which so many minutes within the hours have passed since `at`. */
export function later(at: EpochMs, minutes: number, [from, to]: Hours, zone: string): EpochMs {
  let left = Math.round(minutes * MINUTE)
  for (let day = dayOf(at, zone); ; day++) {
    const open = Math.max(at, momentOf(day, from, zone))
    const close = momentOf(day, to, zone)
    if (open >= close) continue
    if (open + left <= close) return open + left
    left -= close - open
  }
}

/** The moment since which so many minutes within the hours have passed until `at`. */
export function earlier(at: EpochMs, minutes: number, [from, to]: Hours, zone: string): EpochMs {
  let left = Math.round(minutes * MINUTE)
  for (let day = dayOf(at, zone); ; day--) {
    const open = momentOf(day, from, zone)
    const close = Math.min(at, momentOf(day, to, zone))
    if (open >= close) continue
    if (close - left >= open) return close - left
    left -= close - open
  }
}
