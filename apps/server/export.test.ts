import assert from 'node:assert/strict'
import { createHash, randomBytes } from 'node:crypto'
import { mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { Readable } from 'node:stream'
import { after, before, test } from 'node:test'
import type pg from 'pg'
import type { DomainError } from '#kernel'
import { folderStore, type Keys, keysFromFile, type Store, seal } from '#platform/backup'
import { openSecrets } from '#platform/privacy'
import { type TestDatabase, testDatabase } from './src/platform/db/testing.ts'
import { EXPORT, type Exported, exportAll } from './src/platform/export/export.ts'
import { importAll } from './src/platform/export/import.ts'
import { type TestCompany, testCompany } from './testing.ts'

let company: TestCompany
let target: TestDatabase
let folder: string
let store: Store
let keys: Keys
const PHOTO = '019a0000-0000-7000-8000-000000000000/0a/019a0000-0000-7000-8000-00000000000a.0a1b2c3d.original'

before(async () => {
  folder = await mkdtemp(join(tmpdir(), 'sims-export-'))
  await openSecrets(join(folder, 'secrets'))
  keys = await keysFromFile(join(folder, 'secrets', 'master.key'))
  company = await testCompany()
  await company.resident(0)
  await mkdir(join(folder, 'files', PHOTO, '..'), { recursive: true })
  await writeFile(join(folder, 'files', PHOTO), randomBytes(1000))
  target = await testDatabase()
  store = folderStore(join(folder, 'export'))
})
after(async () => {
  await company.close()
  await target.close()
  await rm(folder, { recursive: true, force: true })
})

/** Rows of a table as text, in an order of their own. */
async function rowsOf(client: pg.Client, table: string): Promise<[number, string]> {
  const { rows } = await client.query<{ row: string }>(`select t::text as row from ${table} t`)
  const hash = createHash('sha256')
    .update(
      rows
        .map(({ row }) => row)
        .sort()
        .join('\n'),
    )
    .digest('hex')
  return [rows.length, hash]
}
const into = (superuser: pg.ClientConfig, dataDir: string) => importAll({ owner: superuser, dataDir, store, keys })
const refusal = async (work: Promise<unknown>) =>
  (await work.then(
    () => undefined,
    (error) => error,
  )) as DomainError

/** Writes another manifest in the place of the export's. */
async function exportedAs(
  change: (table: Exported['tables'][number]) => Exported['tables'][number],
  migrations?: string[],
) {
  const file = join(folder, 'export', EXPORT)
  const before = await readFile(file)
  const exported = { ...whole, tables: whole.tables.map(change), migrations: migrations ?? whole.migrations }
  await store.write(EXPORT, seal(EXPORT, keys, Readable.from([Buffer.from(JSON.stringify(exported))])))
  return { restore: () => writeFile(file, before) }
}

let whole: Exported

test('all rows of all tables, sequences and files come back as they were', async () => {
  const { superuser } = company.database
  whole = await exportAll({ owner: superuser, files: join(folder, 'files'), version: '0.0.0', store, keys })
  assert.ok(whole.tables.length > 40)
  const to = join(folder, 'to')
  await into(target.superuser, to)
  let rows = 0
  for (const { name } of whole.tables) {
    const before = await rowsOf(company.database.owner, name)
    assert.deepEqual(await rowsOf(target.owner, name), before, name)
    rows += before[0]
  }
  assert.ok(rows > 100)
  assert.deepEqual(await readFile(join(to, 'files', PHOTO)), await readFile(join(folder, 'files', PHOTO)))
  const next = `select last_value from pg_sequences where schemaname = 'sims' order by sequencename`
  assert.deepEqual((await target.owner.query(next)).rows, (await company.database.owner.query(next)).rows)
})

test('an import goes into an empty database only, and leaves nothing when a table is damaged', async () => {
  assert.equal((await refusal(into(target.superuser, folder))).code, 'export.notEmpty')
  const empty = await testDatabase()
  try {
    const [last] = (await store.list('tables/')).slice(-1)
    const file = join(folder, 'export', last?.name ?? '')
    const bytes = await readFile(file)
    const bad = Buffer.from(bytes)
    bad[bad.length - 20] = (bad[bad.length - 20] ?? 0) ^ 1
    await writeFile(file, bad)
    assert.equal((await refusal(into(empty.superuser, join(folder, 'bad')))).code, 'backup.damaged')
    assert.equal((await empty.owner.query('select from organization')).rowCount, 0)
    await writeFile(file, bytes)
    const table = 'sims.service_request'
    const manifest = await exportedAs((one) => (one.name === table ? { ...one, rows: one.rows + 1 } : one))
    assert.equal((await refusal(into(empty.superuser, join(folder, 'differs')))).code, 'export.differs')
    await manifest.restore()
    const other = await exportedAs((one) => one, ['0001_other.sql'])
    assert.equal((await refusal(into(empty.superuser, join(folder, 'other')))).code, 'export.otherSchema')
    await other.restore()
    assert.equal((await empty.owner.query('select from organization')).rowCount, 0)
  } finally {
    await empty.close()
  }
})
