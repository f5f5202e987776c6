import { type ImportMapping, KEY_COLUMN, type SheetMapping } from '@sims/contracts'
import { audit } from '#platform/command'
import type { Tx } from '#platform/db'
import type { Row } from '#platform/exchange'
import { columnFaults, columnsByHeadings, foldHeading } from '../columns.ts'
import type { ImportDeps } from '../deps.ts'
import type { LogRow } from '../log.ts'
import { origin } from '../policy.ts'
import type { RunRow } from '../store.ts'
import { countOf, type Subject, takeTurn, type Work } from '../subject.ts'
import { marker } from './key.ts'
import { type Columns, planNew } from './plan-new.ts'
import { planUpdate } from './plan-update.ts'
import type { Sheet, Values } from './sheet.ts'
import { undoSheet } from './undo.ts'

/** An import of records of our own, from what their sheet says of them. */
export function sheetSubject<F extends string>(sheet: Sheet<F>): Subject {
  const fields = Object.keys(sheet.fields) as F[]
  return {
    assertMay: sheet.assertMay,
    propose(headers, { mode }) {
      const own = fields.map((field) => [field, headingsOf(sheet.fields[field])] as const)
      const key = mode === 'update' ? [['key', headingsOf(KEY_COLUMN)] as const] : []
      const columns = columnsByHeadings<F | 'key'>(headers, [...key, ...own])
      return { subject: sheet.subject, columns } as ImportMapping
    },
    async faultsOf(_tx, run, mapping) {
      const columns = columnsOf<F>(mapping)
      const faults = columnFaults(run.headers, columns)
      const needed = run.mode === 'update' ? (['key'] as const) : fields.filter((field) => sheet.fields[field].required)
      for (const field of needed)
        if (columns[field] === undefined) faults.push({ path: `columns.${field}`, code: 'fields.required' })
      return faults
    },
    open: async (tx, deps, run, now) => openSheet(sheet, tx, deps, run, now),
    undo: (tx, deps, run, rows, now) => undoSheet(sheet, tx, deps, run, rows, now),
    undoRest: (tx, deps, run, now) => sheet.open(tx, deps, run, now).removeRest(),
  }
}

const headingsOf = ({ names, known }: { names: { 'zh-CN': string; en: string }; known: readonly string[] }) =>
  [names['zh-CN'], names.en, ...known].map(foldHeading)

const columnsOf = <F extends string>(mapping: ImportMapping | null): Columns<F> =>
  (mapping as SheetMapping | null)?.columns as Columns<F>

function openSheet<F extends string>(sheet: Sheet<F>, tx: Tx, deps: ImportDeps, run: RunRow, now: Date): Work {
  const store = sheet.open(tx, deps, run, now)
  const columns = columnsOf<F>(run.mapping)
  const seen = new Set<string>()
  const mark = marker(deps.secrets, tx.organizationId, sheet.subject)
  const unknown = { communities: [], categories: [] }
  const told = (log: LogRow[], ids: string[]) => {
    if (ids.length > 0)
      audit(tx, { kind: 'staff', accountId: run.createdBy, sessionId: null }, origin, now, {
        action: 'imports.run',
        outcome: 'success',
        objectKind: sheet.recordKind,
        objectIds: ids,
        detail: { import: run.id },
      })
    return log
  }
  if (run.mode === 'new') {
    const plan = (rows: readonly Row[]) => planNew(sheet, store, columns, rows, seen)
    return {
      unknown,
      async check(rows) {
        const { log, todo } = await plan(rows)
        const creating = todo.map(
          ({ row, values }): LogRow => ({ row, outcome: 'created', details: { label: sheet.label(values) } }),
        )
        return countsOf([...log, ...creating])
      },
      async apply(rows) {
        await takeTurn(tx, sheet.subject)
        const { log, todo } = await plan(rows)
        const ids = await store.create(todo.map(({ values }) => values))
        const left = await store.current(ids)
        const created = todo.map(({ row, values }, i): LogRow => {
          const id = ids[i] as string
          const details = { label: sheet.label(values), mark: mark(id, left.get(id) as Values<F>) }
          return { row, outcome: 'created', recordId: id, details }
        })
        return told([...log, ...created], ids)
      },
    }
  }
  const plan = (rows: readonly Row[]) => planUpdate(sheet, store, columns, rows, seen, mark)
  const changesOf = ({
    row,
    id,
    before,
    values,
    fields,
  }: Awaited<ReturnType<typeof plan>>['todo'][number]): LogRow => ({
    row,
    outcome: 'updated',
    recordId: id,
    details: {
      label: sheet.label(before),
      changes: fields.map((field) => [field, before[field], values[field]]),
      mark: mark(id, values),
    },
  })
  return {
    unknown,
    async check(rows) {
      const { log, todo } = await plan(rows)
      return countsOf([...log, ...todo.map(changesOf)])
    },
    async apply(rows) {
      await takeTurn(tx, sheet.subject)
      const { log, todo } = await plan(rows)
      await store.change(todo)
      return told(
        [...log, ...todo.map(changesOf)],
        todo.map(({ id }) => id),
      )
    },
  }
}

const countsOf = (log: LogRow[]) => {
  const faulty = countOf(log, 'faulty')
  return {
    log,
    faulty,
    ready: log.length - faulty,
    duplicates: countOf(log, 'skipped', 'unchanged'),
    changing: countOf(log, 'updated'),
  }
}
