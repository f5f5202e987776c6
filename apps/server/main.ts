import pg from 'pg'
import { loadDemo } from '#modules/demo'
import { renewDefaults } from '#modules/setup'
import { type DatabaseConnection, migrate } from '#platform/db'
import { migrateJobs } from '#platform/jobs'
import {
  checkClock,
  checkServerVersion,
  type EmbeddedPostgres,
  explainExternal,
  startEmbedded,
} from '#platform/postgres'
import { openSecrets } from '#platform/privacy'
import { checkPort, explainListen, openDataFolder, readOrCreateSecret } from '#platform/startup'
import { type App, createApp } from './app.ts'
import { backupsOf } from './backup-work.ts'
import { type Config, processConfig } from './config.ts'
import { greet, printHelp, printLogins, printVersion, reasonOf } from './greeting.ts'

/** Starts everything in order; gives what ends it again. */
async function start(config: Config): Promise<() => Promise<void>> {
  if (config.roles.includes('http')) await checkPort(config.port, config.host)
  const folder = await openDataFolder(config.dataDir)
  const ends: (() => Promise<void>)[] = []
  const end = async () => {
    for (const stop of ends.reverse()) await stop()
  }
  try {
    const secrets = await openSecrets(folder.secrets)
    const owner = await ownerConnection(config, folder, ends)
    const backups = config.databaseUrl ? undefined : await backupsOf(config, folder.root, owner)
    const appPassword = secrets.derive('pg-app').toString('base64url')
    await prepare(owner, appPassword).catch((error: unknown) => {
      throw config.databaseUrl ? explainExternal(error) : error
    })
    const app = await createApp({
      database: asApplication(owner, appPassword, config.databasePoolUrl),
      direct: asApplication(owner, appPassword),
      secrets,
      files: folder.files,
      publicUrl: publicUrlOf(config),
      tls: config.tls,
      trustProxy: config.trustProxy,
      smtpUrl: config.smtpUrl,
      gateways: config.gateways,
      hookNetworks: config.hookNetworks,
      logLevel: config.logLevel,
      realtime: config.roles.includes('http'),
      backups,
    })
    ends.push(() => app.close())
    await renewDefaults(app.db, new Date())
    const demo = config.empty ? undefined : await loadDemo({ ...app, ...app.setup }, new Date())
    // nobody is told today of what happened last month
    if (demo) await app.quietRelay.drain()
    if (config.roles.includes('jobs')) ends.push(await startJobs(app))
    if (config.roles.includes('http')) await listen(app, config)
    if (demo) printLogins(demo)
    greet(publicUrlOf(config), config.empty)
    return end
  } catch (error) {
    await end()
    throw error
  }
}

async function ownerConnection(
  config: Config,
  folder: { root: string; secrets: string },
  ends: (() => Promise<void>)[],
): Promise<pg.ClientConfig> {
  if (config.databaseUrl) return { connectionString: config.databaseUrl }
  const superuserPassword = await readOrCreateSecret(folder.secrets, 'postgres-superuser')
  const server: EmbeddedPostgres = await startEmbedded({
    dataDir: folder.root,
    superuserPassword,
    log: (line) => process.stderr.write(`${line}\n`),
  })
  ends.push(() => server.stop())
  // without its database the process has nothing to do; whoever supervises it starts it again
  server.onLost(() => {
    process.stderr.write('内置 PostgreSQL 已意外终止，SIMS 随之退出，请重新启动；数据不会丢失。\n')
    process.stderr.write('The built-in PostgreSQL has ended, so SIMS ends too: start it again, no data is lost.\n')
    process.exit(1)
  })
  return server.superuser
}

/** Checks the server and brings its schema up to this release. */
async function prepare(owner: pg.ClientConfig, appPassword: string): Promise<void> {
  await checkOwner(owner)
  await migrate(owner, appPassword)
  await migrateJobs(owner)
}

async function checkOwner(owner: pg.ClientConfig): Promise<void> {
  const client = new pg.Client(owner)
  await client.connect()
  try {
    await checkServerVersion(client)
    await checkClock(client)
  } finally {
    await client.end()
  }
}

/** The same database as the role that owns nothing; by way of a pooler, when there is one. */
function asApplication(owner: pg.ClientConfig, password: string, poolUrl?: string): DatabaseConnection {
  const address = poolUrl ?? owner.connectionString
  if (!address) return { ...owner, user: APPLICATION, password }
  const url = new URL(address)
  url.username = APPLICATION
  url.password = password
  return { connectionString: url.toString(), pooled: poolUrl !== undefined }
}
const APPLICATION = 'sims_app'

/** The jobs role: the queue for longer work, and the loops that follow up what commands left. */
async function startJobs(app: App): Promise<() => Promise<void>> {
  await app.jobs.start()
  for (const loop of app.loops) loop.start()
  return async () => {
    await Promise.all(app.loops.map((loop) => loop.stop()))
    await app.jobs.stop()
  }
}

/**
 * Without TLS only this machine is answered, unless HOST asks for more: passwords must not cross a network in clear.
 * Whoever sets HOST behind a proxy that speaks TLS says so with TRUST_PROXY.
 */
async function listen(app: App, config: Config): Promise<void> {
  const host = config.host ?? (config.tls ? '::' : 'localhost')
  const open = !['localhost', '127.0.0.1', '::1'].includes(host)
  if (open && !config.tls && config.trustProxy === false)
    app.log.warn({ host }, 'plain HTTP on a network: set TLS_CERT and TLS_KEY')
  try {
    await app.http.app.listen({ port: config.port, host })
  } catch (error) {
    // a machine without IPv6
    if (host !== '::' || (error as { code?: string }).code !== 'EAFNOSUPPORT')
      throw explainListen(error, config.port, config.host)
    await app.http.app.listen({ port: config.port, host: '0.0.0.0' })
  }
}

const publicUrlOf = (config: Config) =>
  config.publicUrl ?? `${config.tls ? 'https' : 'http'}://localhost:${config.port}`

/** The same signal can come twice, from the terminal and from whoever started us. */
const SAME_SIGNAL_MS = 1000

async function run(config: Config): Promise<void> {
  const end = await start(config)
  let endedAt: number | undefined
  for (const signal of ['SIGINT', 'SIGTERM'] as const) {
    process.on(signal, () => {
      const now = performance.now()
      if (endedAt !== undefined && now - endedAt > SAME_SIGNAL_MS) process.exit(130)
      if (endedAt !== undefined) return
      endedAt = now
      void end().then(() => process.exit(0))
    })
  }
}

try {
  const config = processConfig()
  if (config.help) printHelp()
  else if (config.version) printVersion()
  else await run(config)
} catch (error) {
  process.stderr.write(`\n${reasonOf(error)}\n`)
  process.exit(1)
}
