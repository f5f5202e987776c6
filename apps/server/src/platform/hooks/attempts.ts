import { systemActor } from '#kernel'
import { audit, writeOutbox } from '#platform/command'
import { type Db, statement, type Tx } from '#platform/db'
import { HOOK_COLUMNS, type HookRow, holdDeliveries } from './row.ts'
import { nextAttempt, PAUSE_AFTER_MS } from './schedule.ts'

/** A delivery that this process sends now. */
export interface Claimed extends HookRow {
  deliveryId: string
  body: string
  attempts: number
}

/** What became of an attempt. */
export interface Attempted {
  /** of HTTP; null without an answer */
  status: number | null
  reason: string | null
  milliseconds: number
  answer: string
}

const organizations = statement('hook_organizations', 'select hook_organizations($1) as id')
/**
 * Whoever claims a delivery has it until the lease is over: when it dies in between, another one sends it again, under
 * the same id.
 */
const claim = statement(
  'hook_claim',
  `with due as materialized (
     select d.id from hook_delivery d
     where d.organization_id = $1 and d.next_at <= $2 and d.hook_id <> all($5::uuid[])
     order by d.next_at limit $4 for update of d skip locked
   ), taken as (
     update hook_delivery d set attempts = d.attempts + 1, next_at = $3
     from due where d.organization_id = $1 and d.id = due.id
     returning d.id as "deliveryId", d.hook_id, d.body, d.attempts
   ), begun as (
     insert into hook_attempt (organization_id, delivery_id, number, at)
     select $1, t."deliveryId", t.attempts, $2 from taken t
   )
   select t."deliveryId", t.body, t.attempts, ${HOOK_COLUMNS} from taken t
   join hook h on h.organization_id = $1 and h.id = t.hook_id`,
)
const note = statement(
  'hook_note_attempt',
  `update hook_attempt set status = $4, reason = $5, milliseconds = $6, answer = $7
   where organization_id = $1 and delivery_id = $2 and number = $3`,
)
const delivered = statement(
  'hook_delivered',
  `update hook_delivery set state = 'delivered', delivered_at = $3, next_at = null
   where organization_id = $1 and id = $2`,
)
/** A hook that was paused meanwhile is not tried again by itself. */
const again = statement(
  'hook_again',
  `update hook_delivery d set state = case when $3::timestamptz is null then 'failed' else 'waiting' end,
     next_at = case when h.active then $3::timestamptz end
   from hook h where h.organization_id = $1 and h.id = d.hook_id and d.organization_id = $1 and d.id = $2
     and d.state = 'waiting'`,
)
const works = statement(
  'hook_works',
  'update hook set failing_since = null where organization_id = $1 and id = $2 and failing_since is not null',
)
const fails = statement(
  'hook_fails',
  `update hook set failing_since = coalesce(failing_since, $3) where organization_id = $1 and id = $2
   returning active, failing_since as "failingSince"`,
)
const pause = statement(
  'hook_pause',
  'update hook set active = false, paused_at = $3, version = version + 1 where organization_id = $1 and id = $2',
)

/** Organizations with something to send, the longest wait first. */
export const organizationsWaiting = async (db: Db, now: Date): Promise<string[]> =>
  (await db.global<{ id: string }>(organizations, [now])).map(({ id }) => id)

/** Takes deliveries that are due, none of the hooks named, and writes down that an attempt begins. */
export const claimDue = (
  tx: Tx,
  { now, until, limit, busy }: { now: Date; until: Date; limit: number; busy: readonly string[] },
): Promise<Claimed[]> => tx.query<Claimed>(claim, [tx.organizationId, now, until, limit, busy])

export const succeeded = ({ status }: Attempted) => status !== null && status >= 200 && status < 300

/** Writes down how an attempt ended, and what follows: nothing more, another attempt, or a hook that is paused. */
export async function settleAttempt(tx: Tx, one: Claimed, outcome: Attempted, now: Date): Promise<void> {
  const { deliveryId, attempts } = one
  const { status, reason, milliseconds, answer } = outcome
  tx.queue(note, [tx.organizationId, deliveryId, attempts, status, reason, milliseconds, answer])
  if (succeeded(outcome)) {
    tx.queue(delivered, [tx.organizationId, deliveryId, now])
    tx.queue(works, [tx.organizationId, one.id])
    return
  }
  tx.queue(again, [tx.organizationId, deliveryId, nextAttempt(attempts, now)])
  const [row] = await tx.query<{ active: boolean; failingSince: Date }>(fails, [tx.organizationId, one.id, now])
  if (row?.active && now.getTime() - row.failingSince.getTime() >= PAUSE_AFTER_MS) pauseFailing(tx, one, now)
}

/** Pauses a hook through which nothing gets, and tells the system administrators. */
function pauseFailing(tx: Tx, { id, name, version }: Claimed, now: Date): void {
  tx.queue(pause, [tx.organizationId, id, now])
  holdDeliveries(tx, id)
  audit(tx, systemActor(tx.organizationId, 'UTC'), { requestId: 'hooks', ip: '', userAgent: '' }, now, {
    action: 'hooks.pause',
    outcome: 'success',
    objectKind: 'hook',
    objectIds: [id],
  })
  const notice = {
    notice: 'hookPaused',
    to: 'roles' as const,
    roles: ['systemAdministrator'],
    params: { hook: name, occasion: `${id} ${now.toISOString()}` },
  }
  writeOutbox(tx, now, [{ name: 'hooks.paused', recordKind: 'hook', recordId: id, version, seq: 0, notices: [notice] }])
}
