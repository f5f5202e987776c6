import { randomUUID } from 'node:crypto'
import { setTimeout as sleep } from 'node:timers/promises'
import pg from 'pg'
import { newId } from '../../apps/server/src/kernel/index.ts'
import { type ImportRun, uploadsPath } from '../../packages/contracts/src/index.ts'
import type { Bench } from '../lib/bench.ts'
import { pidsOf, residentMb } from '../lib/cpu.ts'
import { type Person, signedIn } from '../lib/people.ts'
import { type Running, startProduct } from '../lib/processes.ts'
import { copied, inserted } from '../raw/import.ts'
import { dataset } from '../seed/datasets.ts'

const DATABASE = 'bench_import'
const ROWS = 100_000
const PERSONS = 20_000
const LOOK_MS = 250

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

async function measured(bench: Bench, { base, pid }: Running, boss: Person, csv: Buffer, rows: number) {
  const call = caller(base, boss.token)
  const fileId = await upload(base, boss.token, csv)
  const id = newId()
  const memory = () => Math.max(...pidsOf([pid]).map(residentMb))
  const until = async (state: ImportRun['state'], look: (run: ImportRun) => void = () => undefined) => {
    for (;;) {
      const run = (await call('GET', `/imports/${id}`)) as ImportRun
      look(run)
      if (run.state === state) return run
      if (run.fault) throw new Error(`${run.state}: ${run.fault.message}`)
      await sleep(LOOK_MS)
    }
  }
  let start = performance.now()
  const seconds = () => (performance.now() - start) / 1000
  let highest = 0
  const high = () => {
    highest = Math.max(highest, memory())
  }
  await call('POST', '/imports', { id, fileId })
  const { mapping } = await until('read', high)
  bench.print({ name: `read a table of ${rows} rows`, value: seconds(), unit: 's', limit: null })
  start = performance.now()
  const communities = (await call('GET', '/communities')) as { items: { id: string }[] }
  await call('POST', `/imports/${id}/check`, {
    ...mapping,
    communityId: communities.items[0]?.id,
    category: 'waterLeak',
  })
  const checked = await until('checked', high)
  if (checked.ready !== rows) throw new Error(`${checked.ready} of ${rows} rows are ready`)
  bench.print({ name: `check ${rows} rows`, value: seconds(), unit: 's', limit: null })
  const during: { progress: number; mb: number }[] = []
  start = performance.now()
  await call('POST', `/imports/${id}/start`)
  await until('done', ({ progress }) => void during.push({ progress, mb: memory() }))
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

const caller =
  (base: string, token: string) =>
  async (method: string, path: string, body?: object): Promise<unknown> => {
    const headers = { authorization: `Bearer ${token}`, 'idempotency-key': randomUUID() }
    const json = body ? { body: JSON.stringify(body), headers: { ...headers, 'content-type': 'application/json' } } : {}
    const answer = await fetch(`${base}/api/v1${path}`, { method, headers, ...json })
    if (!answer.ok) throw new Error(`${method} ${path}: ${answer.status} ${await answer.text()}`)
    return await answer.json()
  }

async function upload(base: string, token: string, bytes: Buffer): Promise<string> {
  const answer = await fetch(`${base}${uploadsPath}`, {
    method: 'POST',
    headers: {
      authorization: `Bearer ${token}`,
      'tus-resumable': '1.0.0',
      'upload-length': String(bytes.length),
      'upload-metadata': `filename ${Buffer.from('history.csv').toString('base64')}`,
      'content-type': 'application/offset+octet-stream',
    },
    body: new Uint8Array(bytes),
  })
  if (!answer.ok) throw new Error(`upload: ${answer.status} ${await answer.text()}`)
  return ((await answer.json()) as { id: string }).id
}
