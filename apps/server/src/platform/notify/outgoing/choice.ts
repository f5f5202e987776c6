import {
  type Answer,
  type changeMyMessages as form,
  MESSAGE_CHANNELS,
  type MessageChannel,
  NEEDED_TOPICS,
  type NoticeTopic,
} from '@sims/contracts'
import type { z } from 'zod'
import { type Actor, DomainError, type FieldFault } from '#kernel'
import { type CommandCall, command } from '#platform/command'
import { type Db, jsonb, statement, type Tx } from '#platform/db'
import { textableNumber } from '#platform/privacy'
import type { Addresses } from '../parts.ts'
import type { Connected } from './order.ts'
import { settingsOf } from './store.ts'

/** By topic the channels that somebody wants beside the app. */
export type Channels = Partial<Record<NoticeTopic, MessageChannel[]>>

/**
 * What leaves for somebody who has chosen nothing: mail, and by text message too what waits for their word or calls for
 * help, of which nobody has a choice.
 */
const defaultChannels = (topic: NoticeTopic): MessageChannel[] =>
  NEEDED_TOPICS.includes(topic) || topic === 'duty' ? ['email', 'sms'] : ['email']

/** What residents and members of staff are told of; how the duty is called is the company's to say. */
const TOPICS: Record<'resident' | 'staff', NoticeTopic[]> = {
  resident: ['progress', 'price', 'rating', 'premises'],
  staff: ['work', 'clocks'],
}
const topicsOf = ({ customerId }: Actor) => TOPICS[customerId === null ? 'staff' : 'resident']

const ofMany = statement(
  'message_channels',
  'select account_id as "accountId", channels from message_choice where organization_id = $1 and account_id = any($2)',
)

/** What these people have chosen, each by topic. */
export async function channelsOf(
  tx: Tx,
  accountIds: readonly string[],
): Promise<(accountId: string, topic: NoticeTopic) => readonly MessageChannel[]> {
  const rows = await tx.query<{ accountId: string; channels: Channels }>(ofMany, [
    tx.organizationId,
    [...new Set(accountIds)],
  ])
  const chosen = new Map(rows.map(({ accountId, channels }) => [accountId, channels]))
  return (accountId, topic) => chosen.get(accountId)?.[topic] ?? defaultChannels(topic)
}

interface Row {
  channels: Channels
  quiet: 'own' | 'none' | null
  quiet_from: string | null
  quiet_to: string | null
}
const own = statement(
  'message_choice_own',
  `select channels, quiet, quiet_from, quiet_to from message_choice where organization_id = $1 and account_id = $2`,
)
const staffAddress = statement(
  'message_staff_address',
  'select email, phone from staff where organization_id = $1 and id = $2',
)

export interface ChoiceDeps {
  db: Db
  connected: Connected
  addresses: Addresses
}

/** What somebody has chosen, with what there is to choose from. */
export async function myMessages(
  tx: Tx,
  { connected, addresses }: Pick<ChoiceDeps, 'connected' | 'addresses'>,
  actor: Actor,
): Promise<Answer<'myMessages'>> {
  const { customerId, staffId, accountId } = actor
  const [[row], there, { quietHours }, [staff], customers] = await Promise.all([
    tx.query<Row>(own, [tx.organizationId, accountId]),
    connected(tx),
    settingsOf(tx),
    tx.query<{ email: string | null; phone: string | null }>(staffAddress, [tx.organizationId, staffId]),
    customerId === null ? new Map<string, never>() : addresses(tx, [customerId]),
  ])
  const address = (customerId === null ? staff : customers.get(customerId)) ?? { email: null, phone: null }
  const textable = address.phone !== null && textableNumber(address.phone) !== undefined
  const hours = row?.quiet_from && row.quiet_to ? { from: row.quiet_from, to: row.quiet_to } : null
  return {
    topics: topicsOf(actor).map((topic) => ({
      topic,
      channels: row?.channels[topic] ?? defaultChannels(topic),
      needed: NEEDED_TOPICS.includes(topic),
    })),
    connected: MESSAGE_CHANNELS.filter((channel) => there.has(channel)),
    reachable: MESSAGE_CHANNELS.filter((channel) => (channel === 'email' ? address.email !== null : textable)),
    quiet: { mode: row?.quiet ?? 'company', hours },
    companyQuiet: quietHours.from === quietHours.to ? null : quietHours,
  }
}

const put = statement(
  'message_choice_put',
  `insert into message_choice (organization_id, account_id, channels, quiet, quiet_from, quiet_to, changed_at)
   values ($1, $2, $3, $4, $5, $6, $7)
   on conflict (organization_id, account_id) do update set channels = excluded.channels, quiet = excluded.quiet,
     quiet_from = excluded.quiet_from, quiet_to = excluded.quiet_to, changed_at = excluded.changed_at`,
)

/**
 * Keeps what somebody wants. What is sent to them from then on goes by it, their quiet hours also for what waits.
 * @throws DomainError `http.invalid` naming the topics and hours that cannot be
 */
export async function changeMyMessages(
  { db }: Pick<ChoiceDeps, 'db'>,
  call: CommandCall,
  { topics, quiet }: z.output<typeof form>,
): Promise<void> {
  const { actor, now } = call
  const faults = faultsOf(actor, topics, quiet)
  if (faults.length > 0) throw new DomainError('http.invalid', { count: faults.length }, faults)
  await command(db, call, {
    name: 'messages.choose',
    recordKind: 'account',
    recordIds: [actor.accountId],
    load: async () => undefined,
    decide: (_, { tx }) => {
      const channels = Object.fromEntries(topics.map((one) => [one.topic, [...new Set(one.channels)]]))
      const hours = quiet.mode === 'own' ? quiet.hours : null
      const values = [quiet.mode === 'company' ? null : quiet.mode, hours?.from ?? null, hours?.to ?? null, now]
      tx.queue(put, [tx.organizationId, actor.accountId, jsonb(channels), ...values])
    },
  })
}

function faultsOf(
  actor: Actor,
  topics: z.output<typeof form>['topics'],
  { mode, hours }: z.output<typeof form>['quiet'],
): FieldFault[] {
  const mine = topicsOf(actor)
  return [
    ...topics.flatMap(({ topic, channels }, i): FieldFault[] => {
      if (!mine.includes(topic)) return [{ path: `topics.${i}.topic`, code: 'messages.notYours' }]
      const unreached = NEEDED_TOPICS.includes(topic) && channels.length === 0
      return unreached ? [{ path: `topics.${i}.channels`, code: 'messages.needed' }] : []
    }),
    ...(mode === 'own' && hours === null ? [{ path: 'quiet.hours', code: 'fields.required' }] : []),
  ]
}
