import { dayOf, type EpochMs, momentOf, weekdayOf } from '#kernel'

/** When backups and drills are due, by the clock on the wall of `timeZone`. */
export interface Plan {
  /** minute of the day */
  atMinute: number
  timeZone: string
  /** 1 Monday … 7 Sunday */
  drillWeekday: number
}

/** an hour after the backup, which is done by then, so that it is the one that is tried */
const DRILL_AFTER = 60
const WEEK = 7

/** The latest moment up to `now` at which the daily backup was due. */
export function backupDue(plan: Plan, now: EpochMs): EpochMs {
  const today = dayOf(now, plan.timeZone)
  const due = momentOf(today, plan.atMinute, plan.timeZone)
  return due <= now ? due : momentOf(today - 1, plan.atMinute, plan.timeZone)
}

/** The next moment after `now` at which it is due. */
export function nextBackup(plan: Plan, now: EpochMs): EpochMs {
  const today = dayOf(now, plan.timeZone)
  const due = momentOf(today, plan.atMinute, plan.timeZone)
  return due > now ? due : momentOf(today + 1, plan.atMinute, plan.timeZone)
}

/** The latest moment up to `now` at which the weekly drill was due. */
export function drillDue(plan: Plan, now: EpochMs): EpochMs {
  const at = (day: number) => momentOf(day, plan.atMinute, plan.timeZone) + DRILL_AFTER * 60_000
  let day = dayOf(now, plan.timeZone)
  while (weekdayOf(day) !== plan.drillWeekday || at(day) > now) day -= 1
  return at(day)
}

const DAY_MS = 86_400_000
/** a backup may take its time before it counts as missing */
const PATIENCE_MS = 3 * 3_600_000
/** one drill may be missed, two may not */
const DRILL_LONGEST_MS = 2 * WEEK * DAY_MS

/** What is known of the latest backups. */
export interface Known {
  /** since when backups are made at all */
  since: EpochMs
  latestBackup: EpochMs | null
  lastBackupFailed: boolean
  latestDrill: EpochMs | null
  lastDrillFailed: boolean
  logUntil: EpochMs | null
  logMinutes: number
  sameDisk: boolean
  offsite: boolean
}

type Concern = 'noneYet' | 'late' | 'failed' | 'logLate' | 'drillFailed' | 'drillLate' | 'sameDisk' | 'noOffsite'

/** What a system administrator should do something about, the gravest first. */
export function concernsOf(known: Known, now: EpochMs): Concern[] {
  const found: Concern[] = []
  if (known.lastBackupFailed) found.push('failed')
  if (known.latestBackup === null) found.push('noneYet')
  else if (now - known.latestBackup > DAY_MS + PATIENCE_MS) found.push('late')
  const longest = Math.max(3 * known.logMinutes, 15) * 60_000
  if (known.latestBackup !== null && now - (known.logUntil ?? known.since) > longest) found.push('logLate')
  if (known.lastDrillFailed) found.push('drillFailed')
  else if (now - (known.latestDrill ?? known.since) > DRILL_LONGEST_MS) found.push('drillLate')
  if (known.sameDisk) found.push('sameDisk')
  if (!known.offsite) found.push('noOffsite')
  return found
}
