import type { MessageChannel } from '@sims/contracts'
import { newId } from '#kernel'
import type { Tx } from '#platform/db'
import type { Gateways } from '#platform/gateway'
import { noticeKind } from '../kinds.ts'
import type { NewNotice } from '../store.ts'
import type { TextInForce } from '../text-rule.ts'
import { channelsOf } from './choice.ts'
import { insertDeliveries } from './store.ts'

/** By which channels messages can leave for the organization of a transaction. */
export type Connected = (tx: Tx) => Promise<ReadonlySet<MessageChannel>>

export const connectedChannels =
  (gateways: Gateways, hasMail: boolean): Connected =>
  async (tx) =>
    new Set<MessageChannel>([...(hasMail ? (['email'] as const) : []), ...(await gateways.connected(tx))])

/**
 * Queues the messages by which notices leave the app: by the channels that each person wants for the topic, as far as
 * they are connected and the company's text says that such a notice leaves at all. A call of the duty goes by the
 * channels of the duty chain, whatever somebody has chosen.
 */
export async function orderMessages(
  tx: Tx,
  notices: readonly NewNotice[],
  textFor: (kind: string) => TextInForce,
  connected: Connected,
  now: Date,
): Promise<void> {
  const there = await connected(tx)
  if (there.size === 0 || notices.length === 0) return
  const wanted = await channelsOf(
    tx,
    notices.map(({ accountId }) => accountId),
  )
  const channels = ({ kind, accountId, by }: NewNotice): readonly MessageChannel[] => {
    if (by) return by
    return textFor(kind).mail ? wanted(accountId, noticeKind(kind).topic) : []
  }
  const deliveries = notices.flatMap((notice) =>
    channels(notice)
      .filter((channel) => there.has(channel))
      .map((channel) => ({
        id: newId(now.getTime()),
        noticeId: notice.id,
        accountId: notice.accountId,
        kind: notice.kind,
        channel,
        urgent: noticeKind(notice.kind).urgent ?? false,
      })),
  )
  insertDeliveries(tx, deliveries, now)
}
