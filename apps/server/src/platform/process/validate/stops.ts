import { CLOSED_PHASES } from '@sims/contracts'
import type { ClockDef, Phase, ProcessDefinition, StateDef, StepDef, TriggerDef } from '../definition.ts'
import { livedSteps, reachable, walk } from './graph.ts'

/** A step taken in a state, as clocks hear of it. */
interface Move {
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
 */
export function runningUnstopped(def: ProcessDefinition, clock: ClockDef): StateDef[] {
  const moves = movesOf(def)
  const runs = (phase: Phase) => !CLOSED_PHASES.includes(phase) && (clock.while?.includes(phase) ?? true)
  const meets = (move: Move) => heard(clock.meetOn, move)
  // by the system a step does not meet what waits for a person: the clock may run on over a step of both
  const surely = (move: Move) => meets(move) && !(clock.meetOn.byPerson && move.step.trigger !== 'person')
  const started = moves.filter((move) => heard(clock.startOn, move) && runs(move.phase)).map(({ to }) => to)
  const onwards = edges(moves.filter((move) => move.from !== null && runs(move.phase) && !surely(move)))
  const running = walk(started, onwards)
  const stops = (move: Move) => meets(move) || (!runs(move.phase) && !CLOSED_PHASES.includes(move.phase))
  const stopping = moves.filter((move) => move.from !== null && stops(move)).map(({ from }) => from as string)
  const backwards = edges(
    moves.filter(({ from }) => from !== null).map((move) => ({ ...move, from: move.to, to: move.from as string })),
  )
  const stoppable = walk(stopping, backwards)
  return def.states.filter(({ key }) => running.has(key) && !stoppable.has(key))
}

/** Whether a trigger may hear a move; of what the system alone does, none that waits for a person. */
function heard({ verbs, phases, events, byPerson }: TriggerDef, { step, fromPhase, phase }: Move): boolean {
  if (byPerson && step.trigger === 'system') return false
  if (step.event && events?.includes(step.event)) return true
  return (verbs?.includes(step.verb) ?? false) || (phase !== fromPhase && (phases?.includes(phase) ?? false))
}

/** Every step in every state in which it can be taken, as far as the beginning leads there. */
function movesOf(def: ProcessDefinition): Move[] {
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

function edges(moves: readonly { from: string | null; to: string }[]): Map<string, string[]> {
  const next = new Map<string, string[]>()
  for (const { from, to } of moves) if (from !== null) next.set(from, [...(next.get(from) ?? []), to])
  return next
}
