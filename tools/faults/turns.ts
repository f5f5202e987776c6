import { setTimeout as sleep } from 'node:timers/promises'
import type { CategoryContent } from '@sims/contracts/web'
import type pg from 'pg'
import { faultsIn } from '../replay/integrity.ts'
import { persistently } from '../replay/people.ts'
import type { CrashOptions } from './crashes.ts'
import { hitsInside, killAndLook, killed, numberOf, silent, until, wrongCounts } from './kill.ts'
import { reportOf, stepOf } from './load.ts'
import { reviewed } from './publishing.ts'
import type { Report } from './report.ts'
import type { Stage } from './stage.ts'

const ORDERS = 60
/** whom the other groups do not use */
const CATEGORY = 'blockedDrain'
/** the relay looks at the latest so long after a command, and passes on what it finds */
const SPAN_MS = 700

/** kill -9 of the process that dispatches orders in turn, between their events: each order has one person, told once. */
export async function killTurns(stage: Stage, report: Report, { rounds, dice }: CrashOptions): Promise<void> {
  report.group(`kill -9 while ${ORDERS} orders are dispatched in turn, ${rounds} times`)
  const inTurn = await reviewed<CategoryContent>(stage, 'category', CATEGORY, (content) => ({
    ...content,
    dispatch: 'roundRobin',
  }))
  await inTurn.publish()
  for (let n = 0; n < 3; n++) await stage.hire(null)
  let inside = 0
  for (let round = 1; round <= rounds; round++) {
    const ids = await triaged(stage)
    const dispatches = ids.map(({ id, version }) =>
      stepOf(stage.dispatcher.api, 'takeRequestStep', id, 'dispatch', version),
    )
    const moment = Math.round(dice.next() * SPAN_MS)
    const withPostgres = dice.chance(0.5)
    const sent = Promise.allSettled(dispatches.map(({ again }) => again()))
    await sleep(moment)
    const records = ids.map(({ id }) => id)
    const { found, readyMs } = await killAndLook(stage, withPostgres, (client) => given(client, records))
    await sent
    if (found > 0 && found < ORDERS) inside += 1
    for (const { again } of dispatches) await persistently(again)
    await until('the work that followed', () =>
      stage.look(async (client) =>
        (await numberOf(client, 'select count(*) as n from outbox')) === 0 ? true : undefined,
      ),
    )
    const faults = await stage.look((client) => eachOnce(client, records))
    faults.push(...silent(stage), ...(await stage.look(faultsIn)))
    report.check(
      `round ${round}, ${killed(withPostgres)} at ${moment} ms: each order has one person, who is told once`,
      faults,
      `${found} of ${ORDERS} were given; ready again after ${readyMs.toFixed(0)} ms`,
    )
  }
  hitsInside(report, 'the orders', inside, rounds)
}

/** Requests that wait to be dispatched. */
async function triaged(stage: Stage): Promise<{ id: string; version: number }[]> {
  const resident = stage.residents[0] as Stage['residents'][number]
  const reports = Array.from({ length: ORDERS }, (_, n) =>
    reportOf(resident.api, stage.homeId, `轮流派单第${n}号 下水道堵塞`, CATEGORY),
  )
  await Promise.all(reports.map(({ again }) => again()))
  let records = reports.map(({ recordId }) => ({ id: recordId, version: 1 }))
  const triage = { urgency: '3', impact: '3', category: CATEGORY, privatePart: true, inWarranty: true }
  for (const [step, input] of [
    ['accept', {}],
    ['triage', triage],
  ] as const)
    records = (await stage.agent.api('takeRequestSteps', { body: { step, records, input } })).taken
  return records
}

const given = (client: pg.Client, requestIds: readonly string[]) =>
  numberOf(client, 'select count(*) as n from work_order where request_id = any($1) and assignee_id is not null', [
    requestIds,
  ])

function eachOnce(client: pg.Client, requestIds: readonly string[]): Promise<string[]> {
  const own = 'work_order o where o.request_id = any($1)'
  const dispatches = `(select from timeline t where t.record_id = o.id and t.step = 'dispatch')`
  const notices = `(select n.account_id from notice n where n.record_id = o.id and n.kind = 'orderAssigned')`
  const his = 'array(select a.id from account a where a.staff_id = o.assignee_id)'
  return wrongCounts(
    client,
    [requestIds],
    [
      ['orders', ORDERS, own],
      ['assigned orders', ORDERS, `${own} and o.phase = 'assigned' and o.assignee_id is not null`],
      ['orders dispatched once', ORDERS, `${own} and (select count(*) from ${dispatches} d) = 1`],
      ['orders whose person was told once, and nobody else', ORDERS, `${own} and array${notices} = ${his}`],
    ],
  )
}
