import { readdirSync, rmSync } from 'node:fs'
import { join } from 'node:path'

/** Ten files of at most 10 MB each: PostgreSQL rotates by size, but never deletes. */
const KEPT = 10
const HOUR_MS = 3_600_000

/** Deletes all but the newest logs of PostgreSQL; their names sort by time. */
export function pruneLogs(folder: string): void {
  const logs = readdirSync(folder).filter((name) => /^postgres-\d{8}-\d{6}\.log$/.test(name))
  for (const name of logs.sort().slice(0, -KEPT)) rmSync(join(folder, name), { force: true })
}

/** Prunes every hour until the returned function is called; a log that cannot be deleted is told, not fatal. */
export function keepPruning(folder: string, log: (line: string) => void): () => void {
  const timer = setInterval(() => {
    try {
      pruneLogs(folder)
    } catch (error) {
      log(`Old logs in ${folder} could not be deleted: ${error}`)
    }
  }, HOUR_MS)
  timer.unref()
  return () => clearInterval(timer)
}
