import { setTimeout as sleep } from 'node:timers/promises'

export interface Pace {
  /** how many are at work at once */
  clients: number
  /** how many begin in a second; absent: as fast as they can */
  rate?: number | undefined
  /** asked before each: true ends the run early */
  stopped?: () => boolean
}

/** Works through items with several clients at once, each item begun no earlier than its turn at the chosen rate. */
export async function atPace<T>(items: readonly T[], pace: Pace, work: (item: T) => Promise<void>): Promise<void> {
  const { clients, rate, stopped = () => false } = pace
  const started = performance.now()
  let next = 0
  const client = async () => {
    while (next < items.length && !stopped()) {
      const turn = next++
      const wait = rate ? started + (turn * 1000) / rate - performance.now() : 0
      if (wait > 0) await sleep(wait)
      if (stopped()) return
      await work(items[turn] as T)
    }
  }
  await Promise.all(Array.from({ length: Math.max(1, clients) }, client))
}
