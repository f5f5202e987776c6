import { createReadStream } from 'node:fs'
import { readdir } from 'node:fs/promises'
import { join } from 'node:path'
import pg from 'pg'
import type { Source } from './base.ts'
import { seal } from './container.ts'
import { pushNewFiles } from './files-pool.ts'
import type { Keys } from './keys.ts'
import type { Store } from './store.ts'

/** How names of pieces of the log begin in a store; PostgreSQL's own names follow. */
export const LOG = 'wal/'
const SLOT = 'sims_archive'
const HISTORY = /^[0-9A-F]{8}\.history$/

/** What a look after the log did. */
export interface Archived {
  /** everything that was committed by then is in the store, with its files */
  until: Date
  segments: number
  /** pieces of the log were lost since the last look, because the store could not be reached for too long */
  gap: boolean
}

export interface LogArchive {
  /** Brings what was written since the last look to the store. @throws DomainError backup.full, backup.unreachable */
  push(): Promise<Archived>
}

/**
 * Carries the write-ahead log to a store, from which a database is restored to any time since a backup. A slot keeps what
 * has not been carried yet, up to `max_slot_wal_keep_size`: a store that is away for days costs points in time, it never
 * fills the database's disk, as a failing archive_command does.
 */
export function createLogArchive(source: Pick<Source, 'dataDir' | 'superuser'>, store: Store, keys: Keys): LogArchive {
  const pool = new Set<string>()
  return {
    async push() {
      const client = new pg.Client(source.superuser)
      client.on('error', () => undefined)
      await client.connect()
      try {
        const gap = await ensureSlot(client)
        const { until, first, current, place } = await endSegment(client)
        const wal = join(source.dataDir, 'postgres', 'pg_wal')
        const there = new Set((await store.list(LOG)).map(({ name }) => name))
        const names = (await readdir(wal)).sort()
        const ready = names.filter(
          (name) => HISTORY.test(name) || (name.length === 24 && name >= first && name < current),
        )
        const missing = ready.filter((name) => !there.has(LOG + name))
        // before the log that speaks of them
        await pushNewFiles(join(source.dataDir, 'files'), store, pool)
        for (const name of missing) {
          const object = LOG + name
          const bytes = createReadStream(join(wal, name))
          await store.write(object, seal(object, keys, bytes, { until: until.toISOString() }))
        }
        await client.query('select pg_replication_slot_advance($1, $2::pg_lsn)', [SLOT, place])
        return { until, segments: missing.filter((name) => !HISTORY.test(name)).length, gap }
      } finally {
        await client.end().catch(() => undefined)
      }
    },
  }
}

/** Makes the slot when it is not there, or is there and has lost its log; true in the second case. */
async function ensureSlot(client: pg.Client): Promise<boolean> {
  const { rows } = await client.query<{ status: string }>(
    'select wal_status as status from pg_replication_slots where slot_name = $1',
    [SLOT],
  )
  const lost = rows[0]?.status === 'lost'
  if (rows[0] && !lost) return false
  if (lost) await client.query('select pg_drop_replication_slot($1)', [SLOT])
  await client.query('select pg_create_physical_replication_slot($1, true)', [SLOT])
  return lost
}

interface Ended {
  until: Date
  /** names of the first segment that the slot keeps, and of the one that is written now */
  first: string
  current: string
  /** where the present segment begins */
  place: string
}

/**
 * Ends the present segment so that it can be carried. The message before is a commit of its own later than `until`: a
 * recovery to a time at which nothing was written afterwards finds by it that it has arrived.
 */
async function endSegment(client: pg.Client): Promise<Ended> {
  const { rows: times } = await client.query<{ at: Date }>(`select date_trunc('milliseconds', clock_timestamp()) as at`)
  await client.query(`select pg_logical_emit_message(true, 'sims', '')`)
  await client.query('select pg_switch_wal()')
  const { rows } = await client.query<Omit<Ended, 'until'>>(
    `select pg_walfile_name(s.restart_lsn) as first, pg_walfile_name(n.lsn) as current,
       ('0/0'::pg_lsn + trunc((n.lsn - '0/0'::pg_lsn) / size) * size)::text as place
     from pg_replication_slots s, (select pg_current_wal_lsn() as lsn) n,
       (select bytes_per_wal_segment as size from pg_control_init()) c
     where s.slot_name = $1`,
    [SLOT],
  )
  const [ended] = rows
  if (!ended || !times[0]) throw new Error('the slot of the archive is gone')
  return { ...ended, until: times[0].at }
}
