import { createHash } from 'node:crypto'
import { type Actor, canonicalBytes, DomainError } from '#kernel'
import { type Db, statement, type Tx } from '#platform/db'
import type { Origin } from '#platform/http'
import type { OutboxEvent } from './outbox.ts'
import { together } from './together.ts'
import { type Entry, writeTrail } from './trail.ts'

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
  /** the records that were changed, when a decision may leave some of `recordIds` as they are; all when absent */
  changed?: (result: Result) => string[]
  /**
   * May share a transaction with other callers' commands, on one record each, see `together.ts`. Then `load` takes rows
   * that are to be changed by `tx.lock`, and all that is written is queued.
   */
  together?: true
}

const recall = statement(
  'command_recall',
  'select body_hash, record_ids from idempotency where organization_id = $1 and actor_id = $2 and key = $3',
)

/**
 * Runs one command: load for update, decide, save, with timeline, ledger commitment, audit, outbox and key in the same
 * transaction. A key that was used before changes nothing: with the same body on the same records it answers `repeated`
 * with the ids of those then changed, with other content it is refused (`command.keyReused`). A refused command leaves
 * no key.
 *
 * The key is written last, where it costs next to nothing, and is unique: a repeated command fails by it or by what its
 * first run has changed, and only what failed is looked up.
 */
export async function command<Loaded, Result>(
  db: Db,
  call: CommandCall,
  definition: CommandDefinition<Loaded, Result>,
): Promise<{ result: Result; repeated: false } | { repeated: true; recordIds: string[] }> {
  const { actor, now } = call
  const { name, recordKind, recordIds } = definition
  // the records too: they may stand in the address alone, and the same step on another record is another command
  const content = canonicalBytes({ records: recordIds, body: call.body })
  const hash = createHash('sha256').update(name).update(content).digest()
  try {
    const work = async (tx: Tx) => {
      const loaded = await definition.load(tx)
      const entries: Entry[] = []
      const events: OutboxEvent[] = []
      const decided = await definition.decide(loaded, {
        tx,
        actor,
        now,
        record: (entry) => void entries.push(entry),
        emit: (event) => void events.push(event),
      })
      const objectIds = definition.changed?.(decided) ?? recordIds
      const audit = { action: name, objectKind: recordKind, objectIds }
      if (objectIds.length > 0) writeTrail(tx, call, hash, { entries, events, audit })
      // a call on many of which none is taken is a refused command, unless it is the repetition of one that was not
      else if (await recalled(tx, call)) throw new Error('repeated')
      return decided
    }
    const names = [...recordIds, `${actor.accountId} ${call.key}`]
    const result = await (definition.together && recordIds.length === 1
      ? together(db, actor.organizationId, names, work)
      : db.transaction(actor.organizationId, work))
    return { result, repeated: false }
  } catch (error) {
    const before = await firstRun(db, call).catch(() => undefined)
    if (!before) throw error
    if (!before.body_hash.equals(hash)) throw new DomainError('command.keyReused')
    return { repeated: true, recordIds: before.record_ids }
  }
}

interface Kept {
  body_hash: Buffer
  record_ids: string[]
}

const firstRun = (db: Db, call: CommandCall): Promise<Kept | undefined> =>
  db.transaction(call.actor.organizationId, (tx) => recalled(tx, call))

async function recalled(tx: Tx, { actor, key }: CommandCall): Promise<Kept | undefined> {
  return (await tx.query<Kept>(recall, [actor.organizationId, actor.accountId, key]))[0]
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
