import { type Attempt, LOCK_MS, MAX_FAILURES } from './attempts.ts'

/**
 * Counts failures of account names that nobody has, by the same rule as those of accounts, so that a lock does not tell
 * which accounts exist. In memory, bounded, the oldest forgotten first.
 */
export class UnknownLogins {
  readonly #keys: number
  #failures = new Map<string, { failed: number; lockedUntil: number }>()

  constructor(keys = 10_000) {
    this.#keys = keys
  }

  take(login: string, now: Date): Attempt {
    const at = now.getTime()
    const kept = this.#failures.get(login) ?? { failed: 0, lockedUntil: 0 }
    if (kept.lockedUntil > at) return { until: new Date(kept.lockedUntil) }
    const failed = kept.lockedUntil ? 1 : kept.failed + 1
    this.#failures.delete(login)
    this.#failures.set(login, { failed, lockedUntil: failed >= MAX_FAILURES ? at + LOCK_MS : 0 })
    if (this.#failures.size > this.#keys) this.#failures.delete(this.#failures.keys().next().value as string)
    return { last: false }
  }
}
