/** A sequence of numbers that looks random and is the same every time, so that the demo company always is the same. */
export interface Dice {
  /** 0 ≤ x < 1 */
  next(): number
  /** true with this probability */
  chance(probability: number): boolean
  pick<T>(from: readonly T[]): T
  /** whole, `from` ≤ x ≤ `to` */
  between(from: number, to: number): number
}

/** mulberry32, a generator of 32 bits of state (public domain, Tommy Ettinger 2017). Not for secrets. */
export function dice(seed: number): Dice {
  let state = seed >>> 0
  const next = () => {
    state = (state + 0x6d2b79f5) >>> 0
    let t = Math.imul(state ^ (state >>> 15), state | 1)
    t ^= t + Math.imul(t ^ (t >>> 7), t | 61)
    return ((t ^ (t >>> 14)) >>> 0) / 2 ** 32
  }
  return {
    next,
    chance: (probability) => next() < probability,
    pick: (from) => from[Math.floor(next() * from.length)] as never,
    between: (from, to) => from + Math.floor(next() * (to - from + 1)),
  }
}
