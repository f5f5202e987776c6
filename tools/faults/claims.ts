import { ApiError } from '@sims/contracts/web'
import { newId } from '../../apps/server/src/kernel/index.ts'
import type { Person } from '../replay/people.ts'
import { reportOf } from './load.ts'
import { quantile, type Report, unless } from './report.ts'
import type { Stage } from './stage.ts'

const CLIENTS = 50
const TECHNICIANS = 10

/** Fifty clients of ten technicians claim one order at the same moment, again and again: one wins, the others hear why. */
export async function claimOrders(stage: Stage, report: Report, rounds: number): Promise<void> {
  report.group(`${CLIENTS} clients claim one order, ${rounds} rounds`)
  const technicians = [stage.technician]
  while (technicians.length < TECHNICIANS) technicians.push(await stage.hire(null))
  const orders = await pooledOrders(stage, rounds)
  const faults: string[] = unless(orders.length === rounds, `${orders.length} orders in the pool instead of ${rounds}`)
  const times: number[] = []
  const answers = new Map<string, number>()
  for (const [round, id] of orders.entries()) {
    const claim = async (n: number) => {
      const by = technicians[(n + round) % TECHNICIANS] as Person
      const started = performance.now()
      try {
        await by.api('takeOrderStep', { params: { id }, body: { step: 'claim', version: 1 } })
        return { by, told: 'won' }
      } catch (error) {
        const told = error instanceof ApiError ? `${error.problem.status} ${error.problem.code}` : String(error)
        return { by, told }
      } finally {
        times.push(performance.now() - started)
      }
    }
    const outcomes = await Promise.all(Array.from({ length: CLIENTS }, (_, n) => claim(n)))
    for (const { told } of outcomes) answers.set(told, (answers.get(told) ?? 0) + 1)
    const winners = outcomes.filter(({ told }) => told === 'won')
    const others = outcomes.filter(({ told }) => told !== 'won' && !told.startsWith('409 '))
    faults.push(
      ...unless(winners.length === 1, `round ${round + 1}: ${winners.length} winners`),
      ...unless(others.length === 0, `round ${round + 1}: ${others.length} were told ${others[0]?.told}`),
      ...(await wrongOwner(stage, id, winners[0]?.by.session.staffId ?? '')),
    )
  }
  const told = [...answers].map(([answer, n]) => `${n} × ${answer}`).join(', ')
  report.check('each round has exactly one winner, and the others are told 409', faults, told)
  report.note(`a claim: median ${quantile(times, 0.5).toFixed(0)} ms, p99 ${quantile(times, 0.99).toFixed(0)} ms`)
}

async function wrongOwner(stage: Stage, orderId: string, staffId: string): Promise<string[]> {
  const { rows } = await stage.look((client) =>
    client.query<{ owner: string; claims: number }>(
      `select assignee_id as owner, (select count(*)::int from timeline where record_id = $1 and step = 'claim') as claims
       from work_order where id = $1`,
      [orderId],
    ),
  )
  return unless(
    rows[0]?.owner === staffId && rows[0].claims === 1,
    `order ${orderId} belongs to ${rows[0]?.owner} after ${rows[0]?.claims} claims, ${staffId} was told to have won`,
  )
}

/** Orders that wait in the pool, made by the steps of the desk on many requests at once. */
export async function pooledOrders(stage: Stage, count: number): Promise<string[]> {
  const [resident] = stage.residents
  if (!resident) throw new Error('no resident')
  const reports = Array.from({ length: count }, () => reportOf(resident.api, stage.homeId, '抢单测试:水管漏水'))
  for (const report of reports) await report.again()
  let records = reports.map(({ recordId }) => ({ id: recordId, version: 1 }))
  const triage = { urgency: '3', impact: '3', category: 'waterLeak', privatePart: true, inWarranty: false }
  const steps = [
    [stage.agent, 'accept', {}],
    [stage.agent, 'triage', triage],
    [stage.dispatcher, 'dispatch', {}],
  ] as const
  for (const [who, step, input] of steps) {
    const { taken } = await who.api('takeRequestSteps', { body: { step, records, input }, key: newId() })
    records = taken
  }
  const ids = records.map(({ id }) => id)
  const { rows } = await stage.look((client) =>
    client.query<{ id: string }>(`select id from work_order where request_id = any($1) and phase = 'new' order by id`, [
      ids,
    ]),
  )
  return rows.map(({ id }) => id)
}
