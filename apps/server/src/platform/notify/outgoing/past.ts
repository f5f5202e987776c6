import type { MessageChannel, MessageState } from '@sims/contracts'
import { MINUTE, newId } from '#kernel'
import { statement, type Tx } from '#platform/db'
import { insertNotices, markRead, type NewNotice } from '../store.ts'

/** A notice of the past that was read, and the message by which it left. */
export interface PastMessage extends Pick<NewNotice, 'accountId' | 'kind' | 'recordKind' | 'recordId'> {
  channel: MessageChannel
  state: Extract<MessageState, 'sent' | 'delivered' | 'failed' | 'skipped'>
  reason: string | null
  at: Date
}

const deliver = statement(
  'delivery_past',
  `insert into delivery (organization_id, id, notice_id, account_id, kind, channel, state, attempts, last_error,
     created_at, sent_at, delivered_at)
   values ($1, $2, $3, $4, $5, $6, $7, 1, $8, $9, case when $7 in ('sent', 'delivered') then $9::timestamptz end,
     case when $7 = 'delivered' then $10::timestamptz end)`,
)
const attempt = statement(
  'delivery_past_attempt',
  `insert into delivery_attempt (organization_id, delivery_id, attempt, began_at, outcome, reason)
   values ($1, $2, 1, $3, $4, $5)`,
)
const OUTCOME = { sent: 'accepted', delivered: 'accepted', failed: 'refused', skipped: 'skipped' }

/** Writes what left once, for a past that nobody lived through; nothing of it is sent. */
export async function insertPastMessages(tx: Tx, messages: readonly PastMessage[]): Promise<void> {
  for (const { channel, state, reason, at, ...notice } of messages) {
    const [id, noticeId] = [newId(at.getTime()), newId(at.getTime())]
    await insertNotices(tx, [{ id: noticeId, ...notice, params: { seq: 0 } }], at)
    markRead(tx, notice.accountId, [noticeId], new Date(at.getTime() + 5 * MINUTE))
    const arrived = new Date(at.getTime() + MINUTE)
    tx.queue(deliver, [
      ...[tx.organizationId, id, noticeId, notice.accountId, notice.kind, channel, state, reason, at, arrived],
    ])
    tx.queue(attempt, [tx.organizationId, id, at, OUTCOME[state], reason])
  }
}
