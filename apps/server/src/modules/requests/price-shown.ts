import type { Price, PriceState, Quote } from '@sims/contracts'
import { formatInstant } from '#kernel'
import { statement, type Tx } from '#platform/db'
import { categoryOf, rulesById } from '#platform/regulations'

interface PriceRow {
  state: PriceState | null
  categoryVersionId: string
  charged: number | null
}
type QuoteRow = Omit<Quote, 'quotedAt' | 'decidedAt'> & { quotedAt: Date; decidedAt: Date | null }

const priced = statement(
  'price_shown',
  `select r.price_state as state, r.category_version_id as "categoryVersionId",
     (select sum(o.charge) from work_order o where o.organization_id = $1 and o.request_id = $2
       and o.charge_quote_id = r.quote_id) as charged
   from service_request r where r.organization_id = $1 and r.id = $2`,
)
const quotes = statement(
  'price_quotes',
  `select q.id, q.round, q.items, q.amount, q.note, q.state, q.quoted_at as "quotedAt", s.name as "quotedBy",
     q.decided_at as "decidedAt", d.name as "decidedBy", q.way, q.said
   from price_quote q
   left join staff s on s.organization_id = q.organization_id and s.id = q.quoted_by
   left join staff d on d.organization_id = q.organization_id and d.id = q.decided_by
   where q.organization_id = $1 and q.request_id = $2 order by q.round desc`,
)

/** What a request costs, with every quote; null while nothing is to be paid. The caller has settled who may see it. */
export async function priceShown(tx: Tx, requestId: string, zone: string): Promise<Price | null> {
  const values = [tx.organizationId, requestId]
  const [[row], all] = await Promise.all([tx.query<PriceRow>(priced, values), tx.query<QuoteRow>(quotes, values)])
  if (!row || (row.state === null && all.length === 0)) return null
  const [rule] = await rulesById(tx, [row.categoryVersionId])
  const category = rule && categoryOf(rule)
  return {
    state: row.state ?? 'waived',
    from: category?.priceFrom ?? null,
    to: category?.priceTo ?? null,
    charged: row.charged,
    quotes: all.map((quote) => ({
      ...quote,
      quotedAt: formatInstant(quote.quotedAt.getTime(), zone),
      decidedAt: quote.decidedAt && formatInstant(quote.decidedAt.getTime(), zone),
    })),
  }
}
