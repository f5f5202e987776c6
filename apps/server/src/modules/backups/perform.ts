import { mkdtemp, rm } from 'node:fs/promises'
import { join } from 'node:path'
import pg from 'pg'
import { DomainError, newId } from '#kernel'
import {
  backUp,
  inventoryOf,
  type Keys,
  latest,
  mirror,
  prune,
  type RestoreOptions,
  restore,
  type Source,
  type Store,
} from '#platform/backup'
import { errorCode } from '#platform/startup'
import type { Facts, Fault, Settings } from './store.ts'

/** What backups and drills are made with. */
export interface Workshop {
  source: Source
  store: Store
  /** keeps a second copy */
  offsite: Store | null
  keys: Keys
  release: Pick<RestoreOptions, 'major' | 'migrations' | 'log'>
  /** where drills restore to: on the disk of the data, or another with room for all of it */
  drills: string
  now: () => Date
}

type Done = { backupId: string; facts: Facts; swept: string[] }

/**
 * Makes a backup or a drill and writes down how it went, as the owner of the database, since it happens outside the
 * server. @param id of a run that was put down; a new run of a person at the command line when absent
 * @throws what went wrong, after it was written down
 */
export async function perform(workshop: Workshop, kind: 'backup' | 'drill', id?: string): Promise<Done> {
  const client = new pg.Client(workshop.source.superuser)
  client.on('error', () => undefined)
  await client.connect()
  try {
    await client.query('set search_path = sims')
    const run = id ?? (await begin(client, kind, workshop.now()))
    const ask = async (outcome: string, backupId: string | null, facts: Facts | null, error: Fault | null) => {
      await client.query(
        'update backup_run set ended_at = $2, outcome = $3, backup_id = $4, facts = $5, error = $6 where id = $1',
        [run, workshop.now(), outcome, backupId, facts, error],
      )
    }
    try {
      const done = kind === 'backup' ? await makeBackup(workshop, client) : await drill(workshop)
      await ask('success', done.backupId, done.facts, null)
      return done
    } catch (error) {
      // the database itself may be what is gone; then the next start finds the run without an end
      await ask('failed', null, null, faultOf(error)).catch(() => undefined)
      throw error
    }
  } finally {
    await client.end().catch(() => undefined)
  }
}

async function begin(client: pg.Client, kind: string, now: Date): Promise<string> {
  const id = newId(now.getTime())
  await client.query(
    `insert into backup_run (id, kind, cause, asked_at, started_at)
     values ($1, $2, 'command', $3, $3)`,
    [id, kind, now],
  )
  return id
}

async function makeBackup({ source, store, offsite, keys }: Workshop, client: pg.Client): Promise<Done> {
  const { rows } = await client.query<Settings>(
    `select keep_daily as "keepDaily", keep_weekly as "keepWeekly", keep_monthly as "keepMonthly", time_zone as "timeZone"
     from backup_setting`,
  )
  const { keepDaily, keepWeekly, keepMonthly, timeZone } = rows[0] as Settings
  const keep = { daily: keepDaily, weekly: keepWeekly, monthly: keepMonthly, timeZone }
  const { manifest, written, swept } = await backUp(source, store, keys)
  await prune(store, keys, keep)
  await noteInventory(client, await inventoryOf(store, offsite, keys))
  if (offsite) {
    // a copy here is worth something, also when the one elsewhere fails
    await mirror(store, offsite)
    await prune(offsite, keys, keep)
    await noteInventory(client, await inventoryOf(store, offsite, keys))
  }
  return { backupId: manifest.id, facts: { written }, swept }
}

const noteInventory = (client: pg.Client, inventory: unknown) =>
  client.query('update backup_setting set inventory = $1', [JSON.stringify(inventory)])

/** Restores the latest backup, as one would after a loss, into a folder that is removed again. */
async function drill({ store, keys, release, drills }: Workshop): Promise<Done> {
  const id = await latest(store)
  const started = performance.now()
  const folder = await mkdtemp(join(drills, '.sims-drill-'))
  try {
    const { facts } = await restore({ store, keys, to: join(folder, 'data'), id, ...release })
    const restoreSeconds = (performance.now() - started) / 1000
    return { backupId: id, facts: { restoreSeconds, commitments: facts.ledger.count }, swept: [] }
  } finally {
    await rm(folder, { recursive: true, force: true })
  }
}

/** What can be told to people; anything else is told in the words of the system. */
export function faultOf(error: unknown): Fault {
  if (error instanceof DomainError) return { code: error.code, params: error.params }
  return { code: 'backup.failed', params: { reason: errorCode(error) || (error as Error).message } }
}
