import type { FieldFault } from '#kernel'
import type { ClockDef, Names, ProcessDefinition, StateDef, StepDef } from '../definition.ts'

/**
 * What is wrong with a definition: `path` into its content (`steps.3.roles`), a catalogued code with params, and `at`,
 * the state, step or clock by its key, so that a page can mark it in the picture. A param that is a pair of names is
 * read in the reader's language.
 */
export interface DefinitionFault extends FieldFault {
  at: { state?: string; step?: string; clock?: string }
}

/** Makes a fault of one state, step or clock; `path` goes on from its own. */
export type Blame = (code: string, params?: Record<string, unknown>, path?: string) => DefinitionFault

export const blameState = (def: ProcessDefinition, state: StateDef): Blame =>
  blame(`states.${def.states.indexOf(state)}`, { state: state.key }, { state: state.names })
export const blameStep = (def: ProcessDefinition, step: StepDef): Blame =>
  blame(`steps.${def.steps.indexOf(step)}`, { step: step.key }, { step: step.names })
export const blameClock = (def: ProcessDefinition, clock: ClockDef): Blame =>
  blame(`clocks.${def.clocks.indexOf(clock)}`, { clock: clock.name }, { clock: clock.names })

const blame =
  (at: string, place: DefinitionFault['at'], names: Record<string, Names>): Blame =>
  (code, params = {}, path) => ({
    path: path ? `${at}.${path}` : at,
    code,
    params: { ...names, ...params },
    at: place,
  })

/** A fault of the whole. */
export const blameAll = (code: string, path: string, params: Record<string, unknown> = {}): DefinitionFault => ({
  path,
  code,
  params,
  at: {},
})
