/** `days` of requests that have no number of working days. */
export const WITHOUT_ANSWER = -1
export const YEAR_MISSING = -2

/** Within how many working days the Specification (§3.3.2) wants a result. */
export const RESULT_DAYS = 7

/** So many requests that were answered after `days` working days; negative: see above. */
export interface Bucket {
  days: number
  within24h: boolean
  count: number
}

/** What `clockReport` of the contracts says of a set of requests. */
export interface Figures {
  requests: number
  answered: number
  within24h: number
  withinResultDays: number
  /** of so many the working days are known */
  counted: number
  medianDays: number | null
}

/** The figures of a set of requests from its exact histogram; `docs/clock-report.md` defines each. */
export function figuresOf(buckets: readonly Bucket[]): Figures {
  const count = (of: (bucket: Bucket) => boolean) =>
    buckets.reduce((sum, bucket) => sum + (of(bucket) ? bucket.count : 0), 0)
  return {
    requests: count(() => true),
    answered: count(({ days }) => days !== WITHOUT_ANSWER),
    within24h: count(({ within24h }) => within24h),
    withinResultDays: count(({ days }) => days >= 0 && days <= RESULT_DAYS),
    counted: count(({ days }) => days >= 0),
    medianDays: median(histogram(buckets)),
  }
}

/** Requests by working days, the fewest first; without those that have no number. */
export function histogram(buckets: readonly Bucket[]): { days: number; count: number }[] {
  const counts = new Map<number, number>()
  for (const { days, count } of buckets) if (days >= 0) counts.set(days, (counts.get(days) ?? 0) + count)
  return [...counts].sort(([a], [b]) => a - b).map(([days, count]) => ({ days, count }))
}

/** The middle one; the mean of the two in the middle when their number is even. Null of nothing. */
function median(sorted: readonly { days: number; count: number }[]): number | null {
  const total = sorted.reduce((sum, { count }) => sum + count, 0)
  if (total === 0) return null
  const at = (index: number) => {
    let before = 0
    for (const { days, count } of sorted) {
      before += count
      if (index < before) return days
    }
    throw new Error('the index lies outside the histogram')
  }
  return (at(Math.floor((total - 1) / 2)) + at(Math.floor(total / 2))) / 2
}
