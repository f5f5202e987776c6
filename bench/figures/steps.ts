import { newId } from '../../apps/server/src/kernel/index.ts'
import { type Arena, inArena, staffOf } from '../lib/arena.ts'
import { type Bench, calls } from '../lib/bench.ts'
import { byTurns, call, closedLoop } from '../lib/load.ts'
import type { Person } from '../lib/people.ts'
import { compareRows, reports, reportTo, teachCreate } from '../lib/reports.ts'
import type { RawStep, RawStepBody } from '../raw/steps.ts'

/** A request on its way, with the person of the desk and the technician who see to it. */
interface Case {
  id: string
  orderId: string
  agent: Person
  technician: Person
  fileId: string
  checklist: string[]
}

const TRIAGE = { urgency: '2', impact: '3', category: 'waterLeak', privatePart: true, inWarranty: true }

/** Accept, dispatch and report done, each beside one hand-written statement that writes the same rows. */
export async function steps(bench: Bench): Promise<void> {
  await inArena(bench, async (arena) => {
    const agents = await staffOf(bench, 'agents')
    const technicians = await staffOf(bench, 'technicians')
    const count = calls(bench, 4000)
    await teachCreate(arena)
    const [sample, ...all] = await cases(arena, agents, technicians, 2 * count + 1)
    if (!sample) throw new Error('no sample')
    const mine = all.slice(0, count)
    const theirs = all.slice(count)
    await wholeJourney(arena, sample)
    await call({ url: `${arena.raw.base}/samples/steps`, body: { requestId: sample.id } })

    const measure = async (step: RawStep, act: (one: Case) => Promise<unknown>) => {
      const raw = (one: Case) => call({ url: `${arena.raw.base}/${step}`, body: rawBody(step, one) })
      const { watched } = arena
      const rates = await byTurns({
        product: { items: mine, watched: watched.product, act },
        raw: { items: theirs, watched: watched.raw, act: raw },
      })
      const limit = rates.raw.perSecond
      const met = rates.product.perSecond / limit >= 0.5
      bench.print({
        name: step,
        value: rates.product.perSecond,
        unit: '1/s',
        limit,
        target: { text: '≥ 0.5 × raw', met },
      })
      const { cpuMsEach } = rates.product
      bench.print({ name: `${step}, CPU`, value: cpuMsEach, unit: 'ms', limit: rates.raw.cpuMsEach })
    }
    const untimed = (act: (one: Case) => Promise<unknown>) => closedLoop(all, [], act)

    await measure('accept', (one) => onRequest(arena, one, 'accept', 1))
    await untimed((one) => onRequest(arena, one, 'triage', 2, TRIAGE))
    await measure('dispatch', (one) => onRequest(arena, one, 'dispatch', 3, { assignee: one.technician.staffId }))
    await nameOrders(arena, mine)
    await untimed((one) => onOrder(arena, one, 'take', 2))
    await untimed((one) => onOrder(arena, one, 'start', 3))
    await measure('reportDone', (one) => reportDone(arena, one))
    const ids = (one: Case | undefined) => [one?.id as string, one?.orderId as string]
    await compareRows(arena, ids(mine.at(-1)), ids(theirs.at(-1)))
  })
}

/** Requests just taken down, each with a photo that its technician has uploaded. */
async function cases(arena: Arena, agents: Person[], technicians: Person[], count: number): Promise<Case[]> {
  const all = reports(count)
  await closedLoop(all, [], reportTo(arena))
  const pick = (people: Person[], i: number) => people[i % people.length] as Person
  const { rows } = await arena.owner.query<{ key: string }>(
    `select distinct item ->> 'key' as key from regulation_version, jsonb_array_elements(content -> 'checklist') item
     where kind = 'category' and regulation_version.key = 'waterLeak'`,
  )
  const made = all.map(({ id }, i) => ({
    id,
    orderId: newId(),
    agent: pick(agents, i),
    technician: pick(technicians, i),
    fileId: newId(),
    checklist: rows.map((row) => row.key),
  }))
  await arena.owner.query(
    `insert into file (organization_id, id, name, media_type, size, sha256, wrapped_key, uploaded_by, created_at)
     select $1, f.id, 'IMG_0001.jpg', 'image/jpeg', 1, '', '', f.account, $2 from unnest($3::uuid[], $4::uuid[]) f (id, account)`,
    [agents[0]?.organizationId, new Date(), made.map((one) => one.fileId), made.map((one) => one.technician.accountId)],
  )
  await arena.owner.query('analyze file')
  return made
}

const onRequest = (arena: Arena, one: Case, step: string, version: number, input: object = {}) =>
  call({
    url: `${arena.product.base}/api/v1/service-requests/${one.id}/steps`,
    token: one.agent.token,
    key: `${step}:${one.id}`,
    body: { step, version, input },
  })

const onOrder = (arena: Arena, one: Case, step: string, version: number, input: object = {}) =>
  call({
    url: `${arena.product.base}/api/v1/work-orders/${one.orderId}/steps`,
    token: one.technician.token,
    key: `${step}:${one.orderId}`,
    body: { step, version, input },
  })

const reportDone = (arena: Arena, one: Case) =>
  onOrder(arena, one, 'reportDone', 4, { checklist: one.checklist, photosAfter: [one.fileId] })

/** The product makes the ids of orders itself. */
async function nameOrders(arena: Arena, all: Case[]): Promise<void> {
  const { rows } = await arena.owner.query<{ id: string; request: string }>(
    'select id, request_id as request from work_order where request_id = any($1)',
    [all.map((one) => one.id)],
  )
  const orders = new Map(rows.map((row) => [row.request, row.id]))
  for (const one of all) one.orderId = orders.get(one.id) as string
}

async function wholeJourney(arena: Arena, one: Case): Promise<void> {
  await onRequest(arena, one, 'accept', 1)
  await onRequest(arena, one, 'triage', 2, TRIAGE)
  await onRequest(arena, one, 'dispatch', 3, { assignee: one.technician.staffId })
  await nameOrders(arena, [one])
  await onOrder(arena, one, 'take', 2)
  await onOrder(arena, one, 'start', 3)
  await reportDone(arena, one)
}

function rawBody(step: RawStep, one: Case): RawStepBody {
  const who = step === 'reportDone' ? one.technician : one.agent
  return {
    id: one.id,
    orderId: one.orderId,
    staffId: (step === 'accept' ? one.agent : one.technician).staffId as string,
    accountId: who.accountId,
    sessionId: who.sessionId,
    auditId: newId(),
    fileId: one.fileId,
  }
}
