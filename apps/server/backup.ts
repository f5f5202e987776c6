/**
 * Backups from the command line, as `npm run sims -- COMMAND`; see docs/operations/backup.md.
 *
 *   backup                       copies the running (or stopped) installation to BACKUP_TO
 *   verify-backup [ID]           reads a backup to its last byte; --start also restores it into a folder of its own
 *   restore FOLDER               makes a new data folder from a backup
 */
import { readFile, rm } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { parseArgs } from 'node:util'
import { DomainError } from '#kernel'
import {
  backUp,
  folderStore,
  type Keys,
  keysFromFile,
  keysFromPassphrase,
  latest,
  type Manifest,
  restore,
  verify,
} from '#platform/backup'
import { migrationNames } from '#platform/db'
import { textOf } from '#platform/http'
import { locateBinaries, startEmbedded } from '#platform/postgres'
import { openDataFolder, readOrCreateSecret, StartupError } from '#platform/startup'
import { type Config, processConfig } from './config.ts'
import { say, versionOf } from './greeting.ts'

const text = { type: 'string' } as const
const flag = { type: 'boolean', default: false } as const
const OPTIONS = { from: text, backup: text, key: text, 'passphrase-file': text, start: flag } as const
type Options = ReturnType<typeof parse>['values']

const commands: Record<string, (config: Config, options: Options, argument?: string) => Promise<void>> = {
  backup: makeBackup,
  'verify-backup': verifyBackup,
  restore: restoreBackup,
}

const log = (line: string) => process.stderr.write(`${line}\n`)
const both = (zh: string, en: string) => say(`${zh}\n${en}`)

async function makeBackup(config: Config): Promise<void> {
  if (config.databaseUrl) throw new DomainError('backup.external')
  const folder = await openDataFolder(config.dataDir)
  const server = await startEmbedded({
    dataDir: folder.root,
    superuserPassword: await readOrCreateSecret(folder.secrets, 'postgres-superuser'),
    log,
    whenRunning: 'join',
  })
  try {
    const keys = await keysFromFile(keyFileOf(config), await readPassphrase(config.backupPassphraseFile))
    const store = folderStore(config.backupTo)
    const started = performance.now()
    const source = { dataDir: folder.root, superuser: server.superuser, version: versionOf() }
    const { manifest, written, swept } = await backUp(source, store, keys)
    for (const name of swept)
      both(`已清除上次中断留下的 ${name}`, `removed ${name}, left by a backup that was broken off`)
    const seconds = ((performance.now() - started) / 1000).toFixed(1)
    both(
      `备份 ${manifest.id} 完成：写入 ${megabytes(written)}，用时 ${seconds} 秒，位于 ${store.place}。`,
      `Backup ${manifest.id} is done: ${megabytes(written)} written in ${seconds} s, in ${store.place}.`,
    )
    both(
      `恢复时须有主密钥 ${keys.keyId}（${keyFileOf(config)}），它不在备份中，请另行保管。`,
      `To restore it takes the master key ${keys.keyId} (${keyFileOf(config)}), which is not in the backup: keep a copy apart.`,
    )
  } finally {
    await server.stop()
  }
}

async function verifyBackup(config: Config, options: Options, given?: string): Promise<void> {
  const store = folderStore(options.from ?? config.backupTo)
  const keys = await chosenKeys(config, options)
  const id = given ?? (await latest(store))
  const manifest = await verify(store, keys, id)
  both(`备份 ${id} 完整：${inside(manifest).zh}。`, `Backup ${id} is whole: ${inside(manifest).en}.`)
  if (!options.start) return
  const to = join(dirname(config.dataDir), `.sims-verify-${process.pid}`)
  try {
    const { facts, recoveryMs } = await restore({ store, keys, to, id, ...(await release()) })
    const ms = recoveryMs.toFixed(0)
    both(
      `试恢复成功：账本 ${facts.ledger.count} 条，数据库 ${ms} 毫秒后可用；试恢复的目录已删除。`,
      `It restores: ${facts.ledger.count} commitments in the ledger, PostgreSQL answered after ${ms} ms; the folder is removed again.`,
    )
  } finally {
    await rm(to, { recursive: true, force: true })
  }
}

async function restoreBackup(config: Config, options: Options, to?: string): Promise<void> {
  if (!to) throw wrongUse('restore 后请写目标目录。', 'Name the folder to restore into after restore.')
  const store = folderStore(options.from ?? config.backupTo)
  const keys = await chosenKeys(config, options)
  const { manifest, swept, lastCommit, facts } = await restore({
    ...{ store, keys, to, ...(await release()) },
    ...(options.backup === undefined ? {} : { id: options.backup }),
  })
  if (swept) both('已清除上次中断的恢复留下的内容。', 'Removed what a restore that was broken off had left.')
  const until = (lastCommit ?? new Date(manifest.stop.at)).toISOString()
  both(
    `备份 ${manifest.id} 已恢复到 ${to}：数据截至 ${until}，账本 ${facts.ledger.count} 条。以 DATA_DIR=${to} npm start 启动。`,
    `Backup ${manifest.id} is restored in ${to}: everything up to ${until}, ${facts.ledger.count} commitments in the ledger. Start it with DATA_DIR=${to} npm start.`,
  )
}

const release = async () => ({ major: locateBinaries().major, migrations: await migrationNames(), log })

const keyFileOf = (config: Config) => join(config.dataDir, 'secrets', 'master.key')

async function chosenKeys(config: Config, options: Options): Promise<Keys> {
  const passphrase = await readPassphrase(options['passphrase-file'])
  if (passphrase !== undefined && options.key === undefined) return keysFromPassphrase(passphrase)
  return keysFromFile(options.key ?? keyFileOf(config))
}

async function readPassphrase(file: string | undefined): Promise<string | undefined> {
  return file === undefined ? undefined : (await readFile(file, 'utf8')).trim()
}

const megabytes = (bytes: number) => `${(bytes / 1e6).toFixed(1)} MB`

function inside({ entries, files, counts, stop }: Manifest): { zh: string; en: string } {
  const size = megabytes([...entries, ...files].reduce((sum, piece) => sum + piece.size, 0))
  return {
    zh: `截至 ${stop.at}，${size}，附件 ${files.length} 个，诉求 ${counts.service_request} 条`,
    en: `as of ${stop.at}, ${size}, ${files.length} files, ${counts.service_request} requests`,
  }
}

const wrongUse = (zh: string, en: string) => new StartupError('startup.use', zh, en)

function parse(argv: string[]) {
  try {
    return parseArgs({ args: argv, options: OPTIONS, allowPositionals: true })
  } catch (error) {
    const reason = (error as Error).message
    throw wrongUse(`参数有误：${reason}`, `Wrong options: ${reason}`)
  }
}

try {
  const [name = '', ...rest] = process.argv.slice(2)
  const { values, positionals } = parse(rest)
  const command = commands[name]
  if (!command) throw wrongUse(`没有命令 ${name}。`, `There is no command ${name}.`)
  await command(processConfig([]), values, positionals[0])
} catch (error) {
  const known = error instanceof DomainError || error instanceof StartupError
  process.stderr.write(`\n${known ? explained(error) : ((error as Error).stack ?? String(error))}\n`)
  process.exitCode = 1
}

function explained(error: DomainError | StartupError): string {
  if (error instanceof StartupError) return error.message
  return (['zh-CN', 'en'] as const).map((locale) => textOf(error.code, locale, error.params)).join('\n')
}
