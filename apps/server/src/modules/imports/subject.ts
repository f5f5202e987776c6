import type { ImportMapping, ImportMode, ImportOutcome } from '@sims/contracts'
import type { Actor, FieldFault } from '#kernel'
import type { Tx } from '#platform/db'
import type { Row } from '#platform/exchange'
import type { ImportDeps } from './deps.ts'
import type { LoggedRow, LogRow } from './log.ts'
import type { RunRow, Unknown } from './store.ts'

/**
 * What tables can be about. Everything else of an import is the same for all: file, chunks, log, the states and who
 * works when.
 */
export interface Subject {
  /** @throws DomainError `access.forbidden`, `imports.wholeCompany` */
  assertMay(actor: Actor): void
  /** a mapping to begin with, by the headings alone */
  propose(headers: readonly string[], run: { fileName: string; mode: ImportMode }): ImportMapping
  /** all that is wrong with a mapping, at once */
  faultsOf(tx: Tx, run: RunRow, mapping: ImportMapping, now: Date): Promise<FieldFault[]>
  /** what rows are held against, read once for a piece of work: a whole check, or one chunk of a run */
  open(tx: Tx, deps: ImportDeps, run: RunRow, now: Date): Promise<Work>
  /** takes back what came of some rows of the log, as far as nobody has touched it since */
  undo(tx: Tx, deps: ImportDeps, run: RunRow, rows: readonly LoggedRow[], now: Date): Promise<Undone>
  /** takes back what no row of its own stands for, when the rows are done */
  undoRest?(tx: Tx, deps: ImportDeps, run: RunRow, now: Date): Promise<void>
}

/** Rows of one piece of work, a chunk at a time and in the order of the file. */
export interface Work {
  /** what would become of the rows; writes nothing, remembers what earlier chunks hold */
  check(rows: readonly Row[]): Promise<Checked>
  /** makes the records of a chunk, all or nothing in the caller's transaction */
  apply(rows: readonly Row[]): Promise<LogRow[]>
  /** values that no table of the mapping knows */
  unknown: Unknown
}

export interface Checked {
  log: LogRow[]
  ready: number
  faulty: number
  /** of those that are ready: there already, or already so */
  duplicates: number
  /** of those that are ready: change something that is there */
  changing: number
}

export interface Undone {
  log: LogRow[]
  removed: number
  restored: number
  kept: number
}

export const countOf = (log: readonly LogRow[], ...outcomes: ImportOutcome[]): number =>
  log.filter(({ outcome }) => outcomes.includes(outcome)).length

/** Imports that could make the same record take turns: each must see what the other has made. */
export async function takeTurn(tx: Tx, name: string): Promise<void> {
  await tx.query('select pg_advisory_xact_lock(hashtextextended($1, 16))', [`${tx.organizationId} ${name}`])
}
