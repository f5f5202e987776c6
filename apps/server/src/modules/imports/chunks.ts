import { statement, type Tx } from '#platform/db'
import type { Cell, Row } from '#platform/exchange'
import { bindTo, type Cipher } from '#platform/privacy'
import type { RunRow } from './store.ts'

/** Rows of a chunk: one transaction of a run, and what is in memory of it at a time. */
export const CHUNK_ROWS = 500

/** A cell as short as it can be: most are texts. */
type Packed = string | number | null | Cell

const pack = (cell: Cell): Packed => {
  if (cell.formula) return cell
  if (cell.kind === 'text') return cell.text
  if (cell.kind === 'number') return cell.number
  return cell.kind === 'empty' ? null : cell
}

const unpack = (packed: Packed): Cell => {
  if (packed === null) return { kind: 'empty' }
  if (typeof packed === 'string') return { kind: 'text', text: packed }
  return typeof packed === 'number' ? { kind: 'number', number: packed } : packed
}

type Key = Pick<RunRow, 'id' | 'wrappedKey'>

const insert = statement(
  'import_chunk_insert',
  'insert into import_chunk (organization_id, run_id, chunk, sealed) values ($1, $2, $3, $4)',
)

/** Keeps rows of a file until the import is over, sealed with the key of the run: they hold names and phones. */
export async function writeChunk(tx: Tx, cipher: Cipher, run: Key, chunk: number, rows: readonly Row[]): Promise<void> {
  const text = JSON.stringify(rows.map(({ number, cells }) => [number, cells.map(pack)]))
  const sealed = cipher.seal(cipher.unwrap(run.wrappedKey), text, placeOf(tx, run, chunk))
  await tx.query(insert, [tx.organizationId, run.id, chunk, sealed])
}

const read = statement(
  'import_chunk_read',
  'select sealed from import_chunk where organization_id = $1 and run_id = $2 and chunk = $3',
)

/** The rows of a chunk; none when it is not there (any more). */
export async function readChunk(tx: Tx, cipher: Cipher, run: Key, chunk: number): Promise<Row[]> {
  const [found] = await tx.query<{ sealed: Buffer }>(read, [tx.organizationId, run.id, chunk])
  if (!found) return []
  const text = cipher.open(cipher.unwrap(run.wrappedKey), found.sealed, placeOf(tx, run, chunk))
  return (JSON.parse(text) as [number, Packed[]][]).map(([number, cells]) => ({ number, cells: cells.map(unpack) }))
}

const drop = statement('import_chunk_drop', 'delete from import_chunk where organization_id = $1 and run_id = $2')

/** Queues that nothing of the file is kept beside the records that were made of it. */
export const dropChunks = (tx: Tx, runId: string) => void tx.queue(drop, [tx.organizationId, runId])

const placeOf = (tx: Tx, run: Key, chunk: number) =>
  bindTo('import_chunk.sealed', tx.organizationId, `${run.id}/${chunk}`)
