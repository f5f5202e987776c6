import type { Entry } from '#platform/command'
import { statement, type Tx } from '#platform/db'

const before = statement(
  'request_before_undo',
  `select id, entries, phase, state from service_request where organization_id = $1 and id = any($2) order by id for update`,
)
const remove = statement('request_undo', 'select undo_imported($1, $2) as id')

/**
 * Removes those of some imported requests that nobody has touched since, with timeline, clocks and search text; their
 * commitments stay. Gives the ids of what is gone, and the entry of each that says so: a new commitment, and all that
 * the timeline still holds.
 */
export async function removeHistory(
  tx: Tx,
  runId: string,
  ids: readonly string[],
  now: Date,
): Promise<{ removed: Set<string>; entries: Entry[] }> {
  const rows = await tx.query<{ id: string; entries: number; phase: string; state: string }>(before, [
    tx.organizationId,
    ids,
  ])
  const gone = await tx.query<{ id: string }>(remove, [runId, ids])
  const removed = new Set(gone.map((row) => row.id))
  return {
    removed,
    entries: rows
      .filter((row) => removed.has(row.id))
      .map((row) => ({
        recordKind: 'serviceRequest',
        recordId: row.id,
        seq: row.entries + 1,
        verb: 'importUndone',
        step: null,
        fromState: row.state,
        toState: null,
        phase: row.phase,
        occurredAt: now,
        internal: true,
        data: { import: runId },
      })),
  }
}
