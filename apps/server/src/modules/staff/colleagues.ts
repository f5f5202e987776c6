import { CLOSED_PHASES, type Colleague } from '@sims/contracts'
import type { Actor } from '#kernel'
import { assertMay, communitiesWith } from '#platform/access'
import { composed, Params, type Tx } from '#platform/db'

const MOST = 200

/** Who does or leads field work where the actor does, the least busy first, whoever asks left out. */
export function colleagues(tx: Tx, actor: Actor, now: Date): Promise<Colleague[]> {
  assertMay(actor, 'orders.read')
  const p = new Params()
  const organization = p.add(tx.organizationId)
  const communities = communitiesWith(actor, 'orders.read')
  const where =
    communities === 'all' ? 'true' : `(g.community_id is null or g.community_id = any(${p.add(communities)}::uuid[]))`
  const today = `(${p.add(now)}::timestamptz at time zone ${p.add(actor.timeZone)}::text)::date`
  return tx.query<Colleague>(
    composed(`select s.id, s.name, (select count(*)::int from work_order w where w.organization_id = ${organization}
         and w.assignee_id = s.id and w.settled_at is null and w.phase <> all(${p.add(CLOSED_PHASES)}::text[])) as "openOrders"
       from staff s
       where s.organization_id = ${organization} and s.id is distinct from ${p.add(actor.staffId)}::uuid
         and (s.left_on is null or s.left_on > ${today})
         and exists (select from role_grant g where g.organization_id = ${organization} and g.staff_id = s.id
           and g.role = any(${p.add(WORKING)}::text[]) and ${where})
       order by 3, s.name, s.id limit ${MOST}`),
    p.values,
  )
}

const WORKING = [
  'technician',
  'cleaner',
  'gardener',
  'guard',
  'contractorWorker',
  'teamLead',
  'steward',
  'communityManager',
]
