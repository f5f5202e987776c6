import pg from 'pg'
import type { Bench } from '../lib/bench.ts'
import { importing } from '../lib/importing.ts'
import { type Person, signedIn } from '../lib/people.ts'
import { type Running, startProduct } from '../lib/processes.ts'
import { copied, inserted } from '../raw/import.ts'
import { dataset } from '../seed/datasets.ts'

const DATABASE = 'bench_import'
const ROWS = 100_000
const PERSONS = 20_000

/**
 * Import of 100,000 rows of history with timelines, clocks and commitments by the jobs role of a whole server: rows
 * per second, and whether its memory stays flat. Beside it the same rows into the same tables by COPY, and by
 * insert … select in transactions of 500.
 */
export async function importHistory(bench: Bench): Promise<void> {
  const { cluster, share } = bench
  const rows = Math.round(ROWS * share)
  await cluster.copy(await dataset(cluster, 'short', share), DATABASE)
  const owner = new pg.Client({ ...cluster.superuser(DATABASE), options: '-c search_path=sims' })
  await owner.connect()
  let product: Running | undefined
  try {
    const [boss] = await signedIn(cluster, DATABASE, 'agents')
    if (!boss) throw new Error('nobody is there to import')
    await owner.query("update role_grant set role = 'executive' where staff_id = $1", [boss.staffId])
    product = await startProduct(cluster, DATABASE, { roles: 'http,jobs', door: true })
    const run = await measured(bench, product, boss, table(rows), rows)
    await product.stop()
    product = undefined
    const ways = [
      ['COPY', await copied(owner, run.id)],
      ['insert … select of 500', await inserted(owner, run.id)],
    ] as const
    for (const [way, limit] of ways) {
      const name = `import of ${rows} rows, beside ${way}`
      const target = { text: '≥ 2,000 rows/s', met: run.rate >= 2000 }
      bench.print({ name, value: run.rate, unit: 'rows/s', limit, ...(way === 'COPY' ? { target } : {}) })
    }
  } finally {
    await product?.stop()
    await owner.end()
    await cluster.drop(DATABASE)
  }
}

async function measured(bench: Bench, product: Running, boss: Person, csv: Buffer, rows: number) {
  const by = importing(product, boss.token)
  let start = performance.now()
  const seconds = () => (performance.now() - start) / 1000
  let highest = 0
  const high = () => {
    highest = Math.max(highest, by.memory())
  }
  const id = await by.begin('history.csv', csv)
  const { mapping } = await by.until(id, 'read', high)
  bench.print({ name: `read a table of ${rows} rows`, value: seconds(), unit: 's', limit: null })
  start = performance.now()
  const communities = (await by.call('GET', '/communities')) as { items: { id: string }[] }
  await by.call('POST', `/imports/${id}/check`, {
    ...mapping,
    communityId: communities.items[0]?.id,
    category: 'waterLeak',
  })
  const checked = await by.until(id, 'checked', high)
  if (checked.ready !== rows) throw new Error(`${checked.ready} of ${rows} rows are ready`)
  bench.print({ name: `check ${rows} rows`, value: seconds(), unit: 's', limit: null })
  const during: { progress: number; mb: number }[] = []
  start = performance.now()
  await by.call('POST', `/imports/${id}/start`)
  await by.until(id, 'done', ({ progress }) => void during.push({ progress, mb: by.memory() }))
  const rate = rows / seconds()
  const most = (from: number, to: number) =>
    Math.max(0, ...during.filter(({ progress }) => progress >= from && progress <= to).map(({ mb }) => mb))
  const [first, last] = [most(0.1, 0.4), most(0.7, 1)]
  bench.print({ name: 'memory while reading and checking', value: highest, unit: 'MB', limit: null })
  const target = { text: 'flat: last third within 15 % of the first', met: last <= first * 1.15 }
  bench.print({ name: 'memory of the run, last third', value: last, unit: 'MB', limit: first, target })
  return { id, rate }
}

/** Ten years of invented history, each row reported and most answered. */
function table(rows: number): Buffer {
  const at = (ms: number) => new Date(ms).toISOString().slice(0, 19).replace('T', ' ')
  const first = Date.UTC(2015, 0, 5)
  const lines = Array.from({ length: rows }, (_, n) => {
    const reported = first + n * 3_000_000
    const answered = n % 20 === 0 ? '' : at(reported + (n % 97) * 3_600_000)
    const text = `第${n}号：${n % 30}栋${n % 3}单元水管漏水，已经流到楼道，请尽快安排师傅上门维修。`
    return `${n},住户${n % PERSONS},${at(reported)},${text},${answered && '已更换接头并试水。'},${answered}`
  })
  return Buffer.from(`编号,姓名,上报时间,内容,答复,答复时间\n${lines.join('\n')}\n`)
}
