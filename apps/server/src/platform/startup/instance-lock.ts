import { randomBytes } from 'node:crypto'
import { link, readdir, readFile, rm, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { processIdentity } from './process-identity.ts'
import { errorCode } from './startup-error.ts'

/** What claiming a data folder gave: ours until released, or held by a living process. */
export type Claim = { mine: true; release: () => Promise<void> } | { mine: false; pid: number }

const NAME = /^instance\.(\d+)\.lock$/

/**
 * Claims `folder` for this process. A claim whose process is gone (kill -9, power cut, reused id) is taken over.
 *
 * Claims are numbered files of which the highest counts. A claim is replaced only by the next number, whose name
 * link(2) gives to one claimant alone; the highest file is never deleted, a released one says so instead. Deleting
 * and making one name again would let two claimants of a stale claim both win.
 */
export async function claimFolder(folder: string): Promise<Claim> {
  const draft = join(folder, `instance.${randomBytes(6).toString('hex')}.draft`)
  await writeFile(draft, `${process.pid} ${processIdentity(process.pid)}\n`, { flag: 'wx', mode: 0o600 })
  try {
    for (;;) {
      const highest = Math.max(0, ...(await numbers(folder)))
      const holder = livingHolder(await readIfThere(fileOf(folder, highest)))
      if (holder !== undefined) return { mine: false, pid: holder }
      if (await take(folder, draft, highest + 1)) {
        const file = fileOf(folder, highest + 1)
        return { mine: true, release: () => writeFile(file, 'released\n') }
      }
    }
  } finally {
    await rm(draft, { force: true })
  }
}

/** True when this process now holds the highest number; lower ones are then deleted. */
async function take(folder: string, draft: string, number: number): Promise<boolean> {
  try {
    await link(draft, fileOf(folder, number))
  } catch (error) {
    if (errorCode(error) === 'EEXIST') return false
    throw error
  }
  const all = await numbers(folder)
  // The number was free only because a later claim had already cleared it away.
  const late = all.some((other) => other > number)
  const dead = late ? [number] : all.filter((other) => other < number)
  await Promise.all(dead.map((other) => rm(fileOf(folder, other), { force: true })))
  return !late
}

function fileOf(folder: string, number: number): string {
  return join(folder, `instance.${number}.lock`)
}

async function numbers(folder: string): Promise<number[]> {
  return (await readdir(folder)).flatMap((name) => {
    const match = NAME.exec(name)
    return match ? [Number(match[1])] : []
  })
}

function livingHolder(text: string | undefined): number | undefined {
  const match = /^(\d+) (.*)\n$/.exec(text ?? '')
  if (!match) return undefined
  const pid = Number(match[1])
  return processIdentity(pid) === match[2] ? pid : undefined
}

async function readIfThere(file: string): Promise<string | undefined> {
  try {
    return await readFile(file, 'utf8')
  } catch (error) {
    if (errorCode(error) === 'ENOENT') return undefined
    throw error
  }
}
