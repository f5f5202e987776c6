import { hash } from 'node:crypto'

/**
 * Ids and keys of a run: the same run label and message number always give the same, so a repeated run repeats its
 * calls instead of making new records.
 */
export interface RunIds {
  /** A UUIDv7 (RFC 9562 §5.7) whose 74 random bits come from the label and number; `at` in Unix milliseconds. */
  requestId(number: string, at: number): string
  /** an Idempotency-Key */
  key(number: string, step: string): string
}

export function idsOf(label: string): RunIds {
  return {
    requestId: (number, at) => uuid7(Math.max(0, Math.trunc(at)), digest(label, number)),
    key: (number, step) => `replay.${digest(label, number, step).slice(0, 40)}`,
  }
}

/** A whole number from 0 to `below` - 1 that a text always gives: a choice that needs no dice. */
export function choice(text: string, below: number): number {
  return Number.parseInt(digest(text).slice(0, 8), 16) % below
}

// the parts are joined by a character that none of them may hold, so that 'a','bc' is not 'ab','c'
const digest = (...parts: string[]) => hash('sha256', parts.join('\n'), 'hex')

function uuid7(ms: number, hex: string): string {
  const time = ms.toString(16).padStart(12, '0').slice(-12)
  const variant = ((Number.parseInt(hex.slice(3, 4), 16) & 0x3) | 0x8).toString(16)
  return `${time.slice(0, 8)}-${time.slice(8)}-7${hex.slice(0, 3)}-${variant}${hex.slice(4, 7)}-${hex.slice(7, 19)}`
}
