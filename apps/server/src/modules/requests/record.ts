import type { ServiceRequest } from '@sims/contracts'
import { type Actor, DomainError, formatInstant } from '#kernel'
import { customersForRequests, openContact, openPerson } from '#modules/customers'
import { acceptanceCode, orderRulesOf, orderSummaries, ordersFor, presentOrderSummary } from '#modules/orders'
import { composed, Params, type Tx } from '#platform/db'
import { filesOf } from '#platform/files'
import { maskName, maskPhone, type Secrets, textFor } from '#platform/privacy'
import {
  clockContext,
  loadClocks,
  loadTimeline,
  namesIn,
  presentAllowed,
  presentClocks,
  presentTimeline,
  type TimelineRow,
  timelineFor,
} from '#platform/process'
import { CATEGORY, currentRules } from '#platform/regulations'
import { conversionsOf } from './converted.ts'
import { governedBy } from './governed.ts'
import { leftBehind, requestActor } from './left.ts'
import { mergesOf } from './merge.ts'
import { type Presented, presentSummaries, SUMMARY_COLUMNS, type SummaryRow } from './present.ts'
import { priceShown } from './price-shown.ts'
import { governing, processRecord } from './process-record.ts'
import { repeatsOf } from './repeated.ts'
import { REQUEST_COLUMNS, type RequestRow } from './row.ts'
import { visibleRequests } from './visible.ts'

type FullRow = SummaryRow &
  RequestRow & {
    contactSealed: Buffer
    matrixVersionId: string | null
    ownerName: string | null
    named: { id: string; name: string }[]
    overall: number | null
    speed: number
    service: number
    ratingText: string | null
    externalReference: string | null
  }

/** One request with all that its page shows. What the actor may not see does not exist. */
export async function getRequest(
  tx: Tx,
  actor: Actor,
  id: string,
  secrets: Secrets,
  ctx: Presented,
): Promise<ServiceRequest> {
  const [row, clocks, timeline, orderRows, files, merges, conversions, price, clock, categories, gone] =
    await Promise.all([
      find(tx, actor, id),
      loadClocks(tx, [id]),
      loadTimeline(tx, id),
      orderSummaries(tx, [id]),
      filesOf(tx, [id]),
      mergesOf(tx, actor, id, ctx),
      conversionsOf(tx, actor, id),
      priceShown(tx, id, ctx.zone),
      clockContext(tx, ctx.now),
      currentRules(tx, CATEGORY, ctx.now),
      leftBehind(tx, actor, [id], ctx.now),
    ])
  if (!row) throw new DomainError('http.notFound')
  const [{ summaries, definitions }, orders, customers, names, repeats, rules, { categories: orderRules }, versions] =
    await Promise.all([
      presentSummaries(tx, [row], ctx),
      presentOrderSummary(tx, orderRows, ctx),
      customersForRequests(tx, [row.customerId]),
      namesOf(tx, secrets, timeline),
      repeatsOf(tx, actor, row),
      governing(tx, [row]),
      orderRulesOf(tx, orderRows),
      actor.kind === 'resident' ? [] : governedBy(tx, row),
    ])
  const process = definitions.get(row.definitionId)
  const [summary] = summaries
  const customer = customers.get(row.customerId)
  if (!process || !summary || !customer) throw new Error(`request ${id} names what is not there`)
  const record = processRecord(row, orderRows, clocks.get(id) ?? [], {
    offered: categories,
    governing: rules.get(row.categoryVersionId),
  })
  const contact = openContact(secrets, tx.organizationId, customer, row.contactSealed)
  const own = actor.customerId === row.customerId
  const shown = own ? contact : { name: maskName(contact.name), phone: contact.phone && maskPhone(contact.phone) }
  // another system reads what a customer reads: what staff file for themselves stays in the company
  const inside = actor.kind === 'staff'
  const reader = { ...ctx, resident: !inside }
  const text = textFor(actor)
  const entries = timelineFor(actor, presentTimeline(process.definition, record, timeline, reader, names))
  // what staff have filed for themselves, such as evidence, is not the customer's to see
  const open = new Set(entries.flatMap((entry) => entry.photos))
  return {
    ...summary,
    description: text(summary.description),
    state: row.state,
    definitionId: row.definitionId,
    governedBy: versions,
    placeId: row.placeId,
    urgency: row.urgency,
    impact: row.impact,
    privatePart: row.privatePart,
    inWarranty: row.inWarranty,
    reopened: row.reopened,
    ...merges,
    ...conversions,
    repeats,
    occurredAt: formatInstant(row.occurredAt.getTime(), ctx.zone),
    firstContactOwner: row.firstContactOwnerId ? { id: row.firstContactOwnerId, name: row.ownerName ?? '' } : null,
    concerned:
      actor.kind === 'resident' || (row.named.length === 0 && row.keptFor === null)
        ? null
        : { people: row.named, keptFor: row.keptFor },
    externalReference: row.externalReference,
    contact: { customerId: row.customerId, ...shown },
    price,
    rating:
      row.overall === null
        ? null
        : { overall: row.overall, speed: row.speed, service: row.service, text: text(row.ratingText ?? '') },
    photos: files.map((file) => file.id).filter((file) => inside || open.has(file)),
    clocks: presentClocks(process.definition, record.clocks, clock, ctx.locale, ctx.now),
    orders: ordersFor(actor, orders),
    visits: orderRows.flatMap(({ id: orderId, visitFrom, visitTo, settledAt }) =>
      visitFrom && visitTo && !settledAt
        ? [
            {
              orderId,
              from: formatInstant(visitFrom.getTime(), ctx.zone),
              to: formatInstant(visitTo.getTime(), ctx.zone),
            },
          ]
        : [],
    ),
    acceptanceCodes: own
      ? orderRows
          .filter(
            (order) => order.phase === 'executing' && orderRules.get(order.categoryVersionId)?.acceptance === 'either',
          )
          .map(({ id: orderId }) => ({ orderId, code: acceptanceCode(secrets, tx.organizationId, orderId) }))
      : [],
    timeline: entries,
    allowed: presentAllowed(process.definition, record, requestActor(actor, row, gone), ctx.now),
  }
}

/** Names of whom and what the timeline speaks of; of who acted for the customer, masked. */
async function namesOf(tx: Tx, secrets: Secrets, rows: readonly TimelineRow[]): Promise<Map<string, string>> {
  const ids = [...new Set(rows.flatMap(({ data }) => (typeof data.proxy === 'string' ? [data.proxy] : [])))]
  const [names, people] = await Promise.all([namesIn(tx, rows), ids.length > 0 ? customersForRequests(tx, ids) : []])
  for (const [id, sealed] of people) names.set(id, maskName(openPerson(secrets, tx.organizationId, sealed).name))
  return names
}

async function find(tx: Tx, actor: Actor, id: string): Promise<FullRow | undefined> {
  const p = new Params()
  const [row] = await tx.query<FullRow>(
    composed(`select ${SUMMARY_COLUMNS}, ${REQUEST_COLUMNS}, r.contact_sealed as "contactSealed",
       s.name as "ownerName", array(select jsonb_build_object('id', n.id, 'name', n.name) from staff n
         where n.organization_id = r.organization_id and n.id = any(r.hidden_from)) as named,
       r.rating_overall as overall, r.rating_speed as speed, r.rating_service as service,
       r.rating_text as "ratingText", r.matrix_version_id as "matrixVersionId",
       (select i.external_reference from request_intake i where i.organization_id = r.organization_id
         and i.request_id = r.id) as "externalReference"
     from service_request r
     join community c on c.organization_id = r.organization_id and c.id = r.community_id
     join place p on p.organization_id = r.organization_id and p.id = r.place_id
     left join staff s on s.organization_id = r.organization_id and s.id = r.first_contact_owner_id
     where r.organization_id = ${p.add(tx.organizationId)} and r.id = ${p.add(id)}::uuid and ${visibleRequests(actor, p)}`),
    p.values,
  )
  return row
}
