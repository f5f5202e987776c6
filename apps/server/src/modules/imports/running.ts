import type { Tx } from '#platform/db'
import { dropChunks, readChunk } from './chunks.ts'
import type { ImportDeps } from './deps.ts'
import { countFaulty, writeLog } from './log.ts'
import { changeRun, type RunRow } from './store.ts'
import { countOf } from './subject.ts'
import { subjectOf } from './subjects.ts'

/**
 * Imports the next chunk of a run in the caller's transaction: all of it or nothing, so that a process that is killed
 * leaves whole chunks and the next one goes on behind them.
 */
export async function runChunk(tx: Tx, deps: ImportDeps, run: RunRow, now: Date): Promise<void> {
  if (run.nextChunk >= run.chunks) {
    dropChunks(tx, run.id)
    changeRun(tx, run.id, { state: 'done', finishedAt: now, faulty: await countFaulty(tx, run.id) })
    return
  }
  const [rows, work] = await Promise.all([
    readChunk(tx, deps.cipher, run, run.nextChunk),
    subjectOf(run.subject).open(tx, deps, run, now),
  ])
  const log = await work.apply(rows)
  writeLog(tx, deps.cipher, run, log)
  changeRun(tx, run.id, {
    nextChunk: run.nextChunk + 1,
    created: run.created + countOf(log, 'created'),
    updated: run.updated + countOf(log, 'updated'),
    skipped: run.skipped + countOf(log, 'skipped', 'unchanged'),
  })
}
