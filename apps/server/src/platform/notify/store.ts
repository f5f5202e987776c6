import type { MessageChannel, RecordKind } from '@sims/contracts'
import { jsonb, statement, type Tx, unnested } from '#platform/db'

export interface NewNotice {
  id: string
  accountId: string
  kind: string
  recordKind: string | null
  recordId: string
  params: Record<string, unknown>
  /** beside the app by these channels alone */
  by?: readonly MessageChannel[]
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

export interface NoticeRow {
  id: string
  kind: string
  recordKind: RecordKind | null
  recordId: string
  params: Record<string, unknown>
  createdAt: Date
  readAt: Date | null
}

/** The columns of a {@link NoticeRow}. */
export const NOTICE = `n.id, n.kind, n.record_kind as "recordKind", n.record_id as "recordId", n.params,
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
