import { z } from 'zod'
import { cursor, id, instant, limit } from './fields.ts'
import { MESSAGE_CHANNELS, MESSAGE_STATES, NOTICE_TOPICS } from './terms.ts'

const channels = z.array(z.enum(MESSAGE_CHANNELS)).max(MESSAGE_CHANNELS.length)
const time = z.string().regex(/^([01]\d|2[0-3]):[0-5]\d$/)
/** Local times of day; over midnight when `from` is later. */
const quietHours = z.strictObject({ from: time, to: time })

/** By which channels somebody is told of what, beside the app. */
const topicChoice = z.strictObject({ topic: z.enum(NOTICE_TOPICS), channels })
const quietChoice = z.strictObject({
  /** the company's, hours of one's own, or none */
  mode: z.enum(['company', 'own', 'none']),
  hours: quietHours.nullable(),
})

export const myMessages = z.strictObject({
  /** what such a person is told of, in the order of the page; `needed`: at least one channel must stay */
  topics: z.array(topicChoice.extend({ needed: z.boolean() })),
  /** channels that the company has connected */
  connected: channels,
  /** channels for which an address of this person is known */
  reachable: channels,
  quiet: quietChoice,
  /** null: the company has none */
  companyQuiet: quietHours.nullable(),
})
export type MyMessages = z.infer<typeof myMessages>

export const changeMyMessages = z.strictObject({
  topics: z.array(topicChoice).max(NOTICE_TOPICS.length),
  quiet: quietChoice,
})

export const messageDefaults = z.strictObject({
  /** null: messages leave at any hour */
  quietHours: quietHours.nullable(),
  /** to one person by one channel; null: no end */
  dailyCap: z.int().min(1).max(500).nullable(),
})
export type MessageDefaults = z.infer<typeof messageDefaults>

/** What left or is to leave: which kind about which record, never what it says, and its reader masked. */
export const message = z.strictObject({
  id,
  channel: z.enum(MESSAGE_CHANNELS),
  kind: z.string(),
  /** in the reader's language */
  kindName: z.string(),
  /** of the record, as people quote it; null: about none */
  number: z.string().nullable(),
  /** null: nobody is known behind the phone, or no address any more */
  recipient: z.string().nullable(),
  state: z.enum(MESSAGE_STATES),
  /** why it is quiet */
  held: z.enum(['quietHours', 'dailyCap']).nullable(),
  urgent: z.boolean(),
  attempts: z.int(),
  /** one word, or code and number of the mail server */
  reason: z.string().nullable(),
  createdAt: instant,
  nextAt: instant.nullable(),
  sentAt: instant.nullable(),
  deliveredAt: instant.nullable(),
  /** how many others left in it */
  merged: z.int(),
  allowed: z.strictObject({ retry: z.boolean(), cancel: z.boolean() }),
})
export type Message = z.infer<typeof message>

export const messageWithAttempts = message.extend({
  tries: z.array(
    z.strictObject({
      attempt: z.int(),
      at: instant,
      /** null: broken off, or under way */
      outcome: z.enum(['accepted', 'refused', 'retry', 'skipped']).nullable(),
      reason: z.string().nullable(),
    }),
  ),
})
export type MessageWithAttempts = z.infer<typeof messageWithAttempts>

export const messageQuery = z.strictObject({
  state: z.enum(MESSAGE_STATES).optional(),
  channel: z.enum(MESSAGE_CHANNELS).optional(),
  cursor: cursor.optional(),
  limit,
})
