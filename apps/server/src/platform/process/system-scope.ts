import { systemActor } from '#kernel'
import {
  type AuditedAs,
  type CommandScope,
  type Entry,
  type OutboxEvent,
  writeEntries,
  writeOutbox,
} from '#platform/command'
import type { Tx } from '#platform/db'

/** events in one row of the outbox, so that a relay's batch keeps a bearable size */
const EVENTS_A_ROW = 100

/**
 * What the server itself decides beside the commands of people: `scope` gathers what is recorded and told, `finish`
 * queues it with timeline, commitments, audit and outbox. `by` names the worker in the trail.
 */
export function systemScope(tx: Tx, by: string, zone: string, now: Date) {
  const entries: Entry[] = []
  const events: OutboxEvent[] = []
  const actor = systemActor(tx.organizationId, zone)
  const scope: CommandScope = {
    tx,
    actor,
    now,
    record: (entry) => void entries.push(entry),
    emit: (event) => void events.push(event),
  }
  return {
    scope,
    finish: (audit: AuditedAs) => leaveTrail(tx, by, zone, now, { entries, events, audit }),
  }
}

/** Queues timeline, commitments, audit and outbox of what the server itself has done. */
export function leaveTrail(
  tx: Tx,
  by: string,
  zone: string,
  now: Date,
  { entries, events, audit }: { entries: Entry[]; events: readonly OutboxEvent[]; audit: AuditedAs },
): void {
  const origin = { requestId: by, ip: 'system', userAgent: '' }
  writeEntries(tx, { actor: systemActor(tx.organizationId, zone), origin, now }, entries, audit)
  for (let i = 0; i < events.length; i += EVENTS_A_ROW) writeOutbox(tx, now, events.slice(i, i + EVENTS_A_ROW))
}
