import { existsSync, mkdirSync, readFileSync, realpathSync, rmSync, writeFileSync } from 'node:fs'
import { createServer } from 'node:net'
import { join } from 'node:path'
import { type Claim, claimFolder, isAlive, StartupError } from '../startup/index.ts'
import { type Binaries, locateBinaries } from './binaries.ts'
import { ensureDatabase } from './database.ts'
import { ensureCluster, SUPERUSER } from './initialise.ts'
import { keepPruning, pruneLogs } from './logs.ts'
import { disownPidFile, isServerOf, type Postmaster, readPostmaster } from './postmaster.ts'
import { chooseRunner, giveTo, type Runner } from './privileges.ts'
import { launch, stopServer, waitForReady } from './process.ts'
import { configurationText, type Endpoint } from './settings.ts'
import { SOCKET_PORT, socketFolder } from './socket-folder.ts'

export interface EmbeddedOptions {
  /** the data folder as a whole; the cluster is its subfolder `postgres` */
  dataDir: string
  superuserPassword: string
  /** further settings of postgresql.conf, or other values for ours */
  settings?: Record<string, string>
  /** told what happens, one English line each */
  log: (line: string) => void
  /** when another SIMS process holds the folder: refuse (default), or share its server without owning it */
  whenRunning?: 'refuse' | 'join'
  /** of this folder, when the caller holds it already and keeps it */
  claim?: Claim
}

/** Settings for `new pg.Client(…)` and `new pg.Pool(…)`. */
export interface SuperuserConnection {
  host: string
  port: number
  database: string
  user: string
  password: string
}

export interface EmbeddedPostgres {
  /** folder of the Unix socket, or 127.0.0.1 on Windows */
  host: string
  port: number
  database: 'sims'
  superuser: SuperuserConnection
  pid: number
  /** true when the server was already running, left by a process that was killed, or shared by `join` */
  adopted: boolean
  /** false after `join`: the server belongs to another process and `stop` leaves it running */
  owned: boolean
  /** calls back once when the server ends without `stop` having been called */
  onLost: (callback: () => void) => void
  /** fast shutdown, resolves when the server is gone and the folder is free; further calls wait for the same */
  stop: () => Promise<void>
}

/**
 * Starts, or adopts, the PostgreSQL of a data folder and makes sure that the database `sims` exists in it.
 * Everything a person can put right comes as StartupError.
 */
export async function startEmbedded(options: EmbeddedOptions): Promise<EmbeddedPostgres> {
  mkdirSync(options.dataDir, { recursive: true, mode: 0o700 })
  const root = realpathSync(options.dataDir)
  const cluster = join(root, 'postgres')
  const claim = options.claim ?? (await claimFolder(root))
  if (!claim.mine) {
    if (options.whenRunning !== 'join') throw alreadyRunning(root, claim.pid)
    const server = await waitForReady(cluster)
    if (server === undefined) throw alreadyRunning(root, claim.pid)
    return await handle(options, server, { adopted: true, owned: false, stop: async () => undefined })
  }
  const release = async () => {
    if (!options.claim) await claim.release()
  }
  try {
    const binaries = locateBinaries()
    const { server, adopted } = await ensureServer(binaries, root, cluster, options)
    const stopPruning = keepPruning(logFolderOf(root), options.log)
    const stop = async () => {
      stopPruning()
      await stopServer(binaries, cluster, server.pid)
      await release()
      options.log(`PostgreSQL stopped (pid ${server.pid})`)
    }
    return await handle(options, server, { adopted, owned: true, stop })
  } catch (error) {
    await release()
    throw error
  }
}

async function ensureServer(
  binaries: Binaries,
  root: string,
  cluster: string,
  options: EmbeddedOptions,
): Promise<{ server: Postmaster; adopted: boolean }> {
  const settings = options.settings ?? {}
  const runner = chooseRunner(binaries, root, cluster)
  const durable = settings.fsync !== 'off'
  const { created } = await ensureCluster(binaries, runner, root, cluster, options.superuserPassword, durable)
  if (created) options.log(`PostgreSQL ${binaries.version}: database made in ${cluster}`)

  const logFolder = logFolderOf(root)
  const running = created ? undefined : readPostmaster(cluster)
  const endpoint = await chooseEndpoint(root, runner, running)
  const configuration = configurationText(binaries, endpoint, logFolder, settings)
  const adopted = await adopt(binaries, cluster, running, configuration, options.log)
  if (adopted) return { server: adopted, adopted: true }

  const log = prepareFiles(root, cluster, logFolder, runner, endpoint, configuration)
  const server = await launch(binaries, runner, cluster, log)
  options.log(`PostgreSQL ${binaries.version} started (pid ${server.pid})`)
  return { server, adopted: false }
}

function logFolderOf(root: string): string {
  return join(root, 'log', 'postgres')
}

/** Takes over the server that a killed process left, or stops it when it runs with other settings. */
async function adopt(
  binaries: Binaries,
  cluster: string,
  found: Postmaster | undefined,
  configuration: string,
  log: (line: string) => void,
): Promise<Postmaster | undefined> {
  if (found === undefined) return undefined
  if (!isServerOf(cluster, found.pid)) {
    disownPidFile(cluster)
    return undefined
  }
  const file = join(cluster, 'postgresql.conf')
  if (existsSync(file) && readFileSync(file, 'utf8') === configuration) {
    const ready = await waitForReady(cluster)
    if (ready !== undefined) {
      log(`PostgreSQL was still running (pid ${ready.pid}) and is adopted`)
      return ready
    }
  }
  log(`PostgreSQL was still running (pid ${found.pid}) with other settings and is stopped`)
  await stopServer(binaries, cluster, found.pid)
  disownPidFile(cluster)
  return undefined
}

function prepareFiles(
  root: string,
  cluster: string,
  logFolder: string,
  runner: Runner,
  endpoint: Endpoint,
  configuration: string,
): string {
  mkdirSync(logFolder, { recursive: true, mode: 0o700 })
  pruneLogs(logFolder)
  const file = join(cluster, 'postgresql.conf')
  writeFileSync(file, configuration, { mode: 0o600 })
  giveTo(runner, root, file, logFolder)
  giveTo(runner, join(root, 'log'))
  if ('socketFolder' in endpoint) {
    giveTo(runner, root, endpoint.socketFolder)
    // like postmaster.pid it may name a dead server that is still in the list of processes; here no other lives
    rmSync(join(endpoint.socketFolder, `.s.PGSQL.${endpoint.port}.lock`), { force: true })
  }
  return join(logFolder, 'start.log')
}

async function chooseEndpoint(root: string, runner: Runner, running: Postmaster | undefined): Promise<Endpoint> {
  if (process.platform !== 'win32') return { socketFolder: socketFolder(root, runner.uid), port: SOCKET_PORT }
  return { host: '127.0.0.1', port: running?.port ?? (await freePort()) }
}

async function freePort(): Promise<number> {
  const server = createServer()
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const address = server.address()
  await new Promise<void>((resolve) => server.close(() => resolve()))
  if (address === null || typeof address === 'string') throw new Error('no port given')
  return address.port
}

async function handle(
  options: EmbeddedOptions,
  server: Postmaster,
  state: { adopted: boolean; owned: boolean; stop: () => Promise<void> },
): Promise<EmbeddedPostgres> {
  const host = process.platform === 'win32' ? '127.0.0.1' : server.socketFolder
  const superuser = { host, port: server.port, user: SUPERUSER, password: options.superuserPassword, database: 'sims' }
  try {
    await ensureDatabase(superuser)
  } catch (error) {
    await state.stop()
    throw error
  }
  let stopping: Promise<void> | undefined
  const stop = () => {
    stopping ??= state.stop()
    return stopping
  }
  const onLost = (callback: () => void) => {
    const timer = setInterval(() => {
      if (stopping === undefined && isAlive(server.pid)) return
      clearInterval(timer)
      if (stopping === undefined) callback()
    }, 500)
    timer.unref()
  }
  const { adopted, owned } = state
  return { host, port: server.port, database: 'sims', superuser, pid: server.pid, adopted, owned, onLost, stop }
}

function alreadyRunning(root: string, pid: number): StartupError {
  return new StartupError(
    'startup.alreadyRunning',
    `SIMS 已在使用数据目录 ${root}（进程 ${pid}），请先停止它，或用 DATA_DIR= 指定另一个目录。`,
    `SIMS already runs on the data folder ${root} (process ${pid}): stop it first, or name another folder with DATA_DIR=.`,
  )
}
