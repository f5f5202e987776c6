import { randomUUID } from 'node:crypto'
import { setTimeout as sleep } from 'node:timers/promises'
import { newId } from '../../apps/server/src/kernel/index.ts'
import { type ImportRun, type ImportSubject, uploadsPath } from '../../packages/contracts/src/index.ts'
import { pidsOf, residentMb } from './cpu.ts'
import type { Running } from './processes.ts'

const LOOK_MS = 250

/** Somebody who imports tables through a running server. */
export interface Importing {
  call(method: string, path: string, body?: object): Promise<unknown>
  /** sends a file and begins an import with it */
  begin(name: string, bytes: Buffer, subject?: ImportSubject): Promise<string>
  /** waits for a state, and is told of each look; a fault ends the wait unless the file is to be refused */
  until(id: string, state: ImportRun['state'], look?: (run: ImportRun) => void): Promise<ImportRun>
  /** takes a file and says how large it is */
  file(method: string, path: string, body: object): Promise<number>
  /** of the server's largest process, in MB */
  memory(): number
}

export function importing({ base, pid }: Pick<Running, 'base' | 'pid'>, token: string): Importing {
  const send = async (method: string, path: string, body?: object): Promise<Response> => {
    const headers = { authorization: `Bearer ${token}`, 'idempotency-key': randomUUID() }
    const json = body ? { body: JSON.stringify(body), headers: { ...headers, 'content-type': 'application/json' } } : {}
    const answer = await fetch(`${base}/api/v1${path}`, { method, headers, ...json })
    if (!answer.ok) throw new Error(`${method} ${path}: ${answer.status} ${await answer.text()}`)
    return answer
  }
  const call = async (method: string, path: string, body?: object) => (await send(method, path, body)).json()
  return {
    call,
    begin: async (name, bytes, subject) => {
      const fileId = await upload(base, token, name, bytes)
      const id = newId()
      await call('POST', '/imports', { id, fileId, ...(subject ? { subject } : {}) })
      return id
    },
    until: async (id, state, look = () => undefined) => {
      for (;;) {
        const run = (await call('GET', `/imports/${id}`)) as ImportRun
        look(run)
        if (run.state === state) return run
        if (run.fault) throw new Error(`${run.state}: ${run.fault.message}`)
        await sleep(LOOK_MS)
      }
    },
    file: async (method, path, body) => (await (await send(method, path, body)).arrayBuffer()).byteLength,
    memory: () => Math.max(...pidsOf([pid]).map(residentMb)),
  }
}

async function upload(base: string, token: string, name: string, bytes: Buffer): Promise<string> {
  const answer = await fetch(`${base}${uploadsPath}`, {
    method: 'POST',
    headers: {
      authorization: `Bearer ${token}`,
      'tus-resumable': '1.0.0',
      'upload-length': String(bytes.length),
      'upload-metadata': `filename ${Buffer.from(name).toString('base64')}`,
      'content-type': 'application/offset+octet-stream',
    },
    body: new Uint8Array(bytes),
  })
  if (!answer.ok) throw new Error(`upload: ${answer.status} ${await answer.text()}`)
  return ((await answer.json()) as { id: string }).id
}
