import type { ClockState, EpochMs } from '#kernel'
import { jsonb, type Statement, statement, type Tx, unnested, vectored } from '#platform/db'
import type { ClockChange } from './record.ts'

/** The tables whose rows the engine moves; each has the columns named in {@link saveMoves}. */
export type RecordTable = 'service_request' | 'work_order'

/**
 * Further columns of its record that a step sets; `how`: `keep` only one that is still null, `append` the value to a
 * list in which it does not stand yet, `remove` it from a list, which is null when nothing is left.
 */
export type Columns = Readonly<Record<string, { type: string; value: unknown; how?: keyof typeof HOW }>>

const HOW = {
  set: (name: string) => `m.${name}`,
  keep: (name: string) => `coalesce(t.${name}, m.${name})`,
  append: (name: string) => `array(select unnest(t.${name}) union select m.${name})`,
  remove: (name: string) => `nullif(array_remove(t.${name}, m.${name}), '{}')`,
}

/** Where a record stands after a step or an event. */
export interface Move {
  id: string
  state: string
  phase: string
  version: number
  entries: number
  nextDueAt: EpochMs | null
  /** null while it is open */
  settledAt: Date | null
  columns: Columns
}

/** Queues the new places of records that the caller holds locked. */
export function saveMoves(tx: Tx, table: RecordTable, all: readonly Move[]): void {
  for (const some of Map.groupBy(all, (m) => shapeOf(m.columns)).values()) {
    const { columns } = some[0] as Move
    tx.queue(moveOf(table, columns), [
      tx.organizationId,
      ...unnested(
        some,
        (m) => m.id,
        (m) => m.state,
        (m) => m.phase,
        (m) => m.version,
        (m) => m.entries,
        (m) => (m.nextDueAt === null ? null : new Date(m.nextDueAt)),
        (m) => m.settledAt,
        ...Object.keys(columns).map((name) => (m: Move) => m.columns[name]?.value),
      ),
    ])
  }
}

const shapeOf = (columns: Columns) =>
  Object.entries(columns)
    .map(([name, { how }]) => `${name} ${how ?? ''}`)
    .join()
const moves = new Map<string, Statement>()

/** One update for place and columns, because each new version of a record goes into all its indexes. */
function moveOf(table: RecordTable, columns: Columns): Statement {
  const key = `${table} ${shapeOf(columns)}`
  let move = moves.get(key)
  if (!move) {
    const more = Object.entries(columns)
    const sets = more.map(([name, { how = 'set' }]) => `${name} = ${HOW[how](name)}`)
    move = vectored(
      `record_move_${moves.size}`,
      `update ${table} t set ${[PLACE, ...sets].join(', ')}
       from unnest(${[ARRAYS, ...more.map(([, { type }], i) => `$${9 + i}::${type}[]`)].join(', ')})
         m (${[NAMES, ...more.map(([name]) => name)].join(', ')})
       where t.organization_id = $1 and t.id = m.id`,
    )
    moves.set(key, move)
  }
  return move
}

const NAMES = 'id, state, phase, version, entries, next_due_at, settled_at'
const ARRAYS = '$2::uuid[], $3::text[], $4::text[], $5::int[], $6::int[], $7::timestamptz[], $8::timestamptz[]'
const PLACE = `state = m.state, phase = m.phase, version = m.version, entries = m.entries, next_due_at = m.next_due_at,
  settled_at = case when m.settled_at is not null then coalesce(t.settled_at, m.settled_at) end`

const clockUpsert = vectored(
  'clock_upsert',
  `insert into record_clock (organization_id, record_id, name, round, record_kind, clock, state, due_at, next_fire_at)
   select $1, c.record_id, c.name, c.round, c.record_kind, c.clock, c.state, c.due_at, c.next_fire_at
   from unnest($2::uuid[], $3::text[], $4::int2[], $5::text[], $6::jsonb[], $7::text[], $8::timestamptz[],
     $9::timestamptz[]) c (record_id, name, round, record_kind, clock, state, due_at, next_fire_at)
   on conflict (organization_id, record_id, name, round) do update
   set clock = excluded.clock, state = excluded.state, due_at = excluded.due_at, next_fire_at = excluded.next_fire_at`,
)

/** Queues the clocks that changed, of any number of records of one kind; of several changes of one round the last counts. */
export function saveClocks(
  tx: Tx,
  recordKind: string,
  changed: readonly { recordId: string; clock: ClockState }[],
): void {
  if (changed.length === 0) return
  const last = new Map(changed.map((c) => [`${c.recordId} ${c.clock.name} ${c.clock.round}`, c]))
  const all = [...last.values()]
  tx.queue(clockUpsert, [
    tx.organizationId,
    ...unnested(
      all,
      (c) => c.recordId,
      (c) => c.clock.name,
      (c) => c.clock.round,
      () => recordKind,
      (c) => jsonb(c.clock),
      (c) => c.clock.state,
      (c) => date(c.clock.dueAt),
      (c) => date(c.clock.nextFireAt),
    ),
  ])
}

const date = (at: EpochMs | null) => (at === null ? null : new Date(at))

const clocksOf = statement(
  'clocks_of',
  `select distinct on (record_id, name) record_id as "recordId", clock from record_clock
   where organization_id = $1 and record_id = any($2) order by record_id, name, round desc`,
)

/** The latest round of every clock of some records, by record id. */
export async function loadClocks(tx: Tx, recordIds: readonly string[]): Promise<Map<string, ClockState[]>> {
  const rows = await tx.query<{ recordId: string; clock: ClockState }>(clocksOf, [tx.organizationId, recordIds])
  const found = new Map<string, ClockState[]>(recordIds.map((id) => [id, []]))
  for (const { recordId, clock } of rows) found.get(recordId)?.push(clock)
  return found
}

/** A record's clocks after changes: what was there, with each change in its place. */
export function applyClockChanges(before: readonly ClockState[], changes: readonly ClockChange[]): ClockState[] {
  const after = new Map(before.map((clock) => [clock.name, clock]))
  for (const { clock } of changes) after.set(clock.name, clock)
  return [...after.values()]
}
