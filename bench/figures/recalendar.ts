import { setTimeout as sleep } from 'node:timers/promises'
import pg from 'pg'
import { formatDay } from '../../apps/server/src/kernel/index.ts'
import { Db } from '../../apps/server/src/platform/db/index.ts'
import { CALENDAR, changeCalendar, clockContext } from '../../apps/server/src/platform/process/index.ts'
import { publishedRules } from '../../apps/server/src/platform/regulations/index.ts'
import type { CalendarYear } from '../../packages/contracts/src/index.ts'
import type { Bench } from '../lib/bench.ts'
import { cpuMs } from '../lib/cpu.ts'
import { type Person, signedIn } from '../lib/people.ts'
import { type Running, startProduct } from '../lib/processes.ts'
import { type Report, reports, reportTo } from '../lib/reports.ts'
import { retimeRaw } from '../raw/recalendar.ts'
import { dataset } from '../seed/datasets.ts'

const DATABASE = 'bench_recalendar'
const DUE = 100_000
/** more than any company takes down */
const A_SECOND = 50
const ALONE_MS = 10_000
const LOOK_MS = 100

/**
 * The next working day becomes a holiday while 100,000 requests with a target of working days are open: how long from
 * the change until all of them follow, with what people read of it, and what becomes of 50 reports a second meanwhile.
 */
export async function recalendar(bench: Bench): Promise<void> {
  const { cluster, share } = bench
  await cluster.copy(await dataset(cluster, 'open', share), DATABASE)
  const db = new Db(cluster.app(DATABASE))
  const owner = new pg.Client({ ...cluster.superuser(DATABASE), options: '-c search_path=sims' })
  await owner.connect()
  let product: Running | undefined
  try {
    const residents = await signedIn(cluster, DATABASE, 'residents')
    product = await startProduct(cluster, DATABASE, { roles: 'http,jobs', door: true })
    const reporting = report(product, residents)
    await sleep(ALONE_MS / 2)
    reporting.since()
    await sleep(ALONE_MS)
    const alone = reporting.since()
    const start = performance.now()
    await change(db, owner)
    const planned = await until(owner, 'exists (select from retiming)', start)
    const watched = [product.pid, cluster.server.pid]
    const cpu = cpuMs(watched)
    const seconds = await until(owner, 'not exists (select from retiming)', start)
    const work = (cpuMs(watched) - cpu) / 1000
    const during = reporting.since()
    await reporting.end()
    const [{ moved, once }] = (await owner.query(outcome)).rows
    const [due, right] = [Math.round(DUE * share), moved === once]
    await product.stop()
    product = undefined
    const limit = await raw(bench)
    const target = { text: '≤ 30 s from the change, each once', met: seconds <= 30 && right && moved >= due }
    bench.print({ name: `${moved} due times follow a calendar`, value: seconds, unit: 's', limit, target })
    bench.print({ name: '  until no process goes by the old one', value: planned, unit: 's', limit: null })
    bench.print({ name: '  CPU of the rest, reports included', value: work, unit: 's', limit: null })
    bench.print({
      name: '  reports meanwhile, and before',
      value: during.perSecond,
      unit: '1/s',
      limit: alone.perSecond,
    })
    bench.print({ name: '  95 % of them answered in, and before', value: during.p95, unit: 'ms', limit: alone.p95 })
  } finally {
    await product?.stop()
    await db.end()
    await owner.end()
    await cluster.drop(DATABASE)
  }
}

/** On a copy of its own: rows that were moved before are cheaper to move again, their indexes have room. */
async function raw({ cluster, share }: Bench): Promise<number> {
  const name = `${DATABASE}_raw`
  await cluster.copy(await dataset(cluster, 'open', share), name)
  const owner = new pg.Client({ ...cluster.superuser(name), options: '-c search_path=sims' })
  await owner.connect()
  try {
    return await retimeRaw(owner)
  } finally {
    await owner.end()
    await cluster.drop(name)
  }
}

/** Makes the next working day of the company a holiday. */
async function change(db: Db, owner: pg.Client): Promise<void> {
  const now = new Date()
  const [{ id }] = (await owner.query('select organization_id as id from organization')).rows
  await db.transaction(id, async (tx) => {
    const { calendar } = await clockContext(tx, now)
    const next = calendar.addDays(Math.floor(now.getTime() / 86_400_000), 1)
    if (!('day' in next)) throw new Error('the calendar ends here')
    const day = formatDay(next.day)
    const rule = (await publishedRules(tx, CALENDAR, now)).find(({ key }) => key === day.slice(0, 4))
    const year = rule?.content as CalendarYear
    const makeUp = year.days.some((one) => one.day === day)
    const days = makeUp
      ? year.days.filter((one) => one.day !== day)
      : [...year.days, { day, working: false, name: '停工' }]
    changeCalendar(tx, { ...year, days }, now)
  })
}

/** Seconds since `start` when a condition holds. */
async function until(owner: pg.Client, condition: string, start: number): Promise<number> {
  while (!(await owner.query(`select ${condition} as holds`)).rows[0].holds) await sleep(LOOK_MS)
  return (performance.now() - start) / 1000
}

const outcome = `select count(*)::int as moved, count(distinct record_id)::int as once from timeline
  where verb = 'calendarChanged'`

/** Reports at a steady rate, whatever the answers take. `since`: how many a second and their times since last asked. */
function report(product: Running, residents: Person[]) {
  const send = reportTo({ product, residents })
  let [taken, since, sent] = [[] as number[], performance.now(), 0]
  const open = new Set<Promise<void>>()
  let failed: unknown
  const one = async (n: number) => {
    const start = performance.now()
    await send(reports(1)[0] as Report, n)
    taken.push(performance.now() - start)
  }
  const timer = setInterval(() => {
    const call: Promise<void> = one(sent++)
      .catch((error) => {
        failed = error
      })
      .finally(() => open.delete(call))
    open.add(call)
  }, 1000 / A_SECOND)
  return {
    since: () => {
      const perSecond = (taken.length * 1000) / (performance.now() - since)
      const p95 = taken.sort((a, b) => a - b)[Math.floor(taken.length * 0.95)] ?? 0
      ;[taken, since] = [[], performance.now()]
      return { perSecond, p95 }
    },
    end: async () => {
      clearInterval(timer)
      await Promise.all(open)
      if (failed) throw failed
    },
  }
}
