import { readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import pg from 'pg'
import { DomainError } from '#kernel'
import { startEmbedded } from '#platform/postgres'
import { type Facts, holdsLedger, readFacts } from './facts.ts'
import type { Manifest } from './manifest.ts'
import type { Place } from './place.ts'

export interface Recovered {
  /** what the database holds now */
  facts: Facts
  /** the last change that it holds was committed then; null when none came after the beginning of the copy */
  lastCommit: Date | null
  /** ms until PostgreSQL answered */
  recoveryMs: number
}

/**
 * Starts the copied cluster, which reads the log that came with it, and begins a new timeline, so that no log of the
 * restored installation is ever taken for one of the old. Stopped again at the end.
 * @param to the last moment whose commits are kept; all that there are when absent
 * @throws DomainError backup.ledgerDiffers when what the manifest tells of the ledger is not there
 */
export async function recover(
  place: Place,
  manifest: Manifest,
  to: Date | undefined,
  log: (line: string) => void,
): Promise<Recovered> {
  const cluster = join(place.root, 'postgres')
  await writeFile(join(cluster, 'recovery.signal'), '', { mode: 0o600 })
  const superuserPassword = await readFile(join(place.root, 'secrets', 'postgres-superuser'), 'utf8')
  const started = performance.now()
  const server = await startEmbedded({
    dataDir: place.root,
    superuserPassword,
    settings: {
      // everything that is needed has been laid into pg_wal
      restore_command: 'false',
      recovery_target_action: 'promote',
      ...(to ? { recovery_target_time: to.toISOString().replace('T', ' ').replace('Z', '+00') } : {}),
      // else it answers, and would be asked and stopped, before the log has been read
      hot_standby: 'off',
    },
    claim: place.claim,
    log,
  })
  const recoveryMs = performance.now() - started
  try {
    const client = new pg.Client(server.superuser)
    await client.connect()
    try {
      if (!(await holdsLedger(client, manifest.ledger)))
        throw new DomainError('backup.ledgerDiffers', { id: manifest.id })
      const { rows } = await client.query<{ at: Date | null }>('select pg_last_xact_replay_timestamp() as at')
      return { facts: await readFacts(client), lastCommit: rows[0]?.at ?? null, recoveryMs }
    } finally {
      await client.end()
    }
  } finally {
    await server.stop()
  }
}
