import assert from 'node:assert/strict'
import { readdir, rm } from 'node:fs/promises'
import { join } from 'node:path'
import { after, before, test } from 'node:test'
import { setTimeout as sleep } from 'node:timers/promises'
import type { DomainError } from '#kernel'
import { backUp } from './base.ts'
import { folderStore } from './folder-store.ts'
import { createLogArchive } from './log-archive.ts'
import { restore } from './restore.ts'
import { lookInto, type TestInstallation, testInstallation } from './testing.ts'

let here: TestInstallation
let times: Date[]
before(async () => {
  here = await testInstallation()
  await here.client.query('create table sims.noted (n int primary key)')
  const store = folderStore(here.folder('store'))
  const archive = createLogArchive({ dataDir: here.dataDir, superuser: here.server.superuser }, store, here.keys)
  await backUp({ dataDir: here.dataDir, superuser: here.server.superuser, version: '0.0.0' }, store, here.keys)
  times = []
  for (let n = 1; n <= 4; n++) {
    await here.client.query('insert into noted values ($1)', [n])
    // times here know no microseconds
    await sleep(2)
    times.push((await here.client.query('select clock_timestamp() as at')).rows[0].at)
    await sleep(5)
    // the third and fourth go together
    if (n !== 3) await archive.push()
  }
  // nobody has carried this one
  await here.client.query('insert into noted values (5)')
})
after(() => here.close())

const into = (name: string, options: { time?: Date; id?: string } = {}) =>
  restore({
    store: folderStore(here.folder('store')),
    keys: here.keys,
    to: here.folder(name),
    ...here.release,
    ...options,
  })
const noted = (name: string) =>
  lookInto(here.folder(name), async (client) =>
    (await client.query('select n from noted order by n')).rows.map(({ n }) => n),
  )
const refusal = async (work: Promise<unknown>) =>
  (await work.then(
    () => undefined,
    (error) => error,
  )) as DomainError

test('restored to a time it holds what was committed by then and nothing later', async () => {
  await into('second', { time: times[1] as Date })
  assert.deepEqual(await noted('second'), [1, 2])
  // nothing was written between the second and the next look after the log, but the log says that it was quiet
  await into('third', { time: times[2] as Date })
  assert.deepEqual(await noted('third'), [1, 2, 3])
})

test('without a time it holds all that was carried to the store; a backup by its id holds itself alone', async () => {
  const { until, manifest } = await into('latest')
  assert.deepEqual(await noted('latest'), [1, 2, 3, 4])
  assert.ok(until > (times[3] as Date))
  await into('alone', { id: manifest.id })
  assert.deepEqual(await noted('alone'), [])
})

test('a time before the first backup or after the end of the log is refused, and the folder stays empty', async () => {
  assert.equal((await refusal(into('early', { time: new Date('2020-01-01T00:00:00Z') }))).code, 'backup.tooEarly')
  assert.equal((await refusal(into('late', { time: new Date(Date.now() + 3_600_000) }))).code, 'backup.tooLate')
  assert.deepEqual(await readdir(here.folder('late')), [])
})

test('a gap in the log ends it: later pieces are not put in its place', async () => {
  const folder = join(here.folder('store'), 'wal')
  const [first = ''] = (await readdir(folder))
    .filter((name) => name.length === 24)
    .sort()
    .slice(1)
  await rm(join(folder, first))
  assert.equal((await refusal(into('gap', { time: times[3] as Date }))).code, 'backup.tooLate')
})

test('a slot that lost its log is made anew, and the loss is told', async () => {
  const archive = createLogArchive(
    { dataDir: here.dataDir, superuser: here.server.superuser },
    folderStore(here.folder('store')),
    here.keys,
  )
  assert.equal((await archive.push()).gap, false)
  await here.client.query(`alter system set max_slot_wal_keep_size = '16MB'`)
  await here.client.query('select pg_reload_conf()')
  for (let i = 0; i < 6; i++) {
    await here.client.query(`select pg_logical_emit_message(false, 'sims', 'x')`)
    await here.client.query('select pg_switch_wal()')
  }
  await here.client.query('checkpoint')
  await here.client.query('alter system reset max_slot_wal_keep_size')
  await here.client.query('select pg_reload_conf()')
  assert.equal((await archive.push()).gap, true)
  assert.equal((await archive.push()).gap, false)
})
