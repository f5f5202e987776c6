import type pg from 'pg'
import { insertLike, onlyRow, type RawStatement, type Row, rowsOf, Values } from './sample.ts'

interface Sample {
  request: Row
  clocks: Row[]
  entry: Row
  commitment: Row
  audit: Row
  outbox: Row
  idempotency: Row
}

/** What a raw create is told. */
export interface RawReport {
  id: string
  placeId: string
  description: string
  auditId: string
}

async function sampleOf(pool: pg.Pool, requestId: string): Promise<Sample> {
  const audit = await onlyRow(
    pool,
    'audit_event',
    "object_ids = array[$1::uuid] and action = 'requests.create'",
    requestId,
  )
  return {
    request: await onlyRow(pool, 'service_request', 'id = $1', requestId),
    clocks: await rowsOf(pool, 'record_clock', 'record_id = $1', requestId, 'name'),
    entry: await onlyRow(pool, 'timeline', 'record_id = $1 and seq = 1', requestId),
    commitment: await onlyRow(pool, 'ledger_pending', 'record_id = $1 and seq = 1', requestId),
    audit,
    outbox: await onlyRow(pool, 'outbox', "payload #>> '{events,0,recordId}' = $1", requestId),
    idempotency: await onlyRow(pool, 'idempotency', 'record_ids = array[$1::uuid]', requestId),
  }
}

/**
 * A create as one statement: the request, its clocks, timeline, commitment, audit event, outbox and idempotency, like
 * requests that the product has taken down, one for each home that the calls name.
 */
export async function createOf(pool: pg.Pool, requestIds: readonly string[]): Promise<RawStatement> {
  const samples = await Promise.all(requestIds.map((id) => sampleOf(pool, id)))
  const byPlace = new Map(samples.map((sample) => [sample.request.place_id, sample]))
  const [first] = samples
  if (!first) throw new Error('no samples')
  const p = new Values<RawReport>()
  const sampleFor = ({ placeId }: RawReport) => byPlace.get(placeId) as Sample
  const id = p.add((body) => body.id)
  const now = p.add(() => new Date())
  const customer = p.add((body) => sampleFor(body).request.customer_id)
  const account = p.add((body) => sampleFor(body).audit.actor_id)
  const own = { id, record_id: id, created_at: now, received_at: now, committed_at: now, at: now, occurred_at: now }
  const like = (table: string, sample: Row, more: Record<string, string> = {}, generated: string[] = []) =>
    insertLike(p, table, sample, { ...own, ...more }, generated)
  const reported = {
    place_id: p.add((body) => body.placeId),
    customer_id: customer,
    community_id: p.add((body) => sampleFor(body).request.community_id),
    contact_sealed: p.add((body) => sampleFor(body).request.contact_sealed),
    description: p.add((body) => body.description),
    next_due_at: p.add((body) => sampleFor(body).request.next_due_at),
  }
  const audited = {
    id: p.add((body) => body.auditId),
    actor_id: account,
    session_id: p.add((body) => sampleFor(body).audit.session_id),
    object_ids: `array[${id}::uuid]`,
  }
  const kept = { actor_id: account, key: p.add((body) => body.id), record_ids: `array[${id}::uuid]` }
  const parts = [
    `request as (${like('service_request', first.request, reported, ['number'])} returning number)`,
    ...first.clocks.map((clock, i) => `clock${i} as (${like('record_clock', clock)})`),
    `entry as (${like('timeline', first.entry, { actor_id: customer })})`,
    `promise as (${like('ledger_pending', first.commitment)})`,
    `audited as (${like('audit_event', first.audit, audited)})`,
    `told as (${like('outbox', first.outbox, {}, ['id'])})`,
    `kept as (${like('idempotency', first.idempotency, kept)})`,
  ]
  return { text: `with ${parts.join(',\n')} select number from request`, values: p.values }
}
