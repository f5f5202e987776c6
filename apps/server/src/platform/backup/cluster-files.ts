import { readdir } from 'node:fs/promises'
import { join } from 'node:path'

/** Folders whose content PostgreSQL makes anew, see "Making a Base Backup Using the Low Level API" in its manual. */
const EMPTY = new Set([
  ...['pg_wal', 'pg_replslot', 'pg_dynshmem', 'pg_notify', 'pg_serial', 'pg_snapshots', 'pg_stat_tmp', 'pg_subtrans'],
])
const LEFT_OUT =
  /^(postmaster\.(pid|opts)|postgresql\.auto\.conf\.tmp|current_logfiles\.tmp|backup_label.*|tablespace_map.*)$/
const MADE_ANEW = /^(pgsql_tmp.*|pg_internal\.init.*)$/
/** copied last, as pg_basebackup does: it names the place from which recovery may begin */
const CONTROL = 'global/pg_control'

/** A file or folder of a cluster, path from the cluster with slashes. */
export interface ClusterEntry {
  path: string
  folder: boolean
}

/** What of a running cluster belongs into a backup, in the order in which it is to be read. */
export async function* clusterEntries(cluster: string): AsyncGenerator<ClusterEntry> {
  yield* entriesUnder(cluster, '')
  yield { path: CONTROL, folder: false }
}

async function* entriesUnder(cluster: string, inside: string): AsyncGenerator<ClusterEntry> {
  const entries = await readdir(join(cluster, inside), { withFileTypes: true }).catch(
    (error: NodeJS.ErrnoException) => {
      // dropped meanwhile; the log says so too
      if (error.code === 'ENOENT') return []
      throw error
    },
  )
  for (const entry of entries) {
    const path = inside ? `${inside}/${entry.name}` : entry.name
    if ((inside === '' && LEFT_OUT.test(path)) || MADE_ANEW.test(entry.name) || path === CONTROL) continue
    if (!entry.isDirectory()) {
      if (entry.isFile()) yield { path, folder: false }
      continue
    }
    yield { path, folder: true }
    if (!EMPTY.has(path)) yield* entriesUnder(cluster, path)
  }
}

const SEGMENT = /^[0-9A-F]{24}$/

/**
 * The names of the segments of the write-ahead log from one to another, both included; of one timeline.
 * @param segmentSize in bytes, 16 MiB unless initdb was told otherwise
 */
export function segmentsBetween(first: string, last: string, segmentSize: number): string[] {
  const names: string[] = []
  for (let name = first; name <= last; name = nextSegment(name, segmentSize)) names.push(name)
  return names
}

export function nextSegment(name: string, segmentSize: number): string {
  if (!SEGMENT.test(name)) throw new Error(`${name} is no segment of a write-ahead log`)
  const perLog = 0x1_0000_0000 / segmentSize
  const number = Number.parseInt(name.slice(8, 16), 16) * perLog + Number.parseInt(name.slice(16), 16) + 1
  const hex = (n: number) => n.toString(16).toUpperCase().padStart(8, '0')
  return name.slice(0, 8) + hex(Math.floor(number / perLog)) + hex(number % perLog)
}
