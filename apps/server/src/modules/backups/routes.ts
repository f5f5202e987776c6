import type { BackupSettings, Backups } from '@sims/contracts'
import { type Actor, formatInstant, parseMinute } from '#kernel'
import { assertMay } from '#platform/access'
import { command } from '#platform/command'
import type { Db } from '#platform/db'
import { type Http, textOf } from '#platform/http'
import { concernsOf, nextBackup } from './domain/schedule.ts'
import { type Fault, lastRuns, latestRuns, type Run, type State, stateOf } from './store.ts'

/** Where backups of this installation go; null when its database is on a server of its own. */
export interface Places {
  place: string
  offsite: string | null
  /** the backups lie on the disk of what they are of */
  sameDisk: boolean
}

export interface RouteDeps {
  db: Db
  places: Places | null
}

const SHOWN = 20

/** Backups over HTTP, for system administrators. */
export function backupRoutes(http: Http, { db, places }: RouteDeps): void {
  http.on('getBackups', async ({ actor, now, locale }) => {
    assertMay(actor, 'backups.manage')
    const [state, runs, last] = await Promise.all([stateOf(db), latestRuns(db, SHOWN), lastRuns(db)])
    const instant = (at: Date | null) => at && formatInstant(at.getTime(), actor.timeZone)
    const said = (fault: Fault | null) => fault && textOf(fault.code, locale, fault.params)
    return {
      embedded: places !== null,
      place: places?.place ?? null,
      offsite: places?.offsite ?? null,
      settings: presentSettings(state),
      timeZone: state.timeZone,
      nextAt: places && instant(new Date(nextBackup(state, now.getTime()))),
      log: { until: instant(state.logUntil), fault: said(state.logError) },
      concerns: places ? concernsOf(known(state, last, places), now.getTime()) : [],
      items: state.inventory.map((one) => ({ ...one, at: formatInstant(Date.parse(one.at), actor.timeZone) })),
      runs: runs.map((run) => presentRun(run, instant, said)),
    }
  })

  http.on('changeBackupSettings', async (call) => {
    const { actor, body } = call
    assertMay(actor, 'backups.manage')
    await command(db, call, {
      name: 'backups.settings',
      recordKind: 'backupSettings',
      recordIds: [actor.organizationId],
      load: async () => undefined,
      decide: (_, { tx }) =>
        void tx.queue(
          `update backup_setting set at_minute = $1, time_zone = $2, keep_daily = $3, keep_weekly = $4, keep_monthly = $5,
             drill_weekday = $6, log_minutes = $7`,
          settingValues(body, actor),
        ),
    })
    return null
  })

  http.on('askBackup', async (call) => {
    const { actor, body, now } = call
    assertMay(actor, 'backups.manage')
    await command(db, call, {
      name: 'backups.ask',
      recordKind: 'backup',
      recordIds: [body.id],
      load: async () => undefined,
      decide: (_, { tx }) =>
        void tx.queue(`insert into backup_run (id, kind, cause, asked_at) values ($1, $2, 'person', $3)`, [
          body.id,
          body.kind,
          now,
        ]),
    })
    return null
  })
}

const settingValues = (body: BackupSettings, actor: Actor) => [
  parseMinute(body.at),
  actor.timeZone,
  body.keepDaily,
  body.keepWeekly,
  body.keepMonthly,
  body.drillWeekday,
  body.logMinutes,
]

const two = (n: number) => String(n).padStart(2, '0')

function presentSettings(state: State): BackupSettings {
  const { atMinute, keepDaily, keepWeekly, keepMonthly, drillWeekday, logMinutes } = state
  const at = `${two(Math.floor(atMinute / 60))}:${two(atMinute % 60)}`
  return { at, keepDaily, keepWeekly, keepMonthly, drillWeekday, logMinutes }
}

function known(state: State, last: readonly Run[], { sameDisk, offsite }: Places) {
  const ended = (kind: Run['kind'], outcome: string) =>
    last.find((run) => run.kind === kind && run.outcome === outcome)?.endedAt?.getTime() ?? null
  const failed = (kind: Run['kind']) => (ended(kind, 'failed') ?? 0) > (ended(kind, 'success') ?? 0)
  const [newest] = state.inventory
  return {
    since: state.since.getTime(),
    latestBackup: newest ? Date.parse(newest.at) : null,
    lastBackupFailed: failed('backup'),
    latestDrill: ended('drill', 'success'),
    lastDrillFailed: failed('drill'),
    logUntil: state.logUntil?.getTime() ?? null,
    logMinutes: state.logMinutes,
    sameDisk,
    offsite: offsite !== null,
  }
}

function presentRun(
  run: Run,
  instant: (at: Date | null) => string | null,
  said: (fault: Fault | null) => string | null,
): Backups['runs'][number] {
  const { id, kind, cause, outcome, backupId, facts, error, askedAt, startedAt, endedAt } = run
  return {
    ...{ id, kind, cause, outcome, backupId },
    askedAt: instant(askedAt) as string,
    startedAt: instant(startedAt),
    endedAt: instant(endedAt),
    fault: said(error),
    seconds: startedAt && endedAt && (endedAt.getTime() - startedAt.getTime()) / 1000,
    restoreSeconds: facts?.restoreSeconds ?? null,
    commitments: facts?.commitments ?? null,
  }
}
