import type { DutyPost, DutyRoster } from '@sims/contracts/web'
import { type Day, dayOf } from './days.ts'

export type Part = 'day' | 'night'
/** A time of one day, or of the night that begins on it, in which a post has nobody; local `HH:MM`. */
export interface Gap {
  date: Day
  part: Part
  post: DutyPost
  from: string
  to: string
}

const HOUR = 3_600_000
const DAY = 24 * HOUR
/** Where a day and its night part. */
const [MORNING, EVENING] = [6 * HOUR, 18 * HOUR]
/** What is left over at an edge is told with the part before it, not as one of its own. */
const SHORT = 4 * HOUR

/**
 * The gaps of a roster as people speak of them: by day and night. A night belongs to the day on which it begins, so the
 * hours before the first morning belong to a day before the roster and are told with it.
 */
export function gapsByDay(gaps: DutyRoster['gaps']): Gap[] {
  return gaps.flatMap(({ post, from, to }) => {
    const [start, end] = [localOf(from), localOf(to)]
    const cuts: number[] = []
    for (let at = start; at < end; at = nextCut(at)) cuts.push(at)
    const pieces: [number, number][] = []
    cuts.forEach((at, i) => {
      const until = cuts[i + 1] ?? end
      const last = pieces.at(-1)
      if (last && (until - at <= SHORT || last[1] - last[0] <= SHORT)) last[1] = until
      else pieces.push([at, until])
    })
    return pieces.map(([a, b]) => {
      // by its middle, so that what was joined to it does not decide
      const middle = (a + b) / 2
      const part: Part = middle % DAY >= MORNING && middle % DAY < EVENING ? 'day' : 'night'
      const date = dayOf(Math.floor((part === 'night' ? middle - MORNING : middle) / DAY))
      return { date, part, post, from: timeOf(a), to: timeOf(b) }
    })
  })
}

/** Whether a turn is one of the night: it passes midnight, or begins in the evening. */
export const partOf = ({ from, to }: { from: string; to: string }): Part | 'whole' =>
  from === to ? 'whole' : to < from || from >= '17:00' ? 'night' : 'day'

const localOf = (instant: string) => Date.parse(`${instant.slice(0, 19)}Z`)
const timeOf = (local: number) => new Date(local).toISOString().slice(11, 16)

function nextCut(at: number): number {
  const time = at % DAY
  if (time < MORNING) return at - time + MORNING
  return time < EVENING ? at - time + EVENING : at - time + DAY + MORNING
}
