import { readdirSync, readFileSync } from 'node:fs'

/** Clock ticks of /proc are hundredths of a second on every Linux that Node runs on. */
const MS_A_TICK = 10

interface Stat {
  pid: number
  parent: number
  /** its own time, and that of its children which have ended */
  ticks: number
}

/**
 * CPU time that processes and all their descendants have used so far, in milliseconds (steps of 10). Children that
 * have ended count through the parent that waited for them, so only differences of the same roots mean something.
 */
export function cpuMs(roots: readonly number[]): number {
  return treeOf(roots).reduce((sum, one) => sum + one.ticks, 0) * MS_A_TICK
}

/** Ids of processes and all their descendants. */
export const pidsOf = (roots: readonly number[]): number[] => treeOf(roots).map((one) => one.pid)

/** Resident set of one process in MB (10^6 bytes). */
export const residentMb = (pid: number): number => kilobytes(`/proc/${pid}/status`, 'VmRSS') / 1000

/** Proportional set of a tree in MB: memory that n processes share counts a n-th in each. */
export function proportionalMb(roots: readonly number[]): number {
  return pidsOf(roots).reduce((sum, pid) => sum + kilobytes(`/proc/${pid}/smaps_rollup`, 'Pss'), 0) / 1000
}

/** Load average of the last minute: what else the machine was doing. */
export const machineLoad = (): string => readFileSync('/proc/loadavg', 'utf8').split(' ')[0] ?? '?'

function treeOf(roots: readonly number[]): Stat[] {
  const all = readdirSync('/proc').flatMap((name) => (/^\d+$/.test(name) ? statOf(Number(name)) : []))
  const inside = new Set(roots)
  for (let before = -1; before !== inside.size; ) {
    before = inside.size
    for (const one of all) if (inside.has(one.parent)) inside.add(one.pid)
  }
  return all.filter((one) => inside.has(one.pid))
}

/** See proc_pid_stat(5): the name in brackets may hold blanks; fields 14 to 17 are the times. */
function statOf(pid: number): Stat[] {
  try {
    const text = readFileSync(`/proc/${pid}/stat`, 'utf8')
    const fields = text
      .slice(text.lastIndexOf(')') + 2)
      .split(' ')
      .map(Number)
    const ticks = fields.slice(11, 15).reduce((sum, n) => sum + n, 0)
    return [{ pid, parent: fields[1] as number, ticks }]
  } catch {
    return [] // it has ended meanwhile
  }
}

function kilobytes(file: string, key: string): number {
  try {
    const line = readFileSync(file, 'utf8')
      .split('\n')
      .find((one) => one.startsWith(`${key}:`))
    return Number(line?.split(/\s+/)[1] ?? 0)
  } catch {
    return 0
  }
}
