import { randomBytes } from 'node:crypto'
import { type Actor, canonicalBytes, commitment, namedBy, newId } from '#kernel'
import { jsonb, type Tx, unnested, vectored } from '#platform/db'
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
     select $1, r.* from unnest($2::uuid[], $3::int[], $4::text[], $5::text[], $6::text[], $7::text[], $8::text[],
       $9::text[], $10::text[], $11::uuid[], $12::text[], $13::timestamptz[], $14::timestamptz[], $15::text[],
       $16::bool[], $17::jsonb[], $18::bytea[]) r
   ), promise as (
     insert into ledger_pending (organization_id, record_id, seq, committed_at, commitment)
     select $1, r.* from unnest($2::uuid[], $3::int[], $14::timestamptz[], $19::bytea[]) r
   )`
// an array of arrays would have to be rectangular, so ids go as the text of an array
const audited = `insert into audit_event (organization_id, at, id, actor_kind, actor_id, session_id, ip, request_id,
     action, outcome, object_kind, object_ids)
   select $1, a.at, a.id, a.actor_kind, a.actor_id, a.session_id, a.ip, a.request_id, a.action, 'success', a.object_kind,
     a.object_ids::uuid[]
   from unnest($20::timestamptz[], $21::uuid[], $22::text[], $23::uuid[], $24::uuid[], $25::text[], $26::text[],
     $27::text[], $28::text[], $29::text[])
     a (at, id, actor_kind, actor_id, session_id, ip, request_id, action, object_kind, object_ids)`
const writeFacts = vectored('trail_write', `with ${facts} ${audited}`)
/** With the outbox row of each command that has one and its key, which fails when it was used before. */
const writeCommand = vectored(
  'trail_write_command',
  `with ${facts}, kept as (
     insert into idempotency (organization_id, actor_id, created_at, record_ids, key, body_hash)
     select $1, k.actor_id, k.at, k.ids::uuid[], k.key, k.body_hash
     from unnest($23::uuid[], $20::timestamptz[], $29::text[], $30::text[], $31::bytea[])
       k (actor_id, at, ids, key, body_hash)
   ), told as (
     insert into outbox (organization_id, created_at, event, payload)
     select $1, o.* from unnest($32::timestamptz[], $33::text[], $34::jsonb[]) o
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
  const told = unnested(
    events.slice(0, 1),
    () => call.now,
    (first) => first.name,
    () => jsonb({ events }),
  )
  tx.queue(writeCommand, [...factsOf(tx, call, entries, audit), [call.key], [hash], ...told])
}

function factsOf(tx: Tx, { actor, origin, now }: TrailCall, entries: Entry[], audit: AuditedAs): unknown[] {
  const { behalf } = actor
  const salted = entries.map((fact) => {
    // who did it for the customer is a part of what happened
    const entry = behalf ? { ...fact, data: { ...fact.data, proxy: behalf.customerId } } : fact
    const salt = randomBytes(32)
    return { entry, salt, commitment: commitment(canonicalBytes(canonical(tx, actor, now, entry)), salt) }
  })
  return [
    tx.organizationId,
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
      () => actor.kind,
      () => namedBy(actor),
      () => (actor.kind === 'staff' || actor.kind === 'apiKey' ? actor.name : null),
      ({ entry }) => entry.occurredAt,
      () => now,
      () => origin.ip,
      ({ entry }) => entry.internal ?? false,
      ({ entry }) => jsonb(entry.data),
      ({ salt }) => salt,
      (s) => s.commitment,
    ),
    ...unnested(
      [audit],
      () => now,
      () => newId(now.getTime()),
      () => actor.kind,
      () => actor.accountId,
      () => actor.sessionId,
      () => origin.ip,
      () => origin.requestId,
      ({ action }) => action,
      ({ objectKind }) => objectKind,
      ({ objectIds }) => `{${objectIds.join()}}`,
    ),
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
    actor: namedBy(actor),
    occurredAt: entry.occurredAt.toISOString(),
    receivedAt: now.toISOString(),
    data: entry.data,
    content: entry.content ?? null,
  }
}
