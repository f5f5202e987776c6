import { CLOSED_PHASES } from '@sims/contracts'
import type { ProcessDefinition, StepDef } from '../definition.ts'

/** Steps that only the import of history takes: no way for a record that lives here. */
const OF_HISTORY: readonly string[] = ['answeredBefore', 'settledBefore']

export const isOfHistory = ({ key }: Pick<StepDef, 'key'>): boolean => OF_HISTORY.includes(key)
export const livedSteps = ({ steps }: ProcessDefinition): StepDef[] => steps.filter((step) => !isOfHistory(step))

/** The states to which the beginning leads. */
export function reachable(def: ProcessDefinition): Set<string> {
  const steps = livedSteps(def)
  const begun = steps.flatMap(({ from, to }) => (from.length === 0 && to !== null ? [to] : []))
  return walk(begun, edges(ways(steps)))
}

/** The states that lead to an end, which are those in a closed phase. */
export const leadingToEnd = (def: ProcessDefinition): Set<string> =>
  walk(endsOf(def), edges(ways(livedSteps(def)).map(([from, to]) => [to, from])))

const ways = (steps: readonly StepDef[]): [from: string, to: string][] =>
  steps.flatMap(({ from, to }) => (to === null ? [] : from.map((state): [string, string] => [state, to])))

export const endsOf = (def: ProcessDefinition): string[] =>
  def.states.filter(({ phase }) => CLOSED_PHASES.includes(phase)).map(({ key }) => key)

export type Edges = ReadonlyMap<string, ReadonlySet<string>>

/** Pairs of states as a graph: a definition may have tens of thousands of them, most the same. */
export function edges(pairs: Iterable<readonly [from: string, to: string]>): Edges {
  const next = new Map<string, Set<string>>()
  for (const [from, to] of pairs) {
    const known = next.get(from)
    if (known) known.add(to)
    else next.set(from, new Set([to]))
  }
  return next
}

/** Everything that edges lead to from the start, the start included. */
export function walk(start: Iterable<string>, graph: Edges): Set<string> {
  const seen = new Set(start)
  // a set is gone through with what is added meanwhile
  for (const state of seen) for (const to of graph.get(state) ?? []) seen.add(to)
  return seen
}
