import { request } from 'node:http'
import { newId } from '../../apps/server/src/kernel/index.ts'

/** A call that no client of ours would make. */
export interface RawCall {
  method?: string
  /** with its query, as it goes over the line */
  path: string
  token?: string
  headers?: Record<string, string>
  /** sent as JSON unless it is bytes or text */
  body?: unknown
  /** sends the length of the body; false: in chunks, as long as it takes */
  length?: boolean
}
export interface RawAnswer {
  status: number
  code: string
  /** `path code` of each faulty field, sorted */
  fields: string[]
  body: unknown
  bytes: number
  ms: number
}

const LIMIT_MS = 30_000

/**
 * Sends exactly what it is given. A server that refuses a body while it still comes closes the line behind its answer,
 * and the answer may be lost on the way: then the call is made again.
 * @throws Error when no answer comes
 */
export async function send(url: string, call: RawCall): Promise<RawAnswer> {
  for (let attempt = 1; ; attempt++) {
    try {
      return await sendOnce(url, call)
    } catch (error) {
      const closed = ['EPIPE', 'ECONNRESET'].includes((error as NodeJS.ErrnoException).code ?? '')
      if (!closed || attempt === 10) throw error
    }
  }
}

async function sendOnce(url: string, call: RawCall): Promise<RawAnswer> {
  const started = performance.now()
  const body = bytesOf(call.body)
  const headers: Record<string, string | number> = {
    ...(body ? { 'content-type': 'application/json' } : {}),
    'idempotency-key': newId(),
    'accept-language': 'en',
    ...(call.token ? { authorization: `Bearer ${call.token}` } : {}),
    ...(body && call.length !== false ? { 'content-length': body.length } : {}),
    ...call.headers,
  }
  // an empty value takes a header away
  for (const [name, value] of Object.entries(headers)) if (value === '') delete headers[name]
  const { hostname, port } = new URL(url)
  const { status, text } = await new Promise<{ status: number; text: string }>((done, fail) => {
    const method = call.method ?? (body ? 'POST' : 'GET')
    const out = request({ hostname, port, path: call.path, method, headers, agent: false }, (answer) => {
      let text = ''
      answer.setEncoding('utf8')
      answer.on('data', (part: string) => {
        text += part
      })
      answer.on('end', () => done({ status: answer.statusCode ?? 0, text }))
      answer.on('error', fail)
    })
    out.setTimeout(LIMIT_MS, () => out.destroy(new Error(`no answer within ${LIMIT_MS} ms`)))
    out.on('error', fail)
    out.end(body)
  })
  return { status, ...partsOf(text), bytes: Buffer.byteLength(text), ms: performance.now() - started }
}

function partsOf(text: string): Pick<RawAnswer, 'code' | 'fields' | 'body'> {
  let body: unknown
  try {
    body = JSON.parse(text)
  } catch {
    return { code: '', fields: [], body: text }
  }
  const { code = '', fields = [] } = (body ?? {}) as { code?: string; fields?: { path: string; code: string }[] }
  return { code, fields: fields.map((field) => `${field.path} ${field.code}`).sort(), body }
}

function bytesOf(body: unknown): Buffer | undefined {
  if (body === undefined) return undefined
  if (body instanceof Uint8Array) return Buffer.from(body)
  return Buffer.from(typeof body === 'string' ? body : JSON.stringify(body))
}
