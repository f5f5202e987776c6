import { createReadStream } from 'node:fs'
import { mkdir, open, readdir, rename, rm, stat } from 'node:fs/promises'
import { dirname, join, relative, sep } from 'node:path'
import { DomainError } from '#kernel'
import type { Store, Stored } from './store.ts'

const DRAFT = '.partial'

/** Backups in a folder of this machine, or of a disk or network share that is mounted here. */
export function folderStore(root: string): Store {
  const pathOf = (name: string) => join(root, ...name.split('/'))
  const nameOf = (path: string) => relative(root, path).split(sep).join('/')
  const explain = (error: unknown): unknown => {
    const { code = '' } = error as NodeJS.ErrnoException
    if (code === 'ENOSPC' || code === 'EDQUOT') return new DomainError('backup.full', { place: root })
    const away = ['EACCES', 'EPERM', 'EROFS', 'EIO', 'ENOTDIR', 'ESTALE', 'ENOTCONN', 'EHOSTDOWN', 'ETIMEDOUT', 'ENXIO']
    return away.includes(code) ? new DomainError('backup.unreachable', { place: root, reason: code }) : error
  }
  const attempt = async <T>(work: () => Promise<T>): Promise<T> => {
    try {
      return await work()
    } catch (error) {
      throw explain(error)
    }
  }

  return {
    place: root,
    list: (prefix) =>
      attempt(async () => {
        const found: Stored[] = []
        for await (const path of filesUnder(pathOf(prefix.slice(0, prefix.lastIndexOf('/') + 1)))) {
          const name = nameOf(path)
          if (!name.startsWith(prefix) || name.endsWith(DRAFT)) continue
          const info = await stat(path)
          found.push({ name, size: info.size, at: info.mtime })
        }
        return found.sort((a, b) => (a.name < b.name ? -1 : 1))
      }),
    read: (name) =>
      attempt(async () => {
        const handle = await open(pathOf(name), 'r').catch((error: NodeJS.ErrnoException) => {
          throw error.code === 'ENOENT' ? new DomainError('backup.missing', { name }) : error
        })
        return createReadStream('', { fd: handle, highWaterMark: 1 << 20 })
      }),
    write: (name, source) =>
      attempt(async () => {
        const path = pathOf(name)
        await mkdir(dirname(path), { recursive: true, mode: 0o700 })
        const draft = path + DRAFT
        try {
          const handle = await open(draft, 'w', 0o600)
          try {
            for await (const chunk of source) await handle.write(chunk)
            await handle.sync()
          } finally {
            await handle.close()
          }
          await rename(draft, path)
        } catch (error) {
          await rm(draft, { force: true }).catch(() => undefined)
          throw error
        }
        await syncFolder(dirname(path))
      }),
    remove: (name) => attempt(() => rm(pathOf(name), { force: true })),
    sweep: () =>
      attempt(async () => {
        const removed: string[] = []
        for await (const path of filesUnder(root)) {
          if (!path.endsWith(DRAFT)) continue
          await rm(path, { force: true })
          removed.push(nameOf(path))
        }
        return removed
      }),
  }
}

async function* filesUnder(folder: string): AsyncGenerator<string> {
  const entries = await readdir(folder, { withFileTypes: true }).catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'ENOENT') return []
    throw error
  })
  for (const entry of entries) {
    const path = join(folder, entry.name)
    if (entry.isDirectory()) yield* filesUnder(path)
    else yield path
  }
}

async function syncFolder(folder: string): Promise<void> {
  // Windows opens no folders
  if (process.platform === 'win32') return
  const handle = await open(folder, 'r')
  try {
    await handle.sync()
  } finally {
    await handle.close()
  }
}
