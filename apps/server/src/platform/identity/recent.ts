interface Entry<Value> {
  readAt: number
  read: Promise<Value | null>
}

/** So long may what ended in another process still give entry. */
const FRESH_MS = 5_000

/** What tokens stand for, read from the database at most every five seconds per token; a bounded number of tokens. */
export class Recent<Value> {
  readonly #tokens: number
  #entries = new Map<string, Entry<Value>>()

  constructor(tokens = 10_000) {
    this.#tokens = tokens
  }

  /** What `key` stands for, as `load` finds it; null is not remembered: an unknown token keeps no place. */
  async read(key: string, now: Date, load: () => Promise<Value | null>): Promise<Value | null> {
    const at = now.getTime()
    const entry = this.#entries.get(key)
    if (entry && at >= entry.readAt && at - entry.readAt < FRESH_MS) return await entry.read
    const read = load()
    const fresh = { readAt: at, read }
    this.#entries.delete(key)
    this.#entries.set(key, fresh)
    if (this.#entries.size > this.#tokens) this.#entries.delete(this.#entries.keys().next().value as string)
    const drop = () => {
      if (this.#entries.get(key) === fresh) this.#entries.delete(key)
    }
    read.then((found) => found ?? drop(), drop)
    return await read
  }

  /** Forgets what it knows of the tokens whose value `is` says yes of. */
  forget(is: (value: Value) => boolean): void {
    for (const [key, entry] of this.#entries) {
      void entry.read.then((value) => {
        if (value && is(value) && this.#entries.get(key) === entry) this.#entries.delete(key)
      }, nothing)
    }
  }
}

const nothing = () => undefined
