import { DomainError, MINUTE } from '#kernel'
import { type Db, statement, type Tx } from '#platform/db'

export const MAX_FAILURES = 5
export const LOCK_MS = 30 * MINUTE

const take = statement(
  'identity_take_attempt',
  `update account set
     failed_logins = case when locked_until is null then failed_logins + 1 else 1 end,
     locked_until = case when locked_until is null and failed_logins + 1 >= $5 then $4::timestamptz end
   where organization_id = $1 and id = $2 and (locked_until is null or locked_until <= $3)
   returning failed_logins`,
)
const clear = 'update account set failed_logins = 0, locked_until = null where organization_id = $1 and id = $2'

interface Account {
  organization_id: string
  id: string
}
/** An attempt at a password: taken (its failure may be the last before the lock), or refused until then. */
export type Attempt = { last: boolean } | { until: Date }

/**
 * Takes one attempt at a password before it is looked at, so that any number of attempts at once cannot get more than
 * five evaluated. The fifth locks; a right password then clears.
 */
export async function takeAttempt(db: Db, account: Account, now: Date): Promise<Attempt> {
  return await db.transaction(account.organization_id, async (tx) => {
    const key = [account.organization_id, account.id]
    const until = new Date(now.getTime() + LOCK_MS)
    const [taken] = await tx.query<{ failed_logins: number }>(take, [...key, now, until, MAX_FAILURES])
    if (taken) return { last: taken.failed_logins >= MAX_FAILURES }
    const [locked] = await tx.query<{ locked_until: Date | null }>(
      'select locked_until from account where organization_id = $1 and id = $2',
      key,
    )
    return { until: locked?.locked_until ?? until }
  })
}

/** Forgets the failures; also locks the account's row until the end of the transaction. */
export async function clearAttempts(tx: Tx, accountId: string): Promise<void> {
  await tx.query(clear, [tx.organizationId, accountId])
}

export const lockedError = (until: Date, now: Date) =>
  new DomainError('identity.locked', { minutes: Math.max(1, Math.ceil((until.getTime() - now.getTime()) / MINUTE)) })
