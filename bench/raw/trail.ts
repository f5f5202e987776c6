import type pg from 'pg'
import { insertLike, onlyRow, type Row, rowsOf, type Values } from './sample.ts'
import type { RawStepBody } from './steps.ts'

/** Places of the values that every step has. */
export interface Call {
  parameters: Values<RawStepBody>
  id: string
  now: string
  account: string
  session: string
  /** id of the audit event */
  event: string
  /** the same as a text, for the Idempotency-Key */
  key: string
}

/** A sample record, the place of the id of the record that is like it, and its entries that a step makes. */
type Told = [sample: Row, id: string, entries: number[]]

interface Trail {
  step: string
  /** the record on which the step is taken */
  of: Row
  /** place of the member of staff who takes it */
  staff: string
  request: Told
  order?: Told
}

/** What a step leaves besides its records: timeline, commitments, audit event, outbox and key, each like the sample's. */
export async function trailOf(
  pool: pg.Pool,
  call: Call,
  { step, of, staff, request, order }: Trail,
): Promise<string[]> {
  const { parameters, now } = call
  const [own, kind, id] =
    of === request[0] ? ['requests', 'serviceRequest', request[1]] : ['orders', 'workOrder', order?.[1]]
  const times = { received_at: now, occurred_at: now, committed_at: now, created_at: now, at: now }
  const parts: string[] = []
  for (const [sample, recordId, seqs] of order ? [request, order] : [request])
    for (const seq of seqs) {
      const where = `record_id = $1 and seq = ${seq}`
      const entry = await onlyRow(pool, 'timeline', where, sample.id)
      const promise = await onlyRow(pool, 'ledger_pending', where, sample.id)
      const actor: Record<string, string> = entry.actor_kind === 'staff' ? { actor_id: staff } : {}
      const n = parts.length
      parts.push(
        `entry${n} as (${insertLike(parameters, 'timeline', entry, { ...times, ...actor, record_id: recordId })})`,
      )
      parts.push(
        `promise${n} as (${insertLike(parameters, 'ledger_pending', promise, { ...times, record_id: recordId })})`,
      )
    }
  const record = { object_ids: `array[${id}::uuid]`, record_ids: `array[${id}::uuid]` }
  const audit = await onlyRow(pool, 'audit_event', `object_ids = array[$1::uuid] and action = '${own}.${step}'`, of.id)
  const who = { id: call.event, actor_id: call.account, session_id: call.session }
  const [outbox] = (await rowsOf(pool, 'outbox', 'payload::text like $1', `%${of.id}%`)).filter((row) =>
    String(row.payload).includes(`"${kind}.${step}"`),
  )
  if (!outbox) throw new Error(`nothing was told of ${kind}.${step}`)
  const [kept] = await rowsOf(pool, 'idempotency', 'record_ids = array[$1::uuid]', of.id)
  return [
    ...parts,
    `audited as (${insertLike(parameters, 'audit_event', audit, { ...times, ...who, ...record })})`,
    `told as (${insertLike(parameters, 'outbox', outbox, times, ['id'])})`,
    `kept as (${insertLike(parameters, 'idempotency', kept as Row, { ...times, ...record, actor_id: call.account, key: call.key })})`,
  ]
}
