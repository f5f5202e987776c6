import type { Role } from '@sims/contracts'
import { dayOf, formatDay } from '#kernel'
import { statement, type Tx } from '#platform/db'
import { clockContext } from './context.ts'

const held = statement(
  'roles_in_use',
  `select distinct g.role from role_grant g join staff s on s.organization_id = $1 and s.id = g.staff_id
   where g.organization_id = $1 and (s.left_on is null or s.left_on > $2::date)`,
)

/** The roles that somebody on the staff holds today, and that of the residents, whom nobody grants theirs. */
export async function rolesInUse(tx: Tx, now: Date): Promise<ReadonlySet<Role>> {
  const { zone } = await clockContext(tx, now)
  const rows = await tx.query<{ role: Role }>(held, [tx.organizationId, formatDay(dayOf(now.getTime(), zone))])
  return new Set<Role>(['resident', ...rows.map(({ role }) => role)])
}
