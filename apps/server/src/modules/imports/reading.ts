import { createHash } from 'node:crypto'
import { DomainError } from '#kernel'
import type { Tx } from '#platform/db'
import { cellText, type Row, readTableApart } from '#platform/exchange'
import { CHUNK_ROWS, writeChunk } from './chunks.ts'
import { headersText } from './columns.ts'
import type { ImportDeps } from './deps.ts'

import { changeRun, type RunRow } from './store.ts'

/**
 * Reads the file to its end and keeps its rows in chunks, all in the caller's transaction: a fault in the last row
 * leaves nothing of the first. What is in memory is the file and one chunk.
 * @throws DomainError `exchange.*`, `imports.noHeadings`, `imports.noRows`
 */
export async function readFile(tx: Tx, { cipher, files }: ImportDeps, run: RunRow): Promise<void> {
  const file = await files.find({ organizationId: tx.organizationId }, run.fileId)
  if (!file) throw new DomainError('http.notFound')
  const bytes = await files.read(file, 'original')
  let headers: string[] | undefined
  let rows = 0
  let chunk = 0
  for await (const batch of readTableApart(bytes, { batch: CHUNK_ROWS })) {
    headers ??= headersOf(batch[0])
    const filled = batch.filter((row) => row.number > 1 && row.cells.some((cell) => cellText(cell).trim() !== ''))
    if (filled.length === 0) continue
    await writeChunk(tx, cipher, run, chunk, filled)
    chunk += 1
    rows += filled.length
  }
  if (!headers || rows === 0) throw new DomainError('imports.noRows')
  const headerKey = createHash('sha256').update(keyText(run, headers)).digest('hex')
  changeRun(tx, run.id, { state: 'read', headers, headerKey, rows, chunks: chunk })
}

function headersOf(first: Row | undefined): string[] {
  const headers = first?.number === 1 ? first.cells.map((cell) => cellText(cell).trim().slice(0, 200)) : []
  if (headers.every((heading) => heading === '')) throw new DomainError('imports.noHeadings')
  return headers
}

/** What a table means is remembered for its subject. */
const keyText = ({ subject, mode }: RunRow, headers: readonly string[]) =>
  (subject === 'history' ? '' : `${subject} ${mode} `) + headersText(headers)
