import { CLOSED_PHASES } from '@sims/contracts'
import type { ClockDef, Phase, ProcessDefinition, StateDef, StepDef, TriggerDef } from '../definition.ts'
import { edges, livedSteps, reachable, walk } from './graph.ts'

/** A step taken in a state, as clocks hear of it. */
export interface Move {
  from: string | null
  to: string
  step: StepDef
  fromPhase: Phase | null
  phase: Phase
}

/**
 * The states in which a clock may run, having been started on some way through the process, although from there no step
 * meets it, lies outside the phases in which it runs, or leads to one that does. Coming to an end does not count: a clock
 * that only an end cuts off was never going to be met. Follows the rules of `clock-changes.ts`, conditions left aside.
 * @param moves of the definition, from {@link movesOf}
 */
export function runningUnstopped(def: ProcessDefinition, clock: ClockDef, moves: readonly Move[]): StateDef[] {
  const runs = (phase: Phase) => !CLOSED_PHASES.includes(phase) && (clock.while?.includes(phase) ?? true)
  const started: string[] = []
  const stopping: string[] = []
  const onwards: [string, string][] = []
  for (const move of moves) {
    const { from, to, phase, step } = move
    const goesOn = runs(phase)
    if (goesOn && heard(clock.startOn, move)) started.push(to)
    if (from === null) continue
    const meets = heard(clock.meetOn, move)
    if (meets || (!goesOn && !CLOSED_PHASES.includes(phase))) stopping.push(from)
    // by the system a step does not meet what waits for a person: the clock may run on over a step of both
    const surely = meets && !(clock.meetOn.byPerson && step.trigger !== 'person')
    if (goesOn && !surely) onwards.push([from, to])
  }
  const running = walk(started, edges(onwards))
  const stoppable = walk(stopping, edges(onwards.map(([from, to]) => [to, from])))
  return def.states.filter(({ key }) => running.has(key) && !stoppable.has(key))
}

/** Whether a trigger may hear a move; of what the system alone does, none that waits for a person. */
function heard({ verbs, phases, events, byPerson }: TriggerDef, { step, fromPhase, phase }: Move): boolean {
  if (byPerson && step.trigger === 'system') return false
  if (step.event && events?.includes(step.event)) return true
  return (verbs?.includes(step.verb) ?? false) || (phase !== fromPhase && (phases?.includes(phase) ?? false))
}

/** Every step in every state in which it can be taken, as far as the beginning leads there. */
export function movesOf(def: ProcessDefinition): Move[] {
  const phaseOf = new Map(def.states.map(({ key, phase }) => [key, phase]))
  const reached = reachable(def)
  return livedSteps(def).flatMap((step): Move[] => {
    const from = step.from.length === 0 ? [null] : step.from.filter((state) => reached.has(state))
    return from.flatMap((state): Move[] => {
      const to = step.to ?? state
      const phase = to === null ? undefined : phaseOf.get(to)
      const fromPhase = state === null ? null : phaseOf.get(state)
      return to !== null && phase && fromPhase !== undefined ? [{ from: state, to, step, fromPhase, phase }] : []
    })
  })
}
