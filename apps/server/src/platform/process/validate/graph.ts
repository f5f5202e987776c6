import { CLOSED_PHASES } from '@sims/contracts'
import type { ProcessDefinition, StepDef } from '../definition.ts'

/** Steps that only the import of history takes: no way for a record that lives here. */
const OF_HISTORY: readonly string[] = ['answeredBefore', 'settledBefore']

export const isOfHistory = ({ key }: StepDef): boolean => OF_HISTORY.includes(key)
export const livedSteps = ({ steps }: ProcessDefinition): StepDef[] => steps.filter((step) => !isOfHistory(step))

/** The states to which the beginning leads. */
export function reachable(def: ProcessDefinition): Set<string> {
  const next = new Map<string, string[]>()
  const steps = livedSteps(def)
  for (const { from, to } of steps) {
    for (const state of from) if (to !== null) next.set(state, [...(next.get(state) ?? []), to])
  }
  return walk(
    steps.flatMap((s) => (s.from.length === 0 && s.to !== null ? [s.to] : [])),
    next,
  )
}

/** The states that lead to an end, which are those in a closed phase. */
export function leadingToEnd(def: ProcessDefinition): Set<string> {
  const back = new Map<string, string[]>()
  for (const { from, to } of livedSteps(def)) if (to !== null) back.set(to, [...(back.get(to) ?? []), ...from])
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
