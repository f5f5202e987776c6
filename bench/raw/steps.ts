import type pg from 'pg'
import { insertLike, literal, onlyRow, type RawStatement, type Row, rowsOf, Values } from './sample.ts'
import { type Call, trailOf } from './trail.ts'

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

/** The three steps as one statement each, like those that the product took on a request and its one order. */
export async function stepsOf(pool: pg.Pool, requestId: string): Promise<Record<RawStep, RawStatement>> {
  const sample = {
    request: await onlyRow(pool, 'service_request', 'id = $1', requestId),
    order: await onlyRow(pool, 'work_order', 'request_id = $1', requestId),
    clocks: await rowsOf(
      pool,
      'record_clock',
      'record_id = $1 or record_id in (select id from work_order where request_id = $1)',
      requestId,
    ),
  }
  return {
    accept: await statement((call) => accept(pool, sample, call)),
    dispatch: await statement((call) => dispatch(pool, sample, call)),
    reportDone: await statement((call) => reportDone(pool, sample, call)),
  }
}

interface Sample {
  request: Row
  order: Row
  clocks: Row[]
}

async function statement(partsOf: (call: Call) => Promise<string[]>): Promise<RawStatement> {
  const parameters = new Values<RawStepBody>()
  const call: Call = {
    parameters,
    id: parameters.add((body) => body.id),
    now: parameters.add(() => new Date()),
    account: parameters.add((body) => body.accountId),
    session: parameters.add((body) => body.sessionId),
    event: parameters.add((body) => body.auditId),
    key: parameters.add((body) => body.auditId),
  }
  const parts = await partsOf(call)
  return { text: `with ${parts.join(',\n')} select id from moved`, values: parameters.values }
}

async function accept(pool: pg.Pool, sample: Sample, call: Call): Promise<string[]> {
  const { parameters } = call
  const staff = parameters.add((body) => body.staffId)
  const due = parameters.add(() => clockOf(sample, 'result').due_at)
  return [
    moved(sample, call, 'accepted', 'accepted', 2, `, next_due_at = ${due}, first_contact_owner_id = ${staff}`),
    over(sample, call, 'firstResponse'),
    started(sample, call, 'progress'),
    ...(await trailOf(pool, call, {
      step: 'accept',
      of: sample.request,
      staff,
      request: [sample.request, call.id, [2]],
    })),
  ]
}

async function dispatch(pool: pg.Pool, sample: Sample, call: Call): Promise<string[]> {
  const { parameters, id, now } = call
  const staff = parameters.add((body) => body.staffId)
  const order = parameters.add((body) => body.orderId)
  const fresh = { ...sample.order, state: 'assigned', phase: 'assigned', version: 2, entries: 2, result: null }
  const own = { id: order, request_id: id, assignee_id: staff, occurred_at: now, created_at: now }
  return [
    moved(sample, call, 'assigned', 'assigned', 4),
    `born as (${insertLike(parameters, 'work_order', fresh, own, ['number'])})`,
    started(sample, { ...call, id: order }, 'silence'),
    ...(await trailOf(pool, call, {
      step: 'dispatch',
      of: sample.request,
      staff,
      request: [sample.request, id, [4]],
      order: [sample.order, order, [1, 2]],
    })),
  ]
}

async function reportDone(pool: pg.Pool, sample: Sample, call: Call): Promise<string[]> {
  const { parameters, id, now } = call
  const staff = parameters.add((body) => body.staffId)
  const order = parameters.add((body) => body.orderId)
  const file = parameters.add((body) => body.fileId)
  const result = parameters.add(() => sample.order.result)
  const ours = organization(sample)
  return [
    moved(sample, call, 'done', 'feedback', 6, ', next_due_at = null'),
    `done as (update work_order set state = 'done', phase = 'feedback', version = 5, entries = 5, result = ${result}
       where ${ours} and id = ${order} and version = 4)`,
    `attached as (update file set record_kind = 'workOrder', record_id = ${order}, attached_at = ${now}
       where ${ours} and id = ${file})`,
    over(sample, call, 'result'),
    over(sample, call, 'progress'),
    started(sample, call, 'autoSettle'),
    ...(await trailOf(pool, call, {
      step: 'reportDone',
      of: sample.order,
      staff,
      request: [sample.request, id, [6]],
      order: [sample.order, order, [5]],
    })),
  ]
}

const organization = ({ request }: Sample) => `organization_id = ${literal(request.organization_id)}`

function moved(sample: Sample, { id }: Call, state: string, phase: string, version: number, more = ''): string {
  return `moved as (update service_request set state = '${state}', phase = '${phase}', version = ${version},
    entries = ${version}${more} where ${organization(sample)} and id = ${id} and version = ${version - 1} returning id)`
}

function over(sample: Sample, { parameters, id }: Call, name: string): string {
  const { clock, state } = clockOf(sample, name)
  return `over_${name.toLowerCase()} as (update record_clock set clock = ${parameters.add(() => clock)},
    state = ${literal(state)}, next_fire_at = null
    where ${organization(sample)} and record_id = ${id} and name = '${name}' and round = 1)`
}

/** What ended the sample's clock since has not happened yet. */
const RUNNING = { state: 'running', metAt: null, endedAt: null, endReason: null }

function started(sample: Sample, { parameters, id, now }: Call, name: string): string {
  const found = clockOf(sample, name)
  const clock = {
    ...found,
    state: 'running',
    clock: JSON.stringify({ ...JSON.parse(String(found.clock)), ...RUNNING }),
  }
  return `started_${name.toLowerCase()} as (${insertLike(parameters, 'record_clock', clock, { record_id: id, next_fire_at: now })})`
}

function clockOf({ clocks }: Sample, name: string): Row {
  const found = clocks.find((clock) => clock.name === name)
  if (!found) throw new Error(`the sample has no clock ${name}`)
  return found
}
