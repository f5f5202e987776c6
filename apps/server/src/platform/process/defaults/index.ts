import { definitionSchema, type ProcessDefinition } from '../definition.ts'
import { repair } from './repair.ts'
import { workOrder } from './work-order.ts'

/** The definitions that come with the product, by kind. An organization starts with them and may publish its own. */
export const DEFAULT_DEFINITIONS: Readonly<Record<'repair' | 'workOrder', ProcessDefinition>> = {
  repair: definitionSchema.parse(repair),
  workOrder: definitionSchema.parse(workOrder),
}
