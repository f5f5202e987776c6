import { systemActor } from '#kernel'
import type { HistoryRecord } from '#modules/requests'
import { type Entry, type OutboxEvent, writeEntries, writeOutbox } from '#platform/command'
import type { Tx } from '#platform/db'
import { origin } from '../policy.ts'

/** events in one row of the outbox, so that a relay's batch keeps a bearable size */
const EVENTS_A_ROW = 100

/**
 * Timeline, commitments, one audit event, and the event from which text index and statistics follow. It carries no
 * notice, and its kind is none that pages listen to: they need not read again for every record of ten years.
 */
export function tellOf(tx: Tx, records: readonly HistoryRecord[], entries: Entry[], zone: string, now: Date): void {
  if (records.length === 0) return
  writeEntries(tx, { actor: systemActor(tx.organizationId, zone), origin, now }, entries, {
    action: 'imports.run',
    objectKind: 'serviceRequest',
    objectIds: records.map(({ id }) => id),
  })
  const events = records.map(
    ({ id, version, communityId, customerId }): OutboxEvent => ({
      name: 'importedRequest.import',
      recordKind: 'importedRequest',
      recordId: id,
      version,
      seq: version,
      communityId,
      ids: { customerId },
    }),
  )
  for (let i = 0; i < events.length; i += EVENTS_A_ROW) writeOutbox(tx, now, events.slice(i, i + EVENTS_A_ROW))
}

/** The same for records that an undo has removed. */
export function tellUndone(tx: Tx, removed: ReadonlySet<string>, entries: Entry[], zone: string, now: Date): void {
  if (removed.size === 0) return
  writeEntries(tx, { actor: systemActor(tx.organizationId, zone), origin, now }, entries, {
    action: 'imports.undo',
    objectKind: 'serviceRequest',
    objectIds: [...removed],
  })
  writeOutbox(
    tx,
    now,
    entries.map(({ recordId, seq }) => ({
      name: 'importedRequest.undo',
      recordKind: 'importedRequest',
      recordId,
      version: seq,
      seq,
    })),
  )
}
