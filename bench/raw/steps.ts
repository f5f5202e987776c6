import type pg from 'pg'
import { insertLike, literal, onlyRow, type RawStatement, type Row, rowsOf } from './sample.ts'

export type RawStep = 'accept' | 'dispatch' | 'reportDone'

/** What a raw step is told: its record and who takes it. Ids are made by the caller. */
export interface RawStepBody {
  id: string
  orderId: string
  staffId: string
  accountId: string
  sessionId: string
  auditId: string
  fileId: string
}

const values = (body: RawStepBody) => [
  body.id,
  new Date(),
  body.staffId,
  body.accountId,
  body.sessionId,
  body.auditId,
  body.orderId,
  body.fileId,
]
/** $1 request, $2 now, $3 staff, $4 account, $5 session, $6 audit event, $7 order, $8 file */
const used = `select $1::uuid, $2::timestamptz, $3::uuid, $4::uuid, $5::uuid, $6::uuid, $7::uuid, $8::uuid`

/** The three steps as one statement each, like those that the product took on a request and its one order. */
export async function stepsOf(pool: pg.Pool, requestId: string): Promise<Record<RawStep, RawStatement>> {
  const order = await onlyRow(pool, 'work_order', 'request_id = $1', requestId)
  const orderId = order.id as string
  const request = await onlyRow(pool, 'service_request', 'id = $1', requestId)
  const clocks = await rowsOf(pool, 'record_clock', 'record_id = $1', requestId, 'name')
  const clock = (name: string) => clocks.find((one) => one.name === name) as Row
  const entries = (id: string, from: number, to = from) =>
    rowsOf(pool, 'timeline', `record_id = $1 and seq between ${from} and ${to}`, id, 'seq')
  const key = `organization_id = ${literal(request.organization_id)}`
  const update = (state: string, phase: string, version: number, was: number, more = '') =>
    `moved as (update service_request set state = '${state}', phase = '${phase}', version = ${version},
       entries = ${version}${more} where ${key} and id = $1 and version = ${was} returning id)`
  const meet = (name: string) =>
    `met as (update record_clock set clock = ${literal(clock(name).clock)}, state = 'met', next_fire_at = null
       where ${key} and record_id = $1 and name = '${name}' and round = 1)`
  const trail = async (step: string, onRequest: Row[], onOrder: Row[], record: '$1' | '$7') => {
    const told = [...onRequest.map((row) => [row, '$1'] as const), ...onOrder.map((row) => [row, '$7'] as const)]
    const commitment = await onlyRow(pool, 'ledger_pending', 'record_id = $1 and seq = 1', requestId)
    const recordId = record === '$1' ? requestId : orderId
    const action = `${record === '$1' ? 'requests' : 'orders'}.${step}`
    const audit = await onlyRow(pool, 'audit_event', `object_ids = array[$1::uuid] and action = '${action}'`, recordId)
    const followed = "payload -> 'events' @> jsonb_build_array(jsonb_build_object('recordId', $1::text))"
    const verb = `${record === '$1' ? 'serviceRequest' : 'workOrder'}.${step}`
    const outbox = await onlyRow(pool, 'outbox', `${followed} and payload::text like '%"${verb}"%'`, recordId)
    const kept = await onlyRow(pool, 'idempotency', 'record_ids = array[$1::uuid]', recordId)
    const times = { received_at: '$2', occurred_at: '$2', committed_at: '$2', created_at: '$2', at: '$2' }
    const ids = `array[${record}::uuid]`
    return [
      ...told.map(([row, id], i) => {
        const own = { ...times, record_id: id, ...(row.actor_kind === 'staff' ? { actor_id: '$3' } : {}) }
        return `entry${i} as (${insertLike('timeline', row, own)})`
      }),
      ...told.map(([row, id], i) => {
        const sample = { ...commitment, seq: row.seq }
        return `promise${i} as (${insertLike('ledger_pending', sample, { ...times, record_id: id })})`
      }),
      `audited as (${insertLike('audit_event', audit, { ...times, id: '$6', actor_id: '$4', session_id: '$5', object_ids: ids })})`,
      `told as (${insertLike('outbox', outbox, times, ['id'])})`,
      `kept as (${insertLike('idempotency', kept, { ...times, actor_id: '$4', key: '$6::text', record_ids: ids })})`,
    ]
  }
  const statement = (...parts: string[]): RawStatement => ({
    text: `with used as (${used}), ${parts.join(',\n')} select id from moved`,
    values,
  })
  const inserted = { ...order, state: 'assigned', phase: 'assigned', version: 2, entries: 2, result: null }
  const born = { id: '$7', request_id: '$1', assignee_id: '$3', occurred_at: '$2', created_at: '$2' }
  return {
    accept: statement(
      update(
        'accepted',
        'accepted',
        2,
        1,
        `, next_due_at = ${literal(clock('result').due_at)}, first_contact_owner_id = $3`,
      ),
      meet('firstResponse'),
      ...(await trail('accept', await entries(requestId, 2), [], '$1')),
    ),
    dispatch: statement(
      update('assigned', 'assigned', 4, 3),
      `born as (${insertLike('work_order', inserted, born, ['number'])})`,
      ...(await trail('dispatch', await entries(requestId, 4), await entries(orderId, 1, 2), '$1')),
    ),
    reportDone: statement(
      update('done', 'feedback', 6, 5, ', next_due_at = null'),
      `done as (update work_order set state = 'done', phase = 'feedback', version = 5, entries = 5,
         result = ${literal(order.result)} where ${key} and id = $7 and version = 4)`,
      `attached as (update file set record_kind = 'workOrder', record_id = $7, attached_at = $2 where ${key} and id = $8)`,
      meet('result'),
      ...(await trail('reportDone', await entries(requestId, 6), await entries(orderId, 5), '$7')),
    ),
  }
}
