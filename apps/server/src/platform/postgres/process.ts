import { type ChildProcess, execFileSync, spawn } from 'node:child_process'
import { closeSync, openSync, readFileSync } from 'node:fs'
import { setTimeout as sleep } from 'node:timers/promises'
import { isAlive, StartupError } from '../startup/index.ts'
import type { Binaries } from './binaries.ts'
import { isServerOf, type Postmaster, readPostmaster } from './postmaster.ts'
import { type Runner, runnable } from './privileges.ts'

/** Recovery after a crash may have much to read again; breaking it off would only make it begin anew. */
const START_TIMEOUT_MS = 900_000
const STOP_TIMEOUT_MS = 60_000

/**
 * Starts the server of `cluster` in its own session (a Ctrl-C in the terminal is ours to handle, the server must
 * outlive it until the last request is answered) and waits until it says ready; crash recovery may take a while.
 */
export async function launch(binaries: Binaries, runner: Runner, cluster: string, log: string): Promise<Postmaster> {
  const deadline = Date.now() + START_TIMEOUT_MS
  for (;;) {
    const child = spawnServer(binaries, runner, cluster, log)
    const ready = await waitReady(child, cluster, deadline)
    if (ready !== undefined) {
      child.unref()
      return ready
    }
    const said = tail(log)
    // Workers of a server that was killed need a moment to notice.
    if (!said.includes('pre-existing shared memory block') || Date.now() > deadline) throw startFailed(log, said)
    await sleep(200)
  }
}

function spawnServer(binaries: Binaries, runner: Runner, cluster: string, log: string): ChildProcess {
  const output = openSync(log, 'w', 0o600)
  try {
    const windows = process.platform === 'win32'
    // pg_ctl gives up administrator rights on Windows, which the server itself refuses.
    const { command, args, options } = windows
      ? runnable(runner, binaries.pgCtl, ['start', '-W', '-D', cluster])
      : runnable(runner, binaries.postgres, ['-D', cluster])
    return spawn(command, args, { ...options, detached: !windows, stdio: ['ignore', output, output] })
  } finally {
    closeSync(output)
  }
}

/** The postmaster once it is ready; undefined when the process ended instead. */
async function waitReady(child: ChildProcess, cluster: string, deadline: number): Promise<Postmaster | undefined> {
  let ended = false
  child.once('error', () => {
    ended = true
  })
  child.once('exit', (code) => {
    ended = process.platform !== 'win32' || code !== 0
  })
  while (!ended && Date.now() < deadline) {
    const found = readPostmaster(cluster)
    const ours = process.platform === 'win32' || found?.pid === child.pid
    if (found?.status === 'ready' && ours) return found
    await sleep(10)
  }
  if (!ended) child.kill('SIGQUIT')
  return undefined
}

/** Waits for a server that somebody else started; undefined when it goes away or does not become ready. */
export async function waitForReady(cluster: string): Promise<Postmaster | undefined> {
  const deadline = Date.now() + START_TIMEOUT_MS
  while (Date.now() < deadline) {
    const found = readPostmaster(cluster)
    if (found !== undefined && !isServerOf(cluster, found.pid)) return undefined
    if (found?.status === 'stopping') return undefined
    if (found?.status === 'ready') return found
    await sleep(20)
  }
  return undefined
}

/**
 * Stops the server of `cluster`, also when it is already stopping, and returns when it is gone: `fast` breaks off
 * open transactions and writes a checkpoint, `immediate` leaves recovery to the next start.
 */
export async function stopServer(
  binaries: Binaries,
  cluster: string,
  pid: number,
  mode: 'fast' | 'immediate' = 'fast',
): Promise<void> {
  const deadline = Date.now() + STOP_TIMEOUT_MS
  let strength = mode
  signal(binaries, cluster, pid, strength)
  while (isServerOf(cluster, pid) || (isAlive(pid) && readPostmaster(cluster)?.pid === pid)) {
    if (strength === 'fast' && Date.now() > deadline) {
      strength = 'immediate'
      signal(binaries, cluster, pid, strength)
    }
    await sleep(20)
  }
}

function signal(binaries: Binaries, cluster: string, pid: number, mode: 'fast' | 'immediate'): void {
  if (!isServerOf(cluster, pid)) return
  if (process.platform === 'win32') {
    execFileSync(binaries.pgCtl, ['stop', '-W', '-m', mode, '-D', cluster], { stdio: 'ignore' })
    return
  }
  try {
    process.kill(pid, mode === 'fast' ? 'SIGINT' : 'SIGQUIT')
  } catch {
    // It ended between the question and the signal.
  }
}

function tail(log: string): string {
  return readFileSync(log, 'utf8').trim().split('\n').slice(-4).join(' | ')
}

function startFailed(log: string, said: string): StartupError {
  return new StartupError(
    'startup.postgresFailed',
    `内置 PostgreSQL 未能启动，请查看 ${log} 及同目录的日志；最后输出：${said || '（无）'}`,
    `The built-in PostgreSQL did not start: look at ${log} and the logs beside it; its last words: ${said || '(none)'}`,
  )
}
