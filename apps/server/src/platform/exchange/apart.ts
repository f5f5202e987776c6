import { Worker } from 'node:worker_threads'
import { DomainError } from '#kernel'
import type { Said } from './apart-worker.ts'
import type { Row, TableLimits } from './types.ts'

export interface ApartOptions {
  limits?: Partial<TableLimits>
  /** rows at a time */
  batch: number
  /** of the thread's heap; what needs more is refused */
  heapMegabytes?: number
}

/** What the largest permitted workbook needs with some room. */
const HEAP_MB = 512

/**
 * {@link readTable} in a thread of its own whose heap is bounded: a file that would fill the memory ends the thread and
 * not the server. The next batch is read when the one before has been taken, so that no more than one waits.
 * @throws DomainError as readTable, and `exchange.tooHeavy`
 */
export async function* readTableApart(file: Uint8Array, options: ApartOptions): AsyncGenerator<Row[]> {
  const { limits = {}, batch, heapMegabytes = HEAP_MB } = options
  const thread = new Worker(new URL('./apart-worker.ts', import.meta.url), {
    workerData: { file, limits, batch },
    resourceLimits: { maxOldGenerationSizeMb: heapMegabytes },
  })
  try {
    for (let last = false; !last; ) {
      const said = await ask(thread)
      if ('refused' in said) throw new DomainError(said.refused.code, said.refused.params)
      if ('broken' in said) throw new Error(`a table could not be read: ${said.broken}`)
      last = said.last
      if (said.rows.length > 0) yield said.rows
    }
  } finally {
    await thread.terminate()
  }
}

function ask(thread: Worker): Promise<Said> {
  return new Promise((resolve, reject) => {
    const settle = (then: () => void) => {
      thread.off('message', said).off('error', failed).off('exit', ended)
      then()
    }
    const said = (message: Said) => settle(() => resolve(message))
    const failed = (error: Error) =>
      settle(() =>
        reject(
          (error as { code?: string }).code === 'ERR_WORKER_OUT_OF_MEMORY'
            ? new DomainError('exchange.tooHeavy')
            : error,
        ),
      )
    const ended = (code: number) => settle(() => reject(new Error(`the thread that reads a table ended with ${code}`)))
    thread.on('message', said).on('error', failed).on('exit', ended)
    thread.postMessage('more')
  })
}
