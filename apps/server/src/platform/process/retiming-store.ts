import type { ClockState } from '#kernel'
import { type Db, type Statement, statement, type Tx } from '#platform/db'
import { type DueRecord, dueColumns } from './due-clocks-store.ts'
import type { RecordTable } from './store.ts'

/** A record whose clocks are computed anew, locked by this transaction. */
export interface RetimedRecord extends DueRecord {
  customerId: string | null
}

/**
 * Records of one table whose clocks are computed anew together, and the years of the calendar that changed. The last part
 * of a plan has no table and no records: by then all others are done or under way.
 */
export type Part = RecordsPart | { id: number; years: number[]; table: null; recordIds: [] }
export interface RecordsPart {
  id: number
  years: number[]
  table: RecordTable
  recordIds: string[]
}

const organizations = statement('retiming_organizations', 'select retiming_organizations($1, $2) as id')

/** The organizations in which there is something to plan, of changes until `changedBefore`, or to do. */
export async function retimingOrganizations(db: Db, changedBefore: Date, now: Date): Promise<string[]> {
  return (await db.global<{ id: string }>(organizations, [changedBefore, now])).map((row) => row.id)
}

const change = statement(
  'calendar_change',
  `insert into calendar_change (organization_id, year, changed_at) values ($1, $2, $3)
   on conflict (organization_id, year) do update set changed_at = excluded.changed_at`,
)

/** Queues that the calendar of a year changed: open due times that depend on calendars are to be computed anew. */
export function noteCalendarChange(tx: Tx, year: number, now: Date): void {
  tx.queue(change, [tx.organizationId, year, now])
}

const takeChanges = statement(
  'calendar_changes_take',
  'delete from calendar_change where organization_id = $1 and changed_at <= $2 returning year',
)

/** Takes away the changes until a moment, for the caller to plan; their years, ascending. */
export async function takeCalendarChanges(tx: Tx, until: Date): Promise<number[]> {
  const rows = await tx.query<{ year: number }>(takeChanges, [tx.organizationId, until])
  return rows.map((row) => row.year).sort((a, b) => a - b)
}

// Every open record is in a partial index. Elapsed hours depend on no calendar.
const plan = (table: RecordTable) =>
  statement(
    `retiming_plan_${table}`,
    `insert into retiming (organization_id, years, record_kind, record_ids, not_before)
     select $1, $2::int2[], '${kinds[table]}', array_agg(o.id order by o.id), $3
     from (select r.id, (row_number() over (order by r.id) - 1) / $4::int as part from ${table} r
       where r.organization_id = $1 and r.settled_at is null and exists (
         select from record_clock c where c.organization_id = $1 and c.record_id = r.id
           and c.state in ('running', 'paused') and c.clock #>> '{target,kind}' <> 'elapsedHours')) o
     group by o.part`,
  )
const kinds = { service_request: 'serviceRequest', work_order: 'workOrder' } as const
const planLast = statement(
  'retiming_plan_last',
  `insert into retiming (organization_id, years, record_kind, record_ids, not_before)
   values ($1, $2, 'organization', '{}', $3)`,
)
const plans = { service_request: plan('service_request'), work_order: plan('work_order') }

/** Queues the parts of all open records with a clock that depends on calendars, so many records in each, and the last. */
export function planRetiming(tx: Tx, years: readonly number[], size: number, now: Date): void {
  for (const table of ['service_request', 'work_order'] as const)
    tx.queue(plans[table], [tx.organizationId, years, now, size])
  tx.queue(planLast, [tx.organizationId, years, now])
}

const take = statement(
  'retiming_take',
  `delete from retiming where organization_id = $1 and id = any(array(
     select id from retiming where organization_id = $1 and not_before <= $2
     order by not_before, id limit 1 for update skip locked))
   returning id, years, record_kind as "recordKind", record_ids as "recordIds"`,
)

/** Takes a part that no other worker holds; it is back when the transaction fails. */
export async function takePart(tx: Tx, now: Date): Promise<Part | undefined> {
  const [row] = await tx.query<Omit<RecordsPart, 'table'> & { recordKind: string }>(take, [tx.organizationId, now])
  if (!row) return undefined
  const { recordKind, ...part } = row
  if (recordKind === 'organization') return { ...part, table: null, recordIds: [] }
  return { ...part, table: recordKind === kinds.work_order ? 'work_order' : 'service_request' }
}

const putOff = statement(
  'retiming_put_off',
  `with gone as (delete from retiming where organization_id = $1 and id = $2)
   insert into retiming (organization_id, years, record_kind, record_ids, not_before)
   select $1, $3::int2[], $4, array[one.id], $5 from unnest($6::uuid[]) one (id)`,
)

/** Queues that some records of a part are tried again later, each alone, and that the part is done with. */
export function putOffRecords(
  tx: Tx,
  { id, years, table }: RecordsPart,
  recordIds: readonly string[],
  until: Date,
): void {
  if (recordIds.length > 0) tx.queue(putOff, [tx.organizationId, id, years, kinds[table], until, recordIds])
}

const lock = (table: RecordTable, customer: string) =>
  statement(
    `retiming_lock_${table}`,
    `select ${dueColumns(table)}, ${customer} as "customerId" from ${table} r
     where r.organization_id = $1 and r.id = any($2) and r.settled_at is null order by r.id for update`,
  )
const locks: Record<RecordTable, Statement> = {
  service_request: lock('service_request', 'r.customer_id'),
  work_order: lock('work_order', 'null::uuid'),
}
const clocks = statement(
  'retiming_clocks',
  `select record_id as "recordId", clock from record_clock
   where organization_id = $1 and record_id = any($2) and state in ('running', 'paused')`,
)

/** Locks those of a part that are still open and reads their open clocks; in the order of ids, as commands lock. */
export async function lockPart(tx: Tx, { table, recordIds }: RecordsPart): Promise<[RetimedRecord, ClockState[]][]> {
  const [records, rows] = await Promise.all([
    tx.query<RetimedRecord>(locks[table], [tx.organizationId, recordIds]),
    tx.query<{ recordId: string; clock: ClockState }>(clocks, [tx.organizationId, recordIds]),
  ])
  const own = Map.groupBy(rows, (row) => row.recordId)
  return records.map((record) => [record, (own.get(record.id) ?? []).map((row) => row.clock)])
}
