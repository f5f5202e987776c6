/**
 * Backups from the command line, as `npm run sims -- COMMAND`; see docs/operations/backup.md.
 *
 *   backup                       copies the running (or stopped) installation to BACKUP_TO
 *   verify-backup [ID]           reads a backup to its last byte; --start also restores it into a folder of its own
 *   restore FOLDER               makes a new data folder from the latest backup and the log since; --to TIME stops there,
 *                                --backup ID takes that one as it is
 */
import { rm } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { parseArgs } from 'node:util'
import { DomainError } from '#kernel'
import { perform, type Workshop } from '#modules/backups'
import {
  type Keys,
  keysFromFile,
  keysFromPassphrase,
  latest,
  type Manifest,
  openStore,
  restore,
  verify,
} from '#platform/backup'
import { migrate } from '#platform/db'
import { startEmbedded } from '#platform/postgres'
import { openSecrets } from '#platform/privacy'
import { openDataFolder, readOrCreateSecret, StartupError } from '#platform/startup'
import { keyFileOf, readPassphrase, releaseOf, workshopOf } from './backup-work.ts'
import { type Config, processConfig } from './config.ts'
import { Refused, readBackupPlace } from './config-fields.ts'
import { reasonOf, say } from './greeting.ts'

const text = { type: 'string' } as const
const flag = { type: 'boolean', default: false } as const
const OPTIONS = { from: text, backup: text, to: text, key: text, 'passphrase-file': text, start: flag } as const
type Options = ReturnType<typeof parse>['values']
type Command = (config: Config, options: Options, ...args: string[]) => Promise<void>

const commands: Record<string, Command> = {
  backup: makeBackup,
  run: makeRun,
  'verify-backup': verifyBackup,
  restore: restoreBackup,
}

const log = (line: string) => process.stderr.write(`${line}\n`)
const both = (zh: string, en: string) => say(`${zh}\n${en}`)

/** The work of one command on a running installation, or on one that is started for it. */
async function within(config: Config, work: (workshop: Workshop) => Promise<void>): Promise<void> {
  if (config.databaseUrl) throw new DomainError('backup.external')
  const folder = await openDataFolder(config.dataDir)
  const server = await startEmbedded({
    dataDir: folder.root,
    superuserPassword: await readOrCreateSecret(folder.secrets, 'postgres-superuser'),
    log,
    whenRunning: 'join',
  })
  try {
    // a server that runs has seen to it itself
    if (server.owned)
      await migrate(server.superuser, (await openSecrets(folder.secrets)).derive('pg-app').toString('base64url'))
    await work(await workshopOf(config, folder.root, server.superuser, log))
  } finally {
    await server.stop()
  }
}

async function makeBackup(config: Config): Promise<void> {
  await within(config, async (workshop) => {
    const started = performance.now()
    const { backupId, facts, swept } = await perform(workshop, 'backup')
    for (const name of swept)
      both(`已清除上次中断留下的 ${name}`, `removed ${name}, left by a backup that was broken off`)
    const seconds = ((performance.now() - started) / 1000).toFixed(1)
    const size = megabytes(facts.written ?? 0)
    const places = [workshop.store.place, ...(workshop.offsite ? [workshop.offsite.place] : [])]
    both(
      `备份 ${backupId} 完成：写入 ${size}，用时 ${seconds} 秒，位于 ${places.join('、')}。`,
      `Backup ${backupId} is done: ${size} written in ${seconds} s, in ${places.join(' and ')}.`,
    )
    const [{ keyId }, file] = [workshop.keys, keyFileOf(config)]
    both(
      `恢复时须有主密钥 ${keyId}（${file}），它不在备份中，请另行保管。`,
      `To restore it takes the master key ${keyId} (${file}), which is not in the backup: keep a copy apart.`,
    )
  })
}

/** A run that the server has put down; the server tells whom it concerns. */
async function makeRun(config: Config, _: Options, kind?: string, id?: string): Promise<void> {
  await within(config, async (workshop) => void (await perform(workshop, kind as 'backup' | 'drill', id)))
}

async function verifyBackup(config: Config, options: Options, given?: string): Promise<void> {
  const store = openStore(placeOf(options.from ?? config.backupTo))
  const keys = await chosenKeys(config, options)
  const id = given ?? (await latest(store))
  const manifest = await verify(store, keys, id)
  both(`备份 ${id} 完整：${inside(manifest).zh}。`, `Backup ${id} is whole: ${inside(manifest).en}.`)
  if (!options.start) return
  const to = join(dirname(config.dataDir), `.sims-verify-${process.pid}`)
  try {
    const { facts, recoveryMs } = await restore({ store, keys, to, id, ...(await releaseOf(log)) })
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
  const store = openStore(placeOf(options.from ?? config.backupTo))
  const keys = await chosenKeys(config, options)
  const { manifest, swept, until, facts } = await restore({
    ...{ store, keys, to, ...(await releaseOf(log)) },
    ...(options.backup === undefined ? {} : { id: options.backup }),
    ...(options.to === undefined ? {} : { time: timeOf(options.to) }),
  })
  if (swept) both('已清除上次中断的恢复留下的内容。', 'Removed what a restore that was broken off had left.')
  both(
    `备份 ${manifest.id} 已恢复到 ${to}：数据截至 ${until.toISOString()}，账本 ${facts.ledger.count} 条。以 DATA_DIR=${to} npm start 启动。`,
    `Backup ${manifest.id} is restored in ${to}: everything up to ${until.toISOString()}, ${facts.ledger.count} commitments in the ledger. Start it with DATA_DIR=${to} npm start.`,
  )
}

function timeOf(text: string): Date {
  const time = new Date(text)
  if (Number.isNaN(time.getTime()) || !/[zZ]|[+-]\d\d:\d\d$/.test(text))
    throw wrongUse(
      `--to 应为带时区的时间，例如 2026-03-02T09:30:00+08:00。`,
      `--to takes a time with its zone, for instance 2026-03-02T09:30:00+08:00.`,
    )
  return time
}

async function chosenKeys(config: Config, options: Options): Promise<Keys> {
  const passphrase = await readPassphrase(options['passphrase-file'])
  if (passphrase !== undefined && options.key === undefined) return keysFromPassphrase(passphrase)
  return keysFromFile(options.key ?? keyFileOf(config))
}

function placeOf(text: string): string {
  try {
    return readBackupPlace(text)
  } catch (error) {
    if (error instanceof Refused) throw wrongUse(`--from ${error.fault.zh}`, `--from ${error.fault.en}`)
    throw error
  }
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

// started by a server, whose end is ours
if (process.channel) process.on('disconnect', () => process.exit(1))
try {
  const [name = '', ...rest] = process.argv.slice(2)
  const { values, positionals } = parse(rest)
  const command = commands[name]
  if (!command) throw wrongUse(`没有命令 ${name}。`, `There is no command ${name}.`)
  await command(processConfig([]), values, ...positionals)
} catch (error) {
  process.stderr.write(`\n${reasonOf(error)}\n`)
  process.exitCode = 1
}
process.channel?.unref()
