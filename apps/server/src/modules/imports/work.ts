import { DomainError } from '#kernel'
import { type Db, statement, type Tx } from '#platform/db'
import { createLoop, type Loop } from '#platform/jobs'
import { checkRows } from './checking.ts'
import type { ImportDeps } from './deps.ts'
import { readFile } from './reading.ts'
import { runChunk } from './running.ts'
import { changeRun, type RunChange, type RunRow, takeRun } from './store.ts'
import { undoChunk } from './undoing.ts'

const organizations = statement('import_organizations', 'select import_organizations() as id')

/**
 * Does one piece of what imports ask for, in each organization: a file read, a check, a chunk of a run or of an undo,
 * each one transaction that holds its run. Any number of workers may call it. Answers whether there was something.
 */
export async function workImports(deps: ImportDeps, now: () => Date): Promise<boolean> {
  let worked = false
  for (const { id } of await deps.db.global<{ id: string }>(organizations))
    if (await workOne(deps, id, now())) worked = true
  return worked
}

/** The same again and again, for the jobs role: at once while there is work. */
export function createImportWorker(deps: ImportDeps & { now: () => Date }): Loop {
  const step = () => workImports(deps, deps.now)
  return createLoop({ name: 'imports', step, idle: { from: 500, to: 2000 }, log: deps.log })
}

async function workOne(deps: ImportDeps, organizationId: string, now: Date): Promise<boolean> {
  let taken: RunRow | undefined
  try {
    await deps.db.transaction(organizationId, async (tx) => {
      taken = await takeRun(tx)
      if (taken) await pieces[taken.state]?.(tx, deps, taken, now)
    })
    return taken !== undefined
  } catch (error) {
    // the database is away, or another was first: the same piece again later
    if (!taken || (error instanceof DomainError && error.code === 'http.unavailable')) throw error
    if (!(error instanceof DomainError)) deps.log.error({ err: error, import: taken.id }, 'an import stopped')
    await halt(deps.db, organizationId, taken, error)
    return true
  }
}

type Piece = (tx: Tx, deps: ImportDeps, run: RunRow, now: Date) => Promise<void>
const pieces: Partial<Record<RunRow['state'], Piece>> = {
  reading: readFile,
  checking: checkRows,
  running: runChunk,
  undoing: undoChunk,
}

/** Where an import stands when a piece of it cannot be done; nothing of the piece is left. */
const halted: Partial<Record<RunRow['state'], RunRow['state']>> = {
  reading: 'refused',
  checking: 'read',
  running: 'stopped',
  undoing: 'done',
}

async function halt(db: Db, organizationId: string, run: RunRow, error: unknown): Promise<void> {
  const fault =
    error instanceof DomainError ? { code: error.code, params: error.params } : { code: 'imports.stopped', params: {} }
  const state = halted[run.state] as RunRow['state']
  const change: RunChange = { state, fault }
  await db.transaction(organizationId, async (tx) => changeRun(tx, run.id, change))
}
