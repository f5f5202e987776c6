import { z } from 'zod'
import { id, instant } from './fields.ts'
import { names } from './process.ts'
import { DUTY_POSTS, RECORD_KINDS } from './terms.ts'

const day = z.iso.date()
/** Local time of day. */
const time = z.string().regex(/^([01]\d|2[0-3]):[0-5]\d$/)

/** One person's turn. A `to` that is not after `from` lies on the next day; equal times are a whole day and night. */
const turn = {
  date: day,
  from: time,
  to: time,
  post: z.enum(DUTY_POSTS),
  /** who is called first, second, third */
  order: z.int().min(1).max(3),
}

export const dutyShift = z.strictObject({
  ...turn,
  id,
  /** null: for the whole company */
  communityId: id.nullable(),
  startsAt: instant,
  endsAt: instant,
  staff: z.strictObject({
    id,
    name: z.string(),
    /** only for those who may call */
    phone: z.string().nullable(),
  }),
})
export type DutyShift = z.infer<typeof dutyShift>

/** The roster of a community (null: of the whole company) over whole days, both ends included. */
const range = { communityId: id.nullable(), from: day, to: day }

export const dutyQuery = z.strictObject({ communityId: id.optional(), from: day, to: day })

export const dutyRoster = z.strictObject({
  ...range,
  days: z.array(
    z.strictObject({
      date: day,
      kind: z.enum(['working', 'off', 'unpublished']),
      /** of a day that differs from Monday to Friday: the holiday that it belongs to, or is made up for */
      name: z.string().nullable(),
    }),
  ),
  /** the community's own shifts and those for the whole company */
  shifts: z.array(dutyShift),
  /** times outside duty hours, to a quarter of an hour, in which a post has nobody; a warning, not a fault */
  gaps: z.array(z.strictObject({ post: z.enum(DUTY_POSTS), from: instant, to: instant })),
})
export type DutyRoster = z.infer<typeof dutyRoster>

export const setDuty = z.strictObject({
  ...range,
  /** all shifts of these days; what stood there before is gone */
  shifts: z.array(z.strictObject({ ...turn, staffId: id })).max(500),
})
export type SetDuty = z.infer<typeof setDuty>

/** Some shifts go and some come, the others stay; to change one is to take it away and to add it. */
export const changeDuty = z.strictObject({
  ...range,
  remove: z.array(id).max(100),
  add: z.array(z.strictObject({ ...turn, staffId: id })).max(100),
})
export type ChangeDuty = z.infer<typeof changeDuty>

/**
 * Seven days from `from` become the seven days from `to`. With more `days`, such as those of a month: the four weeks
 * from `from` become the `days` from `to`, each day by its weekday, the first four weeks again where they are more.
 */
export const copyDutyWeek = z.strictObject({ ...range, days: z.int().min(7).max(42).default(7) })
export type CopyDuty = z.infer<typeof copyDutyWeek>

/** What changed in a roster, newest first: shifts as they were written down, with the names of those on them. */
const writtenTurn = z.strictObject({ ...turn, staffName: z.string() })
export const dutyChanges = z.strictObject({
  items: z.array(
    z.strictObject({
      id,
      at: instant,
      /** null: the system */
      by: z.string().nullable(),
      removed: z.array(writtenTurn),
      added: z.array(writtenTurn),
    }),
  ),
})
export type DutyChanges = z.infer<typeof dutyChanges>

export const dutyNow = z.strictObject({
  /** now is outside duty hours, or a day off: urgent requests ring those on duty */
  offDuty: z.boolean(),
  shifts: z.array(dutyShift),
  /** whose turn begins later today */
  later: z.array(dutyShift),
})
export type DutyNow = z.infer<typeof dutyNow>

/** A record that calls the duty and that nobody has accepted yet. */
const dutyCall = z.strictObject({
  recordKind: z.enum(RECORD_KINDS),
  id,
  /** as people quote it */
  number: z.string(),
  kind: names,
  category: names,
  place: z.string(),
  /** called from the work itself, because something has happened there */
  emergency: z.boolean(),
  since: instant,
  /** how many calls have been made */
  call: z.int(),
  /** whom the last of them went to; phones only for those who may call */
  called: z.array(z.strictObject({ name: z.string(), phone: z.string().nullable() })),
  /** when the next is called; null: everybody has been */
  nextAt: instant.nullable(),
  /** the reader was called, and has not passed it on */
  mine: z.boolean(),
})
export type DutyCall = z.infer<typeof dutyCall>
export const dutyCalls = z.strictObject({ items: z.array(dutyCall) })
export type DutyCalls = z.infer<typeof dutyCalls>

/** My turns that are not over, the next first. */
export const myDuty = z.strictObject({ items: z.array(dutyShift.extend({ communityName: z.string().nullable() })) })
export type MyDuty = z.infer<typeof myDuty>
