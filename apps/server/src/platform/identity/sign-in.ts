import type { signIn as signInForm } from '@sims/contracts'
import type { z } from 'zod'
import { DomainError, MINUTE } from '#kernel'
import { audit } from '#platform/command'
import type { Db } from '#platform/db'
import type { Origin } from '#platform/http'
import { type AccountRow, findByLogin } from './accounts.ts'
import { type Attempt, clearAttempts, lockedError, takeAttempt } from './attempts.ts'
import { foldLogin } from './login-name.ts'
import type { PasswordHasher } from './password-hash.ts'
import { actorOf, type SessionCache } from './session-cache.ts'
import { isAlive, PASSWORD_LIFE_MS, type SessionRow } from './session-life.ts'
import { endSessions, openSession } from './sessions.ts'
import { Throttle } from './throttle.ts'
import { outcomeOf, recordTry } from './trail.ts'
import { Turns } from './turns.ts'
import { UnknownLogins } from './unknown-logins.ts'

export interface Opened {
  token: string
  row: SessionRow
}
export type SignIn = (form: z.output<typeof signInForm>, origin: Origin, now: Date) => Promise<Opened>

/** Failures that one address may have in ten minutes; a company behind one address makes typing errors too. */
const FAILURES_PER_ADDRESS = 60

/**
 * Sign-in by account and password. An account that does not exist, is disabled or whose holder has left answers like a
 * wrong password, after the same work and with the same lock.
 * @throws DomainError `identity.wrongLogin`, `identity.locked`, `http.tooMany`
 */
export function createSignIn(deps: { db: Db; hasher: PasswordHasher; sessions: SessionCache }): SignIn {
  const { db, hasher, sessions } = deps
  const addresses = new Throttle(FAILURES_PER_ADDRESS, 10 * MINUTE)
  const unknown = new UnknownLogins()

  const turns = new Turns()

  const evaluate = async (login: string, password: string, origin: Origin, now: Date): Promise<Opened> => {
    const found = await findByLogin(db, login)
    const attempt = found ? await takeAttempt(db, found, now) : unknown.take(login, now)
    try {
      if ('until' in attempt) throw lockedError(attempt.until, now)
      const right = await hasher.verify(found?.password_hash ?? null, password)
      if (!found || !right) throw new DomainError('identity.wrongLogin')
      return await enter(db, found, origin, now)
    } catch (error) {
      await recordTry(db, found, origin, now, { action: 'identity.signIn', ...outcomeOf(error) })
      if (found) await lockIfLast(deps, found, attempt, origin, now)
      throw error
    } finally {
      if (found) sessions.forget(found.id)
    }
  }

  return async ({ account, password }, origin, now) => {
    if (addresses.take(origin.ip, now) > 0) throw new DomainError('http.tooMany')
    const login = foldLogin(account)
    const opened = await turns.take(login, () => evaluate(login, password, origin, now))
    addresses.giveBack(origin.ip)
    return opened
  }
}

async function enter(db: Db, account: AccountRow, origin: Origin, now: Date): Promise<Opened> {
  return await db.transaction(account.organization_id, async (tx) => {
    await clearAttempts(tx, account.id)
    tx.queue(
      `update account set must_change_password = true
       where organization_id = $1 and id = $2 and password_changed_at <= $3`,
      [account.organization_id, account.id, new Date(now.getTime() - PASSWORD_LIFE_MS)],
    )
    const opened = await openSession(tx, { accountId: account.id, kind: 'staff' }, origin, now)
    // a holder who has left or was disabled: everything above is undone
    if (!isAlive(opened.row, now)) throw new DomainError('identity.wrongLogin')
    audit(tx, actorOf(opened.row, now), origin, now, { action: 'identity.signIn', outcome: 'success' })
    return opened
  })
}

/** After the last failure before the lock: the account's sessions end, and the trail says why. */
export async function lockIfLast(
  { db, sessions }: { db: Db; sessions: SessionCache },
  account: { organization_id: string; id: string },
  attempt: Attempt,
  origin: Origin,
  now: Date,
): Promise<void> {
  if ('until' in attempt || !attempt.last) return
  await db.transaction(account.organization_id, async (tx) => {
    endSessions(tx, account.id, now)
    const actor = { kind: 'staff', accountId: account.id, sessionId: null } as const
    audit(tx, actor, origin, now, { action: 'identity.lock', outcome: 'success' })
    tx.afterCommit(() => sessions.forget(account.id))
  })
}
