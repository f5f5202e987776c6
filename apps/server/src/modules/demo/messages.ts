import type { Tx } from '#platform/db'
import { insertPastMessages, type PastMessage } from '#platform/notify'

/** How the newest messages of the demonstration fared, the newest first; one of each kind that a page must explain. */
const FATES: Pick<PastMessage, 'channel' | 'state' | 'reason'>[] = [
  { channel: 'sms', state: 'delivered', reason: null },
  { channel: 'email', state: 'sent', reason: null },
  { channel: 'sms', state: 'failed', reason: 'blacklisted' },
  { channel: 'sms', state: 'delivered', reason: null },
  { channel: 'email', state: 'failed', reason: 'SMTP EENVELOPE 550' },
  { channel: 'email', state: 'sent', reason: null },
  { channel: 'sms', state: 'delivered', reason: null },
  { channel: 'wechat', state: 'failed', reason: 'notBound' },
  { channel: 'email', state: 'skipped', reason: 'withdrawn' },
  { channel: 'sms', state: 'delivered', reason: null },
  { channel: 'wechat', state: 'delivered', reason: null },
  { channel: 'email', state: 'sent', reason: null },
]
const ASSIGNED = `
  select o.id as "recordId", a.id as "accountId", o.created_at as at
  from work_order o join account a on a.organization_id = o.organization_id and a.staff_id = o.assignee_id
  where o.organization_id = $1 order by o.created_at desc, o.id limit $2`

/** Shows on the administrator's page what left in the days before, and how it fared. */
export async function layMessages(tx: Tx): Promise<void> {
  const rows = await tx.query<{ recordId: string; accountId: string; at: Date }>(ASSIGNED, [
    tx.organizationId,
    FATES.length,
  ])
  await insertPastMessages(
    tx,
    rows.map((row, i): PastMessage => {
      const fate = FATES[i] as (typeof FATES)[number]
      return { ...row, kind: 'orderAssigned', recordKind: 'workOrder', ...fate }
    }),
  )
}
