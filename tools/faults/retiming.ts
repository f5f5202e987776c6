import { setTimeout as sleep } from 'node:timers/promises'
import type { CalendarYear } from '@sims/contracts/web'
import type pg from 'pg'
import { faultsIn } from '../replay/integrity.ts'
import type { CrashOptions } from './crashes.ts'
import { hitsInside, killAndLook, killed, numberOf, silent, until } from './kill.ts'
import { reportOf } from './load.ts'
import { reviewed, toggled } from './publishing.ts'
import { type Report, unless } from './report.ts'
import type { Stage } from './stage.ts'

const RECORDS = 3000
const AT_ONCE = 20
const DAY_MS = 86_400_000
/** of China, all year */
const ZONE_MS = 8 * 3_600_000

/** kill -9 while open due times are computed anew after a calendar change: all of them move, each once. */
export async function killRetiming(stage: Stage, report: Report, { rounds, dice }: CrashOptions): Promise<void> {
  report.group(`kill -9 while due times of ${RECORDS} records are computed anew, ${rounds} times`)
  const ids = await manyReports(stage)
  const original = await stage.look((client) => dueTimes(client, ids))
  const day = nextWeekday(new Date())
  const change = async () => {
    const version = await reviewed<CalendarYear>(stage, 'calendar', day.slice(0, 4), (content) =>
      toggled(content, [day]),
    )
    await version.publish()
    await stage.look((client) => until('the plan', async () => ((await planned(client)) ? true : undefined), 10))
  }
  await change()
  const started = performance.now()
  await stage.look((client) => until('due times', async () => ((await left(client)) === 0 ? true : undefined), 10))
  const span = performance.now() - started
  const moved = await stage.look((client) => dueTimes(client, ids))
  report.check('undisturbed, every record has other due times', differing(moved, original, false, 1))
  let inside = 0
  for (let round = 1; round <= rounds; round++) {
    await change()
    const moment = Math.round(dice.next() * span)
    const withPostgres = dice.chance(0.5)
    await sleep(moment)
    const { found, readyMs } = await killAndLook(stage, withPostgres, left)
    if (found > 0) inside += 1
    await stage.look((client) => until('due times', async () => ((await left(client)) === 0 ? true : undefined)))
    const now = await stage.look((client) => dueTimes(client, ids))
    // every change undoes the one before it
    const faults = differing(now, round % 2 === 1 ? original : moved, true, round + 1)
    faults.push(...silent(stage), ...(await stage.look(faultsIn)))
    report.check(
      `round ${round}, ${killed(withPostgres)} ${moment} ms after the plan: all due times moved, each once`,
      faults,
      `${found} records were left; ready again after ${readyMs.toFixed(0)} ms`,
    )
  }
  hitsInside(report, 'the computing', inside, rounds)
}

async function manyReports(stage: Stage): Promise<string[]> {
  const { api } = stage.residents[0] as Stage['residents'][number]
  const reports = Array.from({ length: RECORDS }, (_, n) =>
    reportOf(api, stage.homeId, `第${n}号 下水道堵塞`, 'blockedDrain'),
  )
  for (let n = 0; n < RECORDS; n += AT_ONCE)
    await Promise.all(reports.slice(n, n + AT_ONCE).map(({ again }) => again()))
  return reports.map(({ recordId }) => recordId)
}

/** The first weekday from tomorrow on where the company is: every due time of some working days lies behind it. */
function nextWeekday(now: Date): string {
  let at = now.getTime() + ZONE_MS + DAY_MS
  while ([0, 6].includes(new Date(at).getUTCDay())) at += DAY_MS
  return new Date(at).toISOString().slice(0, 10)
}

/** Whether the changes of the calendar have become parts of work. */
const planned = async (client: pg.Client) => (await numberOf(client, 'select count(*) as n from calendar_change')) === 0

/** Records that wait for their new due times, and changes that nobody has planned yet. */
const left = (client: pg.Client) =>
  numberOf(
    client,
    `select (select count(*) from calendar_change)
       + coalesce(sum(greatest(cardinality(record_ids), 1)), 0) as n from retiming`,
  )

interface Due {
  id: string
  due: string
  entries: number
  astray: boolean
}

/** Of each record the due time of its result, and how often its timeline says that the calendar changed. */
async function dueTimes(client: pg.Client, ids: readonly string[]): Promise<Due[]> {
  const { rows } = await client.query<Due>(
    `select c.record_id as id, c.due_at::text as due,
       extract(epoch from c.due_at) * 1000 <> (c.clock ->> 'dueAt')::numeric
         or r.next_due_at <> (select min(o.due_at) from record_clock o
           where o.record_id = r.id and o.state in ('running', 'paused')) as astray,
       (select count(*)::int from timeline t where t.record_id = r.id and t.verb = 'calendarChanged') as entries
     from record_clock c join service_request r on r.organization_id = c.organization_id and r.id = c.record_id
     where c.record_id = any($1) and c.name = 'result' order by c.record_id`,
    [ids],
  )
  return rows
}

function differing(now: readonly Due[], expected: readonly Due[], same: boolean, entries: number): string[] {
  return [
    ...unless(now.length === RECORDS, `${now.length} due times instead of ${RECORDS}`),
    ...now.flatMap(({ id, due, entries: told, astray }, i) => [
      ...unless((due === expected[i]?.due) === same, `${id} is due at ${due}, and at ${expected[i]?.due} before`),
      ...unless(told === entries, `${id} says ${told} times that the calendar changed instead of ${entries}`),
      ...unless(!astray, `${id} has a clock, a column and a next due time that differ`),
    ]),
  ]
}
