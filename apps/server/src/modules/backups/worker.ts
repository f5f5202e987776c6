import { newId } from '#kernel'
import { rolesWith } from '#platform/access'
import { writeOutbox } from '#platform/command'
import type { Db } from '#platform/db'
import { createLoop, type Log, type Loop, organizationsOf } from '#platform/jobs'
import { backupDue, drillDue } from './domain/schedule.ts'
import { faultOf } from './perform.ts'
import {
  endInterrupted,
  logDone,
  logFailed,
  type Run,
  type State,
  schedule,
  stateOf,
  takeRun,
  takeUntold,
} from './store.ts'

/** What the jobs role does for backups; how it does it is for the installation to say. */
export interface BackupWork {
  /** makes a run that was put down, and writes down how it went */
  run(kind: Run['kind'], id: string): Promise<void>
  /** carries the log; until when everything is there */
  pushLog(): Promise<{ until: Date; gap: boolean }>
}

export interface WorkerOptions {
  db: Db
  work: BackupWork
  log: Log
  now: () => Date
}

const MINUTE = 60_000

/** Puts down what is due, makes what is asked for, carries the log, tells of failures: the loop of the jobs role. */
export function createBackupWorker(options: WorkerOptions): Loop {
  return createLoop({ name: 'backups', step: createStep(options), idle: { from: 1000, to: 4000 }, log: options.log })
}

/** One look at what there is to do; true when something was done. */
export function createStep({ db, work, log, now }: WorkerOptions): () => Promise<boolean> {
  let begun = false
  let lastTry = 0
  const pushLog = async ({ logUntil, logMinutes, inventory }: State) => {
    const since = Math.max(logUntil?.getTime() ?? 0, lastTry)
    // without a backup there is nothing that the log could follow
    if (inventory.length === 0 || now().getTime() - since < logMinutes * MINUTE) return
    lastTry = now().getTime()
    try {
      const { until, gap } = await work.pushLog()
      await logDone(db, until)
      if (!gap) return
      // points in time between are lost: from a new backup on there are some again
      log.warn({}, 'the log of the database has a gap, so a backup is made')
      await db.global(`insert into backup_run (id, kind, cause, asked_at) values ($1, 'backup', 'schedule', $2)`, [
        newId(now().getTime()),
        now(),
      ])
    } catch (error) {
      log.error({ err: error }, 'the log of the database could not be carried to the backups')
      await logFailed(db, faultOf(error))
    }
  }
  return async () => {
    if (!begun) await endInterrupted(db, now())
    begun = true
    const state = await stateOf(db)
    await putDown(db, state, now())
    const run = await takeRun(db, now())
    if (run) {
      await work
        .run(run.kind, run.id)
        .catch((error: unknown) => log.error({ err: error, run: run.id }, 'a backup failed'))
      await endInterrupted(db, now())
    } else await pushLog(state)
    await tell(db, await takeUntold(db, now()), now())
    return run !== undefined
  }
}

async function putDown(db: Db, state: State, now: Date): Promise<void> {
  for (const [kind, due] of [
    ['backup', backupDue(state, now.getTime())],
    ['drill', drillDue(state, now.getTime())],
  ] as const)
    if (due > state.since.getTime()) await schedule(db, newId(now.getTime()), kind, new Date(due), now)
}

/** A notice to the system administrators of every organization. */
async function tell(db: Db, failed: readonly Run[], now: Date): Promise<void> {
  if (failed.length === 0) return
  for (const id of await organizationsOf(db))
    await db.transaction(id, async (tx) => {
      for (const run of failed)
        writeOutbox(tx, now, [
          {
            ...{ name: 'backups.failed', recordKind: 'backup', recordId: run.id, version: 1, seq: 0 },
            notices: [
              {
                notice: run.kind === 'backup' ? 'backupFailed' : 'drillFailed',
                to: 'roles',
                roles: [...rolesWith('backups.manage')],
                params: { run: run.id },
              },
            ],
          },
        ])
    })
}
