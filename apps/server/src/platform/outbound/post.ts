import { request as plainRequest } from 'node:http'
import { request as tlsRequest } from 'node:https'
import { AddressRefused, assertAddress, guardedLookup, hostOf, type Reach } from './address.ts'

export interface Sending {
  url: URL
  headers: Record<string, string>
  body: Buffer
  reach: Reach
  /** over all, from the look-up of the name to the last byte of the answer */
  timeoutMs: number
  /** bytes of the answer that are read */
  answerLimit: number
  /** what becomes of a longer one: it is cut there, or it is no answer */
  longer: 'cut' | 'refuse'
}

/**
 * Posts JSON to one address and nowhere else: the address behind a name is judged before it is connected to, and
 * redirections are not followed. Rejects when there is no answer; `reasonOf` says why in one word.
 */
export function post(sending: Sending): Promise<{ status: number; text: string }> {
  const { url, headers, body, reach, timeoutMs, answerLimit, longer } = sending
  assertAddress(hostOf(url), reach)
  return new Promise((resolve, reject) => {
    const call = (url.protocol === 'http:' ? plainRequest : tlsRequest)(url, {
      method: 'POST',
      headers: {
        'content-type': 'application/json; charset=utf-8',
        'content-length': body.length,
        accept: 'application/json',
        'user-agent': 'SIMS',
        ...headers,
      },
      lookup: guardedLookup(reach),
      signal: AbortSignal.timeout(timeoutMs),
    })
    call.on('error', reject)
    call.on('response', (response) => {
      const parts: Buffer[] = []
      let size = 0
      const done = () => {
        const text = Buffer.concat(parts).subarray(0, answerLimit).toString()
        resolve({ status: response.statusCode ?? 0, text })
      }
      response.on('data', (part: Buffer) => {
        size += part.length
        parts.push(part)
        if (size <= answerLimit) return
        if (longer === 'cut') done()
        else reject(new AnswerTooLong())
        call.destroy()
      })
      response.on('error', reject)
      response.on('end', done)
    })
    call.end(body)
  })
}

class AnswerTooLong extends Error {}

/** One word for why there is no answer: names and addresses stay out of it. */
export function reasonOf(error: unknown): string {
  const { name, code, cause } = error as { name?: string; code?: string; cause?: { code?: string } }
  if (name === 'AbortError' || name === 'TimeoutError') return 'timeout'
  if (error instanceof AddressRefused) return 'addressRefused'
  if (error instanceof AnswerTooLong) return 'badAnswer'
  const said = code ?? cause?.code
  return said && /^[A-Z_0-9]{1,40}$/.test(said) ? said : 'noConnection'
}
