import { createHash } from 'node:crypto'
import { chmodSync, lstatSync, mkdirSync, realpathSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { StartupError } from '../startup/index.ts'

export const SOCKET_PORT = 5432

/** sun_path holds 108 bytes on Linux and 104 on macOS, with the closing zero. */
const LIMIT = process.platform === 'linux' ? 107 : 103

/**
 * A folder of mode 0700 for the Unix socket: `run` in the data folder, or, when that path is too long for a socket, a
 * short one under the temporary folder named from a hash of the data folder, refused when
 * somebody else made it. `serverUid` is the user PostgreSQL runs as when that is not us.
 */
export function socketFolder(root: string, serverUid?: number): string {
  const inside = join(root, 'run')
  if (fits(inside)) {
    mkdirSync(inside, { recursive: true, mode: 0o700 })
    chmodSync(inside, 0o700)
    return inside
  }
  const hash = createHash('sha256').update(realpathSync(root)).digest('hex').slice(0, 16)
  const short = join(tmpdir(), `sims-${process.geteuid?.() ?? 0}-${hash}`)
  mkdirSync(short, { recursive: true, mode: 0o700 })
  const found = lstatSync(short)
  const ours = found.uid === process.geteuid?.() || found.uid === serverUid
  if (!fits(short) || !found.isDirectory() || !ours) throw notUsable(root, short)
  chmodSync(short, 0o700)
  return short
}

function fits(folder: string): boolean {
  return Buffer.byteLength(join(folder, `.s.PGSQL.${SOCKET_PORT}`)) <= LIMIT
}

function notUsable(root: string, short: string): StartupError {
  return new StartupError(
    'startup.socketFolder',
    `数据目录路径 ${root} 过长，且临时目录 ${short} 不可用，请用 DATA_DIR= 指定路径较短的目录。`,
    `The path ${root} is too long for a socket and the temporary folder ${short} cannot be used: name a folder with a shorter path with DATA_DIR=.`,
  )
}
