import { statement, type Tx, unnested } from '#platform/db'

/** A member of staff who must no longer know of a record. */
export interface Silenced {
  recordId: string
  staffId: string
}

const NAMED = `unnest($2::uuid[], $3::uuid[]) s (record_id, staff_id)
   join account a on a.organization_id = $1 and a.staff_id = s.staff_id`
const take = statement(
  'notice_take_back',
  `with gone as (
     update notice n set withdrawn_at = $4 from ${NAMED}
     where n.organization_id = $1 and n.account_id = a.id and n.record_id = s.record_id and n.withdrawn_at is null
     returning n.id
   )
   update delivery d set state = 'skipped', next_at = null, held = null, last_error = 'withdrawn' from gone
   where d.organization_id = $1 and d.notice_id = gone.id and d.state in ('waiting', 'quiet')
     and not exists (select from delivery f where f.organization_id = $1 and f.merged_into = d.id)`,
)

/** Queues that what some have been told of records leaves their lists; what waits to leave is not sent. A
 * message with others merged into it leaves without what was taken back, see `outgoing/compose.ts`. */
export function takeBackNotices(tx: Tx, all: readonly Silenced[], now: Date): void {
  if (all.length === 0) return
  tx.queue(take, [
    tx.organizationId,
    ...unnested(
      all,
      (s) => s.recordId,
      (s) => s.staffId,
    ),
    now,
  ])
}

const give = statement(
  'notice_give_back',
  `update notice n set withdrawn_at = null from ${NAMED}
   where n.organization_id = $1 and n.account_id = a.id and n.record_id = s.record_id`,
)

/** Queues that what was taken back from somebody stands in their list again. */
export function giveBackNotices(tx: Tx, recordId: string, staffId: string): void {
  tx.queue(give, [tx.organizationId, [recordId], [staffId]])
}

const mailed = statement(
  'notice_mails_sent',
  `select count(*)::int as count from ${NAMED}
   join notice n on n.organization_id = $1 and n.account_id = a.id and n.record_id = s.record_id
   join delivery d on d.organization_id = $1 and d.notice_id = n.id
   left join delivery c on c.organization_id = $1 and c.id = d.merged_into
   where coalesce(c.state, d.state) in ('sent', 'delivered')`,
)

/** How many messages about some records have left for a member of staff. */
export async function mailsSent(tx: Tx, recordIds: readonly string[], staffId: string): Promise<number> {
  const [row] = await tx.query<{ count: number }>(mailed, [tx.organizationId, recordIds, recordIds.map(() => staffId)])
  return row?.count ?? 0
}

const gone = statement(
  'notices_taken_back',
  `select n.id, n.account_id as "accountId" from ${NAMED}
   join notice n on n.organization_id = $1 and n.account_id = a.id and n.record_id = s.record_id
     and n.withdrawn_at is not null`,
)

/** The notices that were taken back, so that open lists are read again. */
export const noticesTakenBack = (tx: Tx, all: readonly Silenced[]) =>
  tx.query<{ id: string; accountId: string }>(gone, [
    tx.organizationId,
    ...unnested(
      all,
      (s) => s.recordId,
      (s) => s.staffId,
    ),
  ])
