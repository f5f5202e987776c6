import { parentPort, workerData } from 'node:worker_threads'
import { DomainError } from '#kernel'
import { readTable } from './read.ts'
import type { Row, TableLimits } from './types.ts'

/** The thread of {@link readTableApart}: sends a batch whenever it is asked for one. */
export type Said =
  | { rows: Row[]; last: boolean }
  | { refused: { code: string; params: Record<string, unknown> } }
  | { broken: string }

const port = parentPort
if (!port) throw new Error('this file runs in a thread')
const { file, limits, batch } = workerData as { file: Uint8Array; limits: Partial<TableLimits>; batch: number }
const table = readTable(Buffer.from(file.buffer, file.byteOffset, file.byteLength), limits)

port.on('message', () => {
  void nextBatch()
    .catch((error: unknown): Said => {
      if (error instanceof DomainError) return { refused: { code: error.code, params: error.params } }
      return { broken: error instanceof Error ? (error.stack ?? error.message) : String(error) }
    })
    .then((said) => port.postMessage(said))
})

async function nextBatch(): Promise<Said> {
  const rows: Row[] = []
  while (rows.length < batch) {
    const next = await table.next()
    if (next.done) return { rows, last: true }
    rows.push(next.value)
  }
  return { rows, last: false }
}
