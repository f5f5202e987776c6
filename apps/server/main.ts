import pg from 'pg'
import { migrate } from '#platform/db'
import { migrateJobs } from '#platform/jobs'
import { checkClock, checkServerVersion, type EmbeddedPostgres, startEmbedded } from '#platform/postgres'
import { openSecrets } from '#platform/privacy'
import { checkPort, explainListen, openDataFolder, readOrCreateSecret, StartupError } from '#platform/startup'
import { type App, createApp } from './app.ts'
import { type Config, readConfig } from './config.ts'
import { greet, printLogins } from './greeting.ts'
import { loadDemo } from '#modules/demo'

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
    await checkOwner(owner)
    const appPassword = secrets.derive('pg-app').toString('base64url')
    await migrate(owner, appPassword)
    await migrateJobs(owner)
    const app = await createApp({
      database: asApplication(owner, appPassword),
      secrets,
      files: folder.files,
      publicUrl: publicUrlOf(config),
      tls: config.tls,
      trustProxy: config.trustProxy,
      smtpUrl: config.smtpUrl,
      logLevel: config.logLevel,
    })
    ends.push(() => app.close())
    const demo = config.empty ? undefined : await loadDemo(app.db, secrets, app.setup, new Date())
    if (config.roles.includes('jobs')) ends.push(startJobs(app))
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
  return server.superuser
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

/** The same database as the role that owns nothing. */
function asApplication(owner: pg.ClientConfig, password: string): pg.ClientConfig {
  if (!owner.connectionString) return { ...owner, user: 'sims_app', password }
  const url = new URL(owner.connectionString)
  url.username = 'sims_app'
  url.password = password
  return { connectionString: url.toString() }
}

function startJobs(app: App): () => Promise<void> {
  app.relay.start()
  return () => app.relay.stop()
}

async function listen(app: App, config: Config): Promise<void> {
  try {
    await app.http.app.listen({ port: config.port, host: config.host ?? '::' })
  } catch (error) {
    throw explainListen(error, config.port, config.host)
  }
}

const publicUrlOf = (config: Config) =>
  config.publicUrl ?? `${config.tls ? 'https' : 'http'}://localhost:${config.port}`

try {
  const end = await start(readConfig(process.env, process.argv.slice(2)))
  let ending = false
  for (const signal of ['SIGINT', 'SIGTERM'] as const) {
    process.on(signal, () => {
      if (ending) process.exit(130)
      ending = true
      void end().then(() => process.exit(0))
    })
  }
} catch (error) {
  process.stderr.write(error instanceof StartupError ? `\n${error.message}\n` : `\n${(error as Error).stack}\n`)
  process.exit(1)
}
