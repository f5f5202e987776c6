import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import pg from 'pg'
import { migrate, migrationNames } from '#platform/db'
import { type EmbeddedPostgres, locateBinaries, startEmbedded } from '#platform/postgres'
import { openSecrets } from '#platform/privacy'
import { openDataFolder, readOrCreateSecret } from '#platform/startup'
import { type Keys, keysFromFile } from './keys.ts'

/** An installation of its own on a data folder of its own: backups are of a whole cluster. */
export interface TestInstallation {
  dataDir: string
  server: EmbeddedPostgres
  client: pg.Client
  keys: Keys
  /** what restoring takes beside store, keys and target */
  release: { major: number; migrations: string[]; log: () => void }
  /** a new folder below the one of the test */
  folder(name: string): string
  close(): Promise<void>
}

export async function testInstallation(): Promise<TestInstallation> {
  const base = await mkdtemp(join(tmpdir(), 'sims-backup-'))
  const dataDir = join(base, 'data')
  const folder = await openDataFolder(dataDir)
  await openSecrets(folder.secrets)
  const server = await startEmbedded({
    dataDir,
    superuserPassword: await readOrCreateSecret(folder.secrets, 'postgres-superuser'),
    settings: { fsync: 'off' },
    log: () => undefined,
  })
  await migrate(server.superuser, 'test-only')
  const client = new pg.Client(server.superuser)
  await client.connect()
  await client.query('set search_path = sims')
  return {
    dataDir,
    server,
    client,
    keys: await keysFromFile(join(folder.secrets, 'master.key')),
    release: { major: locateBinaries().major, migrations: await migrationNames(), log: () => undefined },
    folder: (name) => join(base, name),
    close: async () => {
      await client.end()
      await server.stop()
      await rm(base, { recursive: true, force: true })
    },
  }
}

/** Opens the database of a folder that was restored. */
export async function lookInto<T>(dataDir: string, work: (client: pg.Client) => Promise<T>): Promise<T> {
  const { secrets } = await openDataFolder(dataDir)
  const server = await startEmbedded({
    dataDir,
    superuserPassword: await readOrCreateSecret(secrets, 'postgres-superuser'),
    settings: { fsync: 'off' },
    log: () => undefined,
  })
  const client = new pg.Client(server.superuser)
  try {
    await client.connect()
    await client.query('set search_path = sims')
    return await work(client)
  } finally {
    await client.end()
    await server.stop()
  }
}
