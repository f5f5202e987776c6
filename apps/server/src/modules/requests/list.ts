import {
  type Page,
  type QueueCounts,
  REQUEST_QUEUES,
  type RequestQueue,
  type RequestSummary,
  type requestQuery,
} from '@sims/contracts'
import type { z } from 'zod'
import { type Actor, DomainError } from '#kernel'
import { assertMay } from '#platform/access'
import { composed, Params, type Tx } from '#platform/db'
import { pageOf, readCursor, rowsFor } from '#platform/http'
import { textFor } from '#platform/privacy'
import { gramsOf, normalized } from '#platform/search'
import { readNumber } from './domain/number.ts'
import { type Presented, presentSummaries, SUMMARY_COLUMNS, type SummaryRow } from './present.ts'
import { visibleRequests } from './visible.ts'

type Query = z.output<typeof requestQuery>
interface Queue {
  where: (p: Params, actor: Actor, now: Date) => string
  /** by when it is due, the most pressing first; otherwise the newest first */
  byDue?: true
}

const NEAR_MS = 4 * 3_600_000

/** The desk's named filter sets; each is answered from an index of its own. */
const queues: Record<RequestQueue, Queue> = {
  all: { where: () => 'true' },
  new: { where: () => "r.phase = 'new'" },
  mine: { where: (p, actor) => `r.first_contact_owner_id = ${p.add(actor.staffId)}::uuid and r.settled_at is null` },
  open: { where: () => 'r.settled_at is null' },
  nearDue: {
    where: (p, _actor, now) =>
      `r.next_due_at >= ${p.add(now)} and r.next_due_at < ${p.add(new Date(now.getTime() + NEAR_MS))}`,
    byDue: true,
  },
  overdue: { where: (p, _actor, now) => `r.next_due_at < ${p.add(now)}`, byDue: true },
  toSettle: { where: () => "r.phase = 'feedback'" },
  closed: { where: () => 'r.settled_at is not null' },
}

/** At most so many hits of a text search are looked through, the newest first. */
const SEARCH_CAP = 2000

/** One page of requests. No exact count is made: it would cost more than the page. */
export async function listRequests(tx: Tx, actor: Actor, query: Query, ctx: Presented): Promise<Page<RequestSummary>> {
  assertMay(actor, 'requests.read')
  const p = new Params()
  const queue = queues[query.queue]
  const key = queue.byDue ? 'r.next_due_at' : 'r.created_at'
  const conditions = [
    `r.organization_id = ${p.add(tx.organizationId)}`,
    queue.where(p, actor, ctx.now),
    visibleRequests(actor, p),
  ]
  if (query.phase) conditions.push(`r.phase = ${p.add(query.phase)}`)
  if (query.kind) conditions.push(`r.kind = ${p.add(query.kind)}`)
  if (query.category) conditions.push(`r.category = ${p.add(query.category)}`)
  if (query.communityId) conditions.push(`r.community_id = ${p.add(query.communityId)}::uuid`)
  if (query.customerId) conditions.push(`r.customer_id = ${p.add(query.customerId)}::uuid`)
  if (query.externalReference) conditions.push(reportedAs(actor, query.externalReference, p))
  if (query.q?.trim()) conditions.push(await matching(tx, actor, query.q, p))
  const cursor = readCursor(query.cursor)
  const after = queue.byDue ? '>' : '<'
  if (cursor) conditions.push(`(${key}, r.id) ${after} (${p.add(cursor.at)}, ${p.add(cursor.id)}::uuid)`)
  const direction = queue.byDue ? '' : ' desc'
  const rows = await tx.query<SummaryRow>(
    composed(`with page as materialized (
       select r.* from service_request r where ${conditions.join(' and ')}
       order by ${key}${direction}, r.id${direction} limit ${rowsFor(query.limit)}
     )
     select ${SUMMARY_COLUMNS} from page r
     join community c on c.organization_id = r.organization_id and c.id = r.community_id
     join place p on p.organization_id = r.organization_id and p.id = r.place_id
     order by ${key}${direction}, r.id${direction}`),
    p.values,
  )
  const of = (row: SummaryRow) => ({ at: (queue.byDue ? row.nextDueAt : row.createdAt) as Date, id: row.id })
  const page = pageOf(rows, query.limit, of, (row) => row)
  const { summaries } = await presentSummaries(tx, page.items, ctx)
  const text = textFor(actor)
  return {
    items: summaries.map((summary) => ({ ...summary, description: text(summary.description) })),
    nextCursor: page.nextCursor,
  }
}

/**
 * A number that people quote finds its request; anything else is looked for in the texts.
 * @throws DomainError `requests.queryTooShort` for what no index can find
 */
async function matching(tx: Tx, actor: Actor, text: string, p: Params): Promise<string> {
  const number = readNumber(text)
  if (number !== undefined) return `r.number = ${p.add(number)}`
  const wanted = normalized(text)
  const grams = gramsOf(wanted)
  if (grams.length === 0) {
    throw new DomainError('http.invalid', { count: 1 }, [{ path: 'q', code: 'requests.queryTooShort' }])
  }
  // a resident's few are looked through one by one: among the newest hits of a whole company they might be missing
  if (actor.kind === 'resident') {
    return `exists (select from request_search s where s.organization_id = r.organization_id and s.request_id = r.id
      and position(${p.add(wanted)} in s.body) > 0)`
  }
  const hits = await tx.query<{ request_id: string }>('select request_id from find_requests_by_text($1, $2, $3)', [
    grams,
    wanted,
    SEARCH_CAP,
  ])
  return `r.id = any(${p.add(hits.map((hit) => hit.request_id))}::uuid[])`
}

/** What another system reported under its own number; a key finds what it reported itself. */
function reportedAs(actor: Actor, reference: string, p: Params): string {
  const own = actor.kind === 'apiKey' ? `and i.api_key_id = ${p.add(actor.accountId)}::uuid` : ''
  return `r.id = any(array(select i.request_id from request_intake i
    where i.organization_id = r.organization_id and i.external_reference = ${p.add(reference)} ${own}))`
}

/** A badge beside a queue needs no more than this. */
const COUNT_CAP = 100

/** How many stand in each queue that asks for work, counted up to a cap. */
export async function countRequests(tx: Tx, actor: Actor, now: Date): Promise<QueueCounts> {
  assertMay(actor, 'requests.read')
  const counted = REQUEST_QUEUES.filter((queue) => queue !== 'all' && queue !== 'closed')
  const p = new Params()
  const parts = counted.map(
    (queue) => `(select count(*) from (select from service_request r
       where r.organization_id = ${p.add(tx.organizationId)} and ${queues[queue].where(p, actor, now)}
         and ${visibleRequests(actor, p)} limit ${COUNT_CAP}) x) as "${queue}"`,
  )
  const [row] = await tx.query<Record<RequestQueue, number>>(composed(`select ${parts.join(', ')}`), p.values)
  return {
    queues: counted.map((queue) => ({ queue, count: row?.[queue] ?? 0, more: row?.[queue] === COUNT_CAP })),
  }
}
