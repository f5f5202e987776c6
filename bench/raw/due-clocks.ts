import type pg from 'pg'
import { insertLike, literal, onlyRow } from './sample.ts'

const BATCH = 500

/**
 * Seconds in which one hand-written statement per 500 due clocks leaves the same rows behind as the product: clock,
 * record, timeline, commitment, and one audit event and outbox row each batch.
 */
export async function fireRaw(owner: pg.Client, organization: string, now: Date, due: number): Promise<number> {
  const text = await statementOf(owner, organization)
  let fired = 0
  const start = performance.now()
  while (fired < due) {
    const { rows } = await owner.query({ name: 'fire raw', text, values: [now] })
    if (rows.length === 0) throw new Error(`only ${fired} of ${due} clocks were due`)
    fired += rows.length
  }
  return (performance.now() - start) / 1000
}

async function statementOf(owner: pg.Client, organization: string): Promise<string> {
  const entry = await onlyRow(owner, 'timeline', "verb = $1 and record_kind = 'serviceRequest'", 'clockWarned')
  const id = entry.record_id as string
  const [clock, promise, outbox] = [
    await onlyRow(owner, 'record_clock', "record_id = $1 and name = 'firstResponse'", id),
    await onlyRow(owner, 'ledger_pending', `record_id = $1 and seq = ${entry.seq}`, id),
    await onlyRow(owner, 'outbox', 'payload::text like $1', `%${id}%`),
  ]
  const audit = await onlyRow(owner, 'audit_event', 'action = $1', 'clocks.fire')
  const own = { record_id: 'r.id', seq: 'r.entries', received_at: '$1', occurred_at: '$1', committed_at: '$1' }
  const ours = `organization_id = ${literal(organization)}`
  return `with due as materialized (
    select c.record_id as id, c.name, c.round from record_clock c join service_request r on r.organization_id =
      c.organization_id and r.id = c.record_id
    where c.${ours} and c.record_kind = 'serviceRequest' and c.next_fire_at <= $1
    order by c.next_fire_at limit ${BATCH} for update of r skip locked
  ), fired as (
    update record_clock c set clock = ${literal(clock.clock)}, next_fire_at = ${literal(clock.next_fire_at)} from due
    where c.${ours} and c.record_id = due.id and c.name = due.name and c.round = due.round
  ), r as (
    update service_request s set entries = s.entries + 1 from due where s.${ours} and s.id = due.id
    returning s.id, s.entries
  ), entry as (${insertLike('timeline', entry, own).replace(/values \((.*)\)$/s, 'select $1 from r')}
  ), promise as (${insertLike('ledger_pending', promise, own).replace(/values \((.*)\)$/s, 'select $1 from r')}
  ), audited as (${insertLike('audit_event', audit, { id: 'gen_random_uuid()', at: '$1' })}
  ), told as (${insertLike('outbox', outbox, { created_at: '$1' }, ['id'])})
  select id from r`
}
