import type { MessageChannel } from '@sims/contracts'
import type { Db, Tx } from '#platform/db'
import { type Gateways, type Outcome, receiptsUrlOf, sendMessage } from '#platform/gateway'
import { textableNumber } from '#platform/privacy'
import { mailText } from '../mail-text.ts'
import type { Describe } from '../parts.ts'
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
  /** a customer's addresses, unsealed for this moment; null when there is none */
  customerEmail: (tx: Tx, customerId: string) => Promise<string | null>
  customerPhone: (tx: Tx, customerId: string) => Promise<string | null>
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
    const to = await emailOf(tx, options, content)
    return to ? mailOf(options.mail, content, deliveryId, to) : skipped('noAddress')
  }
  const [target, phone] = [await options.gateways.of(tx, channel), await phoneOf(tx, options, content)]
  if (!target) return notConnected
  const to = phone === null ? undefined : textableNumber(phone)
  if (!to) return skipped('noAddress')
  const { locale } = content
  const receipts = receiptsUrlOf(options.publicUrl, channel, tx.organizationId)
  const message = { id: deliveryId, channel, to, ...shortMessage(content), locale, receipts }
  return { kind: 'message' as const, target, message }
}

const skipped = (reason: 'withdrawn' | 'left' | 'noAddress') => ({ kind: 'skipped' as const, reason })
const notConnected = { kind: 'retry' as const, reason: 'notConnected' }

const emailOf = async (tx: Tx, { customerEmail }: SendOptions, { customerId, email }: Composed) =>
  customerId === null ? email : await customerEmail(tx, customerId)
const phoneOf = async (tx: Tx, { customerPhone }: SendOptions, { customerId, phone }: Composed) =>
  customerId === null ? phone : await customerPhone(tx, customerId)

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
