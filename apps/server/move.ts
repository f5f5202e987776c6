/**
 * Moves SIMS to another major version of PostgreSQL or to another server, as `npm run sims -- COMMAND`; see
 * docs/operations/backup.md. SIMS must be stopped meanwhile.
 *
 *   export FOLDER                   all rows and files of DATA_DIR (and DATABASE_URL) into a new folder
 *   import FOLDER --key master.key  into the new, empty DATA_DIR (and DATABASE_URL)
 */
import { mkdir, readdir, readFile, writeFile } from 'node:fs/promises'
import { resolve } from 'node:path'
import { parseArgs } from 'node:util'
import type pg from 'pg'
import { DomainError } from '#kernel'
import { folderStore, keysFromFile } from '#platform/backup'
import { migrate } from '#platform/db'
import { exportAll, importAll } from '#platform/export'
import { migrateJobs } from '#platform/jobs'
import { explainExternal, startEmbedded } from '#platform/postgres'
import { openSecrets } from '#platform/privacy'
import { type DataFolder, openDataFolder, readOrCreateSecret, StartupError } from '#platform/startup'
import { keyFileOf } from './backup-work.ts'
import { type Config, processConfig } from './config.ts'
import { reasonOf, say, versionOf } from './greeting.ts'

const { positionals, values } = parseArgs({ allowPositionals: true, options: { key: { type: 'string' } } })
const commands: Record<string, (config: Config, folder: string) => Promise<void>> = {
  export: exportTo,
  import: importFrom,
}

async function exportTo(config: Config, folder: string): Promise<void> {
  if ((await readdir(folder).catch(() => [])).length > 0) throw new DomainError('backup.placeNotEmpty', { folder })
  await withOwner(config, async (owner, { files }) => {
    const keys = await keysFromFile(keyFileOf(config))
    const { tables } = await exportAll({ owner, files, version: versionOf(), store: folderStore(folder), keys })
    const rows = tables.reduce((sum, table) => sum + table.rows, 0)
    say(`已导出 ${tables.length} 张表共 ${rows} 行到 ${folder}。导入时须有 ${keyFileOf(config)}。`)
    say(`Exported ${tables.length} tables, ${rows} rows, to ${folder}. To import it takes ${keyFileOf(config)}.`)
  })
}

async function importFrom(config: Config, folder: string): Promise<void> {
  if (values.key) await bringKey(values.key, config)
  await withOwner(config, async (owner, { root }) => {
    const keys = await keysFromFile(keyFileOf(config))
    const { tables } = await importAll({ owner, dataDir: root, store: folderStore(folder), keys })
    const rows = tables.reduce((sum, table) => sum + table.rows, 0)
    say(`已导入 ${tables.length} 张表共 ${rows} 行，逐表核对一致。`)
    say(`Imported ${tables.length} tables, ${rows} rows; each table is as it was exported.`)
  })
}

/** What was sealed opens with the old key only, so it comes first into the new folder. */
async function bringKey(file: string, config: Config): Promise<void> {
  const { master } = await keysFromFile(file)
  const { secrets } = await openDataFolder(config.dataDir)
  await mkdir(secrets, { recursive: true, mode: 0o700 })
  const there = await readFile(keyFileOf(config), 'utf8').catch(() => undefined)
  if (there === undefined) await writeFile(keyFileOf(config), master?.text ?? '', { mode: 0o600, flag: 'wx' })
}

/** The work as owner of a database that is brought up to this release; of no other process's. */
async function withOwner(
  config: Config,
  work: (owner: pg.ClientConfig, folder: DataFolder) => Promise<void>,
): Promise<void> {
  const folder = await openDataFolder(config.dataDir)
  const secrets = await openSecrets(folder.secrets)
  const server = config.databaseUrl
    ? undefined
    : await startEmbedded({
        dataDir: folder.root,
        superuserPassword: await readOrCreateSecret(folder.secrets, 'postgres-superuser'),
        log: (line) => process.stderr.write(`${line}\n`),
      })
  const owner = server?.superuser ?? { connectionString: config.databaseUrl as string }
  try {
    await migrate(owner, secrets.derive('pg-app').toString('base64url'))
    await migrateJobs(owner)
    await work(owner, folder)
  } catch (error) {
    throw config.databaseUrl ? explainExternal(error) : error
  } finally {
    await server?.stop()
  }
}

try {
  const [name = '', folder] = positionals
  const command = commands[name]
  if (!command || !folder) throw new StartupError('startup.use', `用法：sims ${name} 目录`, `Use: sims ${name} FOLDER`)
  await command(processConfig([]), resolve(folder))
} catch (error) {
  process.stderr.write(`\n${reasonOf(error)}\n`)
  process.exitCode = 1
}
