import type { MessageChannel } from '@sims/contracts'
import { type Db, statement, type Tx, unnested } from '#platform/db'
import type { Due, Plan } from './plan.ts'
import { DEFAULT_DAILY_CAP, DEFAULT_QUIET, type QuietHours } from './quiet.ts'

const organizations = statement('delivery_organizations', 'select due_delivery_organizations($1, $2) as id')

export const dueOrganizations = async (db: Db, channel: MessageChannel, now: Date): Promise<string[]> =>
  (await db.global<{ id: string }>(organizations, [channel, now])).map(({ id }) => id)

export interface NewDelivery {
  id: string
  noticeId: string
  accountId: string
  kind: string
  channel: MessageChannel
  urgent: boolean
}
const insert = statement(
  'delivery_insert',
  `insert into delivery (organization_id, id, notice_id, account_id, kind, channel, urgent, state, next_at, created_at)
   select $1, d.*, 'waiting', $2, $2
   from unnest($3::uuid[], $4::uuid[], $5::uuid[], $6::text[], $7::text[], $8::boolean[]) d`,
)

/** Queues messages that are to leave from now on. */
export function insertDeliveries(tx: Tx, deliveries: readonly NewDelivery[], now: Date): void {
  if (deliveries.length === 0) return
  tx.queue(insert, [
    tx.organizationId,
    now,
    ...unnested(
      deliveries,
      (d) => d.id,
      (d) => d.noticeId,
      (d) => d.accountId,
      (d) => d.kind,
      (d) => d.channel,
      (d) => d.urgent,
    ),
  ])
}

export interface OrganizationSettings {
  name: string
  zone: string
  quietHours: QuietHours
  dailyCap: number | null
}
const settings = statement(
  'message_settings',
  `select o.name, o.time_zone as zone, m.quiet_from, m.quiet_to, m.daily_cap, m.organization_id is not null as set
   from organization o left join message_defaults m on m.organization_id = o.organization_id
   where o.organization_id = $1`,
)
interface SettingsRow {
  name: string
  zone: string
  set: boolean
  quiet_from: string
  quiet_to: string
  daily_cap: number | null
}

/** What holds for everybody of the organization who has chosen nothing else. */
export async function settingsOf(tx: Tx): Promise<OrganizationSettings> {
  const [row] = await tx.query<SettingsRow>(settings, [tx.organizationId])
  const { name, zone, set, quiet_from: from, quiet_to: to, daily_cap: dailyCap } = row as SettingsRow
  return set
    ? { name, zone, quietHours: { from, to }, dailyCap }
    : { name, zone, quietHours: DEFAULT_QUIET, dailyCap: DEFAULT_DAILY_CAP }
}

const due = statement(
  'delivery_due',
  `select d.id, d.account_id as "accountId", d.urgent, d.state, d.attempts, c.quiet, c.quiet_from, c.quiet_to,
     (select count(*) from delivery x where x.organization_id = $1 and x.account_id = d.account_id
       and x.channel = $2 and x.sent_at >= $4 and not x.urgent)::int as "sentToday"
   from delivery d
   left join message_choice c on c.organization_id = $1 and c.account_id = d.account_id
   where d.organization_id = $1 and d.channel = $2 and d.next_at <= $3
   order by d.next_at, d.account_id, d.id limit $5 for update of d skip locked`,
)
type DueRow = Due & { quiet: 'own' | 'none' | null; quiet_from: string; quiet_to: string }

/** Messages of a channel that are due and that no other worker holds, the longest waiting first. */
export async function lockDue(
  tx: Tx,
  channel: MessageChannel,
  { now, dayStart, batch, quietHours }: { now: Date; dayStart: Date; batch: number; quietHours: QuietHours },
): Promise<Due[]> {
  const rows = await tx.query<DueRow>(due, [tx.organizationId, channel, now, dayStart, batch])
  return rows.map(({ quiet, quiet_from: from, quiet_to: to, ...row }) => ({
    ...row,
    quietHours: quiet === 'none' ? null : quiet === 'own' ? { from, to } : quietHours,
  }))
}

const apply = statement(
  'delivery_plan',
  `update delivery d set
     state = case p.take when 'send' then 'waiting' when 'hold' then 'quiet' else 'merged' end,
     attempts = d.attempts + case p.take when 'send' then 1 else 0 end,
     next_at = p.next_at, held = p.held, merged_into = p.into_id
   from unnest($2::uuid[], $3::text[], $4::timestamptz[], $5::text[], $6::uuid[]) p (id, take, next_at, held, into_id)
   where d.organization_id = $1 and d.id = p.id`,
)
const begin = statement(
  'delivery_attempt_begin',
  `insert into delivery_attempt (organization_id, delivery_id, attempt, began_at)
   select $1, a.*, $2 from unnest($3::uuid[], $4::smallint[]) a`,
)

/** Queues what was planned. What is sent comes back at `lease` unless its outcome is noted before. */
export function savePlan(tx: Tx, plans: readonly Plan[], due: readonly Due[], now: Date, lease: Date): void {
  tx.queue(apply, [
    tx.organizationId,
    ...unnested(
      plans,
      (p) => p.id,
      (p) => p.take,
      (p) => (p.take === 'hold' ? new Date(p.until) : p.take === 'send' ? lease : null),
      (p) => (p.take === 'hold' ? p.held : null),
      (p) => (p.take === 'merge' ? p.into : null),
    ),
  ])
  const begun = due.filter((_, i) => plans[i]?.take === 'send')
  tx.queue(begin, [
    tx.organizationId,
    now,
    ...unnested(
      begun,
      (one) => one.id,
      (one) => one.attempts + 1,
    ),
  ])
}

export interface Noted {
  id: string
  attempt: number
  state: 'sent' | 'failed' | 'gaveUp' | 'skipped' | 'waiting'
  outcome: 'accepted' | 'refused' | 'retry' | 'skipped'
  reason: string | null
  /** of one that waits */
  nextAt: Date | null
}
const note = statement(
  'delivery_note',
  `with attempt as (
     update delivery_attempt set outcome = $5, reason = $6
     where organization_id = $1 and delivery_id = $2 and attempt = $3
   )
   update delivery set state = $4, last_error = $6, next_at = $7,
     sent_at = case when $4 = 'sent' then $8::timestamptz end
   where organization_id = $1 and id = $2 and (state = 'waiting' or (state = 'cancelled' and $4 = 'sent'))`,
)

/** Queues what became of an attempt. A message that was cancelled meanwhile stays so, unless it had left. */
export function noteOutcome(tx: Tx, { id, attempt, state, outcome, reason, nextAt }: Noted, now: Date): void {
  tx.queue(note, [tx.organizationId, id, attempt, state, outcome, reason, nextAt, now])
}

const record = statement(
  'delivery_record',
  `insert into delivery (organization_id, id, account_id, kind, channel, urgent, state, attempts, last_error, created_at,
     sent_at)
   values ($1, $2, $3, $4, $5, true, $6, 1, $7, $8, case when $6 = 'sent' then $8::timestamptz end)`,
)
const attempted = statement(
  'delivery_record_attempt',
  `insert into delivery_attempt (organization_id, delivery_id, attempt, began_at, outcome, reason)
   values ($1, $2, 1, $3, $4, $5)`,
)

/** Queues the trace of a message that was sent at once, outside the queue. */
export function recordSent(
  tx: Tx,
  message: { id: string; accountId: string | null; kind: string; channel: MessageChannel },
  outcome: { kind: 'accepted' } | { kind: 'refused' | 'retry'; reason: string },
  now: Date,
): void {
  const { id, accountId, kind, channel } = message
  const reason = outcome.kind === 'accepted' ? null : outcome.reason
  const state = outcome.kind === 'accepted' ? 'sent' : 'failed'
  tx.queue(record, [tx.organizationId, id, accountId, kind, channel, state, reason, now])
  tx.queue(attempted, [tx.organizationId, id, now, outcome.kind, reason])
}
