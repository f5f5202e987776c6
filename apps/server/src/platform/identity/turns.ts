/**
 * Lets work on the same key run one after another within this process. Without it, six right sign-ins of one account at
 * once would take all five attempts, and the sixth would read "locked".
 */
export class Turns {
  #last = new Map<string, Promise<unknown>>()

  async take<T>(key: string, work: () => Promise<T>): Promise<T> {
    const mine = (this.#last.get(key) ?? Promise.resolve()).then(work, work)
    this.#last.set(key, mine)
    try {
      return await mine
    } finally {
      if (this.#last.get(key) === mine) this.#last.delete(key)
    }
  }
}
