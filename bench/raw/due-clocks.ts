import type pg from 'pg'
import { insertLike, literal, onlyRow, type RawStatement, Values } from './sample.ts'

const BATCH = 500

/**
 * Seconds in which one hand-written statement per 500 due clocks leaves the same rows behind as the product: clock,
 * record, timeline, commitment, and one audit event and outbox row each batch.
 */
export async function fireRaw(owner: pg.Client, organization: string, now: Date, due: number): Promise<number> {
  const { text, values } = await statementOf(owner, organization, now)
  let fired = 0
  const start = performance.now()
  while (fired < due) {
    const { rows } = await owner.query({ name: 'fire raw', text, values: values(undefined as never) })
    if (rows.length === 0) throw new Error(`only ${fired} of ${due} clocks were due`)
    fired += rows.length
  }
  return (performance.now() - start) / 1000
}

async function statementOf(owner: pg.Client, organization: string, moment: Date): Promise<RawStatement> {
  const entry = await onlyRow(owner, 'timeline', "verb = $1 and record_kind = 'serviceRequest'", 'clockWarned')
  const id = entry.record_id as string
  const [clock, promise, outbox] = [
    await onlyRow(owner, 'record_clock', "record_id = $1 and name = 'firstResponse'", id),
    await onlyRow(owner, 'ledger_pending', `record_id = $1 and seq = ${entry.seq}`, id),
    await onlyRow(owner, 'outbox', 'payload::text like $1', `%${id}%`),
  ]
  const audit = await onlyRow(owner, 'audit_event', 'action = $1', 'clocks.fire')
  const values = new Values<void>()
  const now = values.add(() => moment)
  const own = { record_id: 'r.id', seq: 'r.entries', received_at: now, occurred_at: now, committed_at: now }
  const ours = `organization_id = ${literal(organization)}`
  const each = (insert: string) => insert.replace(/values \((.*)\)$/s, 'select $1 from r')
  const text = `with due as materialized (
    select c.record_id as id, c.name, c.round from record_clock c
    join service_request r on r.organization_id = c.organization_id and r.id = c.record_id
    where c.${ours} and c.record_kind = 'serviceRequest' and c.next_fire_at <= ${now}
    order by c.next_fire_at limit ${BATCH} for update of r skip locked
  ), fired as (
    update record_clock c set clock = ${values.add(() => clock.clock)}, next_fire_at = ${values.add(() => clock.next_fire_at)}
    from due where c.${ours} and c.record_id = due.id and c.name = due.name and c.round = due.round
  ), r as (
    update service_request s set entries = s.entries + 1 from due where s.${ours} and s.id = due.id
    returning s.id, s.entries
  ), entry as (${each(insertLike(values, 'timeline', entry, own))}
  ), promise as (${each(insertLike(values, 'ledger_pending', promise, own))}
  ), audited as (${insertLike(values, 'audit_event', audit, { id: 'gen_random_uuid()', at: now })}
  ), told as (${insertLike(values, 'outbox', outbox, { created_at: now }, ['id'])})
  select id from r`
  return { text, values: values.values }
}
