import type { Tx } from '#platform/db'
import { readChunk } from './chunks.ts'
import type { ImportDeps } from './deps.ts'
import { clearLog, writeLog } from './log.ts'
import { changeRun, type RunRow } from './store.ts'
import { subjectOf } from './subjects.ts'

/** Holds every row against the mapping and notes what is wrong and what would change, in the caller's transaction. */
export async function checkRows(tx: Tx, deps: ImportDeps, run: RunRow, now: Date): Promise<void> {
  const work = await subjectOf(run.subject).open(tx, deps, run, now)
  const sum = { ready: 0, faulty: 0, duplicates: 0, changing: 0 }
  clearLog(tx, run.id)
  for (let chunk = 0; chunk < run.chunks; chunk++) {
    const { log, ...counts } = await work.check(await readChunk(tx, deps.cipher, run, chunk))
    writeLog(tx, deps.cipher, run, log)
    for (const name of ['ready', 'faulty', 'duplicates', 'changing'] as const) sum[name] += counts[name]
  }
  changeRun(tx, run.id, { state: 'checked', ...sum, unknown: work.unknown })
}
