import { DAY, HOUR, MINUTE } from '#kernel'

const SECOND = 1000

/** The pauses between attempts: fifteen attempts within three days. */
export const PAUSES_MS: readonly number[] = [
  5 * SECOND,
  30 * SECOND,
  2 * MINUTE,
  10 * MINUTE,
  30 * MINUTE,
  ...[1, 2, 4, 6, 8, 10, 12, 12, 16].map((hours) => hours * HOUR),
]

/** When an attempt that failed is made again; null when it was the last. `attempts` counts those made. */
export function nextAttempt(attempts: number, now: Date): Date | null {
  const pause = PAUSES_MS[attempts - 1]
  return pause === undefined ? null : new Date(now.getTime() + pause)
}

/** A hook through which nothing has got for so long is paused. */
export const PAUSE_AFTER_MS = 3 * DAY
/** The log is kept for so long. */
export const LOG_KEPT_MS = 30 * DAY
