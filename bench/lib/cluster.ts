import { join, resolve } from 'node:path'
import pg from 'pg'
import { migrate } from '../../apps/server/src/platform/db/index.ts'
import { type EmbeddedPostgres, startEmbedded } from '../../apps/server/src/platform/postgres/index.ts'
import { openSecrets, type Secrets } from '../../apps/server/src/platform/privacy/index.ts'
import { openDataFolder, readOrCreateSecret } from '../../apps/server/src/platform/startup/index.ts'
import { say } from './report.ts'

const folder = resolve(import.meta.dirname, '../../.sims/bench')

/** The PostgreSQL of the benchmarks, with the product's own settings; its data stay for the next run. */
export interface Cluster {
  server: EmbeddedPostgres
  secrets: Secrets
  /** data folder for the server's process */
  dataDir: string
  /** password of the application's role in every database */
  appPassword: string
  superuser(database: string): pg.ClientConfig
  app(database: string): pg.ClientConfig
  /** runs statements as superuser and gives the rows of the last */
  query<Row>(database: string, sql: string, values?: unknown[]): Promise<Row[]>
  /** makes a copy of a database under `name`, whatever was there before; nobody may be connected to `from` */
  copy(from: string, name: string): Promise<void>
  drop(name: string): Promise<void>
  stop(): Promise<void>
}

export async function startCluster(): Promise<Cluster> {
  const data = await openDataFolder(join(folder, 'server'))
  const secrets = await openSecrets(data.secrets)
  const superuserPassword = await readOrCreateSecret(data.secrets, 'postgres-superuser')
  const server = await startEmbedded({
    dataDir: join(folder, 'cluster'),
    superuserPassword,
    log: (line) => say(`  ${line}`),
  })
  const appPassword = secrets.derive('pg-app').toString('base64url')
  const superuser = (database: string) => ({ ...server.superuser, database })
  const query = async <Row>(database: string, sql: string, values?: unknown[]) => {
    const client = new pg.Client(superuser(database))
    await client.connect()
    try {
      await client.query('set search_path = sims')
      return (await client.query(sql, values)).rows as Row[]
    } finally {
      await client.end()
    }
  }
  const drop = async (name: string) => {
    await query('postgres', `drop database if exists ${name} with (force)`)
  }
  return {
    server,
    secrets,
    dataDir: data.root,
    appPassword,
    superuser,
    app: (database) => ({ ...superuser(database), user: 'sims_app', password: appPassword }),
    query,
    copy: async (from, name) => {
      await drop(name)
      await query('postgres', `create database ${name} template ${from} strategy file_copy`)
      // settings of a role in a database are not copied with it
      await migrate(superuser(name), appPassword)
      await query('postgres', 'checkpoint')
    },
    drop,
    stop: () => server.stop(),
  }
}
