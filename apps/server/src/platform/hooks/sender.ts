import { MINUTE } from '#kernel'
import type { Db } from '#platform/db'
import { createLoop, type Log, type Loop } from '#platform/jobs'
import { post, type Reach, reasonOf } from '#platform/outbound'
import { type Cipher, maskText } from '#platform/privacy'
import { type Attempted, type Claimed, claimDue, organizationsWaiting, settleAttempt } from './attempts.ts'
import { openSecrets } from './row.ts'
import { signedHeaders } from './signature.ts'

export interface SenderOptions {
  db: Db
  cipher: Cipher
  /** which addresses may be connected to, over plain HTTP or not */
  reach: (plain: boolean) => Reach
  log: Log
  now?: () => Date
  timeoutMs?: number
}

export interface HookSender extends Loop {
  /** Sends all that is due now and waits for the answers; how many attempts. For tests and the bench. */
  drain(): Promise<number>
}

const TIMEOUT_MS = 10_000
/** longer than any attempt takes, so that nobody else sends what is under way */
const LEASE_MS = MINUTE
const ANSWER_LIMIT = 1024
/** attempts of one process at a time, and of one hook among them: one that is slow must not hold up the others */
const AT_ONCE = 32
const AT_ONCE_PER_HOOK = 4

/**
 * Sends what hooks are to be told. Any number of processes may do it at once: each claims what it sends. What is under
 * way when a process dies is sent again when its claim is over, with the same id.
 */
export function createHookSender(options: SenderOptions): HookSender {
  const { db, log, now = () => new Date() } = options
  const underWay = new Map<Promise<void>, string>()

  const begin = (organizationId: string, one: Claimed) => {
    const work = sendOne(options, organizationId, one)
      .catch((error: unknown) => log.error({ err: error, delivery: one.deliveryId }, 'a web hook could not be noted'))
      .finally(() => underWay.delete(work))
    underWay.set(work, one.id)
  }
  const busy = () => {
    const counts = Map.groupBy(underWay.values(), (hookId) => hookId)
    return [...counts].flatMap(([hookId, all]) => (all.length >= AT_ONCE_PER_HOOK ? [hookId] : []))
  }
  /** `more`: there may be something to send at once, for what was under way held a hook's places. */
  const step = async (): Promise<{ begun: number; more: boolean }> => {
    const at = now()
    let begun = 0
    for (const organizationId of await organizationsWaiting(db, at)) {
      // a few at a time: what one hook alone has waiting must not take all places
      const limit = Math.min(AT_ONCE_PER_HOOK, AT_ONCE - underWay.size)
      if (limit <= 0) break
      const until = new Date(at.getTime() + LEASE_MS)
      const claimed = await db.transaction(organizationId, (tx) =>
        claimDue(tx, { now: at, until, limit, busy: busy() }),
      )
      for (const one of claimed) begin(organizationId, one)
      begun += claimed.length
    }
    const more = begun > 0 || underWay.size > 0
    if (begun === 0 && more) await Promise.race([...underWay.keys(), pause(500)])
    return { begun, more }
  }
  const loop = createLoop({
    name: 'web hooks',
    step: async () => (await step()).more,
    idle: { from: 100, to: 1000 },
    log,
  })
  const finish = async () => {
    while (underWay.size > 0) await Promise.all(underWay.keys())
  }
  return {
    ...loop,
    stop: async () => {
      await loop.stop()
      await finish()
    },
    drain: async () => {
      let all = 0
      for (let one = await step(); one.more; one = await step()) all += one.begun
      return all
    },
  }
}

const pause = (ms: number) =>
  new Promise<void>((resolve) => {
    setTimeout(resolve, ms).unref()
  })

async function sendOne(options: SenderOptions, organizationId: string, one: Claimed): Promise<void> {
  const { db, now = () => new Date() } = options
  const outcome = await attempt(options, organizationId, one, now())
  await db.transaction(organizationId, (tx) => settleAttempt(tx, one, outcome, now()))
}

async function attempt(
  { cipher, reach, timeoutMs = TIMEOUT_MS }: SenderOptions,
  organizationId: string,
  one: Claimed,
  at: Date,
): Promise<Attempted> {
  const began = performance.now()
  const ended = (more: Omit<Attempted, 'milliseconds'>): Attempted => ({
    ...more,
    milliseconds: Math.round(performance.now() - began),
  })
  try {
    const url = new URL(one.url)
    const { status, text } = await post({
      url,
      headers: signedHeaders(openSecrets(cipher, organizationId, one, at), one.deliveryId, one.body, at),
      body: Buffer.from(one.body),
      reach: reach(url.protocol === 'http:'),
      timeoutMs,
      answerLimit: ANSWER_LIMIT,
      longer: 'cut',
    })
    return ended({ status, reason: null, answer: storable(text) })
  } catch (error) {
    return ended({ status: null, reason: reasonOf(error), answer: '' })
  }
}

/** What the other side says is anybody's text: it may name people, and hold what no database takes. */
const storable = (text: string) => maskText(text.replaceAll('\u0000', '').toWellFormed())
