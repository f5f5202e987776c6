import { DomainError } from '#kernel'
import { type Db, SharedTx, sendTogether, type Tx } from '#platform/db'

/** callers in one transaction at most */
const MOST = 16
/** A row that somebody else holds for longer leaves the other callers alone: who wants it waits by itself. */
const PATIENCE_MS = 20
/** Nobody waits longer than this for a transaction that has got stuck. */
const STUCK_MS = 1000

interface Caller {
  /** records and keys: no two callers under way name the same */
  names: readonly string[]
  work(tx: Tx): Promise<unknown>
  resolve(result: unknown): void
  reject(error: unknown): void
}

/**
 * Runs `work` in a transaction that is shared with whoever else comes while the one before is under way; who comes when
 * none is goes at once. A commit and most statements then serve several callers.
 *
 * Each caller stays on its own: what its `work` refuses with a DomainError is refused for it alone and leaves nothing
 * behind; what fails in any other way (a lock not to be had, a key used before, a connection lost) runs again in a
 * transaction of its own, and only that counts. So `work` may run twice. It locks by `tx.lock` and writes by `tx.queue`.
 *
 * @param names the caller's records and key
 */
export function together<T>(
  db: Db,
  organizationId: string,
  names: readonly string[],
  work: (tx: Tx) => Promise<T>,
): Promise<T> {
  return new Promise<T>((resolve, reject) => {
    gatheringOf(db, organizationId).enter({ names, work, resolve: (result) => resolve(result as T), reject })
  })
}

const gatherings = new WeakMap<Db, Map<string, Gathering>>()

function gatheringOf(db: Db, organizationId: string): Gathering {
  const own = gatherings.get(db) ?? new Map<string, Gathering>()
  gatherings.set(db, own)
  const gathering = own.get(organizationId) ?? new Gathering(db, organizationId)
  own.set(organizationId, gathering)
  return gathering
}

/** The callers of one organization. One transaction at a time gathers most, and is faster than two with half each. */
class Gathering {
  readonly #db: Db
  readonly #organizationId: string
  readonly #named = new Set<string>()
  #waiting: Caller[] = []
  #underWay: readonly Caller[] | undefined

  constructor(db: Db, organizationId: string) {
    this.#db = db
    this.#organizationId = organizationId
  }

  enter(caller: Caller): void {
    this.#waiting.push(caller)
    this.#go()
  }

  #go(): void {
    if (this.#underWay) return
    const callers = this.#next()
    if (callers.length === 0) return
    this.#underWay = callers
    const pass = () => {
      if (this.#underWay === callers) this.#underWay = undefined
      this.#go()
    }
    const stuck = setTimeout(pass, STUCK_MS)
    void this.#run(callers).then(() => {
      clearTimeout(stuck)
      for (const { names } of callers) for (const name of names) this.#named.delete(name)
      pass()
    })
  }

  /** Who goes next: the first to come, but not who names what somebody under way has named. */
  #next(): Caller[] {
    const next: Caller[] = []
    this.#waiting = this.#waiting.filter((caller) => {
      if (next.length === MOST || caller.names.some((name) => this.#named.has(name))) return true
      for (const name of caller.names) this.#named.add(name)
      next.push(caller)
      return false
    })
    return next
  }

  async #run(callers: readonly Caller[]): Promise<void> {
    const outcomes = await this.#shared(callers)
    for (const caller of callers) {
      const settle = outcomes.get(caller)
      if (settle) settle()
      else this.#db.transaction(this.#organizationId, caller.work).then(caller.resolve, caller.reject)
    }
  }

  /** How to settle each caller; who is not in it must run by itself. */
  async #shared(callers: readonly Caller[]): Promise<Map<Caller, () => void>> {
    const refused = new Map<Caller, () => void>()
    const done = new Map<Caller, () => void>()
    const all = async (tx: Tx) => {
      const holders = new Map<string, Tx>()
      const parts: SharedTx[] = []
      const one = async (caller: Caller) => {
        const part = new SharedTx(tx, holders)
        try {
          const result = await caller.work(part)
          parts.push(part)
          done.set(caller, () => caller.resolve(result))
        } catch (error) {
          if (error instanceof DomainError) refused.set(caller, () => caller.reject(error))
        }
      }
      await Promise.all(callers.map(one))
      sendTogether(tx, parts)
    }
    return this.#db.transaction(this.#organizationId, all, { patienceMs: PATIENCE_MS }).then(
      () => new Map([...refused, ...done]),
      () => refused,
    )
  }
}
