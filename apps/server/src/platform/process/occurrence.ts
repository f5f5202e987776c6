import type { EpochMs } from '#kernel'
import { statement, type Tx } from '#platform/db'

const lastMove = statement(
  'timeline_last_move',
  `select max(occurred_at) as at from timeline
   where organization_id = $1 and record_id = $2 and step is not null and from_state is distinct from to_state`,
)

/**
 * When a step of an offline device happened: at `said`, but not before the step that brought the record where it is. The
 * clock of a device may run behind, and its work must not be lost for it.
 */
export async function afterLastStep(tx: Tx, recordId: string, said: EpochMs): Promise<EpochMs> {
  const [last] = await tx.query<{ at: Date | null }>(lastMove, [tx.organizationId, recordId])
  return Math.max(said, last?.at?.getTime() ?? said)
}
