import type { Locale, Message, MessageState, MessageWithAttempts, RecordKind } from '@sims/contracts'
import { type Actor, DomainError, formatInstant } from '#kernel'
import { statement, type Tx } from '#platform/db'
import { maskEmail, maskPhone } from '#platform/privacy'
import { noticeKinds } from '../kinds.ts'
import type { Addresses, Describe } from '../parts.ts'
import { sampled } from '../text-rule.ts'

interface Row {
  id: string
  channel: Message['channel']
  kind: string
  state: MessageState
  held: Message['held']
  urgent: boolean
  attempts: number
  reason: string | null
  createdAt: Date
  nextAt: Date | null
  sentAt: Date | null
  deliveredAt: Date | null
  merged: number
  hasNotice: boolean
  underWay: boolean
  recordKind: RecordKind | null
  recordId: string | null
  customerId: string | null
  email: string | null
  phone: string | null
}
/** The last attempt is being made, or was broken off and comes back by itself. */
export const UNDER_WAY = `exists (select from delivery_attempt u where u.organization_id = $1 and u.delivery_id = d.id
   and u.attempt = d.attempts and u.outcome is null)`
const SELECT = `select d.id, d.channel, d.kind, d.state, d.held, d.urgent, d.attempts, d.last_error as reason,
   d.created_at as "createdAt", d.next_at as "nextAt", d.sent_at as "sentAt", d.delivered_at as "deliveredAt",
   (select count(*)::int from delivery m where m.organization_id = $1 and m.merged_into = d.id) as merged,
   n.id is not null as "hasNotice", ${UNDER_WAY} as "underWay", n.record_kind as "recordKind", n.record_id as "recordId",
   a.customer_id as "customerId", s.email, s.phone
 from delivery d
 left join notice n on n.organization_id = $1 and n.id = d.notice_id
 left join account a on a.organization_id = $1 and a.id = d.account_id
 left join staff s on s.organization_id = $1 and s.id = a.staff_id
 where d.organization_id = $1`

export interface MessageQuery {
  state?: MessageState | undefined
  channel?: Message['channel'] | undefined
}

const list = statement(
  'message_list',
  `${SELECT} and ($2::text is null or d.state = $2) and ($3::text is null or d.channel = $3)
     and ($4::timestamptz is null or (d.created_at, d.id) < ($4, $5))
   order by d.created_at desc, d.id desc limit $6`,
)

/** Messages of the organization, newest first. */
export const messageRows = (
  tx: Tx,
  { state, channel }: MessageQuery,
  after: { at: Date; id: string } | null,
  limit: number,
): Promise<Row[]> =>
  tx.query(list, [tx.organizationId, state ?? null, channel ?? null, after?.at ?? null, after?.id ?? null, limit])

const one = statement('message_one', `${SELECT} and d.id = $2`)
const tries = statement(
  'message_tries',
  `select attempt, began_at as at, outcome, reason from delivery_attempt
   where organization_id = $1 and delivery_id = $2 order by attempt`,
)

export interface PresentDeps {
  describe: Describe
  addresses: Addresses
}

const OTHER: Record<string, Record<Locale, string>> = {
  signInCode: { 'zh-CN': '登录验证码', en: 'Code for signing in' },
}
const nameOfKind = (kind: string, locale: Locale): string => {
  const known = noticeKinds.get(kind)
  return OTHER[kind]?.[locale] ?? (known ? sampled(known.title, kind)[locale] : kind)
}

const RETRIED: readonly MessageState[] = ['waiting', 'quiet', 'failed', 'gaveUp', 'skipped', 'cancelled']
const WAITS: readonly MessageState[] = ['waiting', 'quiet']
/** Not what is under way: it would leave twice. */
export const mayRetry = ({ state, hasNotice, underWay }: Pick<Row, 'state' | 'hasNotice' | 'underWay'>) =>
  hasNotice && RETRIED.includes(state) && !(state === 'waiting' && underWay)
export const mayCancel = ({ state }: Pick<Row, 'state'>) => WAITS.includes(state)

/** What administrators see: kind, number, the reader masked, how it went. Nothing of what it says. */
export async function presentMessages(
  tx: Tx,
  { describe, addresses }: PresentDeps,
  rows: readonly Row[],
  { timeZone }: Actor,
  locale: Locale,
): Promise<Message[]> {
  const customers = await addresses(tx, [...new Set(rows.flatMap((row) => row.customerId ?? []))])
  const numbers = new Map<string, string>()
  for (const [kind, own] of Map.groupBy(rows, (row) => row.recordKind)) {
    if (kind === null) continue
    const ids = [...new Set(own.map((row) => row.recordId as string))]
    for (const [id, { number }] of await describe(tx, kind, ids)) numbers.set(id, number)
  }
  const at = (moment: Date | null) => moment && formatInstant(moment.getTime(), timeZone)
  return rows.map((row): Message => {
    const { hasNotice: _, underWay: __, recordKind, recordId, customerId, email, phone, createdAt, ...shown } = row
    const address = customerId === null ? { email, phone } : customers.get(customerId)
    return {
      ...shown,
      kindName: nameOfKind(row.kind, locale),
      number: recordKind && recordId ? (numbers.get(recordId) ?? null) : null,
      recipient: row.channel === 'email' ? masked(address?.email, maskEmail) : masked(address?.phone, maskPhone),
      createdAt: at(createdAt) as string,
      nextAt: at(row.nextAt),
      sentAt: at(row.sentAt),
      deliveredAt: at(row.deliveredAt),
      allowed: { retry: mayRetry(row), cancel: mayCancel(row) },
    }
  })
}

const masked = (text: string | null | undefined, mask: (text: string) => string) => (text ? mask(text) : null)

/** @throws DomainError `http.notFound` */
export async function messageOf(
  tx: Tx,
  deps: PresentDeps,
  id: string,
  actor: Actor,
  locale: Locale,
): Promise<MessageWithAttempts> {
  const [row] = await tx.query<Row>(one, [tx.organizationId, id])
  if (!row) throw new DomainError('http.notFound')
  const attempts = await tx.query<{ attempt: number; at: Date; outcome: never; reason: string | null }>(tries, [
    tx.organizationId,
    id,
  ])
  const [message] = (await presentMessages(tx, deps, [row], actor, locale)) as [Message]
  const time = (at: Date) => formatInstant(at.getTime(), actor.timeZone)
  return { ...message, tries: attempts.map(({ at, ...attempt }) => ({ ...attempt, at: time(at) })) }
}
