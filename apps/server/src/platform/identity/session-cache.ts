import { type Actor, todayIn } from '#kernel'
import type { Db } from '#platform/db'
import type { HttpOptions } from '#platform/http'
import { hashToken } from '#platform/privacy'
import { Recent } from './recent.ts'
import { isAlive, isTouchDue, type SessionRow } from './session-life.ts'
import { findSession, touchSession } from './sessions.ts'

type Authenticated = NonNullable<Awaited<ReturnType<HttpOptions['authenticate']>>>
interface Kept {
  row: SessionRow
  found: Authenticated
}
const TOKEN = /^[A-Za-z0-9_-]{43}$/

/** Who holds a token, remembered for five seconds. */
export class SessionCache {
  readonly #db: Db
  readonly #recent = new Recent<Kept>()

  constructor(db: Db) {
    this.#db = db
  }

  /** Who holds a token. Unless somebody only watches, it counts as use: the session lives on from now. */
  async authenticate(token: string, now: Date, watching = false): Promise<Authenticated | null> {
    if (!TOKEN.test(token)) return null
    const hash = hashToken(token)
    const kept = await this.#recent.read(hash.toString('base64'), now, async () => {
      const row = await findSession(this.#db, hash)
      return row && { row, found: authenticatedOf(row, now) }
    })
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
    this.#recent.forget(({ row }) => row.account_id === accountId)
  }
}

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
