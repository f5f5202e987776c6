import { Agent, request } from 'node:http'
import { cpuMs } from './cpu.ts'

export const CLIENTS = 16
const agent = new Agent({ keepAlive: true, maxSockets: CLIENTS })

export interface Call {
  method?: 'GET' | 'POST'
  url: string
  token?: string
  /** Idempotency-Key */
  key?: string
  body?: unknown
}

/** One call over a kept-alive connection. @throws Error with the answer's text unless it is 2xx */
export function call({ method = 'POST', url, token, key, body }: Call): Promise<string> {
  const text = body === undefined ? undefined : Buffer.from(JSON.stringify(body))
  const headers: Record<string, string | number> = { accept: 'application/json', 'accept-language': 'zh-CN' }
  if (token) headers.authorization = `Bearer ${token}`
  if (key) headers['idempotency-key'] = key
  if (text) Object.assign(headers, { 'content-type': 'application/json', 'content-length': text.length })
  return new Promise((resolve, reject) => {
    const sent = request(url, { method, headers, agent }, (answer) => {
      const parts: Buffer[] = []
      answer.on('data', (part: Buffer) => parts.push(part))
      answer.on('end', () => {
        const got = Buffer.concat(parts).toString()
        const ok = Math.floor((answer.statusCode ?? 0) / 100) === 2
        return ok ? resolve(got) : reject(new Error(`${method} ${url}: ${answer.statusCode} ${got.slice(0, 500)}`))
      })
    })
    sent.on('error', reject)
    sent.end(text)
  })
}

export interface Measured {
  operations: number
  seconds: number
  /** CPU of the processes that were watched */
  cpuMs: number
}

/** A closed loop: each client takes the next item as soon as its last one is answered. */
export async function closedLoop<T>(
  items: readonly T[],
  watched: readonly number[],
  act: (item: T, client: number) => Promise<unknown>,
  clients = CLIENTS,
): Promise<Measured> {
  let next = 0
  const client = async (n: number) => {
    for (let i = next++; i < items.length; i = next++) await act(items[i] as T, n)
  }
  const cpu = cpuMs(watched)
  const start = performance.now()
  await Promise.all(Array.from({ length: clients }, (_, n) => client(n)))
  const seconds = (performance.now() - start) / 1000
  return { operations: items.length, seconds, cpuMs: cpuMs(watched) - cpu }
}

/** Several measurements of the same thing as one. */
export interface Result {
  perSecond: number
  cpuMsEach: number
}

function together(all: readonly Measured[]): Result {
  const sum = (key: keyof Measured) => all.reduce((total, one) => total + one[key], 0)
  return { perSecond: sum('operations') / sum('seconds'), cpuMsEach: sum('cpuMs') / sum('operations') }
}

export interface Side<T> {
  items: readonly T[]
  watched: readonly number[]
  act: (item: T, client: number) => Promise<unknown>
}

const TURNS = 4

/**
 * Measures several sides (the product, its raw limit) by turns, so that what else the machine does meanwhile meets all
 * of them alike. The first half of each side warms it up and does not count: code runs hot after some thousand calls.
 */
export async function byTurns<T, Names extends string>(sides: Record<Names, Side<T>>): Promise<Record<Names, Result>> {
  const all = Object.entries<Side<T>>(sides)
  const measured = new Map(all.map(([name]) => [name, [] as Measured[]]))
  for (let turn = -1; turn < TURNS; turn++)
    for (const [name, { items, watched, act }] of all) {
      const one = await closedLoop(share(items, turn), watched, act)
      if (turn >= 0) measured.get(name)?.push(one)
    }
  return Object.fromEntries([...measured].map(([name, ones]) => [name, together(ones)])) as Record<Names, Result>
}

/** What of the items comes in one turn; -1 is for warming up. */
function share<T>(items: readonly T[], turn: number): readonly T[] {
  const warm = Math.ceil(items.length / 2)
  const each = Math.ceil((items.length - warm) / TURNS)
  return turn < 0 ? items.slice(0, warm) : items.slice(warm + turn * each, warm + (turn + 1) * each)
}
