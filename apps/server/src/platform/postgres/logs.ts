import { readdirSync, rmSync } from 'node:fs'
import { join } from 'node:path'

/** Ten files of at most 10 MB each: PostgreSQL rotates by size, but never deletes. */
const KEPT = 10

/** Deletes all but the newest logs of PostgreSQL; their names sort by time. */
export function pruneLogs(folder: string): void {
  const logs = readdirSync(folder).filter((name) => /^postgres-\d{8}-\d{6}\.log$/.test(name))
  for (const name of logs.sort().slice(0, -KEPT)) rmSync(join(folder, name), { force: true })
}
