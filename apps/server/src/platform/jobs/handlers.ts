import type { OutboxEvent } from '#platform/command'
import type { Tx } from '#platform/db'

/**
 * What follows from events. `run` gets the events of one organization that match, of one or many commands, in the order
 * in which they were written; it writes in the organization's context and commits with their removal from the outbox.
 * An event can come again when an earlier attempt failed, so a handler must be able to meet it twice.
 */
export interface EventHandler {
  /** unique and lasting: a failed event waits under this name */
  name: string
  /** `requests.accepted`, `requests.*`, `*` */
  on: readonly string[]
  run(tx: Tx, events: readonly OutboxEvent[], now: Date): Promise<void>
}

/** Says of an event's name whether a handler wants it. */
export function matcher(patterns: readonly string[]): (name: string) => boolean {
  const whole = new Set(patterns)
  const starts = patterns.flatMap((pattern) => (pattern.endsWith('.*') ? [pattern.slice(0, -1)] : []))
  return (name) => whole.has('*') || whole.has(name) || starts.some((start) => name.startsWith(start))
}
