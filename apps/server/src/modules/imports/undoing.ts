import type { ImportOutcome } from '@sims/contracts'
import { systemActor } from '#kernel'
import { removeHistory } from '#modules/requests'
import { writeEntries, writeOutbox } from '#platform/command'
import type { Tx } from '#platform/db'
import { CHUNK_ROWS, dropChunks } from './chunks.ts'
import type { RowFault } from './interpret.ts'
import { rowsWith, writeLog } from './log.ts'
import { changeRun, type RunRow } from './store.ts'

const origin = { requestId: 'imports', ip: 'import', userAgent: '' }

/**
 * Takes back the next rows of a run in the caller's transaction: what nobody has touched since is gone, the rest stays
 * and is listed. What a run changed of an earlier one stays too: what was there before is not kept.
 */
export async function undoChunk(tx: Tx, run: RunRow, zone: string, now: Date): Promise<void> {
  const rows = await rowsWith(tx, run.id, ['created', 'updated'], CHUNK_ROWS)
  if (rows.length === 0) {
    dropChunks(tx, run.id)
    changeRun(tx, run.id, { state: 'undone', undoneAt: now })
    return
  }
  const ids = rows.flatMap((row) => (row.outcome === 'created' ? [row.recordId] : []))
  const { removed, entries } = await removeHistory(tx, run.id, ids, now)
  writeLog(
    tx,
    run.id,
    rows.map(({ row, recordId, outcome }) => ({
      row,
      recordId,
      ...(removed.has(recordId) ? { outcome: 'removed' } : { outcome: 'kept', faults: [keptBecause(outcome, row)] }),
    })),
  )
  if (removed.size > 0) {
    writeEntries(tx, { actor: systemActor(tx.organizationId, zone), origin, now }, entries, {
      action: 'imports.undo',
      objectKind: 'serviceRequest',
      objectIds: [...removed],
    })
    writeOutbox(
      tx,
      now,
      entries.map(({ recordId, seq }) => ({
        name: 'importedRequest.undo',
        recordKind: 'importedRequest',
        recordId,
        version: seq,
        seq,
      })),
    )
  }
  changeRun(tx, run.id, { removed: run.removed + removed.size, kept: run.kept + rows.length - removed.size })
}

const keptBecause = (outcome: ImportOutcome, row: number): RowFault => ({
  column: null,
  code: outcome === 'updated' ? 'imports.updatedOnly' : 'imports.touched',
  params: { row },
})
