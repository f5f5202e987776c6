import { type MessageChannel, NEEDED_TOPICS, type NoticeTopic } from '@sims/contracts'
import { statement, type Tx } from '#platform/db'

/** By topic the channels that somebody wants beside the app. */
export type Channels = Partial<Record<NoticeTopic, MessageChannel[]>>

/** What leaves for somebody who has chosen nothing: mail, and what waits for their word by text message too. */
export const defaultChannels = (topic: NoticeTopic): MessageChannel[] =>
  NEEDED_TOPICS.includes(topic) ? ['email', 'sms'] : ['email']

const read = statement(
  'message_channels',
  'select account_id as "accountId", channels from message_choice where organization_id = $1 and account_id = any($2)',
)

/** What these people have chosen, each by topic. */
export async function channelsOf(
  tx: Tx,
  accountIds: readonly string[],
): Promise<(accountId: string, topic: NoticeTopic) => readonly MessageChannel[]> {
  const rows = await tx.query<{ accountId: string; channels: Channels }>(read, [
    tx.organizationId,
    [...new Set(accountIds)],
  ])
  const chosen = new Map(rows.map(({ accountId, channels }) => [accountId, channels]))
  return (accountId, topic) => chosen.get(accountId)?.[topic] ?? defaultChannels(topic)
}
