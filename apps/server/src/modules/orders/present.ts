import {
  type Locale,
  orderNumberPrefix,
  type Phase,
  requestNumberPrefixes,
  type WorkOrderSummary,
} from '@sims/contracts'
import { type Actor, formatInstant } from '#kernel'
import type { Tx } from '#platform/db'
import { composed, Params } from '#platform/db'
import { maskText } from '#platform/privacy'
import { rulesOf } from './process-record.ts'

/** An order as lists show it. */
export interface OrderSummaryRow {
  id: string
  number: number
  requestId: string | null
  requestNumber: number | null
  requestKind: string | null
  category: string
  categoryVersionId: string
  definitionId: string
  communityName: string
  placeName: string
  description: string | null
  note: string | null
  priority: number
  state: string
  phase: Phase
  version: number
  assigneeId: string | null
  assigneeName: string | null
  assigneePhone: string | null
  nextDueAt: Date | null
  requestDueAt: Date | null
  createdAt: Date
  settledAt: Date | null
  departedAt: Date | null
  badgeAt: Date | null
  placeKind: string
  visitFrom: Date | null
  visitTo: Date | null
}

const SUMMARY = `o.id, o.number, o.request_id as "requestId", r.number as "requestNumber", r.kind as "requestKind",
  o.category, o.category_version_id as "categoryVersionId", o.definition_id as "definitionId",
  c.name as "communityName", p.full_name as "placeName", r.description, o.note, o.priority, o.state, o.phase, o.version,
  o.assignee_id as "assigneeId", s.name as "assigneeName", s.phone as "assigneePhone",
  o.next_due_at as "nextDueAt", r.next_due_at as "requestDueAt", o.created_at as "createdAt",
  o.settled_at as "settledAt", o.departed_at as "departedAt", o.badge_at as "badgeAt", p.kind as "placeKind",
  o.visit_from as "visitFrom", o.visit_to as "visitTo"`

/** Where a list of orders is read from; `where` and `tail` speak of o (order) and r (its request). */
export function selectSummaries(tx: Tx, p: Params, where: string, tail: string, more = ''): Promise<OrderSummaryRow[]> {
  return tx.query<OrderSummaryRow>(
    composed(`select ${SUMMARY}${more} from work_order o
     join community c on c.organization_id = o.organization_id and c.id = o.community_id
     join place p on p.organization_id = o.organization_id and p.id = o.place_id
     left join service_request r on r.organization_id = o.organization_id and r.id = o.request_id
     left join staff s on s.organization_id = o.organization_id and s.id = o.assignee_id
     where o.organization_id = ${p.add(tx.organizationId)} and ${where} ${tail}`),
    p.values,
  )
}

/** The orders of some requests, oldest first; the caller has settled who may see the request. */
export function orderSummaries(tx: Tx, requestIds: readonly string[]): Promise<OrderSummaryRow[]> {
  const p = new Params()
  return selectSummaries(tx, p, `o.request_id = any(${p.add(requestIds)}::uuid[])`, 'order by o.created_at, o.id')
}

export type Presented = { zone: string; now: Date; locale: Locale }

/** Turns rows into what lists show; names of categories and states come from the versions that govern each order. */
export async function presentOrderSummary(
  tx: Tx,
  rows: readonly OrderSummaryRow[],
  ctx: Presented,
): Promise<WorkOrderSummary[]> {
  const { definitions, categories } = await rulesOf(tx, rows)
  return rows.map((row) => {
    const state = definitions.get(row.definitionId)?.definition.states.find((s) => s.key === row.state)
    const due = row.nextDueAt ?? row.requestDueAt
    const name = { 'zh-CN': row.category, en: row.category }
    return {
      id: row.id,
      number: `${orderNumberPrefix}${row.number}`,
      requestId: row.requestId,
      requestNumber: row.requestNumber === null ? null : requestNumber(row.requestKind, row.requestNumber),
      category: row.category,
      categoryNames: categories.get(row.categoryVersionId)?.names ?? name,
      communityName: row.communityName,
      placeName: row.placeName,
      description: row.description ?? row.note ?? '',
      priority: row.priority,
      phase: row.phase,
      stateNames: state?.names ?? { 'zh-CN': row.state, en: row.state },
      version: row.version,
      assignee:
        row.assigneeId === null ? null : { id: row.assigneeId, name: row.assigneeName ?? '', phone: row.assigneePhone },
      nextDueAt: due && row.settledAt === null ? formatInstant(due.getTime(), ctx.zone) : null,
      overdue: due !== null && row.settledAt === null && due < ctx.now,
      createdAt: formatInstant(row.createdAt.getTime(), ctx.zone),
      settledAt: row.settledAt && formatInstant(row.settledAt.getTime(), ctx.zone),
    }
  })
}

/** Orders as another system gets them: what was written by hand masked, and no phone of the person at work. */
export const ordersFor = <Order extends WorkOrderSummary>(actor: Pick<Actor, 'kind'>, orders: Order[]): Order[] =>
  actor.kind !== 'apiKey'
    ? orders
    : orders.map((order) => ({
        ...order,
        description: maskText(order.description),
        assignee: order.assignee && { ...order.assignee, phone: null },
      }))

const requestNumber = (kind: string | null, number: number) =>
  `${(requestNumberPrefixes as Record<string, string>)[kind ?? ''] ?? ''}${number}`
