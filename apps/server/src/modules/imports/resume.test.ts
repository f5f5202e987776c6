import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { setTimeout as sleep } from 'node:timers/promises'
import { type TestCompany, testCompany } from '../../../testing.ts'
import { type Importer, importer } from './testing.ts'

let company: TestCompany
let boss: Importer
before(async () => {
  company = await testCompany()
  boss = await importer(company)
})
after(() => company.close())

const ROWS = 3000
const table = (from: number) =>
  `编号,姓名,上报时间,内容,答复,答复时间\n${Array.from({ length: ROWS }, (_, i) => {
    const n = from + i
    return `${n},住户${n % 300},2019-01-0${1 + (n % 9)} 10:00,第${n}号,好,2019-02-0${1 + (n % 9)} 10:00`
  }).join('\n')}\n`

async function begun(name: string, from: number) {
  const id = await boss.begin(name, table(from))
  await boss.work()
  await boss.check(id, { communityId: company.communityId, category: 'waterLeak', source: '旧系统' })
  await boss.api('startImport', { params: { id } })
  return id
}

test('workers whose connections die in the middle leave whole chunks; the next ones go on behind them', async () => {
  // two runs of one source, two workers, and somebody who pulls the plug again and again
  const ids = [await begun('one.csv', 0), await begun('two.csv', ROWS / 2)]
  const { owner } = company.database
  let deaths = 0
  let pulling = true
  const pull = async () => {
    while (pulling) {
      await sleep(60)
      if (deaths >= 6) continue
      const { rowCount } = await owner.query(
        `select pg_terminate_backend(pid) from pg_stat_activity
         where datname = current_database() and usename = 'sims_app' and state <> 'idle'`,
      )
      deaths += rowCount ?? 0
      // the headings are the first row of the first chunk
      const { rows } = await owner.query(
        'select created + skipped as n, next_chunk from import_run where id = any($1)',
        [ids],
      )
      for (const { n, next_chunk: chunk } of rows)
        assert.equal(n, Math.max(0, Math.min(ROWS, chunk * 500 - 1)), 'whole chunks')
    }
  }
  const work = async () => {
    let failures = 0
    const tolerant = (error: unknown) => {
      failures += 1
      if (failures > 50) throw error
      return true
    }
    for (let idle = 0; idle < 3; ) {
      const worked = await company.app.workImports().catch(tolerant)
      idle = worked ? 0 : idle + 1
      if (!worked) await sleep(20)
    }
  }
  const working = Promise.all([work(), work()]).finally(() => {
    pulling = false
  })
  await Promise.all([working, pull()])
  assert.ok(deaths >= 3, `${deaths} connections died`)
  const runs = await Promise.all(ids.map((id) => boss.get(id)))
  assert.deepEqual(
    runs.map(({ state }) => state),
    ['done', 'done'],
  )
  assert.deepEqual(
    runs.map(({ created, skipped, faulty }) => created + skipped + faulty),
    [ROWS, ROWS],
  )
  const count = async (sql: string) => Number((await owner.query(`select count(*) from ${sql}`)).rows[0].count)
  assert.equal(await count('service_request'), ROWS * 1.5)
  assert.equal(await count('timeline'), ROWS * 1.5 * 3)
  assert.equal(await count('ledger_pending'), ROWS * 1.5 * 3)
  // first response, result, and the timer that settles what nobody answers, which the settling ends
  assert.equal(await count('record_clock'), ROWS * 1.5 * 3)
  assert.equal(await count('customer_source'), 300)
  assert.equal(await count('import_row'), ROWS * 2)
})
