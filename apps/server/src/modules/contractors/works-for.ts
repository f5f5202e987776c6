import type { WorksFor } from '@sims/contracts'
import { dayOf, formatDay } from '#kernel'
import { statement, type Tx } from '#platform/db'

const firms = statement(
  'contractors_of_workers',
  `select w.staff_id as "staffId", c.id, c.name, not c.active or coalesce(c.contract_until < $3::date, false)
     or coalesce(c.qualification_until < $3::date, false) as expired
   from contractor_worker w
   join contractor c on c.organization_id = w.organization_id and c.id = w.contractor_id
   where w.organization_id = $1 and w.staff_id = any($2)`,
)

/** Which of these members of staff work for a contractor now, by staff id; the day is that of `zone`. */
export async function contractorsOf(
  tx: Tx,
  staffIds: readonly string[],
  { zone, now }: { zone: string; now: Date },
): Promise<Map<string, WorksFor>> {
  if (staffIds.length === 0) return new Map()
  const today = formatDay(dayOf(now.getTime(), zone))
  const rows = await tx.query<WorksFor & { staffId: string }>(firms, [tx.organizationId, staffIds, today])
  return new Map(rows.map(({ staffId, ...firm }) => [staffId, firm]))
}
