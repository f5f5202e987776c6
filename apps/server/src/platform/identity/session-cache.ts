import { type Actor, todayIn } from '#kernel'
import type { Db } from '#platform/db'
import type { HttpOptions } from '#platform/http'
import { hashToken } from '#platform/privacy'
import { isAlive, isTouchDue, type SessionRow } from './session-life.ts'
import { findSession, touchSession } from './sessions.ts'

type Authenticated = NonNullable<Awaited<ReturnType<HttpOptions['authenticate']>>>
interface Kept {
  row: SessionRow
  found: Authenticated
}
interface Entry {
  readAt: number
  read: Promise<Kept | null>
}

/** So long may a session that ended in another process, or whose holder left, still give entry. */
const FRESH_MS = 5_000
const TOKEN = /^[A-Za-z0-9_-]{43}$/

/** Who holds a token, read from the database at most every five seconds per token; a bounded number of tokens. */
export class SessionCache {
  readonly #db: Db
  readonly #tokens: number
  #entries = new Map<string, Entry>()

  constructor(db: Db, tokens = 10_000) {
    this.#db = db
    this.#tokens = tokens
  }

  /** Who holds a token. Unless somebody only watches, it counts as use: the session lives on from now. */
  async authenticate(token: string, now: Date, watching = false): Promise<Authenticated | null> {
    if (!TOKEN.test(token)) return null
    const hash = hashToken(token)
    const key = hash.toString('base64')
    const kept = await this.#read(key, hash, now)
    if (!kept || !isAlive(kept.row, now)) return null
    if (!watching && isTouchDue(kept.row, now)) {
      const before = kept.row.last_seen_at
      kept.row.last_seen_at = now
      try {
        kept.row.expires_at = await touchSession(this.#db, kept.row, now)
      } catch (error) {
        kept.row.last_seen_at = before
        throw error
      }
    }
    return kept.found
  }

  /** Forgets what it knows of an account's sessions: they ended, or their holder changed. */
  forget(accountId: string): void {
    for (const [key, entry] of this.#entries) {
      void entry.read.then((kept) => {
        if (kept?.row.account_id === accountId && this.#entries.get(key) === entry) this.#entries.delete(key)
      }, nothing)
    }
  }

  async #read(key: string, hash: Buffer, now: Date): Promise<Kept | null> {
    const at = now.getTime()
    const entry = this.#entries.get(key)
    if (entry && at >= entry.readAt && at - entry.readAt < FRESH_MS) return await entry.read
    const read = findSession(this.#db, hash).then((row) => row && { row, found: authenticatedOf(row, now) })
    const fresh = { readAt: at, read }
    this.#entries.delete(key)
    this.#entries.set(key, fresh)
    if (this.#entries.size > this.#tokens) this.#entries.delete(this.#entries.keys().next().value as string)
    const drop = () => {
      if (this.#entries.get(key) === fresh) this.#entries.delete(key)
    }
    // an unknown token keeps no place
    read.then((kept) => kept ?? drop(), drop)
    return await read
  }
}

const nothing = () => undefined

function authenticatedOf(row: SessionRow, now: Date): Authenticated {
  return { actor: actorOf(row, now), mustChangePassword: row.must_change_password }
}

/** The holder of a session as an actor, or for whom they act on this day. A resident's name stays sealed. */
export function actorOf(row: SessionRow, now: Date): Actor {
  const inForce = row.acting_until === null || row.acting_until >= todayIn(row.time_zone, now)
  const principal = row.customer_id && inForce ? row.principal_id : null
  return {
    kind: row.staff_id ? 'staff' : 'resident',
    organizationId: row.organization_id,
    accountId: row.account_id,
    staffId: row.staff_id,
    customerId: principal ?? row.customer_id,
    name: row.name ?? '',
    locale: row.locale,
    timeZone: row.time_zone,
    grants: row.roles,
    teams: row.teams,
    skills: row.skills,
    sessionId: row.session_id,
    ...(principal ? { behalf: { customerId: row.customer_id as string, scope: row.scope ?? [] } } : {}),
  }
}
