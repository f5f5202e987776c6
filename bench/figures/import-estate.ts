import pg from 'pg'
import { newId } from '../../apps/server/src/kernel/index.ts'
import type { ImportRun, SheetSubject } from '../../packages/contracts/src/index.ts'
import type { Bench } from '../lib/bench.ts'
import { type Importing, importing } from '../lib/importing.ts'
import { signedIn } from '../lib/people.ts'
import { type Running, startProduct } from '../lib/processes.ts'
import { copiedRows } from '../raw/import-estate.ts'
import { dataset } from '../seed/datasets.ts'

const DATABASE = 'bench_import_estate'
const ROWS = 20_000
/** of a million rows a file has too many; of a small zip too much comes out */
const HOSTILE_S = 5

/**
 * 20,000 rows of places, residents and staff by the jobs role of a whole server: seconds from the file to the last
 * record, check and run, and whether its memory stays flat; beside it the same rows into the same tables by COPY. Then
 * the export of the residents, and what a file of a million rows costs before it is refused.
 */
export async function importEstate(bench: Bench): Promise<void> {
  const { cluster, share } = bench
  const rows = Math.round(ROWS * share)
  await cluster.copy(await dataset(cluster, 'short', share), DATABASE)
  const owner = new pg.Client({ ...cluster.superuser(DATABASE), options: '-c search_path=sims' })
  await owner.connect()
  let product: Running | undefined
  try {
    const [boss, admin] = await signedIn(cluster, DATABASE, 'agents')
    if (!boss || !admin) throw new Error('nobody is there to import')
    await owner.query("update role_grant set role = 'executive', community_id = null where staff_id = $1", [
      boss.staffId,
    ])
    await owner.query("update role_grant set role = 'systemAdministrator', community_id = null where staff_id = $1", [
      admin.staffId,
    ])
    product = await startProduct(cluster, DATABASE, { roles: 'http,jobs', door: true })
    const people = { places: boss, customers: boss, staff: admin } as const
    for (const subject of ['places', 'customers', 'staff'] as const) {
      const by = importing(product, people[subject].token)
      const id = await measured(bench, by, subject, tables[subject](rows), rows)
      const limit = await copiedRows(owner, subject, id)
      bench.print({ name: `rows of ${subject} by COPY`, value: limit, unit: 'rows/s', limit: null })
    }
    await exported(bench, importing(product, boss.token))
    await refused(bench, importing(product, boss.token))
  } finally {
    await product?.stop()
    await owner.end()
    await cluster.drop(DATABASE)
  }
}

async function measured(
  bench: Bench,
  by: Importing,
  subject: SheetSubject,
  csv: Buffer,
  rows: number,
): Promise<string> {
  const start = performance.now()
  const id = await by.begin(`${subject}.csv`, csv, subject)
  const { mapping } = await by.until(id, 'read')
  await by.call('POST', `/imports/${id}/check`, mapping)
  const checked = await by.until(id, 'checked')
  if (checked.ready - checked.duplicates !== rows) throw new Error(`${checked.ready} of ${rows} rows are ready`)
  const seconds = (performance.now() - start) / 1000
  const during: { progress: number; mb: number }[] = []
  await by.call('POST', `/imports/${id}/start`)
  await by.until(id, 'done', ({ progress }: ImportRun) => void during.push({ progress, mb: by.memory() }))
  const whole = (performance.now() - start) / 1000
  const target = { text: '≤ 60 s', met: whole <= 60 }
  bench.print({ name: `${rows} rows of ${subject}, read and checked`, value: seconds, unit: 's', limit: null })
  bench.print({ name: `${rows} rows of ${subject}, file to last record`, value: whole, unit: 's', limit: null, target })
  const most = (from: number, to: number) =>
    Math.max(0, ...during.filter(({ progress }) => progress >= from && progress <= to).map(({ mb }) => mb))
  const [first, last] = [most(0, 0.4), most(0.6, 1)]
  const flat = { text: 'flat: last part within 15 % of the first', met: first === 0 || last <= first * 1.15 }
  bench.print({
    name: `memory of the run of ${subject}, last part`,
    value: last,
    unit: 'MB',
    limit: first,
    target: flat,
  })
  return id
}

/** Everybody of the roll as a table, in clear. */
async function exported(bench: Bench, by: Importing): Promise<void> {
  const start = performance.now()
  const bytes = await by.file('POST', '/imports/export', { subject: 'customers', reason: 'benchmark' })
  const seconds = (performance.now() - start) / 1000
  bench.print({
    name: `export of the residents, ${(bytes / 1024).toFixed(0)} kB`,
    value: seconds,
    unit: 's',
    limit: null,
  })
}

async function refused(bench: Bench, by: Importing): Promise<void> {
  const million = Buffer.from(`小区,类型\n${'甲,住宅\n'.repeat(1_000_000)}`)
  const start = performance.now()
  const id = await by.begin('million.csv', million, 'places')
  const run = await by.until(id, 'refused')
  const seconds = (performance.now() - start) / 1000
  const target = { text: `≤ ${HOSTILE_S} s`, met: seconds <= HOSTILE_S && run.fault?.code === 'exchange.tooManyRows' }
  bench.print({ name: 'a million rows, until they are refused', value: seconds, unit: 's', limit: null, target })
}

/** Each home of an invented estate; who lives there; who works there. */
const tables: Record<SheetSubject, (rows: number) => Buffer> = {
  places: (rows) =>
    table('小区,楼栋,单元,房号,类型,楼层,建筑面积', [
      '基准苑,,,,住宅小区,,',
      ...Array.from({ length: rows - 1 }, (_, n) => `基准苑,${pathOf(n)},住宅,${1 + (n % 20)},${80 + (n % 40)}.5`),
    ]),
  customers: (rows) =>
    table('小区,楼栋,单元,房号,姓名,个人或单位,电话,身份,入住日期', [
      ...Array.from(
        { length: rows },
        // some own two homes, and households share a phone
        (_, n) => `基准苑,${pathOf(n % (rows - 1))},住户${n},个人,139${String(10_000_000 + (n >> 1))},业主,2020-01-01`,
      ),
    ]),
  staff: (rows) =>
    table('工号,姓名,账号,岗位,班组,技能', [
      ...Array.from(
        { length: rows },
        (_, n) => `G${n},员工${n},bench.${newId().slice(-12)}.${n},维修技师,班组${n % 50},电工`,
      ),
    ]),
}
const pathOf = (n: number) => `${1 + Math.floor(n / 400)}栋,${1 + (Math.floor(n / 100) % 4)}单元,${100 + (n % 100)}`
const table = (headings: string, rows: readonly string[]) => Buffer.from(`${headings}\n${rows.join('\n')}\n`)
