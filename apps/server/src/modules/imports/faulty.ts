import { DomainError } from '#kernel'
import { statement, type Tx } from '#platform/db'
import { type Book, type BookRow, type Cell, cellText } from '#platform/exchange'
import { textOf } from '#platform/http'
import { readChunk } from './chunks.ts'
import type { ImportDeps } from './deps.ts'
import type { Listed, Reader } from './queries.ts'
import { RUN_COLUMNS, type RunRow } from './store.ts'

const one = statement(
  'import_faulty_run',
  `select ${RUN_COLUMNS} from import_run i where i.organization_id = $1 and i.id = $2`,
)
const faults = statement(
  'import_faulty_rows',
  `select row_number as row, faults from import_row
   where organization_id = $1 and run_id = $2 and outcome = 'faulty' and row_number = any($3)`,
)

/** While the file's rows are there: they go when the import is over. */
const KEPT: readonly RunRow['state'][] = ['checked', 'running', 'stopped']

/**
 * The faulty rows of a file as they came, with the reasons in a column of their own, read chunk by chunk. Only for the
 * person who brought the file.
 * @throws DomainError `http.notFound`, `imports.notNow`
 */
export async function faultyTable(
  { db, cipher }: ImportDeps,
  id: string,
  { actor, locale, subjects }: Reader,
): Promise<{ book: Book; rows: AsyncIterable<readonly BookRow[]> }> {
  const { organizationId, accountId } = actor
  const [run] = await db.read(organizationId, (tx) => tx.query<RunRow>(one, [organizationId, id]))
  if (!run || run.createdBy !== accountId || !subjects.includes(run.subject)) throw new DomainError('http.notFound')
  if (!KEPT.includes(run.state)) throw new DomainError('imports.notNow')
  const width = run.headers.length
  async function page(tx: Tx, chunk: number): Promise<BookRow[]> {
    const rows = await readChunk(tx, cipher, run as RunRow, chunk)
    const wrong = await tx.query<Pick<Listed, 'row' | 'faults'>>(faults, [
      organizationId,
      id,
      rows.map(({ number }) => number),
    ])
    const reasons = new Map(wrong.map(({ row, faults }) => [row, faults]))
    return rows.flatMap(({ number, cells }) => {
      const why = reasons.get(number)
      if (!why) return []
      const reason = why.map(({ code, params }) => textOf(code, locale, params)).join('\n')
      return [[...Array.from({ length: width }, (_, i) => plain(cells[i])), reason]]
    })
  }
  async function* rows() {
    for (let chunk = 0; chunk < (run as RunRow).chunks; chunk++)
      yield await db.read(organizationId, (tx) => page(tx, chunk))
  }
  const reason = { heading: locale === 'en' ? 'What is wrong' : '错误说明', width: 60 }
  return {
    book: {
      sheet: locale === 'en' ? 'Faulty rows' : '有错误的行',
      columns: [...run.headers.map((heading) => ({ heading })), reason],
    },
    rows: rows(),
  }
}

/** A cell as it came; dates as people read them. */
function plain(cell: Cell | undefined): string | number | null {
  if (cell?.kind === 'number') return cell.number
  return cellText(cell) || null
}
