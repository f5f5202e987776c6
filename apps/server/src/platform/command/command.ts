import { createHash } from 'node:crypto'
import { type Actor, canonicalBytes, DomainError } from '#kernel'
import { type Db, type Row, statement, type Tx } from '#platform/db'
import type { Origin } from '#platform/http'
import { type OutboxEvent, writeOutbox } from './outbox.ts'
import { type Entry, writeEntries } from './trail.ts'

/** What a door knows of a call that changes something. */
export interface CommandCall {
  actor: Actor
  key: string
  body: unknown
  origin: Origin
  now: Date
}

/** What the deciding part of a command may do: nothing here is written before it returns. */
export interface CommandScope {
  tx: Tx
  actor: Actor
  now: Date
  /** a fact on a record's timeline, with its commitment */
  record(entry: Entry): void
  /** work that follows; all of a command's events make one outbox row */
  emit(event: OutboxEvent): void
}

export interface CommandDefinition<Loaded, Result> {
  /** for the audit trail, such as `requests.create` */
  name: string
  recordKind: string
  recordIds: string[]
  /** Reads, with locks, what the decision needs; travels in one trip with the transaction's start. */
  load: (tx: Tx) => Promise<Loaded>
  /** Decides and queues the writes. */
  decide: (loaded: Loaded, scope: CommandScope) => Result | Promise<Result>
}

const remember = statement(
  'command_remember',
  `insert into idempotency (organization_id, actor_id, key, body_hash, record_ids, created_at)
   values ($1, $2, $3, $4, $5, $6) on conflict do nothing returning true as fresh`,
)
const recall = statement(
  'command_recall',
  'select body_hash, record_ids from idempotency where organization_id = $1 and actor_id = $2 and key = $3',
)

/**
 * Runs one command: load for update, decide, save, with timeline, ledger commitment, audit and outbox in the same
 * transaction. A key that was used before changes nothing: with the same body it answers `repeated` with the ids of
 * the records then touched, with another body it is refused (`command.keyReused`). A refused command leaves no key.
 */
export async function command<Loaded, Result>(
  db: Db,
  call: CommandCall,
  definition: CommandDefinition<Loaded, Result>,
): Promise<{ result: Result; repeated: false } | { repeated: true; recordIds: string[] }> {
  const { actor, key, now } = call
  const hash = createHash('sha256').update(definition.name).update(canonicalBytes(call.body)).digest()
  try {
    const result = await db.transaction(actor.organizationId, async (tx) => {
      const remembered = tx.query<{ fresh: boolean }>(remember, [
        actor.organizationId,
        actor.accountId,
        key,
        hash,
        definition.recordIds,
        now,
      ])
      const [fresh, loaded] = await Promise.allSettled([remembered, definition.load(tx)])
      if (fresh.status === 'rejected') throw fresh.reason
      if (fresh.value.length === 0) throw await repetition(tx, call, hash)
      if (loaded.status === 'rejected') throw loaded.reason
      const entries: Entry[] = []
      const events: OutboxEvent[] = []
      const decided = await definition.decide(loaded.value, {
        tx,
        actor,
        now,
        record: (entry) => void entries.push(entry),
        emit: (event) => void events.push(event),
      })
      writeEntries(tx, call, entries, {
        action: definition.name,
        objectKind: definition.recordKind,
        objectIds: definition.recordIds,
      })
      writeOutbox(tx, now, events)
      return decided
    })
    return { result, repeated: false }
  } catch (error) {
    if (error instanceof Repetition) return { repeated: true, recordIds: error.recordIds }
    throw error
  }
}

class Repetition extends Error {
  recordIds: string[]
  constructor(recordIds: string[]) {
    super('repeated command')
    this.recordIds = recordIds
  }
}

async function repetition(tx: Tx, { actor, key }: CommandCall, hash: Buffer): Promise<Error> {
  const [before] = await tx.query<Pick<Row<'idempotency'>, 'body_hash' | 'record_ids'>>(recall, [
    actor.organizationId,
    actor.accountId,
    key,
  ])
  if (!before?.body_hash.equals(hash)) return new DomainError('command.keyReused')
  return new Repetition(before.record_ids)
}

const OLDEST = 72 * 3_600_000
/** a phone's clock may run a little ahead of ours */
const AHEAD = 2 * 60_000

/**
 * The time of occurrence of a command: what the caller says, not after receipt and at most 72 hours before it; receipt
 * when the caller says nothing.
 */
export function occurrence(said: string | undefined, now: Date): Date {
  if (said === undefined) return now
  const at = new Date(said).getTime()
  if (at > now.getTime() + AHEAD || at < now.getTime() - OLDEST) {
    throw new DomainError('command.tooOld', {}, [{ path: 'occurredAt', code: 'command.tooOld' }])
  }
  return new Date(Math.min(at, now.getTime()))
}
