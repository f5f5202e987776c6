import { type ClockContext, type ClockState, fire } from '#kernel'
import type { CommandScope } from '#platform/command'
import type { Db, Tx } from '#platform/db'
import type { Log } from '#platform/jobs'
import { clockRules } from './compile.ts'
import { clockContext } from './context.ts'
import type { ProcessDefinition } from './definition.ts'
import { definitionsById } from './definitions.ts'
import { clocksOfLocked, type DueClock, lockDue, putOffTimers, saveFiredClocks } from './due-clocks-store.ts'
import type { RecordTable } from './store.ts'
import { systemScope } from './system-scope.ts'

/** A step that a timer asks for. `clocks`: the latest round of each of the record's clocks, the timer already fired. */
export interface DueStep {
  recordId: string
  step: string
  clocks: readonly ClockState[]
}

/**
 * Takes steps as the server itself on records of one module. They are locked by the transaction of `scope`, which saves
 * all of it or nothing. Answers the ids of those whose step was taken; a step that the record's place or a guard refuses
 * is tried again later.
 */
export type TakeDueSteps = (scope: CommandScope, due: readonly DueStep[]) => Promise<ReadonlySet<string>>

export interface DueStepsOptions {
  db: Db
  log: Log
  organization: string
  table: RecordTable
  take: TakeDueSteps
  batch?: number
}

/** What could not be done (a broken definition, a refused step) waits so long before the next try. */
export const PUT_OFF_MS = 600_000
/** how the worker stands in the trail */
export const DUE_CLOCKS = 'due-clocks'
const kinds = { service_request: 'serviceRequest', work_order: 'workOrder' } as const

/**
 * Takes every step whose timer is due, a batch in one transaction together with the timers: a step is taken once or not
 * at all, however often the worker dies. When a batch fails, the rest goes record by record, and the one that fails is
 * put off, so that it keeps no other waiting. Answers how many steps were taken.
 */
export async function takeDueSteps(options: DueStepsOptions, now: Date): Promise<number> {
  const { db, organization, log, batch = 500 } = options
  let taken = 0
  let size = batch
  for (let more = true; more; ) {
    let held: string[] = []
    try {
      const done = await db.transaction(organization, (tx) =>
        takeBatch(tx, options, now, size, (ids) => {
          held = ids
        }),
      )
      taken += done.taken
      more = done.full
    } catch (error) {
      if (held.length === 0) throw error
      if (size > 1) size = 1
      else {
        log.error({ err: error, recordId: held[0] }, 'a step that is due cannot be taken')
        const until = new Date(now.getTime() + PUT_OFF_MS)
        await db.transaction(organization, async (tx) => putOffTimers(tx, held, now, until))
      }
    }
  }
  return taken
}

async function takeBatch(
  tx: Tx,
  { table, take }: DueStepsOptions,
  now: Date,
  limit: number,
  hold: (ids: string[]) => void,
): Promise<{ taken: number; full: boolean }> {
  const { records, full } = await lockDue(tx, table, 'timers', now, limit)
  if (records.length === 0) return { taken: 0, full: false }
  const ids = records.map((record) => record.id)
  hold(ids)
  const [clocks, definitions, ctx] = await Promise.all([
    clocksOfLocked(tx, now, ids),
    definitionsById(
      tx,
      records.map((record) => record.definitionId),
    ),
    clockContext(tx, now),
  ])
  const own = Map.groupBy(clocks, (clock) => clock.recordId)
  const due = records.map((record) => {
    const stored = definitions.get(record.definitionId)
    if (!stored) throw new Error(`the definition ${record.definitionId} is not there`)
    return dueStep(record.id, own.get(record.id) ?? [], stored.definition, ctx, now)
  })
  saveFiredClocks(
    tx,
    due.map(({ recordId, fired }) => ({ recordId, clock: fired, nextFireAt: fired.nextFireAt })),
  )
  const { scope, finish } = systemScope(tx, DUE_CLOCKS, ctx.zone, now)
  const taken = await take(
    scope,
    due.flatMap(({ recordId, step, clocks }) => (step === null ? [] : [{ recordId, step, clocks }])),
  )
  // what was refused stands as it stood, and is tried again
  saveFiredClocks(
    tx,
    due
      .filter(({ recordId, step }) => step !== null && !taken.has(recordId))
      .map(({ recordId, timer }) => ({ recordId, clock: timer, nextFireAt: now.getTime() + PUT_OFF_MS })),
  )
  const objectIds = [...taken]
  if (objectIds.length > 0) finish({ action: 'clocks.step', objectKind: kinds[table], objectIds })
  return { taken: taken.size, full }
}

/** The step that the longest due timer of a record asks for; a second timer has its turn in the next batch. */
function dueStep(
  recordId: string,
  own: readonly DueClock[],
  definition: ProcessDefinition,
  ctx: ClockContext,
  now: Date,
): Omit<DueStep, 'step'> & { step: string | null; timer: ClockState; fired: ClockState } {
  const latest = new Map<string, ClockState>()
  for (const { clock } of own) {
    if (clock.round > (latest.get(clock.name)?.round ?? 0)) latest.set(clock.name, clock)
  }
  const [timer] = own
    .flatMap(({ clock, due }) => (due && clock.kind === 'timer' ? [clock] : []))
    .sort((a, b) => (a.nextFireAt ?? 0) - (b.nextFireAt ?? 0))
  if (!timer) throw new Error(`no timer of ${recordId} is due`)
  const { clock: fired, alarms } = fire(clockRules(definition, timer.name), timer, ctx, now.getTime())
  const last = alarms.at(-1)?.kind
  const steps = definition.clocks.find((def) => def.name === timer.name)?.take
  const step = (last === 'due' ? steps?.due : last === 'warn' ? steps?.warn : undefined) ?? null
  latest.set(timer.name, fired)
  return { recordId, step, clocks: [...latest.values()], timer, fired }
}
