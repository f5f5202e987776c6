import type { ImportOutcome } from '@sims/contracts'
import { removeHistory } from '#modules/requests'
import type { Tx } from '#platform/db'
import { clockContext } from '#platform/process'
import type { RowFault } from '../cells.ts'
import type { ImportDeps } from '../deps.ts'
import type { LoggedRow } from '../log.ts'
import type { RunRow } from '../store.ts'
import type { Undone } from '../subject.ts'
import { tellUndone } from './telling.ts'

/**
 * What nobody has touched since is gone, the rest stays and is listed. What a run changed of an earlier one stays too:
 * what was there before is not kept.
 */
export async function undoHistory(
  tx: Tx,
  _deps: ImportDeps,
  run: RunRow,
  rows: readonly LoggedRow[],
  now: Date,
): Promise<Undone> {
  const ids = rows.flatMap((row) => (row.outcome === 'created' ? [row.recordId] : []))
  const [{ removed, entries }, { zone }] = await Promise.all([
    removeHistory(tx, run.id, ids, now),
    clockContext(tx, now),
  ])
  tellUndone(tx, removed, entries, zone, now)
  return {
    log: rows.map(({ row, recordId, outcome }) => ({
      row,
      recordId,
      ...(removed.has(recordId) ? { outcome: 'removed' } : { outcome: 'kept', faults: [keptBecause(outcome, row)] }),
    })),
    removed: removed.size,
    restored: 0,
    kept: rows.length - removed.size,
  }
}

const keptBecause = (outcome: ImportOutcome, row: number): RowFault => ({
  column: null,
  code: outcome === 'updated' ? 'imports.updatedOnly' : 'imports.touched',
  params: { row },
})
