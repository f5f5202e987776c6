import { type ChildProcess, spawn } from 'node:child_process'
import { readFileSync } from 'node:fs'
import { createServer } from 'node:net'
import { join, resolve } from 'node:path'

const main = resolve(import.meta.dirname, '../../apps/server/main.ts')
const READY = 'SIMS is ready'
/** a first start on a busy machine makes a database and hashes some thirty passwords */
const START_MS = 300_000
const STOP_MS = 60_000

export interface RunningServer {
  url: string
  port: number
  dataDir: string
  pid: number
  /** what it printed, the first logins among it */
  printed: string
  /** milliseconds from the start to "ready" */
  startMs: number
  /** resolves with its exit code, or null when it was killed */
  ended: Promise<number | null>
  /** what it wrote to its error output so far */
  complaints(): string
  /** the message of the last fault that it logged */
  lastFault(): string
  /** a clean end, as by Ctrl-C, its PostgreSQL included */
  stop(): Promise<void>
  /** kill -9 of the server alone; resolves when it is gone */
  kill(): Promise<void>
}

const running = new Set<ChildProcess>()

/**
 * Starts the server as a process of its own on a data folder, with `more` settings, and waits until it is ready. It hears no Ctrl-C of the
 * terminal: whoever started it ends it.
 */
export async function startServer(
  dataDir: string,
  port?: number,
  more: Record<string, string> = {},
): Promise<RunningServer> {
  const onPort = port ?? (await freePort())
  const started = performance.now()
  const child = spawn(process.execPath, [main], {
    env: { ...environment(dataDir, onPort), ...more },
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  running.add(child)
  let printed = ''
  let complaints = ''
  child.stderr.setEncoding('utf8').on('data', (text: string) => {
    complaints = (complaints + text).slice(-20_000)
  })
  const ended = new Promise<number | null>((done) => {
    child.once('exit', (code) => {
      running.delete(child)
      done(code)
    })
  })
  const ready = new Promise<void>((done) => {
    child.stdout.setEncoding('utf8').on('data', (text: string) => {
      printed += text
      if (printed.includes(READY)) done()
    })
  })
  const late = new Promise<'late'>((done) => setTimeout(done, START_MS, 'late').unref())
  const first = await Promise.race([ready, ended, late])
  if (first !== undefined) {
    child.kill('SIGKILL')
    throw new Error(`the server ${first === 'late' ? 'did not get ready' : `ended (${first})`}:\n${complaints}`)
  }
  return {
    url: `http://127.0.0.1:${onPort}`,
    port: onPort,
    dataDir,
    pid: child.pid as number,
    printed,
    startMs: performance.now() - started,
    ended,
    complaints: () => complaints,
    lastFault: () => lastFaultIn(printed),
    stop: async () => {
      child.kill('SIGTERM')
      const timer = setTimeout(() => child.kill('SIGKILL'), STOP_MS)
      await ended
      clearTimeout(timer)
    },
    kill: async () => {
      child.kill('SIGKILL')
      await ended
    },
  }
}

/** Ends all servers of this process; for signals and for the end after a failure. */
export async function stopAll(): Promise<void> {
  await Promise.all(
    [...running].map((child) => {
      const gone = new Promise((done) => child.once('exit', done))
      child.kill('SIGTERM')
      return gone
    }),
  )
}

/** Of lines of JSON as the server logs them, the last that tells an error. */
function lastFaultIn(log: string): string {
  const line = log.slice(log.lastIndexOf('"err":'))
  return /"message":"((?:[^"\\]|\\.)*)"/.exec(line)?.[1] ?? ''
}

/** Nothing that the caller has set for a server of their own may reach this one. */
function environment(dataDir: string, port: number): NodeJS.ProcessEnv {
  const env = { ...process.env }
  for (const name of [
    'DATABASE_URL',
    'DATABASE_POOL_URL',
    'PUBLIC_URL',
    'TLS_CERT',
    'TLS_KEY',
    'TRUST_PROXY',
    'SMTP_URL',
    'SIMS_ROLES',
  ])
    delete env[name]
  return { ...env, PORT: String(port), HOST: '127.0.0.1', DATA_DIR: dataDir, LOG_LEVEL: 'error' }
}

/** A port of this machine that nobody uses now. */
export async function freePort(): Promise<number> {
  const server = createServer()
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done))
  const address = server.address()
  await new Promise<void>((done) => server.close(() => done()))
  if (address === null || typeof address === 'string') throw new Error('no port given')
  return address.port
}

/** Ids of the PostgreSQL processes of a data folder, the postmaster first. Linux only. */
export function postgresPids(dataDir: string, processes: readonly { pid: number; parent: number }[]): number[] {
  const postmaster = Number(readFileSync(join(dataDir, 'postgres/postmaster.pid'), 'utf8').split('\n')[0])
  return [postmaster, ...processes.filter(({ parent }) => parent === postmaster).map(({ pid }) => pid)]
}
