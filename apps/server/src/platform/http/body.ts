import { isUtf8 } from 'node:buffer'
import type { FastifyRequest } from 'fastify'
import { DomainError } from '#kernel'

const MAX_DEPTH = 32

/**
 * Parses a JSON body; refuses one that is nested deeper than any form of ours, before anything walks it, and bytes that
 * are no text, which would otherwise be kept as other characters than were sent. The bytes stay at hand for those who
 * check a signature over them.
 */
export function readJson(
  request: FastifyRequest,
  body: Buffer,
  done: (error: Error | null, value?: unknown) => void,
): void {
  request.rawBody = body
  let value: unknown
  try {
    value = body.length === 0 ? undefined : parse(body)
  } catch {
    done(new DomainError('http.badJson'))
    return
  }
  done(null, value)
}

function parse(body: Buffer): unknown {
  if (!isUtf8(body)) throw new SyntaxError('not UTF-8')
  const text = body.toString()
  if (depthOf(text) > MAX_DEPTH) throw new SyntaxError('nested too deep')
  const value: unknown = JSON.parse(text)
  if (PROTOTYPE.test(text) && namesPrototype(value)) throw new SyntaxError('not a form of ours')
  return value
}

/** The key as it is, or any escaped letter that may be part of it. */
const PROTOTYPE = /"__proto__"|\\u00[5-7]/i

/** Whether a key would reach an object's prototype: it has no place in any form. */
function namesPrototype(value: unknown): boolean {
  if (typeof value !== 'object' || value === null) return false
  return Object.entries(value).some(([key, inner]) => key === '__proto__' || namesPrototype(inner))
}

function depthOf(text: string): number {
  let depth = 0
  let deepest = 0
  let quoted = false
  for (let i = 0; i < text.length; i++) {
    const c = text.charCodeAt(i)
    if (quoted) {
      if (c === 92) i++
      else if (c === 34) quoted = false
    } else if (c === 34) quoted = true
    else if (c === 91 || c === 123) deepest = Math.max(deepest, ++depth)
    else if (c === 93 || c === 125) depth--
  }
  return deepest
}
