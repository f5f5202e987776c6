import assert from 'node:assert/strict'
import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { chmodSync, chownSync, mkdirSync, mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, test } from 'node:test'
import { setTimeout as sleep } from 'node:timers/promises'
import pg from 'pg'
import { isAlive, StartupError } from '../startup/index.ts'
import { type EmbeddedOptions, type EmbeddedPostgres, type SuperuserConnection, startEmbedded } from './embedded.ts'

const base = mkdtempSync(join(tmpdir(), 'sims-pg-'))
const running: EmbeddedPostgres[] = []
after(async () => {
  await Promise.all(running.map((server) => server.stop()))
  rmSync(base, { recursive: true, force: true })
})

const isRoot = process.geteuid?.() === 0
const folder = () => mkdtempSync(join(base, 'd-'))

async function start(dataDir: string, more: Partial<EmbeddedOptions> = {}): Promise<EmbeddedPostgres> {
  const server = await startEmbedded({ dataDir, superuserPassword: 'test', log: () => undefined, ...more })
  running.push(server)
  return server
}

/** A Node process that starts the server and is there to be killed. */
async function startInChild(dataDir: string, user: { uid?: number; gid?: number } = {}) {
  const script = join(import.meta.dirname, 'start-child.fixture.ts')
  const child = spawn(process.execPath, [script, dataDir], { ...user, stdio: ['ignore', 'pipe', 'pipe'] })
  let errors = ''
  child.stderr.on('data', (data) => {
    errors += data
  })
  const [line] = await Promise.race([once(child.stdout, 'data'), once(child, 'exit').then(() => [undefined])])
  assert.ok(line, errors)
  return { child, ...(JSON.parse(String(line)) as { pid: number; superuser: SuperuserConnection }) }
}

async function kill(child: ChildProcess, signal: NodeJS.Signals): Promise<void> {
  child.kill(signal)
  await once(child, 'exit')
}

async function ask(connection: SuperuserConnection, text: string): Promise<Record<string, unknown>[]> {
  const client = new pg.Client(connection)
  await client.connect()
  try {
    return (await client.query(text)).rows
  } finally {
    await client.end()
  }
}

const refusal = (code: string, words: RegExp) => (error: unknown) => {
  assert.ok(error instanceof StartupError, String(error))
  assert.equal(error.code, code)
  assert.match(error.en, words)
  assert.match(error.zh, /[，。].*\p{Script=Han}/u)
  return true
}

test('a new folder becomes a durable UTF-8 server on a private socket, and keeps its data', async () => {
  const dataDir = folder()
  const first = await start(dataDir)
  assert.equal(first.adopted, false)
  const settings = `select current_setting('data_checksums') checksums, current_setting('fsync') fsync,
    current_setting('synchronous_commit') sync, current_setting('listen_addresses') tcp,
    (select rolpassword like 'SCRAM-SHA-256%' from pg_authid where rolname = 'postgres') scram,
    (select datlocprovider::text || datlocale from pg_database where datname = 'sims') locale,
    lower('ÄŻ') lower, '物业' ~ '^\\w+$' word`
  assert.deepEqual(await ask(first.superuser, settings), [
    { checksums: 'on', fsync: 'on', sync: 'on', tcp: '', scram: true, locale: 'bC.UTF-8', lower: 'äż', word: true },
  ])
  assert.equal(statSync(first.host).mode & 0o777, 0o700)
  await ask(first.superuser, 'create table kept as select 1 as n')
  await first.stop()
  assert.equal(isAlive(first.pid), false)

  const second = await start(dataDir)
  assert.deepEqual(await ask(second.superuser, 'select n from kept'), [{ n: 1 }])
  await assert.rejects(ask({ ...second.superuser, password: 'wrong' }, 'select 1'), /password/)
})

test('kill -9 of node leaves the server, which the next start adopts with every row', async () => {
  const dataDir = folder()
  const left = await startInChild(dataDir)
  await ask(left.superuser, 'create table kept as select 2 as n')
  await kill(left.child, 'SIGKILL')
  assert.equal(isAlive(left.pid), true)

  const next = await start(dataDir)
  assert.equal(next.pid, left.pid)
  assert.equal(next.adopted, true)
  assert.deepEqual(await ask(next.superuser, 'select n from kept'), [{ n: 2 }])
  await next.stop()
  assert.equal(isAlive(left.pid), false)
})

test('a server left with other settings is stopped and started with ours', async () => {
  const dataDir = folder()
  const left = await startInChild(dataDir)
  await kill(left.child, 'SIGKILL')
  const next = await start(dataDir, { settings: { max_connections: '50' } })
  assert.equal(next.adopted, false)
  assert.notEqual(next.pid, left.pid)
  assert.deepEqual(await ask(next.superuser, 'show max_connections'), [{ max_connections: '50' }])
})

test('kill -9 of the server is noticed, and what was committed is there after the next start', async () => {
  const dataDir = folder()
  const first = await start(dataDir)
  const lost = new Promise<void>((resolve) => first.onLost(resolve))
  await ask(first.superuser, 'create table kept as select generate_series(1, 1000) as n')
  process.kill(first.pid, 'SIGKILL')
  await lost
  await first.stop()
  const next = await start(dataDir)
  assert.deepEqual(await ask(next.superuser, 'select count(*)::int from kept'), [{ count: 1000 }])
})

test('a pid file that names a stranger does not hinder and does not harm the stranger', async () => {
  const dataDir = folder()
  const first = await start(dataDir)
  process.kill(first.pid, 'SIGKILL')
  while (isAlive(first.pid)) await sleep(10)
  await first.stop()
  const stranger = spawn('sleep', ['60'])
  const file = join(dataDir, 'postgres', 'postmaster.pid')
  writeFileSync(file, readFileSync(file, 'utf8').replace(/^\d+/, String(stranger.pid)))
  const next = await start(dataDir)
  assert.equal(next.adopted, false)
  assert.equal(stranger.exitCode, null)
  assert.ok(isAlive(stranger.pid ?? 0))
  await kill(stranger, 'SIGKILL')
})

test('a server that died and was never buried by its parent does not hinder', async () => {
  const dataDir = folder()
  const first = await start(dataDir)
  await first.stop()
  // the shell becomes a program that never asks for the end of the child that it inherits
  const parent = spawn('/bin/sh', ['-c', 'sleep 0 & echo $!; exec sleep 60'], { stdio: ['ignore', 'pipe', 'ignore'] })
  const dead = Number(await once(parent.stdout, 'data'))
  while (isAlive(dead)) await sleep(10)
  assert.doesNotThrow(() => process.kill(dead, 0), 'it is still in the list of processes')
  const left = `${dead}\n${join(dataDir, 'postgres')}\n0\n5432\n${first.host}\n\n\nready\n`
  writeFileSync(join(dataDir, 'postgres', 'postmaster.pid'), left)
  writeFileSync(join(first.host, '.s.PGSQL.5432.lock'), left)
  const next = await start(dataDir)
  assert.equal(next.adopted, false)
  await kill(parent, 'SIGKILL')
})

test('an initialisation that was broken off is begun anew', async () => {
  const dataDir = folder()
  mkdirSync(join(dataDir, 'postgres.new', 'base'), { recursive: true })
  writeFileSync(join(dataDir, 'postgres.new', 'PG_VERSION'), '18\n')
  const server = await start(dataDir)
  assert.deepEqual(await ask(server.superuser, 'select 1 as n'), [{ n: 1 }])
})

test('two SIMS on one folder: the second is refused, or joins without owning the server', async () => {
  const dataDir = folder()
  const owner = await startInChild(dataDir)
  await assert.rejects(start(dataDir), refusal('startup.alreadyRunning', new RegExp(`process ${owner.child.pid}`)))
  const guest = await start(dataDir, { whenRunning: 'join' })
  assert.deepEqual([guest.owned, guest.pid], [false, owner.pid])
  await guest.stop()
  assert.deepEqual(await ask(owner.superuser, 'select 1 as n'), [{ n: 1 }])
  await kill(owner.child, 'SIGTERM')
  assert.equal(isAlive(owner.pid), false)
})

test('the cluster of another major is refused with the ways out, and not touched', async () => {
  const dataDir = folder()
  mkdirSync(join(dataDir, 'postgres'))
  writeFileSync(join(dataDir, 'postgres', 'PG_VERSION'), '16\n')
  await assert.rejects(start(dataDir), refusal('startup.postgresMajor', /PostgreSQL 16.*PostgreSQL 18.*DATABASE_URL/))
  await assert.rejects(start(dataDir), refusal('startup.postgresMajor', /16/), 'the folder is free again')
})

test('a password that does not fit is told, and the server is not left running', async () => {
  const dataDir = folder()
  const first = await start(dataDir)
  await first.stop()
  const wrong = start(dataDir, { superuserPassword: 'other' })
  await assert.rejects(wrong, refusal('startup.postgresPassword', /secrets/))
  assert.throws(() => statSync(join(dataDir, 'postgres', 'postmaster.pid')))
})

test('a server that cannot start says why and where to look', async () => {
  const wrong = start(folder(), { settings: { shared_buffers: 'many' } })
  await assert.rejects(wrong, refusal('startup.postgresFailed', /start\.log.*shared_buffers/))
})

test('a path too long for a socket is served from the temporary folder', async () => {
  const dataDir = join(folder(), '小区'.repeat(10), 'x'.repeat(40))
  const server = await start(dataDir)
  assert.ok(server.host.startsWith(tmpdir()) && !server.host.startsWith(base), server.host)
  assert.equal(statSync(server.host).mode & 0o777, 0o700)
  assert.deepEqual(await ask(server.superuser, 'select 1 as n'), [{ n: 1 }])
  await server.stop()
  rmSync(server.host, { recursive: true, force: true })
})

test('an ordinary user can do it too', { skip: !isRoot && 'this is one already' }, async () => {
  const nobody = 65_534
  const dataDir = folder()
  chmodSync(base, 0o711)
  chownSync(dataDir, nobody, nobody)
  const server = await startInChild(dataDir, { uid: nobody, gid: nobody })
  assert.equal(statSync(`/proc/${server.pid}`).uid, nobody)
  assert.deepEqual(await ask(server.superuser, 'select 1 as n'), [{ n: 1 }])
  await kill(server.child, 'SIGTERM')
  assert.equal(isAlive(server.pid), false)
})
