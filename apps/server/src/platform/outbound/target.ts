import { isIP } from 'node:net'
import { DomainError } from '#kernel'
import { hostOf, isLoopback, type Reach } from './address.ts'

/** The codes by which a module says what is wrong with an address. */
export interface TargetCodes {
  bad: string
  insecure: string
  forbidden: string
}

/**
 * The address of another system as somebody gives it: HTTPS, or plain HTTP on this machine, and where `reach` allows.
 * @throws DomainError `http.invalid` naming the field `url`
 */
export function readTarget(text: string, reach: Reach, codes: TargetCodes): URL {
  const url = URL.canParse(text) ? new URL(text) : undefined
  if (!url || !/^https?:$/.test(url.protocol) || url.username || url.password || url.hash) throw fault(codes.bad)
  const host = hostOf(url)
  const address = isIP(host) > 0
  // what a name stands for is judged when it is connected to, but this machine has a well-known one
  const judged = address ? host : host === 'localhost' ? '127.0.0.1' : null
  if (judged !== null && !reach(judged)) throw fault(codes.forbidden)
  if (url.protocol === 'http:' && !(judged !== null && isLoopback(judged))) throw fault(codes.insecure)
  return url
}

const fault = (code: string) => new DomainError('http.invalid', { count: 1 }, [{ path: 'url', code }])
