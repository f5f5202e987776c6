/**
 * Whether somebody is tied to premises on a day, as a condition on `alias` of the table residency: not ended, its last
 * day not over, and verified or made by an invitation. Never null. Every access that hangs on a residency asks this, so
 * that it closes with that day, whether or not anything has run since.
 *
 * @param day SQL of a date: today in the organization's zone
 */
export const livesThere = (day: string, alias = 'r'): string =>
  `(${alias}.ended_on is null and (${alias}.until is null or ${alias}.until >= ${day}::date)
    and (${alias}.verified_at is not null or not ${alias}.self_claimed))`
