import { DomainError } from '#kernel'
import { type Db, statement, type Tx } from '#platform/db'
import { clearAttempts } from './attempts.ts'
import { foldLogin } from './login-name.ts'
import { endSessions } from './sessions.ts'

export interface AccountRow {
  organization_id: string
  id: string
  password_hash: string | null
  disabled_at: Date | null
  staff_id: string | null
  customer_id: string | null
}

const find = statement('identity_find_account', 'select * from find_account($1, $2)')
/** with the present one five passwords that may not come back */
const EARLIER = 4

export async function findByLogin(db: Db, login: string): Promise<AccountRow | null> {
  const [row] = await db.global<AccountRow>(find, [login, null])
  return row ?? null
}

/** The accounts of all people with this phone, in whatever organization, the oldest first. */
export async function findByPhone(db: Db, phoneHash: Buffer): Promise<AccountRow[]> {
  const rows = await db.global<AccountRow>(find, [null, phoneHash])
  return rows.sort((a, b) => (a.id < b.id ? -1 : 1))
}

export interface StaffAccount {
  id: string
  staffId: string
  /** as typed; it is folded here */
  account: string
  /** of an issued password, which must be changed at the first sign-in */
  passwordHash: string
  now: Date
}

/**
 * Makes the account of a member of staff.
 * @throws DomainError `identity.accountTaken`: account names are one set for the whole installation
 */
export async function createStaffAccount(tx: Tx, given: StaffAccount): Promise<string> {
  const login = foldLogin(given.account)
  const made = await tx.query(
    `insert into account (organization_id, id, login, staff_id, password_hash, must_change_password,
       password_changed_at, created_at)
     values ($1, $2, $3, $4, $5, true, $6, $6) on conflict (login) do nothing returning id`,
    [tx.organizationId, given.id, login, given.staffId, given.passwordHash, given.now],
  )
  if (made.length === 0) {
    const taken = { path: 'account', code: 'identity.accountTaken', params: { account: login } }
    throw new DomainError('identity.accountTaken', { account: login }, [taken])
  }
  return login
}

/** Sets an issued password, to be changed at the next sign-in; opens a lock and ends all sessions. */
export async function setIssuedPassword(tx: Tx, accountId: string, passwordHash: string, now: Date): Promise<void> {
  await clearAttempts(tx, accountId)
  setPassword(tx, accountId, { passwordHash, issued: true, now })
  endSessions(tx, accountId, now)
}

/** Sets a password; the one before it joins those that may not come back. */
export function setPassword(
  tx: Tx,
  accountId: string,
  { passwordHash, issued, now }: { passwordHash: string; issued: boolean; now: Date },
): void {
  tx.queue(
    `update account set password_hash = $3, must_change_password = $4, password_changed_at = $5,
       previous_passwords = (array_prepend(password_hash, previous_passwords))[1:$6]
     where organization_id = $1 and id = $2`,
    [tx.organizationId, accountId, passwordHash, issued, now, EARLIER],
  )
}
