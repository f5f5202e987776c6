import type pg from 'pg'
import { checkLedger } from './ledger.ts'

const RECORDS = `(select organization_id, id, state, entries, 'serviceRequest' as kind from service_request
  union all select organization_id, id, state, entries, 'workOrder' from work_order) r`
/** the audit event of the command that took an entry's step; an entry that followed another record's step has none */
const OWN_AUDIT = `a.organization_id = t.organization_id and a.at = t.received_at and a.outcome = 'success'
  and t.record_id = any(a.object_ids) and a.action = case t.record_kind when 'workOrder' then 'orders.' else 'requests.' end
    || case t.step when 'report' then 'create' else t.step end`
/** history that an import brought and took back: of it stay the commitments, and the entry that says so */
const UNDONE = `(select organization_id, record_id, seq from timeline where verb = 'importUndone')`

/** What must hold for every record whatever happened; each statement counts the rows for which it does not. */
const CHECKS: Record<string, string> = {
  'records whose timeline is not 1 to their count of entries': `
    select count(*) from ${RECORDS} full join (
      select organization_id, record_id, count(*) as n, min(seq) as first, max(seq) as last from timeline group by 1, 2) t
      on t.organization_id = r.organization_id and t.record_id = r.id
    where (r.id is null or t.n is distinct from r.entries or t.first <> 1 or t.last <> t.n)
      and not exists (select from ${UNDONE} u where u.organization_id = t.organization_id and u.record_id = t.record_id)`,
  'records taken back that are still there, or of which not just their commitments and one entry stay': `
    select count(*) from ${UNDONE} u
    where exists (select from service_request r where r.organization_id = u.organization_id and r.id = u.record_id)
      or (select count(*) from timeline t where t.organization_id = u.organization_id and t.record_id = u.record_id) <> 1
      or (select count(*) from ledger_pending l
        where l.organization_id = u.organization_id and l.record_id = u.record_id) <> u.seq`,
  'timeline entries that do not begin where the one before ended': `
    select count(*) from (select from_state, lag(to_state) over (partition by organization_id, record_id order by seq) as before
      from timeline where to_state is not null) t
    where t.from_state is distinct from t.before`,
  'records that are not in the state of their last entry': `
    select count(*) from ${RECORDS} where r.state is distinct from (select t.to_state from timeline t
      where t.organization_id = r.organization_id and t.record_id = r.id and t.to_state is not null
      order by t.seq desc limit 1)`,
  'timeline entries without a commitment, or the reverse': `
    select count(*) from timeline t full join ledger_pending l using (organization_id, record_id, seq)
    where (t.salt is null or l.commitment is null) and not exists (select from ${UNDONE} u
      where u.organization_id = l.organization_id and u.record_id = l.record_id and u.seq > l.seq)`,
  'timeline entries without an audit event of their moment and actor': `
    select count(*) from timeline t where not exists (
      select from audit_event a left join account c on c.organization_id = a.organization_id and c.id = a.actor_id
      where a.organization_id = t.organization_id and a.at = t.received_at and a.outcome = 'success'
        and a.actor_kind = t.actor_kind and (t.actor_id is null or coalesce(c.staff_id, c.customer_id) = t.actor_id))`,
  'timeline entries with more than one audit event': `
    select count(*) from (select from timeline t join audit_event a on ${OWN_AUDIT}
      group by t.organization_id, t.record_id, t.seq having count(*) > 1) x`,
  'audit events of steps that no timeline shows': `
    select count(*) from audit_event a where a.outcome = 'success' and (a.action like 'requests.%' or a.action like 'orders.%')
      and a.object_kind in ('serviceRequest', 'workOrder')
      and not exists (select from timeline t where t.record_id = any(a.object_ids) and ${OWN_AUDIT})`,
  'requests without a clock': `
    select count(*) from service_request r where not exists (select from record_clock c
      where c.organization_id = r.organization_id and c.record_id = r.id)`,
  'closed requests with a clock that runs': `
    select count(*) from service_request r join record_clock c on c.organization_id = r.organization_id and c.record_id = r.id
    where r.settled_at is not null and c.state in ('running', 'paused')`,
  'dispatched requests without a work order': `
    select count(*) from service_request r where exists (select from timeline t
      where t.organization_id = r.organization_id and t.record_id = r.id and t.verb = 'dispatch') and not exists (
      select from work_order o where o.organization_id = r.organization_id and o.request_id = r.id)`,
  'requests that are not found by their text and do not wait for it': `
    select count(*) from service_request r
    where not exists (select from request_search s where s.organization_id = r.organization_id and s.request_id = r.id)
      and r.id not in (select (e ->> 'recordId')::uuid from outbox o, jsonb_array_elements(o.payload -> 'events') e)`,
}

/** All that is wrong in a database, in words; empty when nothing is. */
export async function faultsIn(client: pg.Client): Promise<string[]> {
  const faults: string[] = []
  for (const [what, sql] of Object.entries(CHECKS)) {
    const { rows } = await client.query<{ count: string }>(sql)
    if (rows[0]?.count !== '0') faults.push(`${rows[0]?.count} ${what}`)
  }
  const { wrong } = await checkLedger(client)
  if (wrong.length > 0) faults.push(`${wrong.length} commitments that differ: ${wrong.slice(0, 3).join(', ')}`)
  return faults
}
