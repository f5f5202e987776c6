import { Worker } from 'node:worker_threads'
import { createLane, DomainError } from '#kernel'
import type { PrintJob } from './types.ts'

export interface PrintLimits {
  /** of the thread's heap; what needs more is refused */
  heapMegabytes: number
  /** after so many ms the thread is ended */
  timeout: number
}

/** Fifty orders of ten pages take a third of the memory and a tenth of the time. */
const LIMITS: PrintLimits = { heapMegabytes: 384, timeout: 60_000 }

/** One print at a time in a process: each holds fonts and pages in memory until its PDF is whole. */
const lane = createLane()

/**
 * Sets papers as a PDF in a thread of its own whose heap and time are bounded, so that others are answered meanwhile.
 * Fonts are embedded as far as they are used.
 * @throws DomainError `print.tooHeavy` when memory or time do not suffice
 */
export const printPapers = (job: PrintJob, limits = LIMITS): Promise<Uint8Array> => lane(() => inThread(job, limits))

async function inThread(job: PrintJob, { heapMegabytes, timeout }: PrintLimits): Promise<Uint8Array> {
  const thread = new Worker(new URL('./print-worker.ts', import.meta.url), {
    workerData: job,
    resourceLimits: { maxOldGenerationSizeMb: heapMegabytes },
  })
  const { promise, resolve, reject } = Promise.withResolvers<Uint8Array>()
  const timer = setTimeout(() => reject(new DomainError('print.tooHeavy')), timeout)
  thread
    .once('message', resolve)
    .once('error', (error: Error & { code?: string }) =>
      reject(error.code === 'ERR_WORKER_OUT_OF_MEMORY' ? new DomainError('print.tooHeavy') : error),
    )
    .once('exit', (code) => reject(new Error(`the thread that prints ended with ${code}`)))
  try {
    return await promise
  } finally {
    clearTimeout(timer)
    await thread.terminate()
  }
}
