import { CARE_KINDS, type OrderVisit } from '@sims/contracts'
import { DomainError, formatInstant } from '#kernel'
import { statement, type Tx } from '#platform/db'
import type { Columns, StepTaken } from '#platform/process'
import type { OrderRow } from './row.ts'

/**
 * The time that was agreed, and how often it was another one before.
 * @throws DomainError `process.formInvalid` for a time that ends before it begins, or is over
 */
export function visitColumns(row: OrderRow, { step, values }: StepTaken, now: Date): Columns {
  const [from, to] = [new Date(String(values.visitFrom)), new Date(String(values.visitTo))]
  const code = to <= from ? 'permits.backwards' : to <= now ? 'permits.over' : null
  if (code) throw new DomainError('process.formInvalid', { step }, [{ path: 'input.visitTo', code }])
  const changed = row.visitFrom !== null && row.visitFrom.getTime() !== from.getTime()
  return {
    visit_from: { type: 'timestamptz', value: from },
    visit_to: { type: 'timestamptz', value: to },
    ...(changed ? { visit_changes: { type: 'int2', value: row.visitChanges + 1 } } : {}),
  }
}

/**
 * What was filled in at the door: the badge, and who came along.
 * @throws DomainError `process.formInvalid` when whoever comes along is who does the work
 */
export function entryColumns(row: OrderRow, { step, values, at }: StepTaken): Columns {
  const { badgeShown, companion } = values
  if (companion !== undefined && companion === row.assigneeId) {
    throw new DomainError('process.formInvalid', { step }, [{ path: 'input.companion', code: 'orders.sameCompanion' }])
  }
  return {
    ...(badgeShown === true && row.badgeAt === null
      ? { badge_at: { type: 'timestamptz', value: new Date(at) }, badge_by: { type: 'text', value: 'worker' } }
      : {}),
    ...(companion === undefined ? {} : { companion_id: { type: 'uuid', value: companion } }),
  }
}

/** Whether the customer may still say that they have seen the badge: somebody is on the way to them, or there. */
export const badgeOpen = (order: { phase: string; placeKind: string; departedAt: Date | null; badgeAt: Date | null }) =>
  order.placeKind === 'premises' &&
  order.badgeAt === null &&
  (order.phase === 'executing' || (order.phase === 'assigned' && order.departedAt !== null))

const confirm = statement(
  'order_confirm_badge',
  `update work_order set badge_at = $3, badge_by = 'customer' where organization_id = $1 and id = any($2) and badge_at is null`,
)

/** Queues that the customer has seen the badge of those who came. */
export function confirmBadge(tx: Tx, orders: readonly OrderRow[], now: Date): void {
  tx.queue(confirm, [tx.organizationId, orders.filter(badgeOpen).map(({ id }) => id), now])
}

export interface VisitRow extends OrderRow {
  visitTo: Date | null
  badgeBy: 'customer' | 'worker' | null
  companion: string | null
  careNote: string | null
}

/** What the page of an order reads besides, of a query on `o`. */
export const VISIT_COLUMNS = `o.visit_to as "visitTo", o.badge_by as "badgeBy",
  (select n.name from staff n where n.organization_id = o.organization_id and n.id = o.companion_id) as companion,
  (select h.note from premises_care h where h.organization_id = o.organization_id and h.place_id = o.place_id)
    as "careNote"`

/** The visit of an order in somebody's home, as its page shows it. */
export function presentVisit(row: VisitRow, zone: string): OrderVisit | null {
  if (row.placeKind !== 'premises') return null
  const at = (moment: Date) => formatInstant(moment.getTime(), zone)
  return {
    agreed: row.visitFrom && row.visitTo && { from: at(row.visitFrom), to: at(row.visitTo) },
    changes: row.visitChanges,
    nobodyHome: row.nobodyHome,
    badge: row.badgeAt && row.badgeBy && { at: at(row.badgeAt), by: row.badgeBy },
    companion: row.companion,
    care: CARE_KINDS.filter((kind) => row.care?.includes(kind)),
    careNote: row.careNote,
  }
}
