import type { Role } from '@sims/contracts'
import { dayOf, formatDay } from '#kernel'
import { statement, type Tx } from '#platform/db'
import { clockContext } from './context.ts'
import type { Surroundings } from './validate/index.ts'

const held = statement(
  'roles_in_use',
  `select distinct g.role from role_grant g join staff s on s.organization_id = $1 and s.id = g.staff_id
   where g.organization_id = $1 and (s.left_on is null or s.left_on > $2::date)`,
)

/**
 * What a definition is held against in an organization at `now`: its day, and the roles that somebody on the staff holds
 * (with that of the residents, whom nobody grants theirs).
 */
export async function surroundings(tx: Tx, now: Date, notices: ReadonlySet<string>): Promise<Required<Surroundings>> {
  const { zone } = await clockContext(tx, now)
  const today = formatDay(dayOf(now.getTime(), zone))
  const rows = await tx.query<{ role: Role }>(held, [tx.organizationId, today])
  return { rolesInUse: new Set<Role>(['resident', ...rows.map(({ role }) => role)]), notices, today }
}
