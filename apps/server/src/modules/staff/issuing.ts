import type { Answer } from '@sims/contracts'
import { assertMay } from '#platform/access'
import { audit } from '#platform/command'
import { statement } from '#platform/db'
import type { StaffCall, StaffDeps } from './commands.ts'

/** Passwords issued with one call: hashing each takes as long as a sign-in. */
const AT_ONCE = 20

const waiting = statement(
  'staff_without_password',
  `select s.id, s.employee_number as "employeeNumber", s.name, s.phone, a.login as account,
     count(*) over ()::int as waiting
   from staff s join account a on a.organization_id = $1 and a.staff_id = s.id
   where s.organization_id = $1 and s.imported_by_run = $2 and a.password_hash is null and a.disabled_at is null
     and s.left_on is null
   order by s.employee_number, s.id limit $3`,
)

interface Waiting {
  id: string
  employeeNumber: string
  name: string
  phone: string | null
  account: string
  waiting: number
}

/**
 * Issues first passwords to the next of those whom an import brought and who have none yet. They are shown once: of
 * what was answered only hashes are kept, and who has a password is not asked for again.
 * @throws DomainError `access.forbidden`
 */
export async function issuePasswords(
  { db, identity }: StaffDeps,
  { actor, origin, now }: StaffCall,
  runId: string,
): Promise<Answer<'issuePasswords'>> {
  assertMay(actor, 'staff.manage')
  const { organizationId } = actor
  const next = await db.read(organizationId, (tx) => tx.query<Waiting>(waiting, [organizationId, runId, AT_ONCE]))
  const issued = await Promise.all(next.map((person) => identity.issuePassword(person)))
  await db.transaction(organizationId, async (tx) => {
    for (const [i, { id }] of next.entries())
      await identity.resetPassword(tx, id, issued[i] as (typeof issued)[number], now)
    if (next.length > 0)
      audit(tx, actor, origin, now, {
        action: 'staff.issuePasswords',
        outcome: 'success',
        objectKind: 'staff',
        objectIds: next.map(({ id }) => id),
        detail: { import: runId },
      })
  })
  return {
    items: next.map(({ employeeNumber, name, account }, i) => ({
      employeeNumber,
      name,
      account,
      password: issued[i]?.password as string,
    })),
    left: (next[0]?.waiting ?? 0) - next.length,
  }
}
