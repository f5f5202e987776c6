import { CLOSED_PHASES } from '@sims/contracts'
import type { ProcessDefinition, StepDef } from '../definition.ts'
import { blameStep, type DefinitionFault } from './fault.ts'
import { isOfHistory } from './graph.ts'

/**
 * A complaint is never closed by force, nor does it end by itself: somebody speaks with the customer, then a person
 * settles it. So no step of the system leads to phase settled and no timer to an end, and whoever settles
 * must have talked (guard `clockMet` on a clock that a talk meets).
 */
export function complaintFaults(def: ProcessDefinition): DefinitionFault[] {
  if (def.kind !== 'complaint') return []
  const phaseOf = new Map(def.states.map(({ key, phase }) => [key, phase]))
  const timed = new Set(def.clocks.flatMap(({ take }) => [take?.due, take?.warn]))
  const ends = ({ from, to }: StepDef, closed: readonly string[]) =>
    closed.includes(phaseOf.get(to ?? '') ?? '') &&
    from.some((key) => !CLOSED_PHASES.includes(phaseOf.get(key) ?? 'new'))
  return def.steps.flatMap((step) => {
    const blame = blameStep(def, step)
    if (step.verb === 'forceClose') return [blame('definition.forceCloseOfComplaint', {}, 'verb')]
    const settles = !isOfHistory(step) && (step.verb === 'settle' || ends(step, ['settled', 'archived']))
    const alone = settles ? step.trigger !== 'person' : timed.has(step.key) && ends(step, CLOSED_PHASES)
    if (alone || (timed.has(step.key) && step.verb === 'settle')) {
      return [blame('definition.complaintSettlesItself', {}, 'trigger')]
    }
    return settles && !afterTalk(def, step) ? [blame('definition.complaintWithoutTalk', {}, 'guards')] : []
  })
}

const afterTalk = (def: ProcessDefinition, { guards }: StepDef): boolean =>
  guards.some(({ name, params }) => {
    const met = name === 'clockMet' ? def.clocks.find((clock) => clock.name === params.clock)?.meetOn : undefined
    return met?.byPerson === true && !met.verbs?.length && !met.phases?.length && met.events?.join() === 'talk'
  })
