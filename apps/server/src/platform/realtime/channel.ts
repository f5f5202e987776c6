import pg from 'pg'
import { type DatabaseConnection, statement, type Tx } from '#platform/db'
import type { Change } from './change.ts'

const CHANNEL = 'sims_changes'
/** PostgreSQL takes less than 8,000 bytes a notification */
const LARGEST = 7_000

const notify = statement('realtime_notify', `select pg_notify('${CHANNEL}', m) from unnest($1::text[]) m`)

interface Message {
  organizationId: string
  changes: Change[]
}

/**
 * Tells every http process of changes, when the transaction commits. Only for the relay, a batch at a time: NOTIFY
 * makes commits wait for each other.
 */
export function announce(tx: Tx, changes: readonly Change[]): void {
  if (changes.length > 0) tx.queue(notify, [chunks(tx.organizationId, changes)])
}

/** Packs changes into as few messages as fit. All are ASCII, so characters are bytes. */
export function chunks(organizationId: string, changes: readonly Change[]): string[] {
  const messages: string[] = []
  const head = `{"organizationId":"${organizationId}","changes":[`
  let body = ''
  for (const change of changes) {
    const text = JSON.stringify(change)
    if (body && head.length + body.length + text.length + 3 > LARGEST) {
      messages.push(`${head}${body}]}`)
      body = ''
    }
    body += body ? `,${text}` : text
  }
  if (body) messages.push(`${head}${body}]}`)
  return messages
}

export interface ListenerOptions {
  /** a direct connection: a pooler does not pass notifications on */
  connection: DatabaseConnection
  hear: (message: Message) => void
  /** some may have passed unheard: the line was down */
  missed: () => void
  onError: (error: Error) => void
}

const HEARTBEAT_MS = 20_000
const LONGEST_RETRY_MS = 10_000

/** Listens on a connection of its own, and again after it was lost. Answers when it listens for the first time. */
export async function listen(options: ListenerOptions): Promise<{ stop: () => Promise<void> }> {
  let stopped = false
  let client: pg.Client | undefined
  let timer: NodeJS.Timeout | undefined

  const connect = async () => {
    const next = new pg.Client({ ...options.connection, keepAlive: true, application_name: 'sims-realtime' })
    let over = false
    const lost = (error?: Error) => {
      if (over || stopped) return
      over = true
      if (error) options.onError(error)
      clearInterval(beat)
      next.end().catch(() => undefined)
      options.missed()
      again(250)
    }
    // a line that died without a word is found out by asking
    const beat = setInterval(() => void ask(next).catch(lost), HEARTBEAT_MS)
    beat.unref()
    next.on('error', lost)
    next.on('end', () => lost())
    next.on('notification', ({ payload }) => options.hear(JSON.parse(payload ?? '') as Message))
    try {
      await next.connect()
      await next.query(`listen ${CHANNEL}`)
    } catch (error) {
      over = true
      clearInterval(beat)
      next.end().catch(() => undefined)
      throw error
    }
    client = next
  }
  const again = (wait: number) => {
    timer = setTimeout(() => {
      connect().then(
        // what was said while nobody listened is lost
        () => options.missed(),
        (error: Error) => {
          options.onError(error)
          if (!stopped) again(Math.min(wait * 2, LONGEST_RETRY_MS))
        },
      )
    }, wait)
  }

  await connect()
  return {
    stop: async () => {
      stopped = true
      clearTimeout(timer)
      await client?.end().catch(() => undefined)
    },
  }
}

const ask = (client: pg.Client) =>
  Promise.race([
    client.query('select 1'),
    new Promise((_, reject) => setTimeout(() => reject(new Error('the database does not answer')), 5000).unref()),
  ])
