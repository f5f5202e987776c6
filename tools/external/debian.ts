import { type ChildProcess, execFileSync, spawn } from 'node:child_process'
import { randomBytes } from 'node:crypto'
import {
  chmodSync,
  chownSync,
  closeSync,
  existsSync,
  mkdtempSync,
  openSync,
  readdirSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import pg from 'pg'
import { freePort } from '../replay/server.ts'

/** Debian's PostgreSQL with Debian's PgBouncer in transaction mode before it, on this machine alone. */
export interface External {
  superuser: { host: string; port: number; user: string; password: string; database: string }
  pooler: { host: string; port: number }
  /** of PostgreSQL, such as `15.18` */
  version: string
  stop(): Promise<void>
}

const HOST = '127.0.0.1'
const POSTGRES = '/usr/lib/postgresql'
const PGBOUNCER = '/usr/sbin/pgbouncer'
const NEEDED = 'apt-get install postgresql-15 pgbouncer'
/** neither of the two works as root */
const USER = 'postgres'

/** @throws Error when the packages are not there, with the command that brings them */
export async function startExternal(): Promise<External> {
  const bin = binaries()
  const folder = mkdtempSync(join(tmpdir(), 'sims-external-'))
  const identity = ordinaryUser()
  const give = (path: string) => identity && chownSync(path, identity.uid, identity.gid)
  give(folder)
  chmodSync(folder, 0o700)
  // into a file: whoever writes to a pipe that nobody empties stands still
  const log = openSync(join(folder, 'log'), 'a')
  const run = (file: string, args: string[]) =>
    spawn(file, args, { ...identity, cwd: folder, stdio: ['ignore', log, log] })
  const said = () => readFileSync(join(folder, 'log'), 'utf8').slice(-4000)
  const password = randomBytes(16).toString('hex')
  const write = (name: string, text: string) => {
    writeFileSync(join(folder, name), text, { mode: 0o600 })
    give(join(folder, name))
    return join(folder, name)
  }
  const [port, poolPort] = [await freePort(), await freePort()]
  const data = join(folder, 'data')
  const secret = write('password', password)
  execFileSync(
    join(bin, 'initdb'),
    ['-D', data, '-U', USER, '--auth=scram-sha-256', `--pwfile=${secret}`, '-E', 'UTF8', '--locale=C.UTF-8'],
    { ...identity, cwd: folder, stdio: 'ignore' },
  )
  const settings = { fsync: 'off', synchronous_commit: 'off', full_page_writes: 'off', max_connections: '300' }
  const options = Object.entries(settings).flatMap(([name, value]) => ['-c', `${name}=${value}`])
  const postgres = run(join(bin, 'postgres'), ['-D', data, '-p', String(port), '-h', HOST, '-k', '', ...options])
  const superuser = { host: HOST, port, user: USER, password, database: 'postgres' }
  const users = write('users.txt', `"${USER}" "${password}"\n`)
  const pooler = run(PGBOUNCER, [
    write('pgbouncer.ini', pgbouncerIni({ port, poolPort, users, pidfile: join(folder, 'pgbouncer.pid') })),
  ])
  const stop = async () => {
    await Promise.all([ended(pooler, 'SIGINT'), ended(postgres, 'SIGQUIT')])
    closeSync(log)
    rmSync(folder, { recursive: true, force: true })
  }
  try {
    const version = await answers(superuser, postgres)
    await answers({ ...superuser, port: poolPort }, pooler)
    return { superuser, pooler: { host: HOST, port: poolPort }, version, stop }
  } catch (error) {
    const why = new Error(said() || String(error), { cause: error })
    await stop()
    throw why
  }
}

/** Whoever signs in to the pooler is looked up in the database that they want. */
const pgbouncerIni = (at: { port: number; poolPort: number; users: string; pidfile: string }) => `
[databases]
* = host=${HOST} port=${at.port}
[pgbouncer]
listen_addr = ${HOST}
listen_port = ${at.poolPort}
unix_socket_dir =
pidfile = ${at.pidfile}
pool_mode = transaction
auth_type = scram-sha-256
auth_file = ${at.users}
auth_user = ${USER}
auth_query = select usename, passwd from pg_shadow where usename = $1
max_client_conn = 1000
default_pool_size = 20
server_idle_timeout = 5
log_connections = 0
log_disconnections = 0
`

function binaries(): string {
  const versions = existsSync(POSTGRES) ? readdirSync(POSTGRES).sort((a, b) => Number(b) - Number(a)) : []
  const bin = versions.map((version) => join(POSTGRES, version, 'bin')).find((path) => existsSync(join(path, 'initdb')))
  if (!bin || !existsSync(PGBOUNCER)) throw new Error(`PostgreSQL and PgBouncer of Debian are needed: ${NEEDED}`)
  return bin
}

/** Undefined: as who we are. */
function ordinaryUser(): { uid: number; gid: number } | undefined {
  if (process.getuid?.() !== 0) return undefined
  const id = (flag: string) => Number(execFileSync('id', [flag, USER], { encoding: 'utf8' }))
  return { uid: id('-u'), gid: id('-g') }
}

/** Waits until a server answers; the version that it tells. */
async function answers(connection: pg.ClientConfig, server: ChildProcess): Promise<string> {
  for (let tries = 0; ; tries++) {
    const client = new pg.Client(connection)
    try {
      await client.connect()
      return (await client.query<{ server_version: string }>('show server_version')).rows[0]?.server_version ?? ''
    } catch (error) {
      if (tries === 100 || server.exitCode !== null) throw error
      await sleep(100)
    } finally {
      await client.end().catch(() => undefined)
    }
  }
}

function ended(child: ChildProcess, signal: NodeJS.Signals): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return Promise.resolve()
  const gone = new Promise<void>((done) => child.once('exit', () => done()))
  child.kill(signal)
  return gone
}
