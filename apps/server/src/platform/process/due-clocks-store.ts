import type { ClockState } from '#kernel'
import { type Db, jsonb, type Statement, statement, type Tx, unnested } from '#platform/db'
import type { RecordTable } from './store.ts'

/** A record with a clock to fire, locked by this transaction. */
export interface DueRecord {
  id: string
  communityId: string
  definitionId: string
  phase: string
  version: number
  entries: number
  assigneeId: string | null
}
export interface DueClock {
  recordId: string
  clock: ClockState
  /** its next alarm is due */
  due: boolean
}

const organizations = statement('due_organizations', 'select due_clock_organizations($1) as id')

export async function dueOrganizations(db: Db, now: Date): Promise<string[]> {
  return (await db.global<{ id: string }>(organizations, [now])).map((row) => row.id)
}

/** Of each table: the kind of its records, and the column of the person who works on one, as far as the table has it. */
const tables = {
  service_request: { kind: 'serviceRequest', assignee: 'null::uuid' },
  work_order: { kind: 'workOrder', assignee: 'r.assignee_id' },
} as const

/** What a {@link DueRecord} is read from, of a table called `r`. */
export const dueColumns = (table: RecordTable) =>
  `r.id, r.community_id as "communityId", r.definition_id as "definitionId", r.phase, r.version, r.entries,
     ${tables[table].assignee} as "assigneeId"`

// What a timer does to an order may move its request, and a request is locked before its orders, always.
const REQUESTS_FIRST = `with requests as materialized (
  select q.id from service_request q where q.organization_id = $1 and q.id = any(array(
    select o.request_id from record_clock c
    join work_order o on o.organization_id = c.organization_id and o.id = c.record_id
    where c.organization_id = $1 and c.record_kind = 'workOrder' and c.next_fire_at <= $2
      and c.clock ->> 'kind' = 'timer' order by c.next_fire_at limit $3))
  for update skip locked)`

// The record is locked and not the clock, because commands lock the record first; what others hold is left to them.
// A record comes once for each of its due clocks.
const locked = (table: RecordTable, timers: boolean) => {
  const { kind } = tables[table]
  const ofTimers = timers && table === 'work_order'
  return statement(
    `due_${timers ? 'timers' : 'alarms'}_${table}`,
    `${ofTimers ? REQUESTS_FIRST : ''} select ${dueColumns(table)}
       from record_clock c join ${table} r on r.organization_id = c.organization_id and r.id = c.record_id
       where c.organization_id = $1 and c.record_kind = '${kind}' and c.next_fire_at <= $2
         and (c.clock ->> 'kind' = 'timer') = ${timers}
         ${ofTimers ? 'and (r.request_id is null or r.request_id = any(array(select id from requests)))' : ''}
       order by c.next_fire_at limit $3 for update of r skip locked`,
  )
}
const bothOf = (table: RecordTable) => ({ alarms: locked(table, false), timers: locked(table, true) })
const locks = { service_request: bothOf('service_request'), work_order: bothOf('work_order') }

/** Locks records with due timers, or due clocks of other kinds, the longest waiting first, each once. `full`: there may be more. */
export async function lockDue(
  tx: Tx,
  table: RecordTable,
  which: 'alarms' | 'timers',
  now: Date,
  limit: number,
): Promise<{ records: DueRecord[]; full: boolean }> {
  const rows = await tx.query<DueRecord>(locks[table][which], [tx.organizationId, now, limit])
  return { records: [...new Map(rows.map((row) => [row.id, row])).values()], full: rows.length === limit }
}

const clocks = statement(
  'due_clocks',
  `select record_id as "recordId", clock, coalesce(next_fire_at <= $2, false) as due from record_clock
   where organization_id = $1 and record_id = any($3)`,
)

/** All clocks of locked records, read after the locks so that they are the last word. */
export const clocksOfLocked = (tx: Tx, now: Date, ids: readonly string[]) =>
  tx.query<DueClock>(clocks, [tx.organizationId, now, ids])

const bumps = Object.fromEntries(
  Object.keys(tables).map((table) => [
    table,
    statement(
      `due_bump_${table}`,
      `update ${table} t set entries = b.entries, next_due_at = b.next_due_at
       from unnest($2::uuid[], $3::int[], $4::timestamptz[]) b (id, entries, next_due_at)
       where t.organization_id = $1 and t.id = b.id`,
    ),
  ]),
) as Record<RecordTable, Statement>

/** Queues the records' new counts of entries and next due times. Their version stays: nobody's page is stale. */
export function saveDue(
  tx: Tx,
  table: RecordTable,
  records: readonly { id: string; entries: number; nextDueAt: number | null }[],
): void {
  if (records.length === 0) return
  const columns = unnested(
    records,
    (r) => r.id,
    (r) => r.entries,
    (r) => date(r.nextDueAt),
  )
  tx.queue(bumps[table], [tx.organizationId, ...columns])
}

const date = (at: number | null) => (at === null ? null : new Date(at))

const saveFired = statement(
  'due_fired',
  `update record_clock c set clock = f.clock, due_at = f.due_at, next_fire_at = f.next_fire_at
   from unnest($2::uuid[], $3::text[], $4::int2[], $5::jsonb[], $6::timestamptz[], $7::timestamptz[])
     f (record_id, name, round, clock, due_at, next_fire_at)
   where c.organization_id = $1 and c.record_id = f.record_id and c.name = f.name and c.round = f.round`,
)

/** Queues running clocks after their alarms or with other times; `nextFireAt` may differ from the clock's own when it is put off. */
export function saveFiredClocks(
  tx: Tx,
  all: readonly { recordId: string; clock: ClockState; nextFireAt: number | null }[],
): void {
  if (all.length === 0) return
  tx.queue(saveFired, [
    tx.organizationId,
    ...unnested(
      all,
      (c) => c.recordId,
      (c) => c.clock.name,
      (c) => c.clock.round,
      (c) => jsonb(c.clock),
      (c) => date(c.clock.dueAt),
      (c) => date(c.nextFireAt),
    ),
  ])
}

const putOff = statement(
  'due_put_off',
  `update record_clock set next_fire_at = $4
   where organization_id = $1 and record_id = any($2) and next_fire_at <= $3 and clock ->> 'kind' = 'timer'`,
)

/** Queues that the due timers of some records are looked at again at `until` and not before. */
export function putOffTimers(tx: Tx, ids: readonly string[], now: Date, until: Date): void {
  if (ids.length > 0) tx.queue(putOff, [tx.organizationId, ids, now, until])
}
