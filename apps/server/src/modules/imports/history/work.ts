import {
  type HistoryRow,
  type HistoryRun,
  insertHistory,
  isTouched,
  knownHistory,
  knownNumbers,
  updateHistory,
} from '#modules/requests'
import type { Tx } from '#platform/db'
import type { Row } from '#platform/exchange'
import type { ImportDeps } from '../deps.ts'
import type { LogRow } from '../log.ts'
import type { RunRow } from '../store.ts'
import { type Checked, takeTurn, type Work } from '../subject.ts'
import { type Interpretation, type Interpreted, interpret } from './interpret.ts'
import { rulesOf } from './rules.ts'
import { tellOf } from './telling.ts'

/** So many different values that no table knows are listed; the rows of the others are faulty all the same. */
const LISTED = 500

/** History held against the company's communities, places, categories and processes as they are now. */
export async function openHistory(tx: Tx, deps: ImportDeps, run: RunRow, now: Date): Promise<Work> {
  const { history: rules, by } = await rulesOf(tx, run, now)
  const unknown = { communities: new Map<string, number>(), categories: new Map<string, number>() }
  const seen = new Set<string>()
  return {
    get unknown() {
      return { communities: listed(unknown.communities), categories: listed(unknown.categories) }
    },
    async check(read) {
      const rows = read.map((row) => interpret(row, by))
      const checked: Checked = { log: [], ready: 0, faulty: 0, duplicates: 0, changing: 0 }
      const numbers: string[] = []
      for (const row of rows) {
        if (row.faults) {
          count(unknown.communities, row.unknown.communities)
          count(unknown.categories, row.unknown.categories)
          checked.log.push({ row: row.row, outcome: 'faulty', faults: row.faults })
          continue
        }
        const { externalNumber } = row.history
        if (seen.has(externalNumber)) checked.duplicates += 1
        else numbers.push(externalNumber)
        seen.add(externalNumber)
      }
      checked.duplicates += await knownNumbers(tx, by.mapping.source, numbers)
      checked.faulty = checked.log.length
      checked.ready = rows.length - checked.faulty
      return checked
    },
    apply: (read) => importRows(tx, deps, run, { rules, by }, read, now),
  }
}

type Rules = { rules: Awaited<ReturnType<typeof rulesOf>>['history']; by: Interpretation }

async function importRows(
  tx: Tx,
  { secrets }: ImportDeps,
  run: RunRow,
  { rules, by }: Rules,
  read: readonly Row[],
  now: Date,
): Promise<LogRow[]> {
  const { source, kind, channel, unanswered, duplicates } = by.mapping
  // each must see whom and what another import of this source has made
  await takeTurn(tx, source)
  const { first, again, faulty } = sorted(read.map((row) => interpret(row, by)))
  const known = await knownHistory(tx, source, [...first.keys()])
  const made = [...first.values()].filter(({ history }) => !known.has(history.externalNumber))
  const there = [...first.values()].flatMap(({ row, history }) => {
    const before = known.get(history.externalNumber)
    return before ? [{ row, history, before }] : []
  })
  const open = duplicates === 'update' ? there.filter(({ before }) => !isTouched(before)) : []
  const as: HistoryRun = { id: run.id, source, kind, channel, unanswered }
  const created = await insertHistory(
    tx,
    secrets,
    as,
    rules,
    made.map(({ history }) => history),
    now,
  )
  const updated = await updateHistory(
    tx,
    as,
    rules,
    open.map(({ before, history }) => ({ before, row: history })),
    now,
  )
  tellOf(tx, [...created.records, ...updated.records], [...created.entries, ...updated.entries], by.zone, now)
  const changed = new Set(updated.records.map(({ id }) => id))
  return [
    ...faulty,
    ...made.map(({ row }, i): LogRow => ({ row, outcome: 'created', recordId: created.records[i]?.id as string })),
    ...there.map(({ row, before }): LogRow => {
      if (changed.has(before.id)) return { row, outcome: 'updated', recordId: before.id }
      const touched = duplicates === 'update' && isTouched(before)
      return left(row, touched ? 'imports.touched' : 'imports.alreadyThere', before.id)
    }),
    ...again.map((row) => left(row, 'imports.alreadyThere')),
  ]
}

type Ready = { row: number; history: HistoryRow }

/** Rows that are ready, each number of the source once; those that come again; those that cannot be imported. */
function sorted(rows: readonly Interpreted[]): { first: Map<string, Ready>; again: number[]; faulty: LogRow[] } {
  const first = new Map<string, Ready>()
  const again: number[] = []
  const faulty: LogRow[] = []
  for (const row of rows) {
    if (row.faults) faulty.push({ row: row.row, outcome: 'faulty', faults: row.faults })
    else if (first.has(row.history.externalNumber)) again.push(row.row)
    else first.set(row.history.externalNumber, row)
  }
  return { first, again, faulty }
}

const left = (row: number, code: string, recordId?: string): LogRow => ({
  row,
  outcome: 'skipped',
  faults: [{ column: null, code, params: { row } }],
  ...(recordId ? { recordId } : {}),
})

const listed = (values: Map<string, number>) => [...values].sort((a, b) => b[1] - a[1])

function count(values: Map<string, number>, value: string | undefined): void {
  // longer ones are no names
  if (value === undefined || value === '' || value.length > 200) return
  const before = values.get(value)
  if (before !== undefined || values.size < LISTED) values.set(value, (before ?? 0) + 1)
}
