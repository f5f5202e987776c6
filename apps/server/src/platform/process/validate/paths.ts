import type { ProcessDefinition } from '../definition.ts'
import { blameAll, blameState, type DefinitionFault } from './fault.ts'
import { endsOf, leadingToEnd, reachable } from './graph.ts'

/** Every state can be reached from the beginning, and an end (a closed phase) can be reached from every state. */
export function pathFaults(def: ProcessDefinition): DefinitionFault[] {
  if (endsOf(def).length === 0) return [blameAll('definition.noEnd', 'states')]
  const reached = reachable(def)
  const leading = leadingToEnd(def)
  return def.states.flatMap((state) => {
    const blame = blameState(def, state)
    return [
      ...(reached.has(state.key) ? [] : [blame('definition.unreachable')]),
      ...(leading.has(state.key) ? [] : [blame('definition.deadEnd')]),
    ]
  })
}
