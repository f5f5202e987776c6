import type pg from 'pg'
import { insertLike, onlyRow, type RawStatement, type Row, rowsOf } from './sample.ts'

interface Sample {
  request: Row
  clocks: Row[]
  entry: Row
  commitment: Row
  audit: Row
  outbox: Row
  idempotency: Row
}

export async function sampleOf(pool: pg.Pool, requestId: string): Promise<Sample> {
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
  const { request, clocks, entry, commitment, audit, outbox, idempotency } = first
  const own = { id: '$1', record_id: '$1', created_at: '$10', received_at: '$10', committed_at: '$10', at: '$10' }
  const parts = [
    `request as (${insertLike(
      'service_request',
      request,
      {
        ...own,
        place_id: '$2',
        customer_id: '$3',
        community_id: '$4',
        contact_sealed: '$5',
        description: '$6',
        occurred_at: '$10',
      },
      ['number'],
    )} returning number)`,
    ...clocks.map((clock, i) => `clock${i} as (${insertLike('record_clock', clock, own)})`),
    `entry as (${insertLike('timeline', entry, { ...own, actor_id: '$3', occurred_at: '$10' })})`,
    `promise as (${insertLike('ledger_pending', commitment, own)})`,
    `audited as (${insertLike('audit_event', audit, {
      ...own,
      id: '$9',
      actor_id: '$7',
      session_id: '$8',
      object_ids: 'array[$1::uuid]',
    })})`,
    `told as (${insertLike('outbox', outbox, own, ['id'])})`,
    `kept as (${insertLike('idempotency', idempotency, {
      ...own,
      actor_id: '$7',
      key: '$11',
      record_ids: 'array[$1::uuid]',
    })})`,
  ]
  return {
    text: `with ${parts.join(',\n')} select number from request`,
    values: (body: { id: string; placeId: string; description: string; auditId: string }) => {
      const sample = byPlace.get(body.placeId)
      if (!sample) throw new Error(`no sample for ${body.placeId}`)
      const { request: r, audit: a } = sample
      const who = [r.customer_id, r.community_id, r.contact_sealed, body.description, a.actor_id, a.session_id]
      return [body.id, body.placeId, ...who, body.auditId, new Date(), body.id]
    },
  }
}
