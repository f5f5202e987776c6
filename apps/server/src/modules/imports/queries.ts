import type { ImportOutcome, ImportRow, ImportRun, ImportSubject, ImportSummary, Locale, Page } from '@sims/contracts'
import { type Actor, DomainError, formatInstant } from '#kernel'
import { numberOf, visibleRequests } from '#modules/requests'
import { composed, Params, statement, type Tx } from '#platform/db'
import { cellText } from '#platform/exchange'
import { pageOf, readCursor, rowsFor, textOf } from '#platform/http'
import type { Cipher } from '#platform/privacy'
import type { RowFault } from './cells.ts'
import { readChunk } from './chunks.ts'
import { detailsOf } from './log.ts'
import { shownValue } from './sheet/values.ts'
import { RUN_COLUMNS, type RunRow, rememberedMapping } from './store.ts'
import { subjectOf } from './subjects.ts'

type Shown = RunRow & { createdByName: string | null }
/** Who reads, and the subjects that they may import. */
export interface Reader {
  actor: Actor
  locale: Locale
  subjects: readonly ImportSubject[]
}

const NAMED = `select ${RUN_COLUMNS}, s.name as "createdByName" from import_run i
  left join account a on a.organization_id = i.organization_id and a.id = i.created_by
  left join staff s on s.organization_id = a.organization_id and s.id = a.staff_id`

/** One page of imports, the newest first. */
export async function listImports(
  tx: Tx,
  query: { subject?: ImportSubject | undefined; cursor?: string | undefined; limit: number },
  reader: Reader,
): Promise<Page<ImportSummary>> {
  const p = new Params()
  const wanted = reader.subjects.filter((subject) => !query.subject || subject === query.subject)
  const conditions = [`i.organization_id = ${p.add(tx.organizationId)}`, `i.subject = any(${p.add(wanted)})`]
  const cursor = readCursor(query.cursor)
  if (cursor) conditions.push(`(i.created_at, i.id) < (${p.add(cursor.at)}, ${p.add(cursor.id)}::uuid)`)
  const rows = await tx.query<Shown>(
    composed(`${NAMED} where ${conditions.join(' and ')}
      order by i.created_at desc, i.id desc limit ${rowsFor(query.limit)}`),
    p.values,
  )
  return pageOf(
    rows,
    query.limit,
    (row) => ({ at: row.createdAt, id: row.id }),
    (row) => summaryOf(row, reader),
  )
}

const one = statement('import_one', `${NAMED} where i.organization_id = $1 and i.id = $2`)
/** Rows that a page shows of the file, names and phones among them: only to the person who brought it. */
const SAMPLE = 5

/** One import with all that its page shows. @throws DomainError `http.notFound` */
export async function getImport(tx: Tx, cipher: Cipher, id: string, reader: Reader): Promise<ImportRun> {
  const [run] = await tx.query<Shown>(one, [tx.organizationId, id])
  if (!run || !reader.subjects.includes(run.subject)) throw new DomainError('http.notFound')
  const [remembered, first] = await Promise.all([
    run.headerKey ? rememberedMapping(tx, run.headerKey) : undefined,
    run.createdBy === reader.actor.accountId ? readChunk(tx, cipher, run, 0) : [],
  ])
  const listed = (values: [string, number][] = []) => values.map(([value, rows]) => ({ value, rows }))
  return {
    ...summaryOf(run, reader),
    fault: run.fault && {
      code: run.fault.code,
      message: textOf(run.fault.code, reader.locale, run.fault.params),
    },
    headers: run.headers,
    sample: first
      .slice(0, SAMPLE)
      .map((row) => run.headers.map((_, i) => cellText(row.cells[i]).trim().slice(0, 200).toWellFormed())),
    mapping: run.mapping ?? remembered ?? subjectOf(run.subject).propose(run.headers, run),
    unknown: { communities: listed(run.unknown?.communities), categories: listed(run.unknown?.categories) },
  }
}

function summaryOf(run: Shown, { actor: { timeZone: zone } }: Reader): ImportSummary {
  const at = (date: Date | null) => date && formatInstant(date.getTime(), zone)
  const { id, version, subject, mode, fileName, state, rows, ready, faulty, duplicates, changing } = run
  const { created, updated, skipped, removed, restored, kept } = run
  return {
    ...{ id, version, subject, mode, fileName, state, rows, ready, faulty, duplicates, changing },
    ...{ created, updated, skipped, removed, restored, kept },
    createdByName: run.createdByName ?? '',
    createdAt: formatInstant(run.createdAt.getTime(), zone),
    progress: progressOf(run),
    finishedAt: at(run.finishedAt),
    undoneAt: at(run.undoneAt),
  }
}

function progressOf({ state, chunks, nextChunk, created, updated, removed, restored, kept }: RunRow): number {
  if (state === 'undoing') return (removed + restored + kept) / Math.max(1, created + updated)
  if (state === 'done' || state === 'undone') return 1
  return chunks === 0 ? 0 : nextChunk / chunks
}

export interface Listed {
  row: number
  outcome: ImportOutcome
  faults: RowFault[]
  recordId: string | null
  kind: Parameters<typeof numberOf>[0] | null
  number: number | null
  sealed: Buffer | null
}

const whole = statement(
  'import_whole',
  `select ${RUN_COLUMNS} from import_run i where i.organization_id = $1 and i.id = $2`,
)

/**
 * One page of an import's log, in the order of the file; it leads to the requests that the reader may see.
 * @throws DomainError `http.notFound`
 */
export async function listImportRows(
  tx: Tx,
  cipher: Cipher,
  id: string,
  query: { outcome?: ImportOutcome | undefined; cursor?: string | undefined; limit: number },
  { actor, locale, subjects }: Reader,
): Promise<Page<ImportRow>> {
  const p = new Params()
  const conditions = [`l.organization_id = ${p.add(tx.organizationId)}`, `l.run_id = ${p.add(id)}::uuid`]
  if (query.outcome) conditions.push(`l.outcome = ${p.add(query.outcome)}`)
  if (query.cursor) conditions.push(`l.row_number > ${p.add(rowOf(query.cursor))}`)
  const [[run], rows] = await Promise.all([
    tx.query<RunRow>(whole, [tx.organizationId, id]),
    tx.query<Listed>(
      composed(`select l.row_number as row, l.outcome, l.faults, l.record_id as "recordId", l.sealed, r.kind, r.number
        from import_row l
        left join service_request r on r.organization_id = l.organization_id and r.id = l.record_id
          and ${visibleRequests(actor, p)}
        where ${conditions.join(' and ')} order by l.row_number limit ${rowsFor(query.limit)}`),
      p.values,
    ),
  ])
  if (!run || !subjects.includes(run.subject)) throw new DomainError('http.notFound')
  const shown = rows.slice(0, query.limit)
  const last = shown.at(-1)
  const details = run.createdBy === actor.accountId ? detailsOf(tx, cipher, run, shown) : []
  return {
    items: shown.map(({ row, outcome, faults, recordId, kind, number }, i) => ({
      row,
      outcome,
      faults: faults.map(({ column, code, params }) => ({ column, code, message: textOf(code, locale, params) })),
      recordId: number === null ? null : recordId,
      number: kind === null || number === null ? null : numberOf(kind, number),
      label: details[i]?.label ?? null,
      changes: (details[i]?.changes ?? []).map(([field, from, to]) => ({
        field,
        from: shownValue(run.subject, field, from, locale),
        to: shownValue(run.subject, field, to, locale),
      })),
    })),
    nextCursor: rows.length > query.limit && last ? String(last.row) : null,
  }
}

function rowOf(cursor: string): number {
  if (!/^\d{1,9}$/.test(cursor))
    throw new DomainError('http.invalid', { count: 1 }, [{ path: 'cursor', code: 'fields.format' }])
  return Number(cursor)
}
