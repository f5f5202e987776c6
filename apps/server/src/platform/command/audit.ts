import { type Actor, newId } from '#kernel'
import { jsonb, statement, type Tx } from '#platform/db'
import type { Origin } from '#platform/http'

/** What the audit trail keeps of an act that is no step on a record: sign-in, reveal, rights, refusals. */
export interface Audit {
  action: string
  outcome: 'success' | 'refused' | 'failed'
  objectKind?: string
  objectIds?: string[]
  /** never personal data, never a secret */
  detail?: Record<string, unknown>
}

const write = statement(
  'audit_write',
  `insert into audit_event (organization_id, at, id, actor_kind, actor_id, session_id, ip, request_id, action, outcome,
     object_kind, object_ids, detail) values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13)`,
)

/** Queues one audit event. */
export function audit(
  tx: Tx,
  actor: Pick<Actor, 'kind' | 'accountId' | 'sessionId'>,
  origin: Origin,
  now: Date,
  event: Audit,
): void {
  tx.queue(write, [
    tx.organizationId,
    now,
    newId(now.getTime()),
    actor.kind,
    actor.accountId,
    actor.sessionId,
    origin.ip,
    origin.requestId,
    event.action,
    event.outcome,
    event.objectKind ?? null,
    event.objectIds ?? [],
    jsonb(event.detail ?? {}),
  ])
}
