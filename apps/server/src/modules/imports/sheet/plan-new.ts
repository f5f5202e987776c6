import type { Row } from '#platform/exchange'
import type { RowFault } from '../cells.ts'
import type { LogRow } from '../log.ts'
import type { Objection, Sheet, SheetStore, Values } from './sheet.ts'
import { readValues } from './values.ts'

/** A new row that can be made. */
export interface Made<F extends string> {
  row: number
  values: Values<F>
}

export interface Planned<T> {
  /** rows that change nothing, faulty ones among them */
  log: LogRow[]
  todo: T[]
}

export type Columns<F extends string> = Partial<Record<F | 'key', number | undefined>>

/**
 * What new rows of a chunk come to: such as are faulty, such as are there already or came earlier in the file (`seen`),
 * and such as can be made.
 */
export async function planNew<F extends string>(
  sheet: Sheet<F>,
  store: SheetStore<F>,
  columns: Columns<F>,
  rows: readonly Row[],
  seen: Set<string>,
): Promise<Planned<Made<F>>> {
  const log: LogRow[] = []
  const asked: { row: number; values: Values<F>; fault: (objection: Objection<F>) => RowFault[] }[] = []
  for (const row of rows) {
    const { values: given, reader, unread } = readValues(sheet, row, columns)
    const values = whole(sheet, given)
    const object = ({ field, code, params }: Objection<F>) => reader.fault(field, code, params)
    for (const objection of sheet.judge(values)) if (!unread.has(objection.field)) object(objection)
    if (reader.faults.length > 0) {
      log.push({ row: row.number, outcome: 'faulty', faults: reader.faults })
      continue
    }
    const identity = sheet.identity(values)
    if (seen.has(identity)) {
      log.push(left(row.number, 'imports.twiceInFile', sheet.label(values)))
      continue
    }
    seen.add(identity)
    const fault = (objection: Objection<F>) => {
      object(objection)
      return reader.faults
    }
    asked.push({ row: row.number, values, fault })
  }
  const standing = await store.stand(asked.map(({ values }) => values))
  const todo: Made<F>[] = []
  for (const [i, { row, values, fault }] of asked.entries()) {
    const one = standing[i]
    if (one && 'there' in one)
      log.push({ ...left(row, 'imports.alreadyThere', sheet.label(values)), recordId: one.there })
    else if (one && 'objection' in one) log.push({ row, outcome: 'faulty', faults: fault(one.objection) })
    else todo.push({ row, values })
  }
  return { log, todo }
}

/** A row with every field. */
function whole<F extends string>(sheet: Sheet<F>, given: Partial<Values<F>>): Values<F> {
  const fields = Object.keys(sheet.fields) as F[]
  return Object.fromEntries(fields.map((field) => [field, given[field] ?? null])) as Values<F>
}

const left = (row: number, code: string, label: string): LogRow => ({
  row,
  outcome: 'skipped',
  faults: [{ column: null, code, params: { row } }],
  details: { label },
})
