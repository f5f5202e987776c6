import type { Hook, HookDelivery, HookDeliveryState, Page } from '@sims/contracts'
import { type Actor, DomainError, formatInstant } from '#kernel'
import { composed, Params, statement, type Tx } from '#platform/db'
import { pageOf, readCursor, rowsFor } from '#platform/http'
import { HOOK_COLUMNS, type HookRow } from './row.ts'

const all = statement(
  'hook_all',
  `select ${HOOK_COLUMNS},
     (select count(*) from (select from hook_delivery d where d.organization_id = h.organization_id
        and d.hook_id = h.id and d.state = 'waiting' limit 10000) x)::int as waiting,
     (select max(d.delivered_at) from hook_delivery d where d.organization_id = h.organization_id
        and d.hook_id = h.id) as "lastDeliveredAt"
   from hook h where h.organization_id = $1 order by h.created_at desc, h.id desc limit 200`,
)
const attemptsOf = statement(
  'hook_attempts',
  `select delivery_id as "deliveryId", number, at, status, reason, milliseconds, answer from hook_attempt
   where organization_id = $1 and delivery_id = any($2::uuid[]) order by number desc`,
)

export async function listHooks(tx: Tx, { timeZone }: Actor, now: Date): Promise<Hook[]> {
  const rows = await tx.query<HookRow & { waiting: number; lastDeliveredAt: Date | null }>(all, [tx.organizationId])
  const at = (moment: Date | null) => moment && formatInstant(moment.getTime(), timeZone)
  return rows.map((row) => ({
    id: row.id,
    name: row.name,
    url: row.url,
    events: row.events,
    communityIds: row.communities,
    active: row.active,
    pausedAt: at(row.pausedAt),
    failingSince: at(row.failingSince),
    waiting: row.waiting,
    lastDeliveredAt: at(row.lastDeliveredAt),
    overlapUntil: row.previousUntil && now < row.previousUntil ? at(row.previousUntil) : null,
    createdAt: at(row.createdAt) as string,
    version: row.version,
  }))
}

interface DeliveryRow {
  id: string
  event: HookDelivery['event']
  body: string
  state: HookDeliveryState
  createdAt: Date
  nextAt: Date | null
  deliveredAt: Date | null
}
interface AttemptRow {
  deliveryId: string
  number: number
  at: Date
  status: number | null
  reason: string | null
  milliseconds: number | null
  answer: string
}

/** One page of a hook's log, newest first. @throws DomainError `http.notFound` */
export async function listDeliveries(
  tx: Tx,
  { timeZone }: Actor,
  hookId: string,
  query: { state?: HookDeliveryState | undefined; cursor?: string | undefined; limit: number },
): Promise<Page<HookDelivery>> {
  const p = new Params()
  const [organization, hook] = [p.add(tx.organizationId), `${p.add(hookId)}::uuid`]
  const conditions = [`d.organization_id = ${organization} and d.hook_id = ${hook}`]
  if (query.state) conditions.push(`d.state = ${p.add(query.state)}`)
  const cursor = readCursor(query.cursor)
  if (cursor) conditions.push(`(d.created_at, d.id) < (${p.add(cursor.at)}, ${p.add(cursor.id)}::uuid)`)
  const [[there], rows] = await Promise.all([
    tx.query(composed(`select from hook where organization_id = $1 and id = $2::uuid`), [tx.organizationId, hookId]),
    tx.query<DeliveryRow>(
      composed(`select d.id, d.event, d.body, d.state, d.created_at as "createdAt", d.next_at as "nextAt",
         d.delivered_at as "deliveredAt" from hook_delivery d where ${conditions.join(' and ')}
       order by d.created_at desc, d.id desc limit ${rowsFor(query.limit)}`),
      p.values,
    ),
  ])
  if (!there) throw new DomainError('http.notFound')
  const ids = rows.map(({ id }) => id)
  const attempts = Map.groupBy(
    await tx.query<AttemptRow>(attemptsOf, [tx.organizationId, ids]),
    (attempt) => attempt.deliveryId,
  )
  const at = (moment: Date | null) => moment && formatInstant(moment.getTime(), timeZone)
  const key = (row: DeliveryRow) => ({ at: row.createdAt, id: row.id })
  return pageOf(rows, query.limit, key, ({ id, event, body, state, ...row }) => ({
    id,
    event,
    body,
    state,
    createdAt: at(row.createdAt) as string,
    nextAt: at(row.nextAt),
    deliveredAt: at(row.deliveredAt),
    attempts: (attempts.get(id) ?? []).map(({ deliveryId: _, ...one }) => ({ ...one, at: at(one.at) as string })),
  }))
}
