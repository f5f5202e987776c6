import { z } from 'zod'
import { text } from './fields.ts'

/** A day that differs from the usual week: a holiday from Monday to Friday, or a workday at the weekend. */
export const calendarDay = z.strictObject({
  day: z.iso.date(),
  /** true: a make-up workday; false: a day off */
  working: z.boolean(),
  name: text(40, 1),
})
export type CalendarDay = z.infer<typeof calendarDay>

/** The working calendar of one year, as a rule holds it; days that are not listed follow the usual week. */
export const calendarYear = z.strictObject({
  year: z.int().min(1950).max(2200),
  /** where the arrangement was published */
  source: text(200, 1),
  days: z.array(calendarDay).max(366),
})
export type CalendarYear = z.infer<typeof calendarYear>
