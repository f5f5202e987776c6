import { execFileSync } from 'node:child_process'
import { existsSync, readFileSync, readlinkSync, realpathSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { isAlive } from '../startup/index.ts'
import { childEnvironment } from './privileges.ts'

/** What a PostgreSQL server writes into postmaster.pid of its cluster folder. */
export interface Postmaster {
  pid: number
  port: number
  socketFolder: string
  /** starting, ready, stopping, standby … ; '' while it is not written yet */
  status: string
}

/** Reads postmaster.pid; undefined when there is none or it is not complete yet. */
export function readPostmaster(cluster: string): Postmaster | undefined {
  let lines: string[]
  try {
    lines = readFileSync(join(cluster, 'postmaster.pid'), 'utf8').split('\n')
  } catch {
    return undefined
  }
  const pid = Number(lines[0])
  if (!Number.isInteger(pid) || pid <= 0) return undefined
  return { pid, port: Number(lines[3]), socketFolder: lines[4] ?? '', status: (lines[7] ?? '').trim() }
}

/**
 * True when `pid` is alive and really a PostgreSQL server of this cluster folder, not a stranger that was given the
 * number of a server that died.
 */
export function isServerOf(cluster: string, pid: number): boolean {
  if (!isAlive(pid)) return false
  if (process.platform === 'linux') return linuxServerOf(cluster, pid)
  if (process.platform === 'win32') {
    const list = execFileSync('tasklist', ['/FI', `PID eq ${pid}`, '/NH', '/FO', 'CSV'], { encoding: 'utf8' })
    return list.toLowerCase().startsWith('"postgres.exe"')
  }
  const command = execFileSync('ps', ['-o', 'command=', '-p', String(pid)], {
    encoding: 'utf8',
    env: childEnvironment(),
  })
  return command.includes('postgres') && command.includes(cluster)
}

/**
 * We start it as `…/postgres -D <cluster>`, which everybody may read; for one that an administrator started otherwise,
 * the program file and the folder it works in tell, which only its user may read.
 */
function linuxServerOf(cluster: string, pid: number): boolean {
  try {
    const [program = '', ...args] = readFileSync(`/proc/${pid}/cmdline`, 'utf8').split('\0')
    if (program.endsWith('/postgres') && args[args.indexOf('-D') + 1] === cluster) return true
    const file = readlinkSync(`/proc/${pid}/exe`).replace(/ \(deleted\)$/, '')
    return file.endsWith('/postgres') && readlinkSync(`/proc/${pid}/cwd`) === realpathSync(cluster)
  } catch {
    return false
  }
}

/**
 * Puts an impossible process id into the postmaster.pid that a dead server left, if it left one. PostgreSQL refuses to
 * start while the number belongs to anybody: to a stranger, or to the dead server itself, which stays in the list of
 * processes until its parent has asked for its end (in a container perhaps never). The file itself stays, because its
 * shared memory key protects against workers that outlived their server.
 */
export function disownPidFile(cluster: string): void {
  const file = join(cluster, 'postmaster.pid')
  if (existsSync(file)) writeFileSync(file, readFileSync(file, 'utf8').replace(/^\d+/, '999999999'))
}
