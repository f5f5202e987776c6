import pg from 'pg'
import { Db, jsonb } from '../../apps/server/src/platform/db/index.ts'
import { fireDueClocks } from '../../apps/server/src/platform/process/index.ts'
import type { Bench } from '../lib/bench.ts'
import { say } from '../lib/report.ts'
import { fireRaw } from '../raw/due-clocks.ts'
import { dataset } from '../seed/datasets.ts'
import { runningClock } from '../seed/history.ts'

const DATABASE = 'bench_due'
const DUE = 10_000
/** the first response is due after 24 hours and warned of after three quarters of it */
const WARNED_MS = 18 * 3_600_000

/** 10,000 clocks of 1,000,000 open ones are due at once: how long until all have told their warning, each once. */
export async function dueClocks(bench: Bench): Promise<void> {
  const { cluster, share } = bench
  await cluster.copy(await dataset(cluster, 'clocks', share), DATABASE)
  const db = new Db(cluster.app(DATABASE))
  const owner = new pg.Client({ ...cluster.superuser(DATABASE), options: '-c search_path=sims' })
  await owner.connect()
  try {
    const [{ id: organization, now, open }] = (await owner.query(look)).rows
    const due = Math.round(DUE * share)
    const clock = await runningClock(db, organization, 'firstResponse', new Date(now.getTime() - WARNED_MS - 1000))
    const makeDue = async (where: string) => {
      const values = [jsonb(clock), new Date(clock.dueAt as number), new Date(clock.nextFireAt as number), due]
      const { rowCount } = await owner.query(late(where), values)
      if (rowCount !== due) throw new Error(`${rowCount} clocks made due`)
      await owner.query('vacuum (analyze) record_clock')
    }
    const log = { error: (fault: object) => say(JSON.stringify(fault)) } as never

    await makeDue('true')
    const start = performance.now()
    const told = await fireDueClocks({ db, log }, now)
    const seconds = (performance.now() - start) / 1000
    const [{ entries, records }] = (await owner.query(warnings)).rows
    const once = told === due && entries === due && records === due

    await makeDue("clock ->> 'fireIndex' = '0'")
    const limit = await fireRaw(owner, organization, now, due)
    const target = { text: '≤ 5 s, each once', met: seconds <= 5 && once }
    bench.print({ name: `${due} due among ${open} open clocks`, value: seconds, unit: 's', limit, target })
    if (!once) say(`told ${told}, ${entries} entries on ${records} records`)
  } finally {
    await db.end()
    await owner.end()
    await cluster.drop(DATABASE)
  }
}

const look = `select organization_id as id, (select max(created_at) from service_request) as now,
  (select count(*)::int from record_clock where next_fire_at is not null) as open from organization`

/** $1 clock, $2 due time, $3 first alarm, $4 how many */
const late = (where: string) => `
  update record_clock c set clock = $1, due_at = $2, next_fire_at = $3
  from (select record_id from record_clock where name = 'firstResponse' and ${where}
    order by md5(record_id::text) limit $4) chosen
  where c.record_id = chosen.record_id and c.name = 'firstResponse'`

const warnings = `select count(*)::int as entries, count(distinct record_id)::int as records from timeline
  where verb = 'clockWarned'`
