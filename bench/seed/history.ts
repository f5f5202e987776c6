import type pg from 'pg'
import { startClock } from '../../apps/server/src/kernel/index.ts'
import { type Db, jsonb } from '../../apps/server/src/platform/db/index.ts'
import { clockContext, clockRules, DEFAULT_DEFINITIONS } from '../../apps/server/src/platform/process/index.ts'

/** Clocks of a request as its process starts them. */
export type SeededClock = 'firstResponse' | 'result'

/** A running clock that started at `at`, with the alarms of emergencies, which are told at any hour. */
export async function runningClock(db: Db, organizationId: string, name: SeededClock, at: Date) {
  const definition = DEFAULT_DEFINITIONS.repair
  const spec = definition.clocks.find((clock) => clock.name === name)
  if (!spec || spec.target.kind === 'dateField' || spec.target.kind === 'momentField')
    throw new Error(`the default process has no clock ${name}`)
  const { kind, target } = spec
  const ctx = await db.transaction(organizationId, (tx) => clockContext(tx, at))
  return startClock({ name, kind, target, ...clockRules(definition, name), alarms: 'anyHour' }, at.getTime(), ctx)
}

/**
 * Two clocks for every request, as long before and after its own creation as the sample's: running while it waits for
 * what the clock measures, met an hour after creation otherwise.
 */
export async function insertClocks(client: pg.Client, db: Db, organizationId: string, now: Date): Promise<void> {
  for (const [name, phases] of [
    ['firstResponse', ['new']],
    ['result', ['new', 'accepted', 'assigned', 'executing']],
  ] as const) {
    const sample = await runningClock(db, organizationId, name, now)
    const after = (at: number | null) => ((at as number) - sample.startedAt) / 1000
    await client.query(clocks, [name, phases, jsonb(sample), after(sample.dueAt), after(sample.nextFireAt)])
  }
}

/** $1 name, $2 phases in which it runs, $3 sample, $4 and $5 seconds from the start to due time and first alarm */
const clocks = `
insert into record_clock (organization_id, record_id, name, round, record_kind, clock, state, due_at, next_fire_at)
select organization_id, id, $1::text, 1, 'serviceRequest',
  $3::jsonb || jsonb_build_object('startedAt', started, 'dueAt', started + ($4::float8 * 1000)::bigint)
    || case when runs then jsonb_build_object('nextFireAt', started + ($5::float8 * 1000)::bigint)
      else jsonb_build_object('state', 'met', 'nextFireAt', null, 'metAt', started + 3600000, 'endedAt', started + 3600000,
        'endReason', 'accept') end,
  case when runs then 'running' else 'met' end, created_at + make_interval(secs => $4),
  case when runs then created_at + make_interval(secs => $5) end
from (select r.*, phase = any($2::text[]) as runs, floor(extract(epoch from created_at) * 1000)::bigint as started
  from service_request r) r
order by created_at`

/** One work order for every request that came so far as to be dispatched, with the same end as its request. */
export const insertOrders = (client: pg.Client) =>
  client.query(`
    create temp table technician as select row_number() over (order by login)::int as n, staff_id from account
      where login like 'technician%';
    insert into work_order (organization_id, id, number, request_id, community_id, place_id, category, skill, assignee_id,
      priority, definition_id, category_version_id, state, phase, version, entries, occurred_at, created_at, settled_at)
    select r.organization_id, overlay(r.id::text placing '9' from 20 for 1)::uuid, r.number, r.id, r.community_id,
      r.place_id, r.category, k.skill, t.staff_id, r.priority, p.id, r.category_version_id,
      case r.phase when 'assigned' then 'taken' when 'executing' then 'started' when 'feedback' then 'done' else 'closed' end,
      case r.phase when 'assigned' then 'assigned' when 'executing' then 'executing' when 'feedback' then 'feedback'
        else 'settled' end,
      least(r.version - 1, 6), least(r.version - 1, 6), r.created_at, r.created_at, r.settled_at
    from service_request r
    join kind k on k.id = r.category_version_id
    join technician t on t.n = 1 + r.number % (select count(*) from technician)
    cross join (select id from regulation_version where kind = 'process' and key = 'workOrder') p
    where r.version > 3 order by r.created_at;
    select setval('order_number', (select max(number) from work_order))`)

/** Timeline, commitments and audit events of all requests and orders, step by step as far as each came. */
export async function insertTrail(client: pg.Client): Promise<void> {
  for (const [table, kind, steps] of [
    ['service_request', 'serviceRequest', requestSteps],
    ['work_order', 'workOrder', orderSteps],
  ] as const) {
    const values = steps.map((step, i) => `(${i + 1}, ${step.map((text) => `'${text}'`).join(', ')})`).join(', ')
    await client.query(trail(table, kind, values))
  }
}

const requestSteps = [
  ['report', '', 'received', 'new'],
  ['accept', 'received', 'accepted', 'accepted'],
  ['triage', 'accepted', 'triaged', 'accepted'],
  ['dispatch', 'triaged', 'assigned', 'assigned'],
  ['start', 'assigned', 'executing', 'executing'],
  ['reportDone', 'executing', 'done', 'feedback'],
  ['rate', 'done', 'rated', 'feedback'],
  ['settle', 'rated', 'settled', 'settled'],
  ['archive', 'settled', 'archived', 'archived'],
]
const orderSteps = [
  ['report', '', 'pooled', 'new'],
  ['dispatch', 'pooled', 'assigned', 'assigned'],
  ['take', 'assigned', 'taken', 'assigned'],
  ['start', 'taken', 'started', 'executing'],
  ['reportDone', 'started', 'done', 'feedback'],
  ['closeOrder', 'done', 'closed', 'settled'],
]

const trail = (table: string, kind: string, values: string) => `
with step (seq, verb, from_state, to_state, phase) as (values ${values}),
fact as materialized (
  select t.organization_id, t.id, s.*, t.created_at + make_interval(hours => s.seq - 1) as at, gen_random_uuid() as event
  from ${table} t join step s on s.seq <= t.entries
), told as (
  insert into timeline (organization_id, record_id, seq, record_kind, verb, step, from_state, to_state, phase, actor_kind,
    actor_name, occurred_at, received_at, origin, data, salt)
  select organization_id, id, seq, '${kind}', verb, verb, from_state, to_state, phase, 'staff', '员工1', at, at,
    '10.1.2.3', '{"note": "已与客户电话确认上门时间"}', sha256(event::text::bytea) from fact order by id, seq
), promised as (
  insert into ledger_pending (organization_id, record_id, seq, commitment, committed_at)
  select organization_id, id, seq, sha256(event::text::bytea), at from fact order by id, seq
), kept as (
  insert into idempotency (organization_id, actor_id, key, body_hash, record_ids, created_at)
  select organization_id, event, event::text, sha256(event::text::bytea), array[id], at from fact
  where at > (select max(created_at) from ${table}) - interval '30 days'
)
insert into audit_event (organization_id, at, id, actor_kind, actor_id, session_id, ip, request_id, action, outcome,
  object_kind, object_ids)
select organization_id, at, event, 'staff', event, event, '10.1.2.3', '0123456789abcdef', '${table}.' || verb, 'success',
  '${kind}', array[id] from fact order by at`
