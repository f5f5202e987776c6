import { spawnSync } from 'node:child_process'
import { chmodSync, chownSync, readFileSync, statSync } from 'node:fs'
import { userInfo } from 'node:os'
import { StartupError } from '../startup/index.ts'
import type { Binaries } from './binaries.ts'

/** How a PostgreSQL program is run: what stands before the command, and the user it becomes. */
export interface Runner {
  prefix: string[]
  uid?: number
  gid?: number
}

/** Command, arguments and options with which node:child_process runs a PostgreSQL program through the runner. */
export function runnable(runner: Runner, program: string, args: string[]) {
  const [command = program, ...rest] = [...runner.prefix, program, ...args]
  const who = runner.uid === undefined ? {} : { uid: runner.uid, gid: runner.gid }
  return { command, args: rest, options: { ...who, env: childEnvironment(), cwd: '/', windowsHide: true } }
}

/** PostgreSQL refuses root and needs a user with a name; only then is more than a plain call necessary. */
export function chooseRunner(binaries: Binaries, root: string, cluster: string): Runner {
  const uid = process.geteuid?.()
  if (uid === undefined || (uid !== 0 && hasName())) return { prefix: [] }
  for (const runner of candidates(uid, cluster)) {
    if (canRun(runner, binaries, root)) return runner
  }
  throw new StartupError(
    'startup.rootNotPossible',
    'PostgreSQL 不能以 root（或无名用户）运行，本机又无法切换身份；请用普通用户启动 SIMS，并把程序与 DATA_DIR 放在该用户能够访问的目录（例如 /opt/sims 与 /var/lib/sims）。',
    'PostgreSQL does not run as root (or as a user without a name) and this machine lets SIMS take no other identity: start SIMS as an ordinary user, with program and DATA_DIR in folders that user can reach (for instance /opt/sims and /var/lib/sims).',
  )
}

/** Hands folders and files to the user of the runner; they and the folders above must be reachable for it. */
export function giveTo(runner: Runner, root: string, ...paths: string[]): void {
  if (runner.uid === undefined || runner.gid === undefined) return
  chmodSync(root, 0o711)
  for (const path of paths) chownSync(path, runner.uid, runner.gid)
}

/**
 * A user namespace in which we are an ordinary user keeps every file ours; where that is not allowed (containers),
 * root becomes the user `nobody`. A cluster that already exists decides by its owner.
 */
function* candidates(uid: number, cluster: string): Generator<Runner> {
  const owner = statSync(cluster, { throwIfNoEntry: false })
  if (owner === undefined || owner.uid === uid) {
    const id = String(someUser())
    yield { prefix: ['unshare', '--user', `--map-user=${id}`, `--map-group=${id}`] }
  }
  if (uid !== 0) return
  if (owner !== undefined && owner.uid !== 0) yield { prefix: [], uid: owner.uid, gid: owner.gid }
  if (owner === undefined && process.platform === 'linux') yield { prefix: [], uid: 65534, gid: 65534 }
}

function canRun(runner: Runner, binaries: Binaries, root: string): boolean {
  giveTo(runner, root)
  const script = '"$0" --version && cd "$1"'
  const { command, args, options } = runnable(runner, '/bin/sh', ['-c', script, binaries.postgres, root])
  return spawnSync(command, args, { ...options, stdio: 'ignore' }).status === 0
}

/** An unprivileged id that the user data base knows, because initdb wants a name. */
function someUser(): number {
  const ids = readFileSync('/etc/passwd', 'utf8')
    .split('\n')
    .map((line) => Number(line.split(':')[2]))
  return ids.find((id) => id > 0 && id !== 65534) ?? 65534
}

function hasName(): boolean {
  try {
    userInfo()
    return true
  } catch {
    return false
  }
}

/** PostgreSQL gets none of our secrets through the environment; Windows needs its own variables to load libraries. */
export function childEnvironment(): NodeJS.ProcessEnv | undefined {
  if (process.platform === 'win32') return undefined
  return { PATH: '/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin', LC_ALL: 'C', TZ: 'UTC' }
}
