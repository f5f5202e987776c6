/** Counts per key within a window; holds a bounded number of keys and forgets the oldest first. */
export class Throttle {
  readonly #limit: number
  readonly #windowMs: number
  readonly #keys: number
  #counts = new Map<string, { since: number; count: number }>()

  constructor(limit: number, windowMs: number, keys = 10_000) {
    this.#limit = limit
    this.#windowMs = windowMs
    this.#keys = keys
  }

  /** Takes one; answers 0, or the milliseconds to wait when none is left. */
  take(key: string, now: Date): number {
    const at = now.getTime()
    const kept = this.#counts.get(key)
    const entry = kept && at - kept.since < this.#windowMs ? kept : { since: at, count: 0 }
    if (entry.count >= this.#limit) return entry.since + this.#windowMs - at
    entry.count++
    this.#counts.delete(key)
    this.#counts.set(key, entry)
    if (this.#counts.size > this.#keys) this.#counts.delete(this.#counts.keys().next().value as string)
    return 0
  }

  /** Gives one back: the call turned out to be a right one. */
  giveBack(key: string): void {
    const entry = this.#counts.get(key)
    if (entry && entry.count > 0) entry.count--
  }
}
