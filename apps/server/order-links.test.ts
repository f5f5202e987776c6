import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { type ApiError, type Client, PHASES, type Phase, type Verb } from '@sims/contracts/web'
import { newId, startClock } from '#kernel'
import { DEFAULT_DEFINITIONS } from '#platform/process'
import { hire, orderStep, step, type TestCompany, testCompany, uploaded } from './testing.ts'

// Every cell of the table of links between a request and its orders, walked through HTTP and the database: what a step of
// an order does to its request wherever that stands, and what a step of a request does to its orders wherever they stand.

const { repair, report, workOrder } = DEFAULT_DEFINITIONS
let company: TestCompany
let colleague: string
let cases: { free: Case; priced: Case; seen: Case }
before(async () => {
  company = await testCompany()
  colleague = (await hire(company, 'colleague')).id
  cases = {
    free: await withOrders(true),
    priced: await withOrders(false),
    seen: await withOrders(true, 'report', 'disturbance'),
  }
})
after(() => company.close())

const query = async <Row>(sql: string, values: unknown[] = []): Promise<Row[]> =>
  (await company.database.owner.query(sql, values)).rows as Row[]

interface Case {
  id: string
  resident: Client
  /** the one that moves, and its sibling */
  orders: [own: string, sibling: string]
}

/** A repair or report with two orders, made as people make them; `inWarranty` decides whether it has a price. */
async function withOrders(inWarranty: boolean, kind?: 'report', category = 'waterLeak'): Promise<Case> {
  const { agent, manager } = company.staff
  const id = newId(company.clock.now.getTime())
  const { api } = await company.resident(inWarranty ? 0 : 1)
  const placeId = company.homes[inWarranty ? 0 : 1] as string
  await api('createRequest', { body: { id, kind, category, placeId, description: '厨房水管漏水' } })
  await step(agent, id, 'accept')
  await step(agent, id, 'triage', { urgency: '2', impact: '3', category, privatePart: true, inWarranty })
  const assignee = company.staffIds.technician as string
  await step(manager, id, 'dispatch', { assignee })
  await step(manager, id, 'dispatchMore', { assignee })
  const { orders } = await agent('getRequest', { params: { id } })
  return { id, resident: api, orders: orders.map((order) => order.id) as Case['orders'] }
}

const phaseIn = (def: typeof repair, key: string) => def.states.find((state) => state.key === key)?.phase as Phase
const CLOSED: readonly Phase[] = ['settled', 'archived', 'cancelled']

/** Puts a request and its orders where a cell begins: most pairs of places are rare, and all of them must be right. */
async function place({ id, orders }: Case, request: string, own: string, sibling: string): Promise<void> {
  const phase = phaseIn(repair, request)
  await query(
    `update service_request set state = $2, phase = $3, settled_at = case when $4 then updated.at end
     from (select created_at as at from service_request where id = $1) updated where id = $1`,
    [id, request, phase, CLOSED.includes(phase)],
  )
  // what a step dispatched besides is not there
  await query(
    `update work_order set state = 'cancelled', phase = 'cancelled', settled_at = created_at
     where request_id = $1 and id <> all($2)`,
    [id, orders],
  )
  await query('delete from work_permit where order_id = any($1)', [orders])
  await query(`delete from record_clock where name = 'emergencyCall' and record_id = any($1)`, [orders])
  const technician = company.staffIds.technician
  for (const [n, state] of [own, sibling].entries()) {
    const at = phaseIn(workOrder, state)
    await query(
      `update work_order set state = $2, phase = $3, assignee_id = $4, transferred_from = $5, departed_at = null, permit_kinds = null, badge_at = null,
         settled_at = case when $6 then created_at end where id = $1`,
      [
        orders[n],
        state,
        at,
        at === 'new' ? null : technician,
        state === 'assigned' ? technician : null,
        CLOSED.includes(at),
      ],
    )
  }
}

/** Where the other order stands, in the order of the letters below. */
const SIBLINGS = ['cancelled', 'taken', 'started', 'suspended', 'done']
const STEPS: Record<string, string> = {
  S: 'started',
  P: 'ordersSuspended',
  H: 'nobodyHomeByOrder',
  G: 'resumedByOrder',
  D: 'doneByOrder',
  W: 'reworkByOrder',
  R: 'returnedByOrder',
  C: 'ordersCancelled',
  Q: 'quotePrice',
  A: 'agreePriceFor',
  N: 'declinePriceFor',
}
const everyOpen = (letters: string) => ({ assigned: letters, executing: letters, suspended: letters })
/** Order's verb → request's phase → the request's step beside each sibling, `-` where nothing follows. The rest: nothing. */
const ORDER_CELLS: Partial<Record<Verb, Partial<Record<Phase, string>>>> = {
  start: { assigned: 'SSSSS', suspended: 'SSSSS' },
  suspend: { assigned: 'P--PP', executing: 'P--PP' },
  nobodyHome: { assigned: 'H--HH', executing: 'H--HH' },
  resume: { suspended: 'GGGGG' },
  reportDone: { assigned: 'D--PD', executing: 'D--PD', suspended: 'D---D' },
  forceClose: { assigned: 'D--PD', executing: 'D--PD', suspended: 'D---D' },
  rework: { feedback: 'WWWWW', followUp: 'WWWWW' },
  return: { assigned: 'RRRRR', executing: 'RR-RR', suspended: 'RRRRR' },
  cancel: { assigned: 'C--PD', executing: 'CR-PD', suspended: 'C---D' },
  quotePrice: everyOpen('QQQQQ'),
  agreePrice: everyOpen('AAAAA'),
  declinePrice: everyOpen('NNNNN'),
}
/** by whom an order's step is taken here */
const byLeader = [
  'dispatch',
  'closeOrder',
  'rework',
  'forceClose',
  'cancel',
  'urge',
  'correctParts',
  'issuePermit',
  'refusePermit',
  'respond',
]

const REASON = { reason: '试一试' }
const WAIT = { cause: 'parts', reason: '等阀芯到货', until: '2026-12-01' }
const LABOUR = { kind: 'labour', name: '上门检修', quantity: 1, unitPrice: 80_00 }
const priceVerbs: readonly Verb[] = ['quotePrice', 'agreePrice', 'declinePrice']

/** An emergency at the order calls. */
const CALL = JSON.stringify(
  startClock(
    { name: 'emergencyCall', kind: 'internal', target: { kind: 'elapsedHours', hours: 1 }, warn: [], escalate: [] },
    Date.parse('2026-03-02T01:00:00Z'),
    {} as never,
  ),
)

/** An application for a permit for an hour's work at height, from now on. */
const APPLICATION = (guardian: string, now: Date) => ({
  permitKind: 'height',
  work: '更换楼道顶灯',
  measuresHeight: ['harness', 'ladder', 'cordon', 'weather'],
  guardian,
  validFrom: now.toISOString(),
  validTo: new Date(now.getTime() + 3_600_000).toISOString(),
})

/** The number of a permit of an order that stands at the beginning of a step: applied for, or issued. */
async function permitIn(order: string, state: 'asked' | 'issued'): Promise<string> {
  const [row] = await query<{ number: string }>(
    `insert into work_permit (organization_id, id, order_id, community_id, kind, state, work, measures, guardian_id,
       valid_from, valid_to, asked_by, asked_at, decided_by, decided_at)
     select organization_id, $1, id, community_id, 'height', $3, '更换楼道顶灯', '{}', $4, $6, $6::timestamptz + interval '1 h', $5, $6,
       case when $3 = 'issued' then $4::uuid end, case when $3 = 'issued' then $6::timestamptz end
     from work_order where id = $2 returning 'ZY' || number as number`,
    [newId(), order, state, colleague, company.staffIds.technician, company.clock.now],
  )
  return row?.number as string
}

/** What is filled in for a step of an order. */
async function orderInput(key: string, { id, orders }: Case): Promise<Record<string, unknown>> {
  const { technician } = company.staff
  if (key === 'dispatch') return { assignee: company.staffIds.technician }
  if (key === 'transfer') return { assignee: colleague, ...REASON }
  if (key === 'suspend') return WAIT
  if (key === 'quotePrice') return { items: [LABOUR] }
  if (key === 'reportDone') {
    const { checklist } = await technician('getOrder', { params: { id: orders[0] } })
    return { checklist: checklist.map((item) => item.key), photosAfter: [await uploaded(company)] }
  }
  if (key.endsWith('PriceFor')) {
    const { price } = await company.staff.agent('getRequest', { params: { id } })
    return { quote: price?.quotes[0]?.id, way: 'phone', said: '好' }
  }
  if (key === 'nobodyHome') return { photosDoor: [await uploaded(company)] }
  if (key === 'arrangeVisit') {
    const from = company.clock.now.getTime() + 86_400_000
    return { visitFrom: new Date(from).toISOString(), visitTo: new Date(from + 3_600_000).toISOString(), way: 'phone' }
  }
  if (key === 'emergency') return { event: '水管爆裂' }
  if (key === 'respond') {
    await query(
      `insert into record_clock (organization_id, record_id, name, round, record_kind, clock, state)
      select organization_id, id, 'emergencyCall', 1, 'workOrder', $2, 'running' from work_order where id = $1`,
      [orders[0], CALL],
    )
    return {}
  }
  if (key === 'requirePermit') return { permitKind: 'height', ...REASON }
  if (key === 'askPermit') return APPLICATION(colleague, company.clock.now)
  if (key === 'issuePermit' || key === 'refusePermit')
    return { application: await permitIn(orders[0], 'asked'), ...(key === 'refusePermit' ? REASON : {}) }
  if (key === 'closePermit')
    return { permit: await permitIn(orders[0], 'issued'), siteCheck: ['safe', 'people', 'tools'] }
  return ['claim', 'take', 'depart', 'start', 'closeOrder', 'resume', 'urge', 'recordParts'].includes(key) ? {} : REASON
}

const entriesOf = async (id: string) =>
  query<{ step: string; seq: number }>('select step, seq from timeline where record_id = $1 order by seq', [id])

test('what every step of an order does to its request, wherever that and the other order stand', async () => {
  const { free, priced } = cases
  const walked = new Set<string>()
  const faults: string[] = []
  for (const one of workOrder.steps.filter(({ trigger, from }) => trigger !== 'system' && from.length > 0)) {
    const cells = ORDER_CELLS[one.verb as Verb] ?? {}
    const own = one.from.includes('taken') ? 'taken' : (one.from[0] as string)
    const made = priceVerbs.includes(one.verb as Verb) ? priced : free
    const by = byLeader.includes(one.key) ? company.staff.manager : company.staff.technician
    for (const { key: request, phase } of repair.states) {
      const letters = cells[phase] ?? '-----'
      for (const [n, sibling] of SIBLINGS.entries()) {
        company.clock.forward(1000)
        if (one.key.endsWith('PriceFor')) {
          await place(made, 'assigned', 'taken', 'taken')
          await orderStep(company.staff.technician, made.orders[0], 'quotePrice', { items: [LABOUR] })
        }
        await place(made, request, own, sibling)
        const before = (await entriesOf(made.id)).length
        await orderStep(by, made.orders[0], one.key, await orderInput(one.key, made))
        const steps = (await entriesOf(made.id)).slice(before).map((entry) => entry.step)
        const expected = STEPS[letters[n] as string]
        if (steps.join() !== (expected ?? '')) {
          faults.push(`${one.key} beside ${sibling}, request ${request}: [${steps}] instead of [${expected ?? ''}]`)
        }
        walked.add(`${one.verb} ${phase} ${sibling}`)
      }
    }
  }
  assert.deepEqual(faults, [])
  const verbs = new Set(
    workOrder.steps.filter(({ from, trigger }) => from.length > 0 && trigger !== 'system').map(({ verb }) => verb),
  )
  const missed = [...verbs].flatMap((verb) =>
    PHASES.flatMap((phase) => SIBLINGS.map((sibling) => `${verb} ${phase} ${sibling}`)),
  )
  assert.deepEqual(
    missed.filter((cell) => !walked.has(cell)),
    [],
    'no cell is left out',
  )
  assert.deepEqual(
    Object.keys(ORDER_CELLS).filter((verb) => !verbs.has(verb as Verb)),
    [],
    'every verb with an effect is one of an order',
  )
})

const ended = { pooled: 'cancel', assigned: 'cancel', taken: 'cancel', started: 'cancel', suspended: 'cancel' }
const closed = { ...ended, done: 'closeOrder' }
/** Request's verb → order's state → the order's step; where nothing stands, nothing follows. */
const REQUEST_CELLS: Partial<Record<Verb, Record<string, string>>> = {
  settle: { done: 'closeOrder' },
  suspend: { assigned: 'suspendedByRequest', taken: 'suspendedByRequest', started: 'suspendedByRequest' },
  resume: { suspended: 'resumedByRequest' },
  rework: { done: 'rework' },
  cancel: closed,
  withdraw: closed,
  merge: closed,
  transfer: closed,
  forceClose: closed,
}
/** Cells that a guard keeps anybody from: nothing is settled before its orders, nothing goes on without any. */
const OPEN = ['pooled', 'assigned', 'taken', 'started', 'suspended']
const ENDED = ['done', 'closed', 'cancelled']
const GUARDED: Record<string, readonly string[]> = {
  settle: OPEN,
  recheckSolved: OPEN,
  resumeAtDesk: OPEN,
  resume: ENDED,
}
const byResident = ['confirmBadge', 'rate', 'withdraw', 'reply', 'agreePrice', 'declinePrice']
const byManager = ['forceClose', 'waivePrice', 'plan', 'cancel']

/** The number of another request, into which one can be merged. */
async function another(): Promise<string> {
  const id = newId(company.clock.now.getTime())
  const caller = { name: '来电人', phone: '13900001111' }
  const body = { id, category: 'waterLeak', placeId: company.homes[0] as string, description: '又漏水了', caller }
  await company.staff.agent('createRequest', { body })
  return (await company.staff.agent('getRequest', { params: { id } })).number
}

/** What is filled in for a step of a request. */
async function requestInput(key: string, { id }: Case, inWarranty: boolean): Promise<Record<string, unknown>> {
  const text = '试一试'
  const triage = { urgency: '2', impact: '3', category: 'waterLeak', privatePart: true, inWarranty }
  if (key === 'merge') return { into: await another(), ...REASON }
  if (/^(agree|decline)Price/.test(key)) {
    const { price } = await company.staff.agent('getRequest', { params: { id } })
    const quote = price?.quotes[0]?.id
    if (key.endsWith('For')) return { quote, way: 'phone', said: '好' }
    return key === 'agreePrice' ? { quote } : { quote, ...REASON }
  }
  const inputs: Record<string, Record<string, unknown>> = {
    triage,
    suspend: WAIT,
    rate: { overall: 5, speed: 5, service: 5 },
    track: { text, recheckOn: '2026-03-20' },
    recheckSolved: { found: text },
    talk: { way: 'phone', said: text },
    attempt: { way: 'phone', failure: 'noAnswer' },
    answer: { text },
    reply: { text },
    quotePrice: { items: [LABOUR] },
    plan: { until: '2026-03-20', text },
    toRepair: { repairCategory: 'waterLeak', ...REASON },
    toComplaint: { complaintCategory: 'complainEnvironment', ...REASON },
  }
  const reasons = ['rework', 'recheckUnsolved', 'forceClose', 'reopen', 'withdraw', 'cancel', 'waivePrice']
  return inputs[key] ?? (reasons.includes(key) ? REASON : {})
}

test('what every step of a request does to its orders, wherever they stand', async () => {
  const { free, priced, seen } = cases
  await query(`update service_request set major = 'danger' where id = any($1)`, [[free.id, priced.id]])
  const walked = new Set<string>()
  const faults: string[] = []
  // a report goes the way of a repair, and can turn into another kind besides
  const steps = [...repair.steps, ...report.steps.filter(({ verb }) => verb === 'transfer')].filter(
    ({ trigger, from }) => trigger !== 'system' && from.length > 0,
  )
  for (const one of steps) {
    const made = one.verb === 'transfer' ? seen : one.verb.endsWith('Price') ? priced : free
    const by = byResident.includes(one.key)
      ? made.resident
      : byManager.includes(one.key)
        ? company.staff.manager
        : company.staff.agent
    // the customer sees the badge of whoever is there
    const sibling = one.key === 'confirmBadge' ? 'started' : 'cancelled'
    for (const { key: order } of workOrder.states) {
      company.clock.forward(1000)
      const request = one.from[0] as string
      if (one.verb.endsWith('Price')) {
        await query(`update service_request set price_state = 'none' where id = $1`, [made.id])
        await place(made, request, order, sibling)
        if (one.verb !== 'quotePrice') await step(company.staff.agent, made.id, 'quotePrice', { items: [LABOUR] })
      }
      await place(made, request, order, sibling)
      const before = (await entriesOf(made.orders[0])).length
      const input = await requestInput(one.key, made, made === free)
      const refused = await step(by, made.id, one.key, input).then(
        () => undefined,
        (error: ApiError) => error.problem.code + JSON.stringify(error.problem.fields ?? ''),
      )
      const taken = (await entriesOf(made.orders[0])).slice(before).map((entry) => entry.step)
      const guarded = GUARDED[one.key]?.includes(order) ?? false
      const expected = guarded ? '' : (REQUEST_CELLS[one.verb as Verb]?.[order] ?? '')
      if ((refused !== undefined) !== guarded || taken.join() !== expected)
        faults.push(`${one.key}, order ${order}: [${taken}] instead of [${expected}], refused: ${refused}`)
      else walked.add(`${one.verb} ${order}`)
    }
  }
  assert.deepEqual(faults, [])
  const cells = steps.flatMap(({ verb }) => workOrder.states.map(({ key }) => `${verb} ${key}`))
  assert.deepEqual(
    [...new Set(cells)].filter((cell) => !walked.has(cell)),
    [],
    'no cell is left out',
  )
  const verbs = new Set<string>(steps.map(({ verb }) => verb))
  assert.deepEqual(
    Object.keys(REQUEST_CELLS).filter((verb) => !verbs.has(verb)),
    [],
    'every verb is one of a request',
  )
})
