import { readdir } from 'node:fs/promises'
import { join } from 'node:path'
import type pg from 'pg'
import { clusterEntries, segmentsBetween } from './cluster-files.ts'
import { type Facts, readFacts } from './facts.ts'
import type { Manifest } from './manifest.ts'
import { TarWriter } from './tar-writer.ts'

/** What a manifest says of the copied database. */
export type Copied = Pick<Manifest, 'postgres' | 'start' | 'stop' | 'entries'> & Facts

interface Started {
  lsn: string
  at: Date
  segment: string
  segmentSize: number
  version: string
  major: number
  systemIdentifier: string
}

interface Ended {
  lsn: string
  at: Date
  segment: string
  labelfile: string
  spcmapfile: string
}

// the slot keeps the log from its place on until the connection ends, also when it ends by kill -9
const KEEP_LOG = `select pg_create_physical_replication_slot('sims_backup', true, true)`
const START = `select started::text as lsn, clock_timestamp() as at, pg_walfile_name(started) as segment,
    current_setting('server_version') as version, current_setting('server_version_num')::int / 10000 as major,
    (select system_identifier::text from pg_control_system()) as "systemIdentifier",
    (select bytes_per_wal_segment from pg_control_init()) as "segmentSize"
  from pg_backup_start('sims', true) as started`
const STOP = `select lsn::text, labelfile, spcmapfile, clock_timestamp() as at, pg_walfile_name(lsn - 1::numeric) as segment
  from pg_backup_stop(false)`

/**
 * A base backup by PostgreSQL's low-level interface (its manual, 25.3.4): files are read while the server writes them, and
 * the log of that time, which goes in last, makes them whole. It stands as at the end of the copy.
 */
export class DatabaseCopy {
  #client: pg.Client
  #dataDir: string
  #started: Started | undefined
  #copied: Copied | undefined

  /** @param client a connection of a superuser, which must stay open until the tar has been read */
  constructor(client: pg.Client, dataDir: string) {
    this.#client = client
    this.#dataDir = dataDir
  }

  /** Begins; answers when, by the database's clock. */
  async start(): Promise<Date> {
    await this.#client.query(KEEP_LOG)
    const { rows } = await this.#client.query<Started>(START)
    this.#started = rows[0] as Started
    return this.#started.at
  }

  /** The whole copy as a tar: `postgres/…` with the log that it needs, and the password that belongs to it. */
  tar(): AsyncGenerator<Buffer> {
    const writer = new TarWriter()
    return writer.run(() => this.#fill(writer))
  }

  /** What is known once the tar has been read. */
  get copied(): Copied {
    if (!this.#copied) throw new Error('the copy is not finished')
    return this.#copied
  }

  async #fill(tar: TarWriter): Promise<void> {
    const cluster = join(this.#dataDir, 'postgres')
    const started = this.#started
    if (!started) throw new Error('the copy was not started')
    await tar.addFolder('postgres', cluster)
    for await (const { path, folder } of clusterEntries(cluster)) {
      if (folder) await tar.addFolder(`postgres/${path}`, join(cluster, path))
      // dropped meanwhile: the log says so too
      else await tar.addFile(`postgres/${path}`, join(cluster, path), { mayBeGone: path !== 'global/pg_control' })
    }
    const facts = await readFacts(this.#client)
    const ended = await this.#stop()
    await tar.addBytes('postgres/backup_label', Buffer.from(ended.labelfile))
    const wal = join(cluster, 'pg_wal')
    const histories = (await readdir(wal)).filter((name) => name.endsWith('.history'))
    const segments = segmentsBetween(started.segment, ended.segment, started.segmentSize)
    for (const name of [...histories, ...segments]) await tar.addFile(`postgres/pg_wal/${name}`, join(wal, name))
    await tar.addFile('secrets/postgres-superuser', join(this.#dataDir, 'secrets', 'postgres-superuser'))
    const { version, major, systemIdentifier, segment } = started
    this.#copied = {
      ...facts,
      postgres: { version, major, systemIdentifier, timeline: Number.parseInt(segment.slice(0, 8), 16) },
      start: { lsn: started.lsn, at: started.at.toISOString(), segment },
      stop: { lsn: ended.lsn, at: ended.at.toISOString() },
      entries: tar.entries,
    }
  }

  async #stop(): Promise<Ended> {
    const { rows } = await this.#client.query<Ended>(STOP)
    const [ended] = rows
    if (!ended || ended.spcmapfile.trim()) throw new Error('the cluster has tablespaces, which SIMS never makes')
    return ended
  }
}
