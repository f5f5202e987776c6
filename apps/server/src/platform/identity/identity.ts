import type { OperationName } from '@sims/contracts'
import { type Actor, DomainError, newId } from '#kernel'
import type { Db, Tx } from '#platform/db'
import type { HttpOptions, Origin } from '#platform/http'
import { createStaffAccount, setIssuedPassword } from './accounts.ts'
import { randomPassword } from './issued-password.ts'
import { argon2Hasher, type PasswordHasher } from './password-hash.ts'
import type { Owner } from './password-policy.ts'
import { SessionCache } from './session-cache.ts'
import { endActing, endSessions } from './sessions.ts'
import { recordRefusal } from './trail.ts'

/** A random password, shown once, with what is stored of it. */
export interface IssuedPassword {
  password: string
  hash: string
}

export interface Identity {
  /** for `HttpOptions.authenticate`: a token that ended gives entry for five seconds at most */
  authenticate: HttpOptions['authenticate']
  /** for `HttpOptions.onRefused` */
  recordRefusal(actor: Actor, operation: OperationName, error: unknown, origin: Origin, now: Date): Promise<void>
  /** Takes as long as a sign-in; call it before the transaction. */
  issuePassword(owner: Owner): Promise<IssuedPassword>
  /** Makes a member of staff's account and answers its name as stored. @throws `identity.accountTaken` */
  createStaffAccount(
    tx: Tx,
    given: { staffId: string; account: string; issued: IssuedPassword; now: Date },
  ): Promise<string>
  /** Gives a member of staff a new password, opens a lock and ends all sessions. @throws `http.notFound` */
  resetPassword(tx: Tx, staffId: string, issued: IssuedPassword, now: Date): Promise<void>
  /** Ends all sessions of accounts with the transaction: who holds them has lost what they gave entry to. */
  endSessionsOf(tx: Tx, accountIds: readonly string[], now: Date): void
  /** Ends the sessions that act for others by these authorities, with the transaction. */
  endActing(tx: Tx, authorities: readonly { id: string; accountId: string | null }[], now: Date): void
  readonly hasher: PasswordHasher
  readonly sessions: SessionCache
}

/** Accounts, passwords and sessions of one installation. `hasher` is argon2id unless told otherwise. */
export function createIdentity({ db, hasher = argon2Hasher() }: { db: Db; hasher?: PasswordHasher }): Identity {
  const sessions = new SessionCache(db)
  return {
    hasher,
    sessions,
    authenticate: (token, now, watching) => sessions.authenticate(token, now, watching),
    recordRefusal: (...refusal) => recordRefusal(db, ...refusal),
    issuePassword: async (owner) => {
      const password = randomPassword(owner)
      return { password, hash: await hasher.hash(password) }
    },
    createStaffAccount: (tx, { staffId, account, issued, now }) =>
      createStaffAccount(tx, { id: newId(now.getTime()), staffId, account, passwordHash: issued.hash, now }),
    endSessionsOf: (tx, accountIds, now) => {
      for (const id of accountIds) endSessions(tx, id, now)
      tx.afterCommit(() => {
        for (const id of accountIds) sessions.forget(id)
      })
    },
    endActing: (tx, authorities, now) => {
      endActing(
        tx,
        authorities.map(({ id }) => id),
        now,
      )
      tx.afterCommit(() => {
        for (const { accountId } of authorities) if (accountId) sessions.forget(accountId)
      })
    },
    resetPassword: async (tx, staffId, issued, now) => {
      const [account] = await tx.query<{ id: string }>(
        'select id from account where organization_id = $1 and staff_id = $2',
        [tx.organizationId, staffId],
      )
      if (!account) throw new DomainError('http.notFound')
      await setIssuedPassword(tx, account.id, issued.hash, now)
      tx.afterCommit(() => sessions.forget(account.id))
    },
  }
}
