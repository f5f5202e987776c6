import { randomBytes } from 'node:crypto'
import { join } from 'node:path'
import pg from 'pg'
import { DomainError } from '#kernel'
import { seal } from './container.ts'
import { DatabaseCopy } from './copy.ts'
import { pushFiles } from './files-pool.ts'
import type { Keys } from './keys.ts'
import { backupIds, dataName, type Manifest, type Piece, writeManifest } from './manifest.ts'
import { measured } from './measure.ts'
import type { Store } from './store.ts'

/** one backup of an installation at a time; held by a connection, gone with it */
const LOCK = 7_362_142

/** A running installation with the embedded database. */
export interface Source {
  /** data folder with `postgres`, `files` and `secrets` */
  dataDir: string
  superuser: pg.ClientConfig
  /** release of SIMS */
  version: string
}

/** A backup that was made. */
export interface Made {
  manifest: Manifest
  /** bytes that went to the store; files that were there already are not among them */
  written: number
  /** names of what an earlier backup that was killed had left, and that is gone now */
  swept: string[]
}

/**
 * Copies the running embedded database and the files to a store; everybody goes on working meanwhile.
 * @throws DomainError backup.running, backup.full, backup.unreachable, backup.foreign
 */
export async function backUp({ dataDir, superuser, version }: Source, store: Store, keys: Keys): Promise<Made> {
  const client = new pg.Client(superuser)
  // the server may go down meanwhile; the next statement tells
  client.on('error', () => undefined)
  await client.connect()
  try {
    const { rows } = await client.query<{ mine: boolean }>('select pg_try_advisory_lock($1) as mine', [LOCK])
    if (!rows[0]?.mine) throw new DomainError('backup.running')
    const swept = await sweepHalves(store)
    const copy = new DatabaseCopy(client, dataDir)
    const id = `${stamp(await copy.start())}-${randomBytes(4).toString('hex')}`
    const data: Piece = { name: dataName(id), size: 0, sha256: '' }
    await store.write(data.name, measured(data, seal(data.name, keys, copy.tar())))
    // after the end of the copy: a file is durable before its row, so every row in the copy finds its file now
    const files = await pushFiles(join(dataDir, 'files'), store, keys)
    const manifest: Manifest = { format: 1, id, sims: version, ...copy.copied, data, files: files.pieces }
    await writeManifest(store, keys, manifest)
    return { manifest, written: data.size + files.written, swept }
  } finally {
    await client.end().catch(() => undefined)
  }
}

/** 20260302T010000Z */
const stamp = (at: Date) => at.toISOString().replace(/[-:]|\.\d+/g, '')

async function sweepHalves(store: Store): Promise<string[]> {
  const swept = await store.sweep()
  const whole = new Set((await backupIds(store)).map(dataName))
  for (const { name } of await store.list('base/')) {
    if (!name.endsWith('.tar') || whole.has(name)) continue
    await store.remove(name)
    swept.push(name)
  }
  return swept
}
