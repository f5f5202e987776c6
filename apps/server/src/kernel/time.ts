import { Temporal } from 'temporal-polyfill'
import { DomainError } from './error.ts'

export { Temporal }

/** A moment as whole Unix milliseconds. Rows hold timestamptz; domain code counts in these. */
export type EpochMs = number
/** A day in a zone's own calendar, `YYYY-MM-DD`. */
export type IsoDate = string
/** Days since 1970-01-01 of a zone's own calendar; makes days countable without allocating. */
export type EpochDay = number

export const MINUTE = 60_000
export const HOUR = 3_600_000
export const DAY = 86_400_000

const RFC3339 = /^\d{4}-\d{2}-\d{2}[Tt]\d{2}:\d{2}:\d{2}(\.\d{1,9})?([Zz]|[+-]\d{2}:\d{2})$/

/**
 * RFC 3339 text with an offset → Unix milliseconds (finer digits are cut off).
 * @throws DomainError `time.invalid` for anything else, a text without offset included
 */
export function parseInstant(text: string): EpochMs {
  if (!RFC3339.test(text)) throw new DomainError('time.invalid', { text: text.slice(0, 40) })
  try {
    return Temporal.Instant.from(text.toUpperCase()).epochMilliseconds
  } catch {
    throw new DomainError('time.invalid', { text: text.slice(0, 40) })
  }
}

/** Unix milliseconds → RFC 3339 with the zone's offset, `2026-10-09T16:00:00+08:00`; milliseconds only when there are any. */
export function formatInstant(ms: EpochMs, zone: string): string {
  const offset = zoneOffset(ms, zone)
  const local = new Date(ms + offset).toISOString()
  return local.slice(0, ms % 1000 === 0 ? 19 : 23) + offsetText(offset)
}

const offsetTexts = new Map<number, string>()

/** `+08:00`; a page of a list asks for the same one again and again. */
function offsetText(offset: number): string {
  const known = offsetTexts.get(offset)
  if (known) return known
  const minutes = Math.round(Math.abs(offset) / MINUTE)
  const two = (n: number) => String(n).padStart(2, '0')
  const text = `${offset < 0 ? '-' : '+'}${two(Math.floor(minutes / 60))}:${two(minutes % 60)}`
  offsetTexts.set(offset, text)
  return text
}

/** Whether this is an IANA zone name that this runtime knows. */
export function isZone(zone: string): boolean {
  try {
    zoneOffset(0, zone)
    return true
  } catch {
    return false
  }
}

/** A stretch of time in which a zone keeps one offset. */
type Stretch = { from: EpochMs; until: EpochMs; offset: number }
const stretches = new Map<string, Stretch>()

/**
 * Offset of local time from UTC in milliseconds. The last stretch between two changes is kept per zone, so that the
 * usual call costs a comparison (a Temporal conversion costs microseconds, and a calendar change recomputes every due time).
 */
export function zoneOffset(ms: EpochMs, zone: string): number {
  const kept = stretches.get(zone)
  if (kept && ms >= kept.from && ms < kept.until) return kept.offset
  const at = Temporal.Instant.fromEpochMilliseconds(ms).toZonedDateTimeISO(zone)
  const before = Temporal.Instant.fromEpochMilliseconds(ms + 1).toZonedDateTimeISO(zone)
  const stretch = {
    from: before.getTimeZoneTransition('previous')?.epochMilliseconds ?? -Infinity,
    until: at.getTimeZoneTransition('next')?.epochMilliseconds ?? Infinity,
    offset: at.offsetNanoseconds / 1e6,
  }
  stretches.set(zone, stretch)
  return stretch.offset
}

/** The local day of a moment. */
export function dayOf(ms: EpochMs, zone: string): EpochDay {
  return Math.floor((ms + zoneOffset(ms, zone)) / DAY)
}

/**
 * The moment of a local time on a local day. `minute` may be 1440 or more and then lies on a following day. A time that
 * a clock change skips is moved forward by the gap, one that comes twice is the first (Temporal's `compatible`).
 */
export function momentOf(day: EpochDay, minute: number, zone: string): EpochMs {
  const local = day * DAY + minute * MINUTE
  const guess = local - zoneOffset(local, zone)
  const kept = stretches.get(zone)
  // far enough inside a stretch, nothing can be ambiguous
  if (kept && guess - DAY >= kept.from && guess + DAY < kept.until) return guess
  const d = new Date(local)
  return Temporal.PlainDateTime.from({
    year: d.getUTCFullYear(),
    month: d.getUTCMonth() + 1,
    day: d.getUTCDate(),
    hour: d.getUTCHours(),
    minute: d.getUTCMinutes(),
  }).toZonedDateTime(zone).epochMilliseconds
}

/** Local minute of the day, 0 … 1439. */
export function minuteOf(ms: EpochMs, zone: string): number {
  const local = ms + zoneOffset(ms, zone)
  return Math.floor((local - Math.floor(local / DAY) * DAY) / MINUTE)
}

/** `2026-02-28` → days since 1970. @throws DomainError `time.invalid` when it is no day of the calendar */
export function parseDay(date: IsoDate): EpochDay {
  const ms = /^\d{4}-\d{2}-\d{2}$/.test(date) ? Date.parse(`${date}T00:00:00Z`) : Number.NaN
  // Date.parse rolls no day over in this form, but let the round trip say so
  if (Number.isNaN(ms) || formatDay(ms / DAY) !== date)
    throw new DomainError('time.invalid', { text: date.slice(0, 40) })
  return ms / DAY
}

export function formatDay(day: EpochDay): IsoDate {
  return new Date(day * DAY).toISOString().slice(0, 10)
}

/** The day it is somewhere, as YYYY-MM-DD. */
export const todayIn = (zone: string, now: Date): IsoDate => formatDay(dayOf(now.getTime(), zone))

/** 1 Monday … 7 Sunday. */
export function weekdayOf(day: EpochDay): number {
  return ((((day + 3) % 7) + 7) % 7) + 1
}

/**
 * Year of the Gregorian calendar, in whole numbers and without allocating: every counted day asks for it.
 * Source: H. Hinnant, "chrono-Compatible Low-Level Date Algorithms", civil_from_days.
 */
export function yearOf(day: EpochDay): number {
  const shifted = day + 719_468
  const era = Math.floor(shifted / 146_097)
  const ofEra = shifted - era * 146_097
  const year = Math.floor(
    (ofEra - Math.floor(ofEra / 1460) + Math.floor(ofEra / 36_524) - Math.floor(ofEra / 146_096)) / 365,
  )
  const ofYear = ofEra - (365 * year + Math.floor(year / 4) - Math.floor(year / 100))
  // years of this count begin on 1 March
  return year + era * 400 + (ofYear >= 306 ? 1 : 0)
}

/** First day of a year. */
export function firstDayOf(year: number): EpochDay {
  return Date.UTC(year, 0, 1) / DAY
}

/**
 * `HH:MM` → minutes since midnight; `24:00` is 1440.
 * @throws DomainError `time.invalid`
 */
export function parseMinute(text: string): number {
  const match = /^([01]\d|2[0-3]):([0-5]\d)$|^24:00$/.exec(text)
  if (!match) throw new DomainError('time.invalid', { text: text.slice(0, 40) })
  return match[1] === undefined ? 1440 : Number(match[1]) * 60 + Number(match[2])
}
