const DAY_MS = 86_400_000

export interface Alike {
  grams: readonly number[]
  /** Unix milliseconds */
  at: number
  /** 1 the same place, 0.5 the same building, 0 elsewhere */
  near: number
  open: boolean
}

/** How much each pair of characters says among these texts: ln(1 + n / texts that hold it), as in inverse document frequency. */
export function weigh(texts: readonly { grams: readonly number[] }[]): (gram: number) => number {
  const held = new Map<number, number>()
  for (const { grams } of texts) for (const gram of grams) held.set(gram, (held.get(gram) ?? 0) + 1)
  return (gram) => Math.log(1 + texts.length / (held.get(gram) ?? 1))
}

/** Below this the texts share no more than what all texts share. */
const LEAST = 0.08

/**
 * The records most alike, best first: cosine of the texts' pairs of characters, weighed by how rare they are, times
 * what place, time and an open record add (at most 0.4, 0.2 and 0.2 of it). Text alone decides who is considered.
 * @param use which of place and time count; a measurement asks for fewer
 */
export function rankAlike<T extends Alike>(
  grams: readonly number[],
  at: number,
  among: readonly T[],
  weight: (gram: number) => number,
  use: { context: boolean; most: number },
): T[] {
  const wanted = new Set(grams)
  const square = (list: Iterable<number>) => {
    let sum = 0
    for (const gram of list) sum += weight(gram) ** 2
    return sum
  }
  const own = Math.sqrt(square(wanted))
  return among
    .map((record) => {
      const shared = square(record.grams.filter((gram) => wanted.has(gram)))
      const text = shared === 0 ? 0 : shared / (own * Math.sqrt(square(record.grams)))
      const recent = Math.exp(-Math.abs(at - record.at) / (30 * DAY_MS))
      const more = use.context ? 0.4 * record.near + 0.2 * recent + (record.open ? 0.2 : 0) : 0
      return { record, text, score: text * (1 + more) }
    })
    .filter(({ text }) => text >= LEAST)
    .sort((a, b) => b.score - a.score)
    .slice(0, use.most)
    .map(({ record }) => record)
}
