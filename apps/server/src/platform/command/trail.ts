import { randomBytes } from 'node:crypto'
import { type Actor, canonicalBytes, commitment, newId } from '#kernel'
import { jsonb, statement, type Tx, unnested } from '#platform/db'
import type { Origin } from '#platform/http'
import type { OutboxEvent } from './outbox.ts'

/** One fact on a record's timeline. */
export interface Entry {
  recordKind: string
  recordId: string
  /** the record's count of entries after this one */
  seq: number
  verb: string
  step: string | null
  fromState: string | null
  toState: string | null
  phase: string
  occurredAt: Date
  internal?: boolean
  /** shown to people; ids and choices, never a customer's name or phone */
  data: Record<string, unknown>
  /** what the record itself holds of this step and the commitment covers too, such as its description */
  content?: unknown
}

export interface TrailCall {
  actor: Actor
  origin: Origin
  now: Date
}

const facts = `fact as (
     insert into timeline (organization_id, record_id, seq, record_kind, verb, step, from_state, to_state, phase,
       actor_kind, actor_id, actor_name, occurred_at, received_at, origin, internal, data, salt)
     select $1, r.record_id, r.seq, r.record_kind, r.verb, r.step, r.from_state, r.to_state, r.phase,
       $2, $3, $4, r.occurred_at, $5, $6, r.internal, r.data, r.salt
     from unnest($7::uuid[], $8::int[], $9::text[], $10::text[], $11::text[], $12::text[], $13::text[], $14::text[],
       $15::timestamptz[], $16::bool[], $17::jsonb[], $18::bytea[])
       r (record_id, seq, record_kind, verb, step, from_state, to_state, phase, occurred_at, internal, data, salt)
   ), promise as (
     insert into ledger_pending (organization_id, record_id, seq, commitment, committed_at)
     select $1, r.record_id, r.seq, r.commitment, $5
     from unnest($7::uuid[], $8::int[], $19::bytea[]) r (record_id, seq, commitment)
   )`
const audited = `insert into audit_event (organization_id, at, id, actor_kind, actor_id, session_id, ip, request_id,
     action, outcome, object_kind, object_ids)
   values ($1, $5, $20, $2, $21, $22, $6, $23, $24, 'success', $25, $26)`
const writeFacts = statement('trail_write', `with ${facts} ${audited}`)
/** With the one outbox row of a command and its key, which fails when it was used before. */
const writeCommand = statement(
  'trail_write_command',
  `with ${facts}, told as (
     insert into outbox (organization_id, event, payload, created_at)
     select $1, $27, $28, $5 where $27::text is not null
   ), kept as (
     insert into idempotency (organization_id, actor_id, key, body_hash, record_ids, created_at)
     values ($1, $21, $29, $30, $26, $5)
   ) ${audited}`,
)

export interface AuditedAs {
  action: string
  objectKind: string
  objectIds: string[]
}

/** Queues timeline, commitments and the audit event of work that nobody sent as a command. */
export function writeEntries(tx: Tx, call: TrailCall, entries: Entry[], audit: AuditedAs): void {
  tx.queue(writeFacts, factsOf(tx, call, entries, audit))
}

/**
 * Queues all that a command leaves besides its records: timeline, commitments, audit event, outbox and key. One
 * statement, because each further one costs as much as two of these rows.
 */
export function writeTrail(
  tx: Tx,
  call: TrailCall & { key: string },
  hash: Buffer,
  { entries, events, audit }: { entries: Entry[]; events: OutboxEvent[]; audit: AuditedAs },
): void {
  const [first] = events
  const told = first ? [first.name, jsonb({ events })] : [null, null]
  tx.queue(writeCommand, [...factsOf(tx, call, entries, audit), ...told, call.key, hash])
}

function factsOf(tx: Tx, { actor, origin, now }: TrailCall, entries: Entry[], audit: AuditedAs): unknown[] {
  const salted = entries.map((entry) => {
    const salt = randomBytes(32)
    return { entry, salt, commitment: commitment(canonicalBytes(canonical(tx, actor, now, entry)), salt) }
  })
  return [
    tx.organizationId,
    actor.kind,
    actor.staffId ?? actor.customerId,
    actor.kind === 'staff' ? actor.name : null,
    now,
    origin.ip,
    ...unnested(
      salted,
      ({ entry }) => entry.recordId,
      ({ entry }) => entry.seq,
      ({ entry }) => entry.recordKind,
      ({ entry }) => entry.verb,
      ({ entry }) => entry.step,
      ({ entry }) => entry.fromState,
      ({ entry }) => entry.toState,
      ({ entry }) => entry.phase,
      ({ entry }) => entry.occurredAt,
      ({ entry }) => entry.internal ?? false,
      ({ entry }) => jsonb(entry.data),
      ({ salt }) => salt,
    ),
    salted.map((s) => s.commitment),
    newId(now.getTime()),
    actor.accountId,
    actor.sessionId,
    origin.requestId,
    audit.action,
    audit.objectKind,
    audit.objectIds,
  ]
}

/** What a commitment covers; whoever checks one builds exactly this from the timeline row and its record. */
function canonical(tx: Tx, actor: Actor, now: Date, entry: Entry): Record<string, unknown> {
  return {
    organization: tx.organizationId,
    record: entry.recordId,
    kind: entry.recordKind,
    seq: entry.seq,
    verb: entry.verb,
    step: entry.step,
    from: entry.fromState,
    to: entry.toState,
    phase: entry.phase,
    actorKind: actor.kind,
    actor: actor.staffId ?? actor.customerId,
    occurredAt: entry.occurredAt.toISOString(),
    receivedAt: now.toISOString(),
    data: entry.data,
    content: entry.content ?? null,
  }
}
