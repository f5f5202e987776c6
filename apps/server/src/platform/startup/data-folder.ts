import { randomBytes } from 'node:crypto'
import { chmod, mkdir, readdir, readFile, rm, stat, writeFile } from 'node:fs/promises'
import { join, resolve } from 'node:path'
import { errorCode, StartupError } from './startup-error.ts'

/** Format of the folder as a whole; raised only when an older SIMS could not work on it any more. */
const FORMAT = 1
const MARKER = 'SIMS'

/** Absolute paths of everything SIMS keeps on disk. */
export interface DataFolder {
  root: string
  postgres: string
  files: string
  secrets: string
  log: string
  /** true when this call made the folder */
  created: boolean
}

/**
 * Opens the data folder, making it when it is absent or empty.
 * Refuses (StartupError `startup.dataFolder…`) a folder that holds something else, that cannot be written,
 * that belongs to another user, or that a newer SIMS made.
 */
export async function openDataFolder(path: string): Promise<DataFolder> {
  const root = resolve(path)
  const created = await makeRoot(root)
  await checkOwner(root)
  await checkWritable(root)
  const folder: DataFolder = {
    root,
    postgres: join(root, 'postgres'),
    files: join(root, 'files'),
    secrets: join(root, 'secrets'),
    log: join(root, 'log'),
    created,
  }
  for (const part of [folder.files, folder.secrets, folder.log]) {
    await mkdir(part, { recursive: true, mode: 0o700 })
  }
  await chmod(folder.secrets, 0o700)
  return folder
}

/** Makes or recognises the folder; true when it is new. */
async function makeRoot(root: string): Promise<boolean> {
  try {
    await mkdir(root, { recursive: true, mode: 0o700 })
    const entries = await readdir(root)
    if (entries.includes(MARKER)) {
      checkFormat(root, await readFile(join(root, MARKER), 'utf8'))
      return false
    }
    if (entries.some((name) => name !== 'lost+found' && name !== '.DS_Store')) throw foreign(root)
    await writeFile(join(root, MARKER), markerText(), { flag: 'wx' })
    return true
  } catch (error) {
    throw explain(root, error)
  }
}

/** Makes a folder that was filled from a backup a data folder; from now on a SIMS starts on it. */
export async function markDataFolder(root: string): Promise<void> {
  await writeFile(join(root, MARKER), markerText(), { flag: 'wx' })
}

function markerText(): string {
  return `format ${FORMAT}\nSIMS 服务信息管理系统的数据目录，请勿手工修改。\nData folder of SIMS: do not change anything in it by hand.\n`
}

function checkFormat(root: string, text: string): void {
  const format = Number(/^format (\d+)$/m.exec(text)?.[1])
  if (!Number.isInteger(format)) throw foreign(root)
  if (format > FORMAT) {
    throw new StartupError(
      'startup.dataFolderNewer',
      `数据目录 ${root} 由更新版本的 SIMS 建立，请用那个版本启动，或用 DATA_DIR= 指定另一个目录。`,
      `The data folder ${root} was made by a newer SIMS: start that version, or name another folder with DATA_DIR=.`,
    )
  }
}

async function checkOwner(root: string): Promise<void> {
  const uid = process.geteuid?.()
  const owner = (await stat(join(root, MARKER))).uid
  if (uid === undefined || owner === uid) return
  throw new StartupError(
    'startup.dataFolderOwner',
    `数据目录 ${root} 属于另一个用户（uid ${owner}，当前 uid ${uid}），请用原用户启动，或用 DATA_DIR= 指定另一个目录。`,
    `The data folder ${root} belongs to another user (uid ${owner}, you are ${uid}): start SIMS as that user, or name another folder with DATA_DIR=.`,
  )
}

/** Really writes, because permission bits say nothing about read-only or full file systems. */
async function checkWritable(root: string): Promise<void> {
  const probe = join(root, `.write-test-${randomBytes(6).toString('hex')}`)
  try {
    await writeFile(probe, 'x', { flag: 'wx' })
    await rm(probe)
  } catch (error) {
    await rm(probe, { force: true }).catch(() => undefined)
    throw explain(root, error)
  }
}

function foreign(root: string): StartupError {
  return new StartupError(
    'startup.dataFolderForeign',
    `目录 ${root} 不是空目录，也不是 SIMS 的数据目录，为避免损坏其中文件不予使用；请用 DATA_DIR= 指定一个空目录或新目录。`,
    `${root} is neither empty nor a SIMS data folder, so it is left alone: name an empty or new folder with DATA_DIR=.`,
  )
}

function explain(root: string, error: unknown): unknown {
  const code = errorCode(error)
  if (error instanceof StartupError) return error
  if (code === 'ENOTDIR' || code === 'EEXIST') {
    return new StartupError(
      'startup.dataFolderNotAFolder',
      `${root} 不是目录，请用 DATA_DIR= 指定一个目录。`,
      `${root} is not a folder: name a folder with DATA_DIR=.`,
      { cause: error },
    )
  }
  if (code === 'ENOSPC' || code === 'EDQUOT') {
    return new StartupError(
      'startup.dataFolderFull',
      `数据目录 ${root} 所在磁盘已满，请清理磁盘，或用 DATA_DIR= 指定其他磁盘上的目录。`,
      `The disk of the data folder ${root} is full: free some space, or name a folder on another disk with DATA_DIR=.`,
      { cause: error },
    )
  }
  if (code === 'EACCES' || code === 'EPERM' || code === 'EROFS' || code === 'ENOENT') {
    return new StartupError(
      'startup.dataFolderUnwritable',
      `当前用户不能写入数据目录 ${root}（${code}），请授予该用户权限，或用 DATA_DIR= 指定可写的目录。`,
      `This user cannot write to the data folder ${root} (${code}): give the user the right, or name a writable folder with DATA_DIR=.`,
      { cause: error },
    )
  }
  return error
}
