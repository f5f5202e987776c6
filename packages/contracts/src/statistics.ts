import { z } from 'zod'
import { id, text } from './fields.ts'
import { names } from './process.ts'
import { CHANNELS, PHASES, REPORT_DIMENSIONS, REQUEST_KINDS } from './terms.ts'

const month = z.string().regex(/^\d{4}-(0[1-9]|1[0-2])$/)

/** Which requests, by when they were reported (whole months, both inclusive), and what the groups are. */
export const reportQuery = z.strictObject({
  by: z.enum(REPORT_DIMENSIONS).default('month'),
  from: month.optional(),
  to: month.optional(),
  kind: z.enum(REQUEST_KINDS).optional(),
  category: text(60, 1).optional(),
  channel: z.enum(CHANNELS).optional(),
  communityId: id.optional(),
  buildingId: id.optional(),
})

const figures = {
  requests: z.int(),
  /** those that came into phase feedback */
  answered: z.int(),
  /** answered at most 24 h after the report, day and night */
  within24h: z.int(),
  /** answered on the 7th working day at the latest; the day of the report is day 0 */
  withinResultDays: z.int(),
  /** answered, and every year between is covered by the calendar: of these days and median are known */
  counted: z.int(),
  /** in working days */
  medianDays: z.number().nullable(),
}
export type ClockFigures = z.infer<z.ZodObject<typeof figures>>

export const clockReport = z.strictObject({
  total: z.strictObject(figures),
  /** how many were answered after so many working days */
  days: z.array(z.strictObject({ days: z.int(), count: z.int() })),
  groups: z.array(
    z.strictObject({
      /** a month such as 2026-03, a term, an id; null: in no building */
      key: z.string().nullable(),
      /** the name of a category, community or building */
      label: z.string().nullable(),
      ...figures,
    }),
  ),
})
export type ClockReport = z.infer<typeof clockReport>

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
      /** of older versions only, by which records that began before go on */
      former: z.boolean(),
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
