import { newId } from '#kernel'
import { statement, type Tx, unnested } from '#platform/db'
import { foldLogin } from './login-name.ts'

const taken = statement(
  'identity_taken_logins',
  `select q.login from unnest($1::text[]) q (login) cross join lateral find_account(q.login, null) a`,
)
const insert = statement(
  'identity_staff_accounts',
  `insert into account (organization_id, id, login, staff_id, must_change_password, created_at)
   select $1, r.id, r.login, r.staff_id, true, $2 from unnest($3::uuid[], $4::text[], $5::uuid[]) r (id, login, staff_id)`,
)

/** Which of some folded account names belong to somebody: they are one set for the whole installation. */
export async function takenLogins(tx: Tx, logins: readonly string[]): Promise<Set<string>> {
  return new Set((await tx.query<{ login: string }>(taken, [logins])).map(({ login }) => login))
}

/**
 * Queues accounts of staff without a password: with them nobody signs in before one is issued. Names must be free, or
 * the commit fails.
 */
export function queueStaffAccounts(tx: Tx, rows: readonly { staffId: string; account: string }[], now: Date): void {
  tx.queue(insert, [
    tx.organizationId,
    now,
    ...unnested(
      rows,
      () => newId(now.getTime()),
      (r) => foldLogin(r.account),
      (r) => r.staffId,
    ),
  ])
}
