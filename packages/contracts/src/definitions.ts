import { z } from 'zod'
import { id } from './fields.ts'
import { names, processClock } from './process.ts'
import { PHASES, VERBS } from './terms.ts'

const key = z.string()

/** A definition as far as it can be drawn, whatever is wrong with the rest. `to: null`: stays where it is. */
export const processDrawing = z.strictObject({
  kind: z.string(),
  names,
  states: z.array(z.strictObject({ key, phase: z.enum(PHASES), names, x: z.number(), y: z.number() })),
  steps: z.array(z.strictObject({ key, verb: z.enum(VERBS), from: z.array(key), to: key.nullable(), names })),
  clocks: z.array(processClock),
})
export type ProcessDrawing = z.infer<typeof processDrawing>

/** What is wrong and where: the path in what was sent, and the state, step or clock by its key. */
export const definitionFault = z.strictObject({
  path: z.string(),
  code: z.string(),
  /** in the reader's language, with what to do */
  message: z.string(),
  at: z.strictObject({ state: key.optional(), step: key.optional(), clock: key.optional() }),
})
export type DefinitionFault = z.infer<typeof definitionFault>

/** Any content that may be meant as a definition. */
export const checkDefinition = z.strictObject({ definition: z.json() })
/** `whole`: written as a definition must be, so that a draft can hold it whatever its faults. At most 200 faults are told. */
export const checkedDefinition = z.strictObject({
  drawing: processDrawing,
  whole: z.boolean(),
  faults: z.array(definitionFault),
})
export type CheckedDefinition = z.infer<typeof checkedDefinition>

/** A clock that gives less than the Specification by an exception. `ended`: its last day has passed. */
export const processException = z.strictObject({
  /** the version in force that holds it */
  ruleId: id,
  process: names,
  clock: key,
  clockNames: names,
  given: names,
  promised: names,
  clause: z.string(),
  reason: z.string(),
  until: z.iso.date(),
  ended: z.boolean(),
})
export type ProcessException = z.infer<typeof processException>
