import type { MessageChannel } from '@sims/contracts'
import type { Db, Tx } from '#platform/db'
import { type Gateways, type Outcome, receiptsUrlOf, sendMessage } from '#platform/gateway'
import { textableNumber } from '#platform/privacy'
import { mailText } from '../mail-text.ts'
import type { Addresses, Describe } from '../parts.ts'
import { type Mail, MailFailure, type MailTransport } from '../transport.ts'
import { type Composed, compose } from './compose.ts'
import { shortMessage, wordsOf } from './words.ts'

export interface SendOptions {
  db: Db
  /** null: no mail server */
  mail: { transport: MailTransport; from: string } | null
  gateways: Gateways
  /** origin of the links */
  publicUrl: string
  describe: Describe
  addresses: Addresses
}

export type Sent = Outcome | { kind: 'skipped'; reason: 'withdrawn' | 'left' | 'noAddress' }

/**
 * Sends one message: address and text are made now, in the reader's language, and kept nowhere. The other side gets the
 * same id with every attempt (Message-ID, idempotency key).
 */
export async function sendOne(
  options: SendOptions,
  organizationId: string,
  channel: MessageChannel,
  deliveryId: string,
  now: Date,
): Promise<Sent> {
  const ready = await options.db.transaction(organizationId, (tx) => prepare(tx, options, channel, deliveryId, now))
  if (ready.kind === 'mail') return await sendMail(ready.transport, ready.mail)
  if (ready.kind === 'message') return await sendMessage(ready.target, ready.message, now)
  return ready
}

async function prepare(tx: Tx, options: SendOptions, channel: MessageChannel, deliveryId: string, now: Date) {
  const content = await compose(tx, options, deliveryId, now)
  if (typeof content === 'string') return skipped(content)
  if (channel === 'email') {
    if (!options.mail) return notConnected
    const { email: to } = await addressOf(tx, options, content)
    return to ? mailOf(options.mail, content, deliveryId, to) : skipped('noAddress')
  }
  const target = await options.gateways.of(tx, channel)
  if (!target) return notConnected
  const { phone } = await addressOf(tx, options, content)
  const to = phone === null ? undefined : textableNumber(phone)
  if (!to) return skipped('noAddress')
  const { locale } = content
  const receipts = receiptsUrlOf(options.publicUrl, channel, tx.organizationId)
  const message = { id: deliveryId, channel, to, ...shortMessage(content), locale, receipts }
  return { kind: 'message' as const, target, message }
}

const skipped = (reason: 'withdrawn' | 'left' | 'noAddress') => ({ kind: 'skipped' as const, reason })
const notConnected = { kind: 'retry' as const, reason: 'notConnected' }

/** Where a message's reader is reached by mail and by phone; of members of staff it came with the content. */
async function addressOf(tx: Tx, { addresses }: SendOptions, { customerId, email, phone }: Composed) {
  if (customerId === null) return { email, phone }
  return (await addresses(tx, [customerId])).get(customerId) ?? { email: null, phone: null }
}

function mailOf(
  { transport, from }: { transport: MailTransport; from: string },
  content: Composed,
  id: string,
  to: string,
) {
  const { organization, locale, link } = content
  const mail: Mail = {
    from: { name: organization, address: from },
    to,
    messageId: `<${id}@${from.split('@')[1]}>`,
    ...mailText({ ...wordsOf(content), organization, locale, link }),
  }
  return { kind: 'mail' as const, transport, mail }
}

async function sendMail(transport: MailTransport, mail: Mail): Promise<Outcome> {
  try {
    await transport.send(mail)
    return { kind: 'accepted' }
  } catch (error) {
    const failure = error instanceof MailFailure ? error : new MailFailure('SMTP EUNKNOWN', false)
    return failure.permanent ? { kind: 'refused', reason: failure.message } : { kind: 'retry', reason: failure.message }
  }
}
