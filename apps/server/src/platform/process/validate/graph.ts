import { CLOSED_PHASES } from '@sims/contracts'
import type { ProcessDefinition } from '../definition.ts'

/** The states to which the beginning leads. */
export function reachable(def: ProcessDefinition): Set<string> {
  const next = new Map<string, string[]>()
  for (const { from, to } of def.steps) {
    for (const state of from) if (to !== null) next.set(state, [...(next.get(state) ?? []), to])
  }
  return walk(
    def.steps.flatMap((s) => (s.from.length === 0 && s.to !== null ? [s.to] : [])),
    next,
  )
}

/** The states that lead to an end, which are those in a closed phase. */
export function leadingToEnd(def: ProcessDefinition): Set<string> {
  const back = new Map<string, string[]>()
  for (const { from, to } of def.steps) if (to !== null) back.set(to, [...(back.get(to) ?? []), ...from])
  return walk(endsOf(def), back)
}

export const endsOf = (def: ProcessDefinition): string[] =>
  def.states.filter(({ phase }) => CLOSED_PHASES.includes(phase)).map(({ key }) => key)

/** Everything that edges lead to from the start, the start included. */
export function walk(start: Iterable<string>, edges: ReadonlyMap<string, readonly string[]>): Set<string> {
  const seen = new Set(start)
  // a set is gone through with what is added meanwhile
  for (const state of seen) for (const to of edges.get(state) ?? []) seen.add(to)
  return seen
}
