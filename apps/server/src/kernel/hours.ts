import type { WorkingCalendar } from './calendar.ts'
import { DomainError } from './error.ts'
import { dayOf, type EpochDay, type EpochMs, momentOf, parseMinute, weekdayOf, yearOf } from './time.ts'

/**
 * One block of a day. `on`: working days, days off, every day, or weekdays (1 Monday … 7 Sunday). `from` and `to` are
 * `HH:MM` of local time; a `to` that is not after `from` lies on the next day, and the block belongs to the day on which
 * it starts. `24:00` is the end of the day, and so is 23:59 at the end of a block, because people who write 23:59 mean
 * midnight: a minute must not be lost every night.
 */
export type HoursBlock = { on: 'workingDays' | 'daysOff' | 'everyDay' | readonly number[]; from: string; to: string }

/** A moment, or the year whose arrangement has not been published and the earliest moment possible. */
export type MomentResult = { at: EpochMs } | { unpublished: number; earliest: EpochMs }

type Block = { on: HoursBlock['on']; from: number; to: number }
type Span = { from: EpochMs; to: EpochMs } | { unpublished: number; from: EpochMs }

/** Ten years without one open minute: nothing will come. */
const HORIZON = 3660

/** Opening hours: several blocks a day, across midnight, or round the clock; blocks that touch or overlap count once. */
export class OpeningHours {
  readonly #blocks: Block[]
  readonly #always: boolean

  /** @throws DomainError `hours.none` when there is no block, `time.invalid` for a bad time */
  constructor(blocks: readonly HoursBlock[]) {
    if (blocks.length === 0) throw new DomainError('hours.none')
    this.#blocks = blocks
      .map(({ on, from, to }) => {
        const start = parseMinute(from)
        const end = to === '23:59' ? 1440 : parseMinute(to)
        return { on, from: start, to: end > start ? end : end + 1440 }
      })
      .sort((a, b) => a.from - b.from)
    this.#always = this.#blocks.some((b) => b.on === 'everyDay' && b.from === 0 && b.to === 1440)
  }

  /** Open time between two moments in milliseconds, or the year that is not published. */
  openMs(calendar: WorkingCalendar, zone: string, from: EpochMs, to: EpochMs): number | { unpublished: number } {
    if (this.#always) return Math.max(0, to - from)
    let sum = 0
    for (const span of this.#spans(calendar, zone, from)) {
      if (span.from >= to) break
      if ('unpublished' in span) return { unpublished: span.unpublished }
      sum += Math.min(span.to, to) - span.from
    }
    return sum
  }

  /** The moment at which `ms` of open time have passed since `from`; with 0, the first open moment at or after `from`. */
  addOpen(calendar: WorkingCalendar, zone: string, from: EpochMs, ms: number): MomentResult {
    if (this.#always) return { at: from + ms }
    let left = ms
    for (const span of this.#spans(calendar, zone, from)) {
      if ('unpublished' in span) return { unpublished: span.unpublished, earliest: span.from + left }
      // time that runs out exactly at closing is due then, not at the next opening; but 0 asks for an open moment
      if (left <= span.to - span.from && (left > 0 || span.to > span.from)) return { at: span.from + left }
      left -= span.to - span.from
    }
    throw new DomainError('hours.none')
  }

  /** The end of the last open time before `before` and after `since`, when there is one and it is known. */
  lastOpen(calendar: WorkingCalendar, zone: string, since: EpochMs, before: EpochMs): EpochMs | undefined {
    if (this.#always) return before
    let last: EpochMs | undefined
    for (const span of this.#spans(calendar, zone, since)) {
      if (span.from >= before || 'unpublished' in span) break
      last = Math.min(span.to, before)
    }
    return last
  }

  /** Open spans from a moment on, ascending and disjoint; ends with the first day whose kind is not published. */
  *#spans(calendar: WorkingCalendar, zone: string, from: EpochMs): Generator<Span> {
    let cursor = from
    const first = dayOf(from, zone)
    // the day before may reach across midnight
    for (let day = first - 1; day < first + HORIZON; day++) {
      for (const block of this.#blocks) {
        const open = opens(block.on, day, calendar)
        if (open === undefined) {
          if (momentOf(day, block.to, zone) <= cursor) continue
          return yield { unpublished: yearOf(day), from: Math.max(cursor, momentOf(day, 0, zone)) }
        }
        if (!open) continue
        const to = momentOf(day, block.to, zone)
        if (to <= cursor) continue
        const start = Math.max(cursor, momentOf(day, block.from, zone))
        cursor = to
        yield { from: start, to }
      }
    }
  }
}

function opens(on: HoursBlock['on'], day: EpochDay, calendar: WorkingCalendar): boolean | undefined {
  if (on === 'everyDay') return true
  if (on !== 'workingDays' && on !== 'daysOff') return on.includes(weekdayOf(day))
  const kind = calendar.kindOf(day)
  if (kind === 'unpublished') return undefined
  return (kind === 'working') === (on === 'workingDays')
}
