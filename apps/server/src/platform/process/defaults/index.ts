import { definitionSchema, type ProcessDefinition, type ProcessDefinitionInput } from '../definition.ts'
import { inquiry, praise, suggestion } from './answered.ts'
import { complaint } from './complaint.ts'
import { repair } from './repair.ts'
import { report } from './report.ts'
import { workOrder } from './work-order.ts'

const defaults = { repair, report, inquiry, suggestion, praise, complaint, workOrder } satisfies Record<
  string,
  ProcessDefinitionInput
>

/** The definitions that come with the product, by kind. An organization starts with them and may publish its own. */
export const DEFAULT_DEFINITIONS = Object.fromEntries(
  Object.entries(defaults).map(([kind, definition]) => [kind, definitionSchema.parse(definition)]),
) as Readonly<Record<keyof typeof defaults, ProcessDefinition>>
