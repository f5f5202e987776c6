import type { orderQuery, Page, WorkOrder, WorkOrderSummary } from '@sims/contracts'
import type { z } from 'zod'
import { type Actor, DomainError, formatInstant } from '#kernel'
import { contractorsOf } from '#modules/contractors'
import { customersForRequests, openContact } from '#modules/customers'
import { assertMay } from '#platform/access'
import { Params, type Tx } from '#platform/db'
import { filesOf } from '#platform/files'
import { pageOf, readCursor, rowsFor } from '#platform/http'
import { maskName, maskPhone, type Secrets, textFor } from '#platform/privacy'
import {
  clockContext,
  loadClocks,
  loadTimeline,
  namesIn,
  presentAllowed,
  presentClocks,
  presentTimeline,
  processActor,
  timelineFor,
} from '#platform/process'
import { partsToBegin } from './parts-used.ts'
import { permitFacts, permitKindsOf, permitsOf } from './permits.ts'
import { permitsShown } from './permits-shown.ts'
import { type OrderSummaryRow, ordersFor, type Presented, presentOrderSummary, selectSummaries } from './present.ts'
import { printedOf } from './prints.ts'
import { processRecord, rulesOf } from './process-record.ts'
import { OF_PLACE } from './row.ts'
import type { RequestLink } from './steps.ts'
import { visibleOrders } from './visible.ts'
import { presentVisit, VISIT_COLUMNS, type VisitRow } from './visits.ts'

type Query = z.output<typeof orderQuery>

const newest = { order: 'order by o.created_at desc, o.id desc', after: '<' }
const oldest = { order: 'order by o.created_at, o.id', after: '>' }

/** One page of a queue: mine and the pool oldest first, as they should be worked; the others newest first. */
export async function listOrders(tx: Tx, actor: Actor, query: Query, ctx: Presented): Promise<Page<WorkOrderSummary>> {
  assertMay(actor, 'orders.read')
  const p = new Params()
  const direction = query.queue === 'mine' || query.queue === 'pool' ? oldest : newest
  const conditions = [visibleOrders(actor, p)]
  if (query.queue === 'mine') {
    conditions.push(`o.assignee_id = ${p.add(actor.staffId)}::uuid and o.settled_at is null and o.phase <> 'feedback'`)
  }
  if (query.queue === 'pool') conditions.push("o.phase = 'new'")
  // what was reported done is out of the worker's hands, though the desk has still to close it
  if (query.queue === 'done') conditions.push("(o.settled_at is not null or o.phase = 'feedback')")
  if (query.communityId) conditions.push(`o.community_id = ${p.add(query.communityId)}::uuid`)
  if (query.requestId) conditions.push(`o.request_id = ${p.add(query.requestId)}::uuid`)
  const cursor = readCursor(query.cursor)
  if (cursor)
    conditions.push(`(o.created_at, o.id) ${direction.after} (${p.add(cursor.at)}, ${p.add(cursor.id)}::uuid)`)
  const rows = await selectSummaries(
    tx,
    p,
    conditions.join(' and '),
    `${direction.order} limit ${rowsFor(query.limit)}`,
  )
  const page = pageOf(
    rows,
    query.limit,
    (row) => ({ at: row.createdAt, id: row.id }),
    (row) => row,
  )
  return { items: ordersFor(actor, await presentOrderSummary(tx, page.items, ctx)), nextCursor: page.nextCursor }
}

type FullRow = OrderSummaryRow &
  VisitRow & { customerId: string | null; contactSealed: Buffer | null; ticked: string[] | null }

/** One order with all that its page shows. What the actor may not see does not exist. */
export async function getOrder(
  tx: Tx,
  actor: Actor,
  id: string,
  { secrets, link }: { secrets: Secrets; link: RequestLink },
  ctx: Presented,
): Promise<WorkOrder> {
  const p = new Params()
  const where = `o.id = ${p.add(id)}::uuid and ${visibleOrders(actor, p)}`
  const more = `, o.place_id as "placeId", o.community_id as "communityId", o.team_id as "teamId", o.transferred_from as "transferredFrom", o.skill, o.entries,
    o.parts, o.silences, o.permit_kinds as "permitKinds", o.visit_changes as "visitChanges", o.nobody_home as "nobodyHome",
    ${OF_PLACE}, ${VISIT_COLUMNS}, o.result->'checklist' as ticked, r.customer_id as "customerId", r.contact_sealed as "contactSealed"`
  const [rows, printed, clocks, timeline, permits, permitsOn, clock] = await Promise.all([
    selectSummaries(tx, p, where, '', more) as Promise<FullRow[]>,
    printedOf(tx, id, ctx.zone),
    loadClocks(tx, [id]),
    loadTimeline(tx, id),
    permitsOf(tx, [id]),
    permitsShown(tx, id),
    clockContext(tx, ctx.now),
  ])
  const [row] = rows
  if (!row) throw new DomainError('http.notFound')
  const { requestId } = row
  const [{ definitions, categories }, [summary], files, priced, contact, firms, names] = await Promise.all([
    rulesOf(tx, [row]),
    presentOrderSummary(tx, [row], ctx),
    requestId ? filesOf(tx, [requestId]) : [],
    requestId ? link.shown(tx, { id, requestId }, ctx.zone) : null,
    contactOf(tx, actor, secrets, row),
    contractorsOf(tx, row.assigneeId ? [row.assigneeId] : [], ctx),
    namesIn(tx, timeline),
  ])
  const process = definitions.get(row.definitionId)
  const category = categories.get(row.categoryVersionId)
  if (!process || !summary) throw new Error(`order ${id} names rules that are not there`)
  const permitted = permitFacts(row, category, permits)
  const parts = partsToBegin(row.parts, priced?.facts, priced?.price?.quotes[0]?.items ?? [])
  const known = { ...permitted, facts: { ...permitted.facts, parts } }
  const record = processRecord(row, clocks.get(id) ?? [], category, priced?.facts, known)
  const [shown = summary] = ordersFor(actor, [summary])
  // another system reads of an order what a customer would: how far it is
  const reader = { ...ctx, resident: actor.kind === 'apiKey' }
  const entries = presentTimeline(process.definition, record, timeline, reader, names)
  return {
    ...shown,
    state: row.state,
    definitionId: row.definitionId,
    placeId: row.placeId,
    note: row.note && textFor(actor)(row.note),
    departedAt: row.departedAt && formatInstant(row.departedAt.getTime(), ctx.zone),
    silences: row.silences,
    contact,
    contractor: (row.assigneeId && firms.get(row.assigneeId)) || null,
    checklist: category?.checklist ?? [],
    ticked: row.ticked ?? [],
    safetyNotes: category?.safetyNotes ? [category.safetyNotes] : [],
    price: priced?.price ?? null,
    parts: row.parts,
    printed,
    visit: presentVisit(row, ctx.zone),
    permitKinds: permitKindsOf(row, category),
    // who works where and how is the company's own
    permits: actor.kind === 'apiKey' ? [] : permitsOn(process.definition, ctx),
    requestPhotos: files.map((file) => file.id),
    clocks: presentClocks(process.definition, record.clocks, clock, ctx.locale, ctx.now),
    timeline: timelineFor(actor, entries),
    allowed: presentAllowed(process.definition, record, processActor(actor, row.communityId), ctx.now),
  }
}

/**
 * The customer's name and phone: in clear for whoever has the order, who must be able to call before coming to
 * somebody's door; masked for everybody else.
 */
async function contactOf(tx: Tx, actor: Actor, secrets: Secrets, row: FullRow): Promise<WorkOrder['contact']> {
  if (!row.customerId || !row.contactSealed || row.settledAt) return null
  const customer = (await customersForRequests(tx, [row.customerId])).get(row.customerId)
  if (!customer) return null
  const contact = openContact(secrets, tx.organizationId, customer, row.contactSealed)
  if (actor.staffId !== null && actor.staffId === row.assigneeId) return contact
  return { name: maskName(contact.name), phone: contact.phone && maskPhone(contact.phone) }
}
