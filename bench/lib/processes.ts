import { type ChildProcess, spawn } from 'node:child_process'
import { createServer } from 'node:net'
import { resolve } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import type { Cluster } from './cluster.ts'

const root = resolve(import.meta.dirname, '../..')
const START_MS = 180_000

/** A server in a process of its own. */
export interface Running {
  pid: number
  /** such as http://127.0.0.1:41234 */
  base: string
  stop(): Promise<void>
}

/**
 * The product itself on one of the benchmarks' databases. `roles` as in SIMS_ROLES; `door`: as `npm start` starts it,
 * with the settings and the process that this brings.
 */
export async function startProduct(
  cluster: Cluster,
  database: string,
  { roles = 'http', door = false } = {},
): Promise<Running> {
  const port = await freePort()
  const { host, user, password, port: socket } = cluster.superuser(database)
  const url = `postgres://${user}:${encodeURIComponent(String(password))}@${encodeURIComponent(String(host))}:${socket}/${database}`
  const env = {
    DATA_DIR: cluster.dataDir,
    DATABASE_URL: url,
    PORT: String(port),
    HOST: '127.0.0.1',
    SIMS_ROLES: roles,
    LOG_LEVEL: 'warn',
  }
  const args = door ? ['start.mjs', 'start', '--empty'] : ['apps/server/main.ts', '--empty']
  return await start(args, env, port, '/api/v1/setup')
}

/** The bare server that the product is compared with; see raw/server.ts. */
export async function startRaw(cluster: Cluster, database: string): Promise<Running> {
  const port = await freePort()
  const connection = JSON.stringify(cluster.superuser(database))
  return await start(['bench/raw/server.ts'], { RAW_PORT: String(port), RAW_DATABASE: connection }, port, '/ready')
}

async function start(args: string[], env: Record<string, string>, port: number, ready: string): Promise<Running> {
  const child = spawn(process.execPath, args, {
    cwd: root,
    env: { ...process.env, NODE_ENV: 'production', ...env },
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  let output = ''
  for (const stream of [child.stdout, child.stderr])
    stream.on('data', (part: Buffer) => {
      output = (output + part.toString()).slice(-4000)
    })
  const base = `http://127.0.0.1:${port}`
  const until = Date.now() + START_MS
  while (!(await answers(base + ready))) {
    if (child.exitCode !== null || Date.now() > until) {
      child.kill('SIGKILL')
      throw new Error(`${args[0]} did not start:\n${output}`)
    }
    await sleep(100)
  }
  return { pid: child.pid as number, base, stop: () => stop(child) }
}

const answers = (url: string) =>
  fetch(url).then(
    (answer) => answer.ok,
    () => false,
  )

async function stop(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null) return
  const ended = new Promise((done) => child.once('exit', done))
  child.kill('SIGTERM')
  const late = setTimeout(() => child.kill('SIGKILL'), 10_000)
  await ended
  clearTimeout(late)
}

async function freePort(): Promise<number> {
  const server = createServer()
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done))
  const address = server.address()
  await new Promise<void>((done) => server.close(() => done()))
  if (address === null || typeof address === 'string') throw new Error('no port given')
  return address.port
}
