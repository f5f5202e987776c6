import { newId } from '#kernel'
import type { NoticeOrder, OutboxEvent } from '#platform/command'
import type { Tx } from '#platform/db'
import type { EventHandler } from '#platform/jobs'
import { announce, type Change } from '#platform/realtime'
import { noticeKind } from './kinds.ts'
import { type Connected, orderMessages } from './outgoing/order.ts'
import type { Recipient, Recipients } from './parts.ts'
import { type Order, recipientsOf } from './resolve.ts'
import { silenceOf } from './silence.ts'
import { insertNotices, type NewNotice } from './store.ts'
import { noticesTakenBack, takeBackNotices } from './take-back.ts'
import { currentTexts, type TextInForce } from './text-rule.ts'

export interface NoticeHandlerOptions {
  recipients: Recipients
  connected: Connected
}

/**
 * The relay's handler that tells people: one notice per account, kind and moment of a record, however often an event
 * comes; whoever did it (`ids.actorAccountId`) is not told. Notice and the messages by which it leaves are one
 * transaction.
 */
export function noticeHandler({ recipients, connected }: NoticeHandlerOptions): EventHandler {
  const run = async (tx: Tx, events: readonly OutboxEvent[], now: Date) => {
    await write(tx, events, now)
    await takeBack(tx, events, now)
  }
  const write = async (tx: Tx, events: readonly OutboxEvent[], now: Date) => {
    const orders = events.flatMap((event) => (event.notices ?? []).map((order) => ({ event, order })))
    if (orders.length === 0) return
    const textFor = await currentTexts(tx, now)
    for (const { order } of orders) textFor(order.notice)
    const notices = await writtenNotices(tx, orders, textFor, recipients, now)
    if (notices.length === 0) return
    announce(tx, notices.map(changeOf))
    await orderMessages(tx, notices, textFor, connected, now)
  }
  return { name: 'notices', on: ['*'], run }
}

/**
 * Whoever must no longer know of a record keeps no notice of it: the command has taken back what there was, here goes
 * what was being written meanwhile, and their pages hear that their notices are others.
 */
async function takeBack(tx: Tx, events: readonly OutboxEvent[], now: Date): Promise<void> {
  const silenced = events.flatMap(({ recordId, ids }) =>
    ids?.silencedId ? [{ recordId, staffId: ids.silencedId }] : [],
  )
  if (silenced.length === 0) return
  takeBackNotices(tx, silenced, now)
  announce(tx, (await noticesTakenBack(tx, silenced)).map(changeOf))
}

/** Writes what has not been told yet and answers it. */
async function writtenNotices(
  tx: Tx,
  orders: readonly Order[],
  textFor: (kind: string) => TextInForce,
  recipients: Recipients,
  now: Date,
) {
  const wanted = new Map<string, NewNotice>()
  const told = await recipientsOf(tx, orders, recipients, await silenceOf(tx, orders, recipients))
  for (const [i, { event, order }] of orders.entries()) {
    for (const recipient of told[i] ?? []) {
      if (recipient.accountId === event.ids?.actorAccountId) continue
      const notice = noticeOf(tx, event, order, recipient, textFor(order.notice), newId(now.getTime()))
      wanted.set([notice.accountId, notice.recordId, notice.kind, notice.params.seq].join(), notice)
    }
  }
  if (wanted.size === 0) return []
  const fresh = await insertNotices(tx, [...wanted.values()], now)
  return [...wanted.values()].filter((notice) => fresh.has(notice.id))
}

function noticeOf(
  tx: Tx,
  event: OutboxEvent,
  order: NoticeOrder,
  to: Recipient,
  text: TextInForce,
  id: string,
): NewNotice {
  const { once } = noticeKind(order.notice)
  const base = { id, accountId: to.accountId, kind: order.notice, ...(order.by ? { by: order.by } : {}) }
  const params = { ...order.params, ...(text.id === null ? {} : { text: text.id }) }
  if (once !== undefined) {
    return { ...base, recordKind: null, recordId: tx.organizationId, params: { ...params, seq: order.params?.[once] } }
  }
  const { recordKind, recordId } = to.about ?? event
  return { ...base, recordKind, recordId, params: { ...params, seq: event.seq } }
}

const changeOf = ({ id, accountId }: Pick<NewNotice, 'id' | 'accountId'>): Change => ({
  recordKind: 'notice',
  id,
  version: 1,
  communityId: null,
  customerId: null,
  assigneeId: null,
  accountId,
})
