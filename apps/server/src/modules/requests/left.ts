import { type Actor, todayIn } from '#kernel'
import { livesThere } from '#platform/access'
import { statement, type Tx } from '#platform/db'
import { type Actor as ProcessActor, processActor } from '#platform/process'

const left = statement(
  'requests_left',
  `select r.id from service_request r
   join place p on p.organization_id = r.organization_id and p.id = r.place_id
   where r.organization_id = $1 and r.id = any($2) and not exists (
     select from residency l join place h on h.organization_id = l.organization_id and h.id = l.premises_id
     where l.organization_id = $1 and l.customer_id = $3 and ${livesThere('$4', 'l')}
       and case when p.kind = 'premises' then h.id = p.id else h.community_id = p.community_id end)`,
)

/** Of some requests those at places that the resident who acts does not belong to any more. */
export async function leftBehind(
  tx: Tx,
  actor: Actor,
  ids: readonly string[],
  now: Date,
): Promise<ReadonlySet<string>> {
  if (actor.kind !== 'resident') return new Set()
  const values = [tx.organizationId, ids, actor.customerId, todayIn(actor.timeZone, now)]
  return new Set((await tx.query<{ id: string }>(left, values)).map((row) => row.id))
}

/**
 * Who acts on a request, as the engine judges them. Whoever has left the place keeps what they reported until it is
 * settled: from then on it is not theirs to open again.
 */
export function requestActor(
  actor: Actor,
  row: { id: string; communityId: string },
  gone: ReadonlySet<string>,
): ProcessActor {
  const judged = processActor(actor, row.communityId)
  if (judged.kind === 'system' || !gone.has(row.id)) return judged
  return { ...judged, may: (verb) => verb !== 'reopen' && (judged.may?.(verb) ?? true) }
}
