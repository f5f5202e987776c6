import type { Role } from '@sims/contracts'
import type { IsoDate } from '#kernel'
import { definitionSchema, type ProcessDefinition } from '../definition.ts'
import { clockFaults } from './clocks.ts'
import { complaintFaults } from './complaint.ts'
import type { DefinitionFault } from './fault.ts'
import { needFaults } from './needs.ts'
import { pathFaults } from './paths.ts'
import { shapeFault } from './shape.ts'
import { specificationFaults } from './specification.ts'
import { duplicates, stepFaults } from './steps.ts'
import { useFaults } from './uses.ts'

/** What an organization and its server know, to hold a definition against; what is absent is not looked at. */
export interface Surroundings {
  /** the roles that somebody holds: a step whose roles nobody has is a fault */
  rolesInUse?: ReadonlySet<Role>
  /** the kinds of notices that have a text */
  notices?: ReadonlySet<string>
  /** the day in the organization's zone, by which exceptions from the Specification are judged */
  today?: IsoDate
}

/**
 * Judges a definition as it comes from outside.
 * @returns the parsed definition, only when there is no fault; whether it has the form of one; all faults
 */
export function validateDefinition(
  input: unknown,
  { rolesInUse, notices, today }: Surroundings = {},
): { definition?: ProcessDefinition; whole: boolean; faults: DefinitionFault[] } {
  const parsed = definitionSchema.safeParse(input)
  if (!parsed.success) return { whole: false, faults: parsed.error.issues.map((issue) => shapeFault(input, issue)) }
  const definition = parsed.data
  const faults = [
    ...duplicates(definition),
    ...stepFaults(definition, rolesInUse),
    ...useFaults(definition, notices),
    ...needFaults(definition),
    ...pathFaults(definition),
    ...clockFaults(definition),
    ...complaintFaults(definition),
    ...(today === undefined ? [] : specificationFaults(definition, today)),
  ]
  return { ...(faults.length > 0 ? {} : { definition }), whole: true, faults }
}
