import { MESSAGE_CHANNELS, type MessageChannel } from '@sims/contracts'
import { createLoop, type Log, type Loop } from '#platform/jobs'
import { planDue } from './plan.ts'
import { dayStart } from './quiet.ts'
import { type SendOptions, type Sent, sendOne } from './send.ts'
import { dueOrganizations, lockDue, type Noted, noteOutcome, savePlan, settingsOf } from './store.ts'

export interface DeliverOptions extends SendOptions {
  log: Log
  /** seconds: the first pause, doubling, up to the longest; how often after the first attempt. 30 s, 1 h, 80 (three days) */
  retry?: { delay: number; longest: number; limit: number }
  /** messages of an organization and channel at a time */
  batch?: number
}

/** What a worker has begun and not noted by then is taken for lost, and tried again: longer than any line may take. */
const LEASE_MS = 5 * 60_000
/** of one batch under way at once */
const LANES = 10
const RETRY = { delay: 30, longest: 3600, limit: 80 }

/**
 * Sends what is due at `now` by one channel, in three steps: who gets what is decided and written down as begun, each
 * message is sent, each outcome is noted. Any number of workers may do so at once. A worker that dies between sending
 * and noting leaves a message that is sent again, with the same id, after five minutes. Answers how many were looked at.
 */
export async function sendDue(options: DeliverOptions, channel: MessageChannel, now: () => Date): Promise<number> {
  let seen = 0
  for (const organizationId of await dueOrganizations(options.db, channel, now())) {
    for (let more = true; more; ) {
      const { looked, begun, full } = await begin(options, organizationId, channel, now())
      seen += looked
      more = full
      const queue = begun.values()
      const lane = async () => {
        for (const one of queue) await finish(options, organizationId, channel, one, now)
      }
      await Promise.all(Array.from({ length: LANES }, lane))
    }
  }
  return seen
}

interface Begun {
  id: string
  attempt: number
}

async function begin({ db, batch = 100 }: DeliverOptions, organizationId: string, channel: MessageChannel, now: Date) {
  return await db.transaction(organizationId, async (tx) => {
    const settings = await settingsOf(tx)
    const start = new Date(dayStart(now.getTime(), settings.zone))
    const { quietHours } = settings
    const due = await lockDue(tx, channel, { now, dayStart: start, batch, quietHours })
    if (due.length > 0) {
      const plans = planDue(due, settings, now.getTime())
      savePlan(tx, plans, due, now, new Date(now.getTime() + LEASE_MS))
      const begun = due.flatMap(({ id, attempts }, i): Begun[] =>
        plans[i]?.take === 'send' ? [{ id, attempt: attempts + 1 }] : [],
      )
      return { looked: due.length, begun, full: due.length === batch }
    }
    return { looked: 0, begun: [], full: false }
  })
}

async function finish(
  options: DeliverOptions,
  organizationId: string,
  channel: MessageChannel,
  { id, attempt }: Begun,
  now: () => Date,
): Promise<void> {
  const { db, log, retry = RETRY } = options
  const sent = await sendOne(options, organizationId, channel, id, now()).catch((error: unknown): Sent => {
    log.error({ err: error, deliveryId: id, channel }, 'a message could not be made')
    return { kind: 'retry', reason: 'internal' }
  })
  const noted = outcomeOf(sent, { id, attempt }, retry, now())
  if (noted.state === 'failed' || noted.state === 'gaveUp')
    log.warn({ deliveryId: id, channel, reason: noted.reason }, 'a message did not arrive and is not tried again')
  await db.transaction(organizationId, async (tx) => noteOutcome(tx, noted, now()))
}

function outcomeOf(sent: Sent, { id, attempt }: Begun, retry: typeof RETRY, now: Date): Noted {
  const base = { id, attempt, outcome: sent.kind, nextAt: null }
  if (sent.kind === 'accepted') return { ...base, state: 'sent', reason: null }
  if (sent.kind === 'refused') return { ...base, state: 'failed', reason: sent.reason }
  if (sent.kind === 'skipped') return { ...base, state: 'skipped', reason: sent.reason }
  if (attempt > retry.limit) return { ...base, state: 'gaveUp', reason: sent.reason }
  const pause = Math.min(retry.delay * 2 ** (attempt - 1), retry.longest)
  const nextAt = new Date(now.getTime() + Math.max(pause, sent.afterSeconds ?? 0) * 1000)
  return { ...base, state: 'waiting', reason: sent.reason, nextAt }
}

/** The loops of the jobs role, one for each channel: a gateway that hangs holds up no mail. */
export function createDelivery(options: DeliverOptions & { now?: () => Date }): Loop[] {
  const { log, now = () => new Date() } = options
  return MESSAGE_CHANNELS.map((channel) =>
    createLoop({
      name: `messages by ${channel}`,
      step: async () => (await sendDue(options, channel, now)) > 0,
      idle: { from: 500, to: 1000 },
      log,
    }),
  )
}
