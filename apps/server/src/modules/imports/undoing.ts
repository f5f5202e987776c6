import type { Tx } from '#platform/db'
import { CHUNK_ROWS, dropChunks } from './chunks.ts'
import type { ImportDeps } from './deps.ts'
import { lastRows, writeLog } from './log.ts'
import { changeRun, type RunRow } from './store.ts'
import { subjectOf } from './subjects.ts'

/** Takes back what came of the last rows of a run that are not done yet, in the caller's transaction. */
export async function undoChunk(tx: Tx, deps: ImportDeps, run: RunRow, now: Date): Promise<void> {
  const subject = subjectOf(run.subject)
  const rows = await lastRows(tx, deps.cipher, run, ['created', 'updated'], CHUNK_ROWS)
  if (rows.length === 0) {
    await subject.undoRest?.(tx, deps, run, now)
    dropChunks(tx, run.id)
    changeRun(tx, run.id, { state: 'undone', undoneAt: now })
    return
  }
  const { log, removed, restored, kept } = await subject.undo(tx, deps, run, rows, now)
  writeLog(tx, deps.cipher, run, log)
  changeRun(tx, run.id, {
    removed: run.removed + removed,
    restored: run.restored + restored,
    kept: run.kept + kept,
  })
}
