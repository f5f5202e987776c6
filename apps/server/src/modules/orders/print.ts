import type { Locale, printOrders as schema } from '@sims/contracts'
import type { z } from 'zod'
import { DomainError } from '#kernel'
import { assertMay } from '#platform/access'
import { type CommandCall, command } from '#platform/command'
import { type Db, statement, type Tx } from '#platform/db'
import { printPapers } from '#platform/print'
import type { Secrets } from '#platform/privacy'
import { orderPaper } from './paper.ts'
import { paperTexts } from './paper-texts.ts'
import { copiesOf, copiesOfPrint, insertPrints } from './prints.ts'
import { getOrder } from './queries.ts'
import type { RequestLink } from './steps.ts'
import { lockOrders } from './store.ts'

interface PrintDeps {
  db: Db
  secrets: Secrets
  link: RequestLink
  publicUrl: string
}

/**
 * Records one more copy of each order and answers them as one PDF, as far as the caller sees them, in the caller's
 * language. The same command again answers the same copies.
 * @throws DomainError `http.notFound` when one of the orders is not there for the caller, `print.tooHeavy`
 */
export async function printOrders(
  deps: PrintDeps,
  call: CommandCall,
  body: z.output<typeof schema>,
  locale: Locale,
): Promise<Uint8Array<ArrayBuffer>> {
  const { db } = deps
  const { actor, now } = call
  assertMay(actor, 'orders.print')
  const printedBy = actor.staffId
  if (printedBy === null) throw new DomainError('access.forbidden')
  const orderIds = [...new Set(body.orderIds)]
  await command(db, call, {
    name: 'orders.print',
    recordKind: 'workOrder',
    recordIds: orderIds,
    load: async (tx) => {
      const [locked, copies] = await Promise.all([lockOrders(tx, actor, orderIds), copiesOf(tx, orderIds)])
      if (locked.length < orderIds.length) throw new DomainError('http.notFound')
      return copies
    },
    decide: (copies, { tx }) => {
      const next = orderIds.map((orderId) => ({ orderId, copy: (copies.get(orderId) ?? 0) + 1 }))
      insertPrints(tx, next, { printId: body.id, printedBy, printedAt: now })
    },
  })
  const papers = await db.read(actor.organizationId, async (tx) => {
    const ctx = { zone: actor.timeZone, now, locale }
    const [copies, issuers, orders] = await Promise.all([
      copiesOfPrint(tx, orderIds, body.id, printedBy),
      issuersOf(tx, orderIds),
      Promise.all(orderIds.map((id) => getOrder(tx, actor, id, deps, ctx))),
    ])
    return orders.map((order) => {
      const copy = copies.find(({ orderId }) => orderId === order.id)
      const issuer = issuers.get(order.id)
      if (!copy || !issuer) throw new DomainError('http.notFound')
      return orderPaper(order, { ...ctx, ...issuer, ...copy, actor, publicUrl: deps.publicUrl })
    })
  })
  const text = paperTexts[locale]
  const bytes = await printPapers({
    papers,
    title: `${text.title} ${papers.map(({ number }) => number).join(' ')}`,
    language: locale,
    madeAt: now,
  })
  return bytes as Uint8Array<ArrayBuffer>
}

const issuer = statement(
  'order_issuers',
  `select o.id, n.name as organization, c.service_phone as "servicePhone" from work_order o
   join organization n on n.organization_id = o.organization_id
   join community c on c.organization_id = o.organization_id and c.id = o.community_id
   where o.organization_id = $1 and o.id = any($2)`,
)

/** Whose paper an order is. */
async function issuersOf(tx: Tx, orderIds: readonly string[]) {
  const rows = await tx.query<{ id: string; organization: string; servicePhone: string | null }>(issuer, [
    tx.organizationId,
    orderIds,
  ])
  return new Map(rows.map((row) => [row.id, row]))
}
