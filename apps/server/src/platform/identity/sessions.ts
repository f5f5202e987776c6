import { newId } from '#kernel'
import { type Db, statement, type Tx } from '#platform/db'
import type { Origin } from '#platform/http'
import { newToken } from '#platform/privacy'
import { expiryOf, idleSince, RESIDENT_SESSIONS, type SessionRow, STAFF_SESSIONS } from './session-life.ts'

const find = statement('identity_find_session', 'select * from find_session($1)')
const touch = statement(
  'identity_touch_session',
  `update session set last_seen_at = $3, expires_at = $4
   where organization_id = $1 and id = $2 and ended_at is null and last_seen_at < $3`,
)
/** Ends what is over anyway and, beyond `$5` living ones, the oldest. */
const makeRoom = `
  update session set ended_at = $3
  where organization_id = $1 and account_id = $2 and ended_at is null
    and (expires_at <= $3 or last_seen_at <= $4 or id in (
      select id from session
      where organization_id = $1 and account_id = $2 and ended_at is null and expires_at > $3 and last_seen_at > $4
      order by created_at desc, id desc offset $5))`
const insert = `
  insert into session (organization_id, id, account_id, token_hash, created_at, last_seen_at, expires_at, ip, user_agent)
  values ($1, $2, $3, $4, $5, $5, $6, $7, $8)`

/** The session of a token, whoever's it is. */
export async function findSession(db: Db, tokenHash: Buffer): Promise<SessionRow | null> {
  const [row] = await db.global<SessionRow>(find, [tokenHash])
  return row ?? null
}

/**
 * Opens a session; the oldest of the account beyond its limit end. The caller holds the account's row locked, so that
 * the limit holds for sign-ins at once.
 */
export async function openSession(
  tx: Tx,
  holder: { accountId: string; kind: 'staff' | 'resident' },
  origin: Origin,
  now: Date,
): Promise<{ token: string; row: SessionRow }> {
  const { accountId, kind } = holder
  const { token, hash } = newToken()
  const limit = kind === 'staff' ? STAFF_SESSIONS : RESIDENT_SESSIONS
  const expiry = expiryOf(kind, now)
  tx.queue(makeRoom, [tx.organizationId, accountId, now, idleSince(kind, now), limit - 1])
  tx.queue(insert, [
    tx.organizationId,
    newId(now.getTime()),
    accountId,
    hash,
    now,
    expiry,
    origin.ip,
    origin.userAgent || null,
  ])
  const [row] = await tx.query<SessionRow>(find, [hash])
  if (!row) throw new Error('the session just opened cannot be read')
  return { token, row }
}

/** Writes down that the holder was seen; a resident's session lives on from then. */
export async function touchSession(db: Db, row: SessionRow, now: Date): Promise<Date> {
  const expiry = row.staff_id ? row.expires_at : expiryOf('resident', now)
  await db.transaction(row.organization_id, async (tx) => {
    tx.queue(touch, [row.organization_id, row.session_id, now, expiry])
  })
  return expiry
}

export function endSession(tx: Tx, sessionId: string, now: Date): void {
  tx.queue('update session set ended_at = $3 where organization_id = $1 and id = $2 and ended_at is null', [
    tx.organizationId,
    sessionId,
    now,
  ])
}

/** Ends all sessions of an account, but for one. */
export function endSessions(tx: Tx, accountId: string, now: Date, but: string | null = null): void {
  tx.queue(
    `update session set ended_at = $3
     where organization_id = $1 and account_id = $2 and ended_at is null and id is distinct from $4::uuid`,
    [tx.organizationId, accountId, now, but],
  )
}

/** Ends all sessions that act by some authorities. */
export function endActing(tx: Tx, authorityIds: readonly string[], now: Date): void {
  tx.queue('update session set ended_at = $3 where organization_id = $1 and acting_by = any($2) and ended_at is null', [
    tx.organizationId,
    authorityIds,
    now,
  ])
}
