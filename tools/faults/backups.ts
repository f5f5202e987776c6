import { spawn, spawnSync } from 'node:child_process'
import { mkdir, mkdtemp, readdir, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import type { CrashOptions } from './crashes.ts'
import { hitsInside } from './kill.ts'
import { type Report, unless } from './report.ts'
import type { Stage } from './stage.ts'

const COMMAND = resolve(import.meta.dirname, '../../apps/server/backup.ts')
/** each kill costs a whole backup or restore afterwards */
const MOST_ROUNDS = 10

interface Ran {
  code: number | null
  said: string
  ms: number
}

/** Runs a command of backups on the stage's installation; killed after `killMs` when it is still running then. */
async function run(stage: Stage, to: string, args: string[], killMs?: number): Promise<Ran> {
  const started = performance.now()
  const env = { ...process.env, DATA_DIR: stage.dataDir, BACKUP_TO: to }
  const child = spawn(process.execPath, [COMMAND, ...args], { env, stdio: ['ignore', 'pipe', 'pipe'] })
  let said = ''
  for (const stream of [child.stdout, child.stderr]) stream.on('data', (chunk) => (said += String(chunk)))
  const timer = killMs === undefined ? undefined : setTimeout(() => child.kill('SIGKILL'), killMs)
  const code = await new Promise<number | null>((done) => child.on('close', done))
  clearTimeout(timer)
  return { code, said, ms: performance.now() - started }
}

/**
 * kill -9 in the middle of backups and of restores, and a full disk for backups: the latest whole backup stays restorable,
 * nothing half is taken for a whole one, the next run clears the remains away and says so, and the server goes on.
 */
export async function breakBackups(stage: Stage, report: Report, { rounds, dice }: CrashOptions): Promise<void> {
  const kills = Math.min(rounds, MOST_ROUNDS)
  report.group(`kill -9 of ${kills} backups and ${kills} restores, a full disk`)
  const folder = await mkdtemp(join(tmpdir(), 'sims-faults-backups-'))
  const store = join(folder, 'store')
  try {
    const whole = await run(stage, store, ['backup'])
    report.check('a backup of the running server', unless(whole.code === 0, whole.said), `${whole.ms.toFixed(0)} ms`)
    await killBackups(stage, report, store, whole.ms, kills, dice)
    await killRestores(stage, report, store, join(folder, 'to'), kills, dice)
    await fullDisk(stage, report, join(folder, 'small'))
  } finally {
    await rm(folder, { recursive: true, force: true })
  }
}

type Between = { between(from: number, to: number): number }

async function killBackups(stage: Stage, report: Report, store: string, ms: number, kills: number, dice: Between) {
  let hits = 0
  for (let round = 1; round <= kills; round++) {
    const moment = Math.round(dice.between(ms * 0.2, ms))
    const killed = await run(stage, store, ['backup'], moment)
    const left = (await readdir(join(store, 'base'))).filter((name) => name.endsWith('.partial')).length
    if (left > 0) hits += 1
    const verified = await run(stage, store, ['verify-backup'])
    const next = await run(stage, store, ['backup'])
    report.check(
      `backup ${round}, killed at ${moment} ms: the latest is whole, the next clears the remains away`,
      [
        ...unless(verified.code === 0, verified.said),
        ...unless(next.code === 0, next.said),
        ...unless(left === 0 || /left by a backup that was broken off/.test(next.said), `it did not say: ${next.said}`),
      ],
      killed.code === null ? `${left} half` : 'it was done before',
    )
  }
  hitsInside(report, 'a backup', hits, kills)
}

async function killRestores(stage: Stage, report: Report, store: string, to: string, kills: number, dice: Between) {
  const whole = await run(stage, store, ['restore', to])
  report.check('a restore', unless(whole.code === 0, whole.said), `${whole.ms.toFixed(0)} ms`)
  let hits = 0
  for (let round = 1; round <= kills; round++) {
    await rm(to, { recursive: true, force: true })
    const moment = Math.round(dice.between(whole.ms * 0.2, whole.ms))
    await run(stage, store, ['restore', to], moment)
    const left = await readdir(to).catch(() => [] as string[])
    const half = left.includes('RESTORING')
    if (half) hits += 1
    // PostgreSQL of a restore that was killed in its recovery is stopped or adopted by the next
    const again = half || left.length === 0 ? await run(stage, store, ['restore', to]) : undefined
    report.check(
      `restore ${round}, killed at ${moment} ms: no data folder before its end, the same command does it`,
      [
        ...unless(!half || !left.includes('SIMS'), 'a half folder is marked as a data folder'),
        ...unless(again === undefined || again.code === 0, again?.said ?? ''),
        ...unless(!half || /Removed what a restore/.test(again?.said ?? ''), `it did not say: ${again?.said}`),
      ],
      `${left.length} entries`,
    )
  }
  hitsInside(report, 'a restore', hits, kills)
}

/** A disk of 3 MB for backups: one sentence, nothing half, the server answers, and a backup when there is room again. */
async function fullDisk(stage: Stage, report: Report, small: string) {
  await mkdir(small)
  const mount = (...args: string[]) => spawnSync('mount', [...args, small], { encoding: 'utf8' })
  if (mount('-t', 'tmpfs', '-o', 'size=3m', 'sims-faults').status !== 0) {
    report.note('a full disk is left out: this user may mount none')
    return
  }
  try {
    const full = await run(stage, small, ['backup'])
    await sleep(100)
    const answered = await stage.agent.api('whoAmI').then(
      () => true,
      () => false,
    )
    const left = await readdir(join(small, 'base')).catch(() => [] as string[])
    mount('-o', 'remount,size=200m')
    const next = await run(stage, small, ['backup'])
    report.check('the disk for backups is full: said in a sentence, the server goes on, then there is room again', [
      ...unless(full.code === 1 && /backup\.full/.test(full.said), full.said),
      ...unless(left.length === 0, `it left ${left.join(', ')}`),
      ...unless(answered, 'the server does not answer'),
      ...unless(next.code === 0, next.said),
    ])
  } finally {
    spawnSync('umount', [small])
  }
}
