import { execFileSync } from 'node:child_process'
import { readFileSync } from 'node:fs'

/** True when a process with this id exists and is not a zombie, whoever owns it. */
export function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0)
  } catch (error) {
    if (!(error instanceof Error && 'code' in error && error.code === 'EPERM')) return false
  }
  return process.platform !== 'linux' || statFields(pid)?.[0] !== 'Z'
}

/**
 * A text that no other process will ever share with `pid`, although ids are reused: boot and start time.
 * '' where the system does not tell (Windows), undefined when there is no such process.
 */
export function processIdentity(pid: number): string | undefined {
  if (!isAlive(pid)) return undefined
  if (process.platform === 'win32') return ''
  if (process.platform === 'linux') {
    const started = statFields(pid)?.[19]
    return started === undefined
      ? undefined
      : `${readFileSync('/proc/sys/kernel/random/boot_id', 'utf8').trim()} ${started}`
  }
  try {
    return execFileSync('ps', ['-o', 'lstart=', '-p', String(pid)], { encoding: 'utf8' }).trim() || undefined
  } catch {
    return undefined
  }
}

/** Fields of /proc/PID/stat from the third (state) on; the second, the command, may hold blanks and brackets. */
function statFields(pid: number): string[] | undefined {
  try {
    const text = readFileSync(`/proc/${pid}/stat`, 'utf8')
    return text.slice(text.lastIndexOf(')') + 2).split(' ')
  } catch {
    return undefined
  }
}
