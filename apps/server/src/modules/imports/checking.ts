import { knownNumbers } from '#modules/requests'
import type { Tx } from '#platform/db'
import { readChunk } from './chunks.ts'
import type { ImportDeps } from './deps.ts'
import { interpret } from './interpret.ts'
import { clearLog, writeLog } from './log.ts'
import { rulesOf } from './rules.ts'
import { changeRun, type RunRow, type Unknown } from './store.ts'

/** So many different values that no table knows are listed; the rows of the others are faulty all the same. */
const LISTED = 500

/**
 * Holds every row against the mapping and notes what is wrong, in the caller's transaction. Of rows it keeps nothing
 * but their numbers in the source, to know those that come twice.
 */
export async function checkRows(tx: Tx, { cipher }: ImportDeps, run: RunRow, now: Date): Promise<void> {
  const { by } = await rulesOf(tx, run, now)
  const unknown = { communities: new Map<string, number>(), categories: new Map<string, number>() }
  const seen = new Set<string>()
  let ready = 0
  let faulty = 0
  let duplicates = 0
  clearLog(tx, run.id)
  for (let chunk = 0; chunk < run.chunks; chunk++) {
    const rows = (await readChunk(tx, cipher, run, chunk)).map((row) => interpret(row, by))
    const numbers: string[] = []
    for (const row of rows) {
      if (row.faults) {
        count(unknown.communities, row.unknown.communities)
        count(unknown.categories, row.unknown.categories)
        continue
      }
      const { externalNumber } = row.history
      if (seen.has(externalNumber)) duplicates += 1
      else numbers.push(externalNumber)
      seen.add(externalNumber)
    }
    duplicates += await knownNumbers(tx, by.mapping.source, numbers)
    const wrong = rows.flatMap(({ row, faults }) => (faults ? [{ row, outcome: 'faulty' as const, faults }] : []))
    writeLog(tx, run.id, wrong)
    faulty += wrong.length
    ready += rows.length - wrong.length
  }
  const listed = (values: Map<string, number>) => [...values].sort((a, b) => b[1] - a[1]) as Unknown['communities']
  changeRun(tx, run.id, {
    state: 'checked',
    ready,
    faulty,
    duplicates,
    unknown: { communities: listed(unknown.communities), categories: listed(unknown.categories) },
  })
}

function count(values: Map<string, number>, value: string | undefined): void {
  // longer ones are no names
  if (value === undefined || value === '' || value.length > 200) return
  const before = values.get(value)
  if (before !== undefined || values.size < LISTED) values.set(value, (before ?? 0) + 1)
}
