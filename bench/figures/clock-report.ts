import pg from 'pg'
import { systemActor } from '../../apps/server/src/kernel/index.ts'
import { clockReport } from '../../apps/server/src/modules/statistics/index.ts'
import { Db } from '../../apps/server/src/platform/db/index.ts'
import type { Bench } from '../lib/bench.ts'
import { dataset } from '../seed/datasets.ts'

const RECORDS = 1_000_000
const TIMES = 9

/** Ten years of made-up facts in the communities that are there, counted as the outbox counts them. */
const SEED = `insert into request_fact
   select o.organization_id, gen_random_uuid(), date '2016-01-01' + (i % 120) * interval '1 month',
     (array['repair', 'report', 'inquiry', 'complaint', 'suggestion'])[1 + i % 5],
     (array['waterLeak', 'lift', 'lighting', 'cleaning', 'askCharges', 'complainCharges', 'roads'])[1 + i % 7],
     (array['app', 'phone', 'desk'])[1 + i % 3], c.ids[1 + i % cardinality(c.ids)], null,
     (abs(hashint4(i)) % 32) - 1, abs(hashint4(i)) % 32 between 1 and 2
   from organization o, (select array_agg(id) as ids from community) c, generate_series(1, $1::int) i;`
const COUNT = `insert into request_count
   select organization_id, month, kind, category, channel, community_id, days, within_24h, count(*)
   from request_fact group by 1, 2, 3, 4, 5, 6, 7, 8`
const scanOf = (key: string) => `select ${key} as key, count(*)::int as requests,
   count(*) filter (where days <> -1)::int as answered, count(*) filter (where within_24h)::int as "within24h",
   count(*) filter (where days between 0 and 7)::int as "withinResultDays",
   percentile_cont(0.5) within group (order by days) filter (where days >= 0) as "medianDays"
 from request_fact where organization_id = $1 group by 1`

/** The clock report over a million requests from counts, beside a full scan of the facts; both must say the same. */
export async function clockReportFigures(bench: Bench): Promise<void> {
  const { cluster, share } = bench
  const database = await dataset(cluster, 'whole', share)
  const owner = new pg.Client({ ...cluster.superuser(database), options: '-c search_path=sims' })
  await owner.connect()
  const db = new Db(cluster.app(database))
  try {
    await owner.query('truncate request_fact, request_count')
    await owner.query(SEED, [Math.round(RECORDS * share)])
    await owner.query(COUNT)
    await owner.query('analyze request_fact, request_count')
    const organization = (await owner.query('select organization_id as id from organization')).rows[0].id
    const actor = {
      ...systemActor(organization, 'Asia/Shanghai'),
      kind: 'staff' as const,
      grants: [{ role: 'executive', communityId: null }],
    }
    const reader = { now: new Date(), locale: 'zh-CN' as const }
    for (const [by, key] of [
      ['month', "to_char(month, 'YYYY-MM')"],
      ['category', 'category'],
      ['community', 'community_id::text'],
    ] as const) {
      const read = () => db.transaction(organization, (tx) => clockReport(tx, actor, { by }, reader))
      const scan = async () => (await owner.query(scanOf(key), [organization])).rows
      const value = await median(read)
      const limit = await median(scan)
      const same = sameAs((await read()).groups, await scan())
      const target = { text: '≤ 500 ms, equal to a full scan', met: value <= 500 && same }
      bench.print({ name: `clock report by ${by}, 1,000,000 requests`, value, unit: 'ms', limit, target })
    }
  } finally {
    await db.end()
    await owner.query('truncate request_fact, request_count')
    await owner.end()
  }
}

type Told = Record<'requests' | 'answered' | 'within24h' | 'withinResultDays' | 'medianDays', number | null>
function sameAs(
  groups: readonly (Told & { key: string | null })[],
  scan: readonly (Told & { key: string })[],
): boolean {
  const line = (one: Told & { key: string | null }) =>
    [one.key, one.requests, one.answered, one.within24h, one.withinResultDays, one.medianDays].join()
  return groups.map(line).sort().join('\n') === scan.map(line).sort().join('\n')
}

async function median(act: () => Promise<unknown>): Promise<number> {
  const times: number[] = []
  for (let i = -1; i < TIMES; i++) {
    const start = performance.now()
    await act()
    if (i >= 0) times.push(performance.now() - start)
  }
  return times.sort((a, b) => a - b)[(TIMES - 1) / 2] as number
}
