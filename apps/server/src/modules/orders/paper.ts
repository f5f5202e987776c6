import {
  type Locale,
  moneyText,
  type Names,
  type Price,
  partPayerNames,
  partTotal,
  priceItemKindNames,
  priorityNames,
  quoteStateNames,
  totalOf,
  type WorkOrder,
} from '@sims/contracts'
import { type Actor, fill, formatInstant } from '#kernel'
import type { Block, Paper } from '#platform/print'
import { paperTexts } from './paper-texts.ts'

export interface PaperContext {
  organization: string
  servicePhone: string | null
  /** 1: the original */
  copy: number
  printedAt: Date
  actor: Actor
  publicUrl: string
  zone: string
  locale: Locale
}
type Texts = (typeof paperTexts)[Locale]

/** So many of the last facts of its timeline stand on paper. */
const BRIEF = 8

/** What a printed work order says, to whom it is printed for: as on the page, the customer is masked but for the assignee. */
export function orderPaper(order: WorkOrder, ctx: PaperContext): Paper {
  const t = paperTexts[ctx.locale]
  const { communityName, safetyNotes, note } = order
  const phone = ctx.servicePhone === null ? [] : [fill(t.servicePhone, { phone: ctx.servicePhone })]
  const safety = safetyNotes.map((one) => one[ctx.locale])
  return {
    issuer: ctx.organization,
    about: [communityName, ...phone].join(t.between),
    title: t.title,
    number: order.number,
    copy: ctx.copy === 1 ? t.original : fill(t.reprint, { n: String(ctx.copy - 1) }),
    qr: { text: `${ctx.publicUrl}/orders/${order.id}`, caption: t.scan },
    blocks: [
      facts(order, ctx, t),
      { kind: 'text', title: t.description, text: order.description },
      ...(note && note !== order.description ? [{ kind: 'text' as const, title: t.note, text: note }] : []),
      ...(safety.length > 0 ? [{ kind: 'notice' as const, title: t.safety, lines: safety }] : []),
      ...checklist(order, ctx, t),
      ...parts(order, ctx, t),
      ...price(order.price, ctx, t),
      ...history(order, ctx, t),
      { kind: 'signatures', fields: [t.signWorker, t.signCustomer, t.signDate] },
    ],
    foot: fill(t.foot, { name: ctx.actor.name, at: minute(formatInstant(ctx.printedAt.getTime(), ctx.zone)) }),
    pageNumber: t.page,
    missingGlyphs: t.missing,
  }
}

function facts(order: WorkOrder, { actor, locale }: PaperContext, t: Texts): Block {
  const { contact, assignee } = order
  const assigned = [order.contractor?.name, assignee?.name, assignee?.phone].filter(Boolean).join(' ')
  const agreed = order.visit?.agreed
  const own = actor.staffId !== null && actor.staffId === assignee?.id
  const name = (names: Names) => names[locale]
  const customer = contact && [contact.name, contact.phone].filter(Boolean).join(' ')
  return {
    kind: 'facts',
    facts: [
      { label: t.category, value: name(order.categoryNames) },
      { label: t.state, value: name(order.stateNames) },
      { label: t.place, value: `${order.communityName} ${order.placeName}`, wide: true },
      ...(customer ? [{ label: t.customer, value: own ? customer : customer + t.masked, wide: true }] : []),
      { label: t.assignee, value: assigned || t.unassigned },
      { label: t.priority, value: name(priorityNames[order.priority as 1]) },
      { label: t.created, value: minute(order.createdAt) },
      { label: t.due, value: order.nextDueAt ? minute(order.nextDueAt) : '' },
      // without one there is room to write it down
      { label: t.agreed, value: agreed ? `${minute(agreed.from)}–${agreed.to.slice(11, 16)}` : '' },
      { label: t.request, value: order.requestNumber ?? '' },
    ],
  }
}

/** With what was ticked when it was reported done last; empty boxes before that. */
function checklist({ checklist: items, ticked }: WorkOrder, { locale }: PaperContext, t: Texts): Block[] {
  if (items.length === 0) return []
  return [
    {
      kind: 'checks',
      title: t.checklist,
      items: items.map(({ key, names, mandatory }) => ({
        text: names[locale],
        mark: mandatory ? t.mandatory : '',
        ticked: ticked.includes(key),
      })),
    },
  ]
}

/** What was used; while the work is open, empty lines to write into. */
function parts({ parts: used, settledAt }: WorkOrder, { locale }: PaperContext, t: Texts): Block[] {
  if (used.length === 0 && settledAt !== null) return []
  return [
    {
      kind: 'table',
      title: t.parts,
      columns: [
        { title: t.item, share: 5 },
        { title: t.quantity, share: 2, right: true },
        { title: t.unitPrice, share: 2, right: true },
        { title: t.amount, share: 2, right: true },
        { title: t.payer, share: 2 },
      ],
      rows: used.map(({ name, unit, quantity, unitPrice, payer }) => [
        name,
        `${quantity} ${unit}`,
        moneyText(unitPrice),
        moneyText(partTotal({ quantity, unitPrice })),
        partPayerNames[payer][locale],
      ]),
      ...(used.length === 0 ? { blank: 3 } : {}),
    },
  ]
}

function price(owed: Price | null, { locale }: PaperContext, t: Texts): Block[] {
  const quote = owed?.quotes[0]
  if (!owed || owed.state === 'waived') return [{ kind: 'text', title: t.price, text: t.free }]
  if (owed.state === 'none' || !quote) return [{ kind: 'text', title: t.price, text: t.notQuoted }]
  return [
    {
      kind: 'table',
      title: fill(t.quoteOf, { state: quoteStateNames[quote.state][locale] }),
      columns: [
        { title: t.item, share: 5 },
        { title: t.kind, share: 2 },
        { title: t.quantity, share: 1.3, right: true },
        { title: t.unitPrice, share: 2, right: true },
        { title: t.amount, share: 2, right: true },
      ],
      rows: quote.items.map(({ kind, name, quantity, unitPrice }) => [
        name,
        priceItemKindNames[kind][locale],
        String(quantity),
        moneyText(unitPrice),
        moneyText(quantity * unitPrice),
      ]),
      sum: [t.sum, '', '', '', moneyText(totalOf(quote.items))],
    },
    ...(owed.charged === null
      ? []
      : [{ kind: 'text' as const, title: t.price, text: fill(t.charged, { amount: moneyText(owed.charged) }) }]),
  ]
}

function history({ timeline }: WorkOrder, _ctx: PaperContext, t: Texts): Block[] {
  const actors = { staff: '', apiKey: '', resident: t.customerSelf, system: t.system }
  return [
    {
      kind: 'table',
      title: t.history,
      columns: [
        { title: t.at, share: 2.2 },
        { title: t.what, share: 5.6 },
        { title: t.who, share: 2.2 },
      ],
      rows: timeline
        .slice(0, BRIEF)
        .reverse()
        .map(({ occurredAt, title, actorName, actorKind }) => [
          minute(occurredAt),
          title,
          actorName ?? actors[actorKind],
        ]),
    },
  ]
}

/** `2026-03-02T09:12:30+08:00` as `2026-03-02 09:12`. */
const minute = (instant: string) => instant.slice(0, 16).replace('T', ' ')
