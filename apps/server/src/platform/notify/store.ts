import type { Locale, RecordKind } from '@sims/contracts'
import { jsonb, statement, type Tx, unnested } from '#platform/db'

export interface NewNotice {
  id: string
  accountId: string
  kind: string
  recordKind: string | null
  recordId: string
  params: Record<string, unknown>
  /** false: not to be mailed, whatever its kind is */
  mail?: false
}

const insert = statement(
  'notice_insert',
  `insert into notice (organization_id, id, account_id, kind, record_kind, record_id, params, created_at)
   select $1, n.id, n.account_id, n.kind, n.record_kind, n.record_id, n.params, $2
   from unnest($3::uuid[], $4::uuid[], $5::text[], $6::text[], $7::uuid[], $8::jsonb[])
     n (id, account_id, kind, record_kind, record_id, params)
   on conflict do nothing returning id`,
)

/** Writes notices; those that were told before are left out. Answers the ids of the new ones. */
export async function insertNotices(tx: Tx, notices: readonly NewNotice[], now: Date): Promise<Set<string>> {
  const rows = await tx.query<{ id: string }>(insert, [
    tx.organizationId,
    now,
    ...unnested(
      notices,
      (n) => n.id,
      (n) => n.accountId,
      (n) => n.kind,
      (n) => n.recordKind,
      (n) => n.recordId,
      (n) => jsonb(n.params),
    ),
  ])
  return new Set(rows.map((row) => row.id))
}

const deliver = statement(
  'delivery_insert',
  `insert into delivery (organization_id, id, notice_id, channel, state, created_at)
   select $1, d.id, d.notice_id, 'email', 'waiting', $2 from unnest($3::uuid[], $4::uuid[]) d (id, notice_id)`,
)

export function insertDeliveries(tx: Tx, deliveries: readonly { id: string; noticeId: string }[], now: Date): void {
  tx.queue(deliver, [
    tx.organizationId,
    now,
    ...unnested(
      deliveries,
      (d) => d.id,
      (d) => d.noticeId,
    ),
  ])
}

export interface NoticeRow {
  id: string
  kind: string
  recordKind: RecordKind | null
  recordId: string
  params: Record<string, unknown>
  createdAt: Date
  readAt: Date | null
}

const NOTICE = `n.id, n.kind, n.record_kind as "recordKind", n.record_id as "recordId", n.params,
  n.created_at as "createdAt", n.read_at as "readAt"`
const list = statement(
  'notice_list',
  `select ${NOTICE} from notice n
   where n.organization_id = $1 and n.account_id = $2 and ($3::timestamptz is null or (n.created_at, n.id) < ($3, $4))
     and (not $5::boolean or n.read_at is null) and n.withdrawn_at is null
   order by n.created_at desc, n.id desc limit $6`,
)

export function noticesOf(
  tx: Tx,
  accountId: string,
  after: { at: Date; id: string } | null,
  unread: boolean,
  limit: number,
): Promise<NoticeRow[]> {
  return tx.query(list, [tx.organizationId, accountId, after?.at ?? null, after?.id ?? null, unread, limit])
}

const read = statement(
  'notice_read',
  `update notice set read_at = $3
   where organization_id = $1 and account_id = $2 and id = any($4) and read_at is null`,
)

export function markRead(tx: Tx, accountId: string, ids: readonly string[], now: Date): void {
  tx.queue(read, [tx.organizationId, accountId, now, ids])
}

/** A mail to send, with whom it is for; `email` only of staff. */
export interface MailRow extends NoticeRow {
  organization: string
  zone: string
  locale: Locale
  customerId: string | null
  email: string | null
  /** the account can still be used */
  active: boolean
}

const waiting = statement(
  'delivery_waiting',
  `select ${NOTICE}, o.name as organization, o.time_zone as zone, a.locale, a.customer_id as "customerId", s.email,
     a.disabled_at is null and (s.left_on is null or s.left_on > $3::date) as active
   from delivery d
   join notice n on n.organization_id = d.organization_id and n.id = d.notice_id
   join account a on a.organization_id = n.organization_id and a.id = n.account_id
   join organization o on o.organization_id = d.organization_id
   left join staff s on s.organization_id = a.organization_id and s.id = a.staff_id
   where d.organization_id = $1 and d.id = $2 and d.state = 'waiting' and n.withdrawn_at is null`,
)

/** A delivery that has not been made yet; undefined when there is nothing to do any more. */
export async function waitingMail(tx: Tx, deliveryId: string, now: Date): Promise<MailRow | undefined> {
  return (await tx.query<MailRow>(waiting, [tx.organizationId, deliveryId, now]))[0]
}

const close = statement(
  'delivery_close',
  `update delivery set state = $3, attempts = $4, last_error = $5, sent_at = case when $3 = 'sent' then $6::timestamptz end
   where organization_id = $1 and id = $2`,
)

export function noteDelivery(
  tx: Tx,
  id: string,
  state: 'waiting' | 'sent' | 'failed' | 'skipped',
  attempt: number,
  error: string | null,
  now: Date,
): void {
  tx.queue(close, [tx.organizationId, id, state, attempt, error, now])
}
