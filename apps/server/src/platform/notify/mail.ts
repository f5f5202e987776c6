import { z } from 'zod'
import type { Db, Tx } from '#platform/db'
import { type JobDefinition, job } from '#platform/jobs'
import { noticeKind } from './kinds.ts'
import { mailText } from './mail-text.ts'
import type { Describe } from './parts.ts'
import { type MailRow, noteDelivery, waitingMail } from './store.ts'
import { textsOf } from './text-rule.ts'
import { noticeWords } from './texts.ts'
import { type Mail, MailFailure, type MailTransport } from './transport.ts'

export const MAIL_JOB = 'notify.mail'

export interface MailOptions {
  db: Db
  transport: MailTransport
  /** the sender's address; the name is the organization's */
  from: string
  /** origin of the links */
  publicUrl: string
  describe: Describe
  /** a customer's address, unsealed for this moment; null when there is none */
  customerEmail: (tx: Tx, customerId: string) => Promise<string | null>
  now?: () => Date
  /** pauses between attempts in seconds; from 30 s doubling to an hour, for some three days, when absent */
  retry?: JobDefinition<unknown>['retry']
}

const data = z.strictObject({ organizationId: z.uuid(), deliveryId: z.uuid() })
type Data = z.infer<typeof data>

/**
 * The job that sends a notice by mail. It carries ids alone: address and text are made now, in the reader's language.
 * A mail counts as sent when the server has taken it; only a crash between that and our note of it can send it again,
 * with the same Message-ID.
 */
export function mailJob(options: MailOptions): JobDefinition<Data> {
  const { db, transport, now = () => new Date(), retry = { limit: 80 } } = options
  const handle = async ({ organizationId, deliveryId }: Data, run: { attempt: number; last: boolean }) => {
    const note = (state: 'waiting' | 'sent' | 'failed' | 'skipped', error: string | null = null) =>
      db.transaction(organizationId, async (tx) => noteDelivery(tx, deliveryId, state, run.attempt, error, now()))
    const mail = await db.transaction(organizationId, (tx) => compose(tx, options, deliveryId, now()))
    if (mail === 'done') return
    if (mail === 'nobody') return await note('skipped')
    try {
      await transport.send(mail)
    } catch (error) {
      const failure = error instanceof MailFailure ? error : new MailFailure('SMTP EUNKNOWN', false)
      await note(failure.permanent || run.last ? 'failed' : 'waiting', failure.message)
      if (failure.permanent) return
      throw failure
    }
    await note('sent')
  }
  return job({ name: MAIL_JOB, schema: data, handle, retry, expire: 300, concurrency: 10 })
}

async function compose(tx: Tx, options: MailOptions, deliveryId: string, now: Date): Promise<Mail | 'done' | 'nobody'> {
  const row = await waitingMail(tx, deliveryId, now)
  if (!row) return 'done'
  const to = row.active ? await addressOf(tx, options, row) : null
  if (!to) return 'nobody'
  const { recordKind, recordId, locale, organization, zone } = row
  const record = recordKind ? ((await options.describe(tx, recordKind, [recordId])).get(recordId) ?? null) : null
  const text = (await textsOf(tx, [row]))(row)
  const words = noticeWords({ text, record, params: row.params }, locale, zone)
  return {
    from: { name: organization, address: options.from },
    to,
    messageId: `<${deliveryId}@${options.from.split('@')[1]}>`,
    ...mailText({ ...words, organization, locale, link: linkOf(options.publicUrl, row) }),
  }
}

async function addressOf(tx: Tx, { customerEmail }: MailOptions, { customerId, email }: MailRow) {
  return customerId === null ? email : await customerEmail(tx, customerId)
}

/** Where a mail leads: residents and people in the field to the mobile web. */
function linkOf(publicUrl: string, { kind, recordKind, recordId, customerId }: MailRow): string {
  const mobile = customerId !== null || noticeKind(kind).page === 'mobile'
  const page = recordKind === null ? '' : `${recordKind === 'workOrder' ? 'orders' : 'requests'}/${recordId}`
  return new URL(`${mobile ? '/m/' : '/'}${page}`, publicUrl).href
}
