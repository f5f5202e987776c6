import { parentPort, workerData } from 'node:worker_threads'
import { setPapers } from './set.ts'

const bytes = await setPapers(workerData)
parentPort?.postMessage(bytes, [bytes.buffer as ArrayBuffer])
