import type { BackupKind } from '@sims/contracts'
import { type Db, statement } from '#platform/db'

/** Code and params of what went wrong. */
export interface Fault {
  code: string
  params: Record<string, unknown>
}

export interface Settings {
  atMinute: number
  timeZone: string
  keepDaily: number
  keepWeekly: number
  keepMonthly: number
  drillWeekday: number
  logMinutes: number
}

export interface Inventory {
  id: string
  at: string
  size: number
  files: number
  offsite: boolean
}

export interface State extends Settings {
  since: Date
  logUntil: Date | null
  logError: Fault | null
  inventory: Inventory[]
}

/** Figures of a run that went well. */
export interface Facts {
  /** bytes that were written to the store */
  written?: number
  restoreSeconds?: number
  commitments?: number
}

export interface Run {
  id: string
  kind: BackupKind
  cause: 'schedule' | 'person' | 'command'
  askedAt: Date
  startedAt: Date | null
  endedAt: Date | null
  outcome: 'success' | 'failed' | null
  backupId: string | null
  facts: Facts | null
  error: Fault | null
}

const SETTINGS = `at_minute as "atMinute", time_zone as "timeZone", keep_daily as "keepDaily", keep_weekly as "keepWeekly",
  keep_monthly as "keepMonthly", drill_weekday as "drillWeekday", log_minutes as "logMinutes"`
const STATE = statement(
  'backups_state',
  `select ${SETTINGS}, since, log_until as "logUntil", log_error as "logError", inventory from backup_setting`,
)
const RUN = `id, kind, cause, asked_at as "askedAt", started_at as "startedAt", ended_at as "endedAt", outcome,
  backup_id as "backupId", facts, error`
const RUNS = statement('backups_runs', `select ${RUN} from backup_run order by asked_at desc, id desc limit $1`)
const LAST = statement(
  'backups_last',
  `select distinct on (kind, outcome) ${RUN} from backup_run where outcome is not null
   order by kind, outcome, ended_at desc`,
)
const SCHEDULE = statement(
  'backups_schedule',
  `insert into backup_run (id, kind, cause, due_at, asked_at) values ($1, $2, 'schedule', $3, $4)
   on conflict (kind, due_at) do nothing`,
)
const WAITING = statement(
  'backups_waiting',
  `update backup_run set started_at = $1 where id = (select id from backup_run
     where started_at is null order by asked_at, id limit 1 for update skip locked) returning ${RUN}`,
)
const UNTOLD = statement(
  'backups_untold',
  `update backup_run set told_at = $1 where outcome = 'failed' and told_at is null returning ${RUN}`,
)
// somebody at the command line may be at work now
const INTERRUPTED = statement(
  'backups_interrupted',
  `update backup_run set outcome = 'failed', ended_at = $1, error = $3
   where ended_at is null and started_at < case when cause = 'command' then $1::timestamptz - interval '1 day' else $2 end`,
)
const LOG_DONE = statement('backups_log_done', 'update backup_setting set log_until = $1, log_error = null')
const LOG_FAILED = statement('backups_log_failed', 'update backup_setting set log_error = $1')

const first = <Row>(rows: Row[]): Row => {
  if (!rows[0]) throw new Error('the settings of backups are gone')
  return rows[0]
}

export const stateOf = async (db: Db): Promise<State> => first(await db.global<State>(STATE))
export const latestRuns = (db: Db, count: number): Promise<Run[]> => db.global<Run>(RUNS, [count])
/** The last success and the last failure of each kind. */
export const lastRuns = (db: Db): Promise<Run[]> => db.global<Run>(LAST)

/** Puts a run down for its time; of many processes that do so one does. */
export const schedule = (db: Db, id: string, kind: BackupKind, due: Date, now: Date) =>
  db.global(SCHEDULE, [id, kind, due, now])
/** Takes the run that has waited longest. */
export const takeRun = async (db: Db, now: Date): Promise<Run | undefined> => (await db.global<Run>(WAITING, [now]))[0]
/** Failures that nobody has been told of; told now. */
export const takeUntold = (db: Db, now: Date): Promise<Run[]> => db.global<Run>(UNTOLD, [now])
/** Ends runs that began before now and whose process is gone; this is the only one that has any made. */
export const endInterrupted = (db: Db, now: Date) => {
  const fault: Fault = { code: 'backup.interrupted', params: {} }
  return db.global(INTERRUPTED, [now, new Date(now.getTime() + 1), JSON.stringify(fault)])
}
export const logDone = (db: Db, until: Date) => db.global(LOG_DONE, [until])
export const logFailed = (db: Db, fault: Fault) => db.global(LOG_FAILED, [JSON.stringify(fault)])
