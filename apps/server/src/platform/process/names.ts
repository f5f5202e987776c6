import { isUuid } from '#kernel'
import { statement, type Tx } from '#platform/db'
import type { TimelineRow } from './present.ts'

const named = statement(
  'timeline_names',
  `select id, name from staff where organization_id = $1 and id = any($2)
   union all select id, name from team where organization_id = $1 and id = any($2)
   union all select id, full_name from place where organization_id = $1 and id = any($2)`,
)

/** Names of the staff, teams and places that a timeline's forms speak of, by id. */
export async function namesIn(tx: Tx, rows: readonly TimelineRow[]): Promise<Map<string, string>> {
  const ids = [...new Set(rows.flatMap((row) => Object.values(row.data).filter(isUuid)))]
  if (ids.length === 0) return new Map()
  const found = await tx.query<{ id: string; name: string }>(named, [tx.organizationId, ids])
  return new Map(found.map(({ id, name }) => [id, name]))
}
