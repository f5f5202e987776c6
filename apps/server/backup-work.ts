import { fork } from 'node:child_process'
import { readFile, stat } from 'node:fs/promises'
import { setPriority } from 'node:os'
import { dirname, join } from 'node:path'
import type pg from 'pg'
import type { BackupWork, Places, Workshop } from '#modules/backups'
import { createLogArchive, type Keys, keysFromFile, mirror, openStore } from '#platform/backup'
import { migrationNames } from '#platform/db'
import { locateBinaries } from '#platform/postgres'
import type { Config } from './config.ts'
import { versionOf } from './greeting.ts'

/** What the commands and the server make backups with. `log` is told of the steps of a restore, one English line each. */
export async function workshopOf(
  config: Config,
  dataDir: string,
  superuser: pg.ClientConfig,
  log: (line: string) => void,
): Promise<Workshop> {
  return {
    source: { dataDir, superuser, version: versionOf() },
    store: openStore(config.backupTo),
    offsite: config.backupOffsite === undefined ? null : openStore(config.backupOffsite),
    keys: await keysOf(config),
    release: await releaseOf(log),
    drills: dirname(dataDir),
    now: () => new Date(),
  }
}

/** What a backup must fit to be restored by this release. */
export const releaseOf = async (log: (line: string) => void) => ({
  major: locateBinaries().major,
  migrations: await migrationNames(),
  log,
})

export const keyFileOf = ({ dataDir }: Config) => join(dataDir, 'secrets', 'master.key')

export const keysOf = async (config: Config): Promise<Keys> =>
  keysFromFile(keyFileOf(config), await readPassphrase(config.backupPassphraseFile))

export async function readPassphrase(file: string | undefined): Promise<string | undefined> {
  return file === undefined ? undefined : (await readFile(file, 'utf8')).trim()
}

/**
 * Backups as the server has them made: the log here, since that is little, backups and drills in a process of their own
 * that gives way to everything else. It ends with us, and then a backup is none, which the next start writes down.
 */
export async function backupsOf(
  config: Config,
  dataDir: string,
  superuser: pg.ClientConfig,
): Promise<{ places: Places; work: BackupWork }> {
  const { store, offsite, keys, source } = await workshopOf(config, dataDir, superuser, () => undefined)
  const archive = createLogArchive(source, store, keys)
  return {
    places: {
      place: store.place,
      offsite: offsite?.place ?? null,
      sameDisk: !config.backupTo.startsWith('s3:') && (await sameDisk(dataDir, config.backupTo)),
    },
    work: {
      run: runApart,
      pushLog: async () => {
        const archived = await archive.push()
        if (offsite) await mirror(store, offsite)
        return archived
      },
    },
  }
}

const GIVES_WAY = 15

function runApart(kind: string, id: string): Promise<void> {
  return new Promise((resolve, reject) => {
    const child = fork(join(import.meta.dirname, 'backup.ts'), ['run', kind, id], { stdio: ['ignore', 2, 2, 'ipc'] })
    if (child.pid !== undefined) setPriority(child.pid, GIVES_WAY)
    child.on('error', reject)
    child.on('exit', (code, signal) =>
      code === 0 ? resolve() : reject(new Error(`the process of the ${kind} ended with ${signal ?? code}`)),
    )
  })
}

/** True when both lie on one disk; of a place that is not there yet, the folder above it counts. */
async function sameDisk(dataDir: string, place: string): Promise<boolean> {
  const there = await stat(place).catch(() => undefined)
  if (!there && dirname(place) !== place) return sameDisk(dataDir, dirname(place))
  return there?.dev === (await stat(dataDir)).dev
}
