import { join } from 'node:path'
import pg from 'pg'
import { startEmbedded } from '../../apps/server/src/platform/postgres/index.ts'
import { readOrCreateSecret } from '../../apps/server/src/platform/startup/index.ts'

export interface OpenDatabase {
  client: pg.Client
  close(): Promise<void>
}

/**
 * Opens a server's database as its owner, past row-level security: the built-in one of a data folder, joined when a
 * server runs on it and started for as long as needed when none does, or another one by its URL.
 */
export async function openDatabase(at: { dataDir: string } | { databaseUrl: string }): Promise<OpenDatabase> {
  if ('databaseUrl' in at) return await connect({ connectionString: at.databaseUrl })
  const server = await startEmbedded({
    dataDir: at.dataDir,
    superuserPassword: await readOrCreateSecret(join(at.dataDir, 'secrets'), 'postgres-superuser'),
    whenRunning: 'join',
    log: () => undefined,
  })
  try {
    const { client, close } = await connect(server.superuser)
    return { client, close: () => close().finally(() => server.stop()) }
  } catch (error) {
    await server.stop()
    throw error
  }
}

async function connect(connection: pg.ClientConfig): Promise<OpenDatabase> {
  const client = new pg.Client(connection)
  // a connection that breaks while idle must not end the process: the next query tells
  client.on('error', () => undefined)
  await client.connect()
  await client.query('set search_path = sims')
  return { client, close: () => client.end() }
}
