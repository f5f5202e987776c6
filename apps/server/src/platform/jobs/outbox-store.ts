import type { OutboxEvent } from '#platform/command'
import { type Db, jsonb, statement, type Tx, unnested } from '#platform/db'

export interface OutboxRow {
  id: number
  payload: { events: OutboxEvent[] }
  /** the only handler to run, after a failure; null: all */
  handler: string | null
  attempts: number
  created_at: Date
}

/** One event that one handler could not do. */
export interface Failure {
  event: OutboxEvent
  handler: string
  attempts: number
  createdAt: Date
  error: string
}

const waiting = statement('outbox_waiting', 'select outbox_organization($1) as id')
const take = statement('outbox_take', 'select * from take_outbox($1, $2) order by id')

/** The organization whose outbox to empty next; null when nothing is ready or others hold all of it. */
export async function waitingOrganization(db: Db, now: Date): Promise<string | null> {
  const [row] = await db.global<{ id: string | null }>(waiting, [now])
  return row?.id ?? null
}

export const takeOutbox = (tx: Tx, now: Date, limit: number) => tx.query<OutboxRow>(take, [now, limit])

const again = statement(
  'outbox_again',
  `insert into outbox (organization_id, event, payload, created_at, handler, attempts, not_before)
   select $1, f.event, f.payload, f.created_at, f.handler, f.attempts, f.not_before
   from unnest($2::text[], $3::jsonb[], $4::timestamptz[], $5::text[], $6::int2[], $7::timestamptz[])
     f (event, payload, created_at, handler, attempts, not_before)`,
)

/** Puts events back for one handler, each until its time. */
export async function putBack(tx: Tx, failures: readonly (Failure & { notBefore: Date })[]): Promise<void> {
  if (failures.length === 0) return
  await tx.query(again, [
    tx.organizationId,
    ...unnested(
      failures,
      (f) => f.event.name,
      (f) => jsonb({ events: [f.event] }),
      (f) => f.createdAt,
      (f) => f.handler,
      (f) => f.attempts,
      (f) => f.notBefore,
    ),
  ])
}

const aside = statement(
  'outbox_aside',
  `insert into outbox_failed (organization_id, handler, payload, attempts, error, created_at, failed_at)
   select $1, f.handler, f.payload, f.attempts, f.error, f.created_at, $2
   from unnest($3::text[], $4::jsonb[], $5::int2[], $6::text[], $7::timestamptz[])
     f (handler, payload, attempts, error, created_at)`,
)

/** Sets events aside that were tried often enough. */
export async function setAside(tx: Tx, failures: readonly Failure[], now: Date): Promise<void> {
  if (failures.length === 0) return
  await tx.query(aside, [
    tx.organizationId,
    now,
    ...unnested(
      failures,
      (f) => f.handler,
      (f) => jsonb({ events: [f.event] }),
      (f) => f.attempts,
      (f) => f.error.slice(0, 500),
      (f) => f.createdAt,
    ),
  ])
}

const revive = statement(
  'outbox_revive',
  `with gone as (delete from outbox_failed where organization_id = $1 returning *)
   insert into outbox (organization_id, event, payload, created_at, handler)
   select organization_id, payload #>> '{events,0,name}', payload, created_at, handler from gone returning 1`,
)

/** Gives everything that was set aside in this organization another try; how many events. */
export async function retryFailed(tx: Tx): Promise<number> {
  return (await tx.query(revive, [tx.organizationId])).length
}
