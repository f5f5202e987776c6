import { endpoint, type OperationName } from './endpoints.ts'
import type { Problem } from './notices.ts'
import type { Answer, Call } from './operations.ts'

/** A refusal of the server, told in the caller's language. */
export class ApiError extends Error {
  problem: Problem
  constructor(problem: Problem) {
    super(problem.detail)
    this.problem = problem
  }
}

export interface ClientOptions {
  /** origin of the server; empty in a browser */
  base?: string
  locale?: () => string
  token?: () => string | undefined
  fetch?: typeof fetch
}

export type Client = <N extends OperationName>(name: N, call?: Call<N>) => Promise<Answer<N>>

/**
 * The typed client of the API. A command gets an Idempotency-Key of its own unless the call brings one; give the same
 * `key` again to repeat a call whose answer was lost. Throws ApiError on a refusal, TypeError when the line is down.
 */
export function createClient(options: ClientOptions = {}): Client {
  const send = options.fetch ?? fetch
  return async (name, call) => {
    const { params, query, body, key } = (call ?? {}) as Record<string, never>
    const { method, url } = endpoint(name, params)
    const headers: Record<string, string> = { accept: 'application/json, */*', 'x-sims': '1' }
    if (options.locale) headers['accept-language'] = options.locale()
    const token = options.token?.()
    if (token) headers.authorization = `Bearer ${token}`
    if (body !== undefined) headers['content-type'] = 'application/json'
    if (method !== 'GET') headers['idempotency-key'] = key ?? newKey()
    const search = query ? `?${new URLSearchParams(defined(query))}` : ''
    const response = await send((options.base ?? '') + url + search, {
      method,
      headers,
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    })
    if (response.status === 204) return null as never
    // PDF and Excel come as their bytes
    const isFile = /^application\/(?:pdf|vnd\.)/.test(response.headers.get('content-type') ?? '')
    const answer: unknown = isFile ? new Uint8Array(await response.arrayBuffer()) : await response.json()
    if (!response.ok) throw new ApiError(answer as Problem)
    return answer as never
  }
}

function defined(query: Record<string, unknown>): Record<string, string> {
  const pairs = Object.entries(query).filter(([, value]) => value !== undefined && value !== null)
  return Object.fromEntries(pairs.map(([name, value]) => [name, String(value)]))
}

/** 128 random bits; `randomUUID` is missing in a browser that came over plain HTTP. */
const newKey = () =>
  Array.from(crypto.getRandomValues(new Uint8Array(16)), (b) => b.toString(16).padStart(2, '0')).join('')
