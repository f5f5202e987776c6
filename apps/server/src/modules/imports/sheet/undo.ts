import type { Tx } from '#platform/db'
import type { ImportDeps } from '../deps.ts'
import type { LoggedRow, LogRow } from '../log.ts'
import type { RunRow } from '../store.ts'
import { countOf, type Undone } from '../subject.ts'
import { marker } from './key.ts'
import type { Sheet, SheetChange, Values } from './sheet.ts'

/**
 * Takes back rows of a run: what it made is removed, what it changed gets back what stood there, each only as the run
 * has left it and, where it would be removed, nothing hangs on it.
 */
export async function undoSheet<F extends string>(
  sheet: Sheet<F>,
  tx: Tx,
  deps: ImportDeps,
  run: RunRow,
  rows: readonly LoggedRow[],
  now: Date,
): Promise<Undone> {
  const store = sheet.open(tx, deps, run, now)
  const mark = marker(deps.secrets, tx.organizationId, sheet.subject)
  const current = await store.current(rows.map(({ recordId }) => recordId))
  const untouched = (row: LoggedRow) => {
    const values = current.get(row.recordId)
    return values !== undefined && mark(row.recordId, values) === row.details?.mark
  }
  const own = rows.filter(untouched)
  const back = own.filter(({ outcome }) => outcome === 'updated').map((row) => changeBack(row, current))
  const objections = await store.object(back)
  await store.change(back.filter(({ id }) => !objections.has(id)))
  const removed = await store.remove(own.filter(({ outcome }) => outcome === 'created').map(({ recordId }) => recordId))
  const restored = new Set(back.map(({ id }) => id).filter((id) => !objections.has(id)))
  const ownIds = new Set(own.map(({ recordId }) => recordId))
  const log = rows.map(({ row, recordId, outcome }): LogRow => {
    if (removed.has(recordId)) return { row, recordId, outcome: 'removed' }
    if (restored.has(recordId)) return { row, recordId, outcome: 'restored' }
    const used = outcome === 'created' && ownIds.has(recordId)
    const code = used ? 'imports.inUse' : 'imports.touched'
    return { row, recordId, outcome: 'kept', faults: [{ column: null, code, params: { row } }] }
  })
  return {
    log,
    removed: countOf(log, 'removed'),
    restored: countOf(log, 'restored'),
    kept: countOf(log, 'kept'),
  }
}

function changeBack<F extends string>(
  { recordId: id, details }: LoggedRow,
  current: ReadonlyMap<string, Values<F>>,
): SheetChange<F> {
  const before = current.get(id) as Values<F>
  const former = Object.fromEntries((details?.changes ?? []).map(([field, from]) => [field, from]))
  return { id, before, values: { ...before, ...former } }
}
