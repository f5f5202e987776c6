import type { Row } from '#platform/exchange'
import type { CellReader } from '../cells.ts'
import type { LogRow } from '../log.ts'
import { keyOf, type RowKey } from './key.ts'
import type { Columns, Planned } from './plan-new.ts'
import type { Sheet, SheetChange, SheetStore, Values } from './sheet.ts'
import { readValues } from './values.ts'

export interface Changing<F extends string> extends SheetChange<F> {
  row: number
  fields: F[]
}

type Reader<F extends string> = CellReader<F | 'key'>

/**
 * What the rows of an exported table change now, a chunk of them: nothing where a row is as it was written or says what
 * is so already; a conflict where somebody has changed the record since. A column that is absent leaves, an empty cell
 * empties. `mark` marks records, see `marker`.
 */
export async function planUpdate<F extends string>(
  sheet: Sheet<F>,
  store: SheetStore<F>,
  columns: Columns<F>,
  rows: readonly Row[],
  seen: Set<string>,
  mark: (id: string, values: Values<F>) => string,
): Promise<Planned<Changing<F>>> {
  const log: LogRow[] = []
  const asked: { row: number; key: RowKey; given: Partial<Values<F>>; reader: Reader<F> }[] = []
  for (const row of rows) {
    const { values: given, reader } = readValues(sheet, row, columns)
    const text = reader.text('key')
    const key = keyOf(text)
    if (!key) reader.fault('key', text === '' ? 'imports.keyMissing' : 'imports.keyBroken')
    else if (seen.has(key.id)) reader.fault('key', 'imports.keyTwice')
    else seen.add(key.id)
    if (key && reader.faults.length === 0) asked.push({ row: row.number, key, given, reader })
    else log.push({ row: row.number, outcome: 'faulty', faults: reader.faults })
  }
  const current = await store.current(asked.map(({ key }) => key.id))
  const todo: (Changing<F> & { reader: Reader<F> })[] = []
  for (const { row, key, given, reader } of asked) {
    const before = current.get(key.id)
    const refused = () =>
      log.push({
        row,
        outcome: 'faulty',
        faults: reader.faults,
        ...(before ? { details: { label: sheet.label(before) } } : {}),
      })
    if (!before) {
      reader.fault('key', 'imports.keyUnknown')
      refused()
      continue
    }
    const values = { ...before, ...given } as Values<F>
    const fields = (Object.keys(given) as F[]).filter((field) => values[field] !== before[field])
    const details = { label: sheet.label(before) }
    // as it was written: whoever has changed the record since is not contradicted
    if (fields.length === 0 || mark(key.id, values) === key.mark) {
      log.push({ row, outcome: 'unchanged', recordId: key.id, details })
      continue
    }
    if (mark(key.id, before) !== key.mark) reader.fault('key', 'imports.changedSince')
    for (const field of fields) {
      const spec = sheet.fields[field]
      const value = values[field]
      if (spec.fixed || (value !== null && sheet.fixed?.(before, field, value)))
        reader.fault(field, 'imports.fixedColumn')
      else if (spec.required && value === null) reader.fault(field, 'imports.empty')
    }
    if (reader.faults.length === 0)
      for (const { field, code, params } of sheet.judge(values, before)) reader.fault(field, code, params)
    if (reader.faults.length > 0) refused()
    else todo.push({ row, id: key.id, before, values, fields, reader })
  }
  const objections = await store.object(todo)
  for (const { row, id, before, reader } of todo) {
    const objection = objections.get(id)
    if (!objection) continue
    reader.fault(objection.field, objection.code, objection.params)
    log.push({ row, outcome: 'faulty', faults: reader.faults, details: { label: sheet.label(before) } })
  }
  return {
    log,
    todo: todo.filter(({ id }) => !objections.has(id)).map(({ reader: _reader, ...change }) => change),
  }
}
