import { once } from 'node:events'
import { Worker } from 'node:worker_threads'
import type { Book, BookRow } from './book.ts'
import type { Asked, Written } from './write-worker.ts'

const HEAP_MB = 256

/**
 * Writes an .xlsx in a thread of its own and gives it piece by piece; the next rows are asked for when the piece before
 * has been taken, so that neither rows nor file are ever whole in memory. Formulas do not exist in it: a text that
 * begins with `=`, `+`, `-` or `@` is a text, and its cell is marked as one.
 * @param rows batches of some hundred
 */
export async function* writeTableApart(
  book: Book,
  rows: AsyncIterable<readonly BookRow[]> | Iterable<readonly BookRow[]>,
): AsyncGenerator<Uint8Array> {
  const thread = new Worker(new URL('./write-worker.ts', import.meta.url), {
    workerData: book,
    resourceLimits: { maxOldGenerationSizeMb: HEAP_MB },
  })
  // a thread that ends by itself rejects whoever waits for its word
  const ended = new Promise<never>((_, reject) => {
    thread.once('error', reject)
    thread.once('exit', (code) => reject(new Error(`the thread that writes a table ended with ${code}`)))
  })
  ended.catch(() => undefined)
  const ask = async (asked: Asked): Promise<Uint8Array[]> => {
    const said = once(thread, 'message')
    thread.postMessage(asked)
    const [written] = (await Promise.race([said, ended])) as [Written]
    if ('broken' in written) throw new Error(`a table could not be written: ${written.broken}`)
    return written.chunks
  }
  try {
    for await (const batch of rows) yield* await ask({ rows: batch })
    yield* await ask('end')
  } finally {
    await thread.terminate()
  }
}
