import assert from 'node:assert/strict'
import { dirname, join } from 'node:path'
import { after, before, test } from 'node:test'
import type { BackupSettings } from '@sims/contracts'
import { newId } from '#kernel'
import { createLogArchive, folderStore } from '#platform/backup'
import { Db } from '#platform/db'
import { refusal, type TestCompany, testCompany } from '../../../testing.ts'
import { type TestInstallation, testInstallation } from '../../platform/backup/testing.ts'
import { perform, type Workshop } from './perform.ts'
import { createStep } from './worker.ts'

let company: TestCompany
let here: TestInstallation
let db: Db
let workshop: Workshop
const clock = { now: new Date('2026-03-02T01:00:00Z') }
const quiet = { info: () => undefined, warn: () => undefined, error: () => undefined }

before(async () => {
  company = await testCompany()
  here = await testInstallation()
  await here.client.query(`update backup_setting set since = '2026-03-01T00:00:00Z'`)
  db = new Db({ ...here.server.superuser, user: 'sims_app', password: 'test-only' })
  workshop = {
    source: { dataDir: here.dataDir, superuser: here.server.superuser, version: '0.0.0' },
    store: folderStore(here.folder('store')),
    offsite: folderStore(here.folder('offsite')),
    keys: here.keys,
    release: here.release,
    drills: dirname(here.dataDir),
    now: () => clock.now,
  }
})
after(async () => {
  await db.end()
  await company.close()
  await here.close()
})

const work = {
  run: async (kind: 'backup' | 'drill', id: string) => void (await perform(workshop, kind, id)),
  pushLog: () => createLogArchive(workshop.source, workshop.store, workshop.keys).push(),
}
const stepOf = () => createStep({ db, work, log: quiet as never, now: () => clock.now })
const runs = async () =>
  (await here.client.query('select kind, cause, outcome, error from backup_run order by asked_at, id')).rows

test('the worker makes what is due once, keeps a second copy, carries the log, and tries a restore', async () => {
  const step = stepOf()
  // due since 02:30 in China, that is since 18:30 of the day before
  assert.equal(await step(), true)
  assert.deepEqual(await runs(), [{ kind: 'backup', cause: 'schedule', outcome: 'success', error: null }])
  assert.equal(await step(), false)
  const { rows } = await here.client.query('select inventory, log_until from backup_setting')
  assert.equal(rows[0].inventory.length, 1)
  assert.equal(rows[0].inventory[0].offsite, true)
  assert.ok(rows[0].log_until)
  clock.now = new Date('2026-03-07T20:00:00Z')
  for (let left = 5; left > 0 && (await step()); left--);
  assert.deepEqual(
    (await runs())
      .slice(1)
      .map(({ kind, outcome }) => [kind, outcome])
      .sort(),
    [
      ['backup', 'success'],
      ['drill', 'success'],
    ],
  )
})

test('a run that failed says why; one whose process was killed is ended by the next start', async () => {
  const { store } = workshop
  workshop.store = folderStore(join(here.dataDir, 'SIMS'))
  await here.client.query(
    `insert into backup_run (id, kind, cause, asked_at) values (gen_random_uuid(), 'backup', 'person', $1)`,
    [clock.now],
  )
  await stepOf()()
  workshop.store = store
  assert.equal((await runs()).at(-1)?.outcome, 'failed')
  assert.equal((await runs()).at(-1)?.error.code, 'backup.unreachable')
  clock.now = new Date(clock.now.getTime() + 60_000)
  await here.client.query(
    `insert into backup_run (id, kind, cause, asked_at, started_at) values (gen_random_uuid(), 'backup', 'person', $1, $1)`,
    [clock.now],
  )
  await stepOf()()
  assert.equal((await runs()).at(-1)?.error.code, 'backup.interrupted')
})

test('only so many days, weeks and months keep a backup; what they need of log and files stays', async () => {
  await here.client.query('update backup_setting set keep_daily = 1, keep_weekly = 0, keep_monthly = 0')
  const { backupId } = await perform(workshop, 'backup')
  const { rows } = await here.client.query('select inventory from backup_setting')
  assert.deepEqual(
    rows[0].inventory.map((one: { id: string }) => one.id),
    [backupId],
  )
  const { backupId: tried } = await perform(workshop, 'drill')
  assert.equal(tried, backupId)
})

const settings: BackupSettings = {
  at: '03:15',
  keepDaily: 3,
  keepWeekly: 2,
  keepMonthly: 1,
  drillWeekday: 6,
  logMinutes: 10,
}

test('the system administrator sees and changes when backups are made, and asks for one; nobody else does', async () => {
  const { sysadmin, manager } = company.staff
  assert.equal((await refusal(manager('getBackups'))).code, 'access.forbidden')
  assert.equal((await refusal(manager('changeBackupSettings', { body: settings }))).code, 'access.forbidden')
  await sysadmin('changeBackupSettings', { body: settings })
  const id = newId()
  await sysadmin('askBackup', { body: { id, kind: 'backup' } })
  const answer = await sysadmin('getBackups')
  assert.deepEqual(answer.settings, settings)
  // the company of this test runs on a server that nobody backs up
  assert.equal(answer.embedded, false)
  assert.deepEqual(
    answer.runs.map((run) => [run.id, run.cause, run.outcome]),
    [[id, 'person', null]],
  )
})

test('system administrators are told of a failed backup once', async () => {
  await company.database.owner.query(
    `update backup_run set started_at = asked_at, ended_at = asked_at, outcome = 'failed', error = '{"code":"backup.running","params":{}}'`,
  )
  const step = createStep({ db: company.app.db, work, log: quiet as never, now: () => company.clock.now })
  await company.database.owner.query(`update backup_setting set since = '2027-01-01'`)
  await step()
  await step()
  await company.app.relay.drain()
  const { items } = await company.staff.sysadmin('listNotices', { query: {} })
  assert.deepEqual(
    items.map((one) => one.kind),
    ['backupFailed'],
  )
  const [run] = (await company.staff.sysadmin('getBackups')).runs
  assert.match(run?.fault ?? '', /另一个备份正在进行/)
})
