import { z } from 'zod'
import { id } from './fields.ts'
import { names } from './process.ts'
import { PHASES, REQUEST_KINDS } from './terms.ts'

export const processFiguresQuery = z.strictObject({
  process: z.enum([...REQUEST_KINDS, 'workOrder']).default('repair'),
  communityId: id.optional(),
  /** the last so many days */
  days: z.coerce.number().int().min(1).max(366).default(30),
})
export type ProcessFiguresQuery = z.input<typeof processFiguresQuery>

/** What stands in each state now, and what happened there in the period; times in seconds. */
export const processFigures = z.strictObject({
  /** the version in force, to be drawn */
  definitionId: id,
  states: z.array(
    z.strictObject({
      key: z.string(),
      phase: z.enum(PHASES),
      names,
      running: z.int(),
      /** how often the state was left */
      visits: z.int(),
      medianSeconds: z.int().nullable(),
      p90Seconds: z.int().nullable(),
      /** clocks that were missed while the record stood there */
      breaches: z.int(),
    }),
  ),
})
export type ProcessFigures = z.infer<typeof processFigures>
