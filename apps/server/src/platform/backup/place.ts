import { mkdir, readdir, rm, writeFile } from 'node:fs/promises'
import { join, resolve } from 'node:path'
import { DomainError } from '#kernel'
import { type Claim, claimFolder } from '#platform/startup'

/** stands in the folder from the first byte of a restore to its end */
const MARKER = 'RESTORING'
const TEXT = `正在恢复备份，完成之前请勿使用本目录。\nA backup is being restored: do not use this folder before it is done.\n`
const IGNORED = ['lost+found', '.DS_Store']

/** An empty folder in which something is restored, claimed by this process. */
export interface Place {
  root: string
  /** an earlier restore had been broken off here, and its remains are gone */
  swept: boolean
  claim: Claim
  /** the folder is whole */
  done(): Promise<void>
  /** the folder is empty again */
  undo(): Promise<void>
}

/** @throws DomainError backup.placeInUse, backup.placeNotEmpty, backup.placeUnusable */
export async function openPlace(path: string): Promise<Place> {
  const root = resolve(path)
  const found = await entriesOf(root)
  const swept = found.includes(MARKER)
  if (found.length > 0 && !swept) {
    await refuseRunning(root, found)
    throw new DomainError('backup.placeNotEmpty', { folder: root })
  }
  const claim = await claimed(root)
  if (swept) await empty(root)
  await writeFile(join(root, MARKER), TEXT)
  return {
    root,
    swept,
    claim,
    done: async () => {
      await rm(join(root, MARKER))
      await claim.release()
    },
    undo: async () => {
      await empty(root)
      await rm(join(root, MARKER), { force: true })
      await empty(root, () => true)
    },
  }
}

async function entriesOf(root: string): Promise<string[]> {
  try {
    await mkdir(root, { recursive: true, mode: 0o700 })
    return (await readdir(root)).filter((name) => !IGNORED.includes(name))
  } catch (error) {
    throw new DomainError('backup.placeUnusable', { folder: root, reason: (error as NodeJS.ErrnoException).code ?? '' })
  }
}

async function claimed(root: string): Promise<Claim & { mine: true }> {
  const claim = await claimFolder(root)
  if (!claim.mine) throw new DomainError('backup.placeInUse', { folder: root, pid: claim.pid })
  return claim
}

/** Says of a running SIMS that it runs there, which helps more than that its folder is not empty. */
async function refuseRunning(root: string, found: string[]): Promise<void> {
  if (!found.some((name) => /^instance\.\d+\.lock$/.test(name))) return
  const claim = await claimed(root)
  await claim.release()
}

const isOurs = (name: string) => name !== MARKER && !/^instance\./.test(name)

/** The marker goes last, so that what is broken off is still known for what it is. */
async function empty(root: string, which: (name: string) => boolean = isOurs): Promise<void> {
  for (const name of await readdir(root))
    if (!IGNORED.includes(name) && which(name)) await rm(join(root, name), { recursive: true, force: true })
}
