import { type Actor, DomainError } from '#kernel'
import { audit } from '#platform/command'
import type { Db } from '#platform/db'
import type { Origin } from '#platform/http'
import { setPassword } from './accounts.ts'
import { clearAttempts, lockedError, takeAttempt } from './attempts.ts'
import type { PasswordHasher } from './password-hash.ts'
import { isStrong } from './password-policy.ts'
import type { SessionCache } from './session-cache.ts'
import { endSessions } from './sessions.ts'
import { lockIfLast } from './sign-in.ts'

interface Present {
  organization_id: string
  id: string
  login: string
  password_hash: string
  previous_passwords: string[]
  name: string
  phone: string | null
  organization: string
}
const read = `
  select a.organization_id, a.id, a.login, a.password_hash, a.previous_passwords, s.name, s.phone,
    o.name as organization
  from account a
  join staff s on s.organization_id = a.organization_id and s.id = a.staff_id
  join organization o on o.organization_id = a.organization_id
  where a.organization_id = $1 and a.id = $2 and a.password_hash is not null`

export interface ChangePassword {
  current: string
  next: string
}

/**
 * Sets the caller's own password and ends their other sessions. A wrong present password counts like one at sign-in, so
 * that a session left open does not help to guess it.
 * @throws DomainError `identity.wrongCurrentPassword`, `identity.weakPassword`, `identity.samePassword`,
 * `identity.locked`; residents have no password: `access.forbidden`
 */
export async function changePassword(
  deps: { db: Db; hasher: PasswordHasher; sessions: SessionCache },
  actor: Actor,
  { current, next }: ChangePassword,
  origin: Origin,
  now: Date,
): Promise<void> {
  const { db, hasher, sessions } = deps
  const [account] = await db.transaction(actor.organizationId, (tx) =>
    tx.query<Present>(read, [actor.organizationId, actor.accountId]),
  )
  if (!account) throw new DomainError('access.forbidden')
  const attempt = await takeAttempt(db, account, now)
  if ('until' in attempt) throw lockedError(attempt.until, now)
  if (!(await hasher.verify(account.password_hash, current))) {
    await lockIfLast(deps, account, attempt, origin, now)
    throw faulty('current', 'identity.wrongCurrentPassword')
  }
  await db.transaction(actor.organizationId, (tx) => clearAttempts(tx, account.id))
  if (!isStrong(next, { ...account, account: account.login })) throw faulty('next', 'identity.weakPassword')
  for (const earlier of [account.password_hash, ...account.previous_passwords])
    if (await hasher.verify(earlier, next)) throw faulty('next', 'identity.samePassword')
  const passwordHash = await hasher.hash(next)
  await db.transaction(actor.organizationId, async (tx) => {
    setPassword(tx, account.id, { passwordHash, issued: false, now })
    endSessions(tx, account.id, now, actor.sessionId)
    audit(tx, actor, origin, now, { action: 'identity.changePassword', outcome: 'success' })
    tx.afterCommit(() => sessions.forget(account.id))
  })
}

type Fault = 'identity.wrongCurrentPassword' | 'identity.weakPassword' | 'identity.samePassword'
const faulty = (path: string, code: Fault) => new DomainError(code, {}, [{ path, code }])
