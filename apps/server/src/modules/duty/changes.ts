import type { DutyChanges } from '@sims/contracts'
import { type Actor, formatInstant, newId } from '#kernel'
import { jsonb, statement, type Tx } from '#platform/db'
import type { Turn } from './domain/shifts.ts'
import { assertDuty } from './policy.ts'
import { assertRange, type Range } from './queries.ts'

/** How many changes a page shows; older ones are found by choosing fewer days. */
const SHOWN = 100

const insert = statement(
  'duty_change_insert',
  `insert into duty_change (organization_id, id, community_id, first_day, last_day, changed_at, changed_by, removed, added)
   values ($1, $2, $3, $4, $5, $6, $7, $8, $9)`,
)

/** Queues what was changed in a roster, and by whom. Nothing when nothing was. */
export function insertChange(
  tx: Tx,
  actor: Actor,
  communityId: string | null,
  { removed, added }: { removed: readonly Turn[]; added: readonly Turn[] },
  now: Date,
): void {
  const days = [...removed, ...added].map(({ date }) => date).sort()
  const [first, last] = [days[0], days.at(-1)]
  if (!first) return
  tx.queue(insert, [
    tx.organizationId,
    newId(now.getTime()),
    communityId,
    first,
    last,
    now,
    actor.accountId,
    jsonb(removed.map(written)),
    jsonb(added.map(written)),
  ])
}

const written = ({ date, from, to, post, order, staffId }: Turn): Turn => ({ date, from, to, post, order, staffId })

interface ChangeRow {
  id: string
  at: Date
  by: string | null
  removed: Turn[]
  added: Turn[]
}

const ofDays = statement(
  'duty_changes_of_days',
  `select c.id, c.changed_at as at, s.name as by, c.removed, c.added
   from duty_change c
   left join account a on a.organization_id = $1 and a.id = c.changed_by
   left join staff s on s.organization_id = $1 and s.id = a.staff_id
   where c.organization_id = $1 and c.community_id is not distinct from $2
     and c.first_day <= $4::date and c.last_day >= $3::date
   order by c.changed_at desc, c.id desc limit ${SHOWN}`,
)
const names = statement('duty_change_names', 'select id, name from staff where organization_id = $1 and id = any($2)')

/** The latest changes that touch some days of a roster, newest first. @throws DomainError `access.forbidden`, `duty.…` */
export async function changesOf(tx: Tx, actor: Actor, range: Range): Promise<DutyChanges> {
  assertDuty(actor, 'duty.read', range.communityId)
  assertRange(range)
  const { communityId, from, to } = range
  const rows = await tx.query<ChangeRow>(ofDays, [tx.organizationId, communityId, from, to])
  const ids = rows.flatMap(({ removed, added }) => [...removed, ...added].map(({ staffId }) => staffId))
  const people = await tx.query<{ id: string; name: string }>(names, [tx.organizationId, [...new Set(ids)]])
  const nameOf = new Map(people.map(({ id, name }) => [id, name]))
  const shown = ({ staffId, ...turn }: Turn) => ({ ...turn, staffName: nameOf.get(staffId) ?? '' })
  return {
    items: rows.map(({ id, at, by, removed, added }) => ({
      id,
      at: formatInstant(at.getTime(), actor.timeZone),
      by,
      removed: removed.map(shown),
      added: added.map(shown),
    })),
  }
}
