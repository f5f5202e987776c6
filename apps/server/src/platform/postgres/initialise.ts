import { execFile } from 'node:child_process'
import { randomBytes } from 'node:crypto'
import { existsSync, readFileSync } from 'node:fs'
import { mkdir, rename, rm, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { StartupError } from '../startup/index.ts'
import type { Binaries } from './binaries.ts'
import { giveTo, type Runner, runnable } from './privileges.ts'

export const SUPERUSER = 'postgres'

/** Locales of the C library that hold UTF-8, tried in turn; the order of texts comes from the built-in provider. */
const LOCALES = ['C.UTF-8', 'C.utf8', 'en_US.UTF-8', 'C']

/**
 * Makes the cluster `cluster` in the data folder `root` unless it is there. It is made beside its place and renamed,
 * so a cluster that exists is a whole one. StartupError `startup.postgresMajor` when another major made it.
 */
export async function ensureCluster(
  binaries: Binaries,
  runner: Runner,
  root: string,
  cluster: string,
  password: string,
  durable: boolean,
): Promise<{ created: boolean }> {
  if (existsSync(cluster)) {
    checkMajor(binaries, cluster)
    return { created: false }
  }
  const draft = `${cluster}.new`
  const passwordFile = join(root, `.initdb-${randomBytes(6).toString('hex')}`)
  await rm(draft, { recursive: true, force: true })
  try {
    await writeFile(passwordFile, password, { mode: 0o600, flag: 'wx' })
    // The draft folder must be made by us: the runner's user may not write in the data folder itself.
    await mkdir(draft, { mode: 0o700 })
    giveTo(runner, root, draft, passwordFile)
    await runInitdb(binaries, runner, draft, passwordFile, durable)
    await rename(draft, cluster)
  } finally {
    await rm(passwordFile, { force: true })
  }
  return { created: true }
}

async function runInitdb(
  binaries: Binaries,
  runner: Runner,
  draft: string,
  passwordFile: string,
  durable: boolean,
): Promise<void> {
  let reason = ''
  for (const locale of LOCALES) {
    const { command, args, options } = runnable(runner, binaries.initdb, [
      ...['-D', draft, '-U', SUPERUSER, `--pwfile=${passwordFile}`, '--auth=scram-sha-256', '--data-checksums'],
      ...['--encoding=UTF8', '--locale-provider=builtin', '--builtin-locale=C.UTF-8', `--locale=${locale}`],
      ...['--text-search-config=simple', durable ? '--sync-method=fsync' : '--no-sync'],
    ])
    try {
      await promisify(execFile)(command, args, options)
      return
    } catch (error) {
      reason = error instanceof Error && 'stderr' in error ? String(error.stderr).trim() : String(error)
      if (!reason.includes('invalid locale')) break
    }
  }
  const said = reason.split('\n').slice(-3).join(' | ')
  throw new StartupError(
    'startup.initdbFailed',
    `无法在 ${draft} 建立数据库：${said}`,
    `The database could not be made in ${draft}: ${said}`,
  )
}

function checkMajor(binaries: Binaries, cluster: string): void {
  const file = join(cluster, 'PG_VERSION')
  const found = existsSync(file) ? readFileSync(file, 'utf8').trim() : ''
  if (found === String(binaries.major)) return
  if (found === '') {
    throw new StartupError(
      'startup.postgresBroken',
      `目录 ${cluster} 不是完整的数据库（缺少 PG_VERSION），请从备份恢复，或用 DATA_DIR= 指定另一个目录。`,
      `${cluster} is not a whole database (PG_VERSION is missing): restore it from a backup, or name another folder with DATA_DIR=.`,
    )
  }
  throw new StartupError(
    'startup.postgresMajor',
    `${cluster} 中的数据库由 PostgreSQL ${found} 建立，而本版 SIMS 自带 PostgreSQL ${binaries.major}，数据未作任何改动；请改用自带 PostgreSQL ${found} 的 SIMS 版本，或用 PostgreSQL ${found} 服务器打开该目录并以 DATABASE_URL= 指定，也可用 pg_dumpall 导出后导入新库。`,
    `The database in ${cluster} was made by PostgreSQL ${found}, this SIMS brings PostgreSQL ${binaries.major}, and nothing was changed: use the SIMS release that brings PostgreSQL ${found}, or open the folder with a PostgreSQL ${found} server and name it with DATABASE_URL=, or move the data by pg_dumpall into a new one.`,
  )
}
