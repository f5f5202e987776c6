export type { DefinitionFault } from './fault.ts'
export { type Surroundings, validateDefinition } from './validate.ts'
