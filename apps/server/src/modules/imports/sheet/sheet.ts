import type { SheetField, SheetSubject } from '@sims/contracts'
import type { Actor } from '#kernel'
import type { Permission } from '#platform/access'
import type { Tx } from '#platform/db'
import type { Cell } from '#platform/exchange'
import type { ImportDeps } from '../deps.ts'
import type { RunRow } from '../store.ts'

/**
 * A record as its row of a table: each field in the one way it is written, null where it is empty. Whether a record has
 * changed, what a row changes, and what stood there before are questions about these texts.
 */
export type Values<F extends string> = Record<F, string | null>

/** What is wrong with a field of a row; `params` join row and column in the message. */
export interface Objection<F extends string> {
  field: F
  code: string
  params?: Record<string, unknown>
}

/** How a cell is read: its one way to be written, or the code of what is wrong with it. */
export type ReadCell = (
  text: string,
  cell: Cell,
) => { value: string } | { fault: string; params?: Record<string, unknown> }

/** One kind of records that come, and go out, as a table. */
export interface Sheet<F extends string = string> {
  subject: SheetSubject
  /** of its records, for the audit */
  recordKind: string
  fields: Readonly<Record<F, SheetField>>
  /** @throws DomainError `access.forbidden`, `imports.wholeCompany` */
  assertMay(actor: Actor): void
  /** what it takes to see personal fields of an export in clear, beside a reason; absent: nothing */
  reveals?: Permission
  /** rows for the explanations of the template */
  examples: readonly Partial<Values<F>>[]
  /** fields that are not just short texts or choices */
  read: Partial<Record<F, ReadCell>>
  /** fields that only say how to write another one are put into it */
  settle?(given: Partial<Values<F>>): Partial<Values<F>>
  /** what cannot be so together; of a record that is there also how it was before */
  judge(values: Values<F>, before?: Values<F>): Objection<F>[]
  /** whether this record cannot get that value of a field that others can change */
  fixed?(before: Values<F>, field: F, value: string): boolean
  /** rows with the same are about the same record */
  identity(values: Values<F>): string
  /** what people call it */
  label(values: Values<F>): string
  open(tx: Tx, deps: ImportDeps, run: Pick<RunRow, 'id' | 'createdBy'>, now: Date): SheetStore<F>
}

/** What is known of a new row: it is there already, it cannot be, or it can be made. */
export type Standing<F extends string> = { there: string } | { objection: Objection<F> } | { free: true }

/** The records of a sheet in the caller's transaction; writes are queued. */
export interface SheetStore<F extends string> {
  /** how new rows stand, in their order; those that are free count as made for the rows after them */
  stand(rows: readonly Values<F>[]): Promise<Standing<F>[]>
  /** makes rows that were free when they were asked for; their ids in order */
  create(rows: readonly Values<F>[]): Promise<string[]>
  /** ids of all records, in the order in which people read them */
  all(): Promise<string[]>
  /** records by id, as far as they are there */
  current(ids: readonly string[]): Promise<Map<string, Values<F>>>
  /** what stands against some changes, by id */
  object(changes: readonly SheetChange<F>[]): Promise<Map<string, Objection<F>>>
  change(changes: readonly SheetChange<F>[]): Promise<void>
  /** removes what the run made and nothing hangs on; the ids that are gone */
  remove(ids: readonly string[]): Promise<Set<string>>
  /** removes what the run made beside its rows and nothing hangs on */
  removeRest(): Promise<void>
}

export interface SheetChange<F extends string> {
  id: string
  before: Values<F>
  values: Values<F>
}
