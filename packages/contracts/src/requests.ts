import { z } from 'zod'
import { cursor, id, instant, limit, text } from './fields.ts'
import { workOrderSummary } from './orders.ts'
import { phone } from './people.ts'
import { price } from './prices.ts'
import { allowedStep, names, recordClock, timelineEntry } from './process.ts'
import {
  CHANNELS,
  CONCERNED,
  KEEPERS,
  PHASES,
  PLACES_OF_CATEGORY,
  REQUEST_KINDS,
  REQUEST_QUEUES,
  RULE_KINDS,
  UNNAMED,
} from './terms.ts'
import { visit } from './visits.ts'

export const category = z.strictObject({
  key: z.string(),
  kind: z.enum(REQUEST_KINDS),
  names,
  icon: z.string(),
  /** shown before the form: what to do at once, what is charged */
  guidance: names,
  /** where it can happen */
  places: z.array(z.enum(PLACES_OF_CATEGORY)),
  /** fen; null: free of charge */
  priceFrom: z.int().nullable(),
  priceTo: z.int().nullable(),
  urgent: z.boolean(),
  /** whom complaints of this category are about as a rule */
  concerns: z.enum(CONCERNED),
})
export type Category = z.infer<typeof category>

export const createRequest = z.strictObject({
  /** UUIDv7 made by the client */
  id,
  kind: z.enum(REQUEST_KINDS).default('repair'),
  category: text(60, 1),
  placeId: id,
  description: text(8000, 2),
  photos: z.array(id).max(9).default([]),
  channel: z.enum(CHANNELS).default('app'),
  occurredAt: instant.optional(),
  /** 1 high … 3 low, when staff know better than the category; nobody else may say */
  urgency: z.int().min(1).max(3).optional(),
  /** who reports, when an agent takes it down: a known customer, or an unknown caller by name and phone */
  customerId: id.optional(),
  caller: z.strictObject({ name: text(50, 1), phone }).optional(),
  /** the number in the system of whoever reports by an API key; unique for that key, so that nothing is reported twice */
  externalReference: text(100, 1).optional(),
  /** whom a complaint is about, as far as whoever complains says so; from the first moment it is kept from that person */
  concerned: z.union([z.strictObject({ staffId: id }), z.strictObject({ unnamed: z.enum(UNNAMED) })]).optional(),
})
export type CreateRequest = z.input<typeof createRequest>

/** Members of staff who have served me within a year, the latest first. */
export const server = z.strictObject({
  id,
  name: z.string(),
  /** what it was about, the last time */
  categoryNames: names,
  at: instant,
})
export type Server = z.infer<typeof server>

/** Praise that was passed on to me, or to a team of mine. */
export const praise = z.strictObject({
  id,
  number: z.string(),
  categoryNames: names,
  /** the customer's words, with phones and the like masked */
  words: z.string(),
  /** to me by name; otherwise to my team */
  personal: z.boolean(),
  at: instant,
})
export type Praise = z.infer<typeof praise>

export const requestQuery = z.strictObject({
  queue: z.enum(REQUEST_QUEUES).default('all'),
  kind: z.enum(REQUEST_KINDS).optional(),
  phase: z.enum(PHASES).optional(),
  category: text(60).optional(),
  communityId: id.optional(),
  customerId: id.optional(),
  /** words of the description, or a number such as BX100234 */
  q: text(100).optional(),
  /** as given by whoever reported through the API; a key finds its own */
  externalReference: text(100, 1).optional(),
  cursor: cursor.optional(),
  limit,
})
export type RequestQuery = z.input<typeof requestQuery>

export const requestSummary = z.strictObject({
  id,
  number: z.string(),
  kind: z.enum(REQUEST_KINDS),
  category: z.string(),
  categoryNames: names,
  communityId: id,
  communityName: z.string(),
  placeName: z.string(),
  description: z.string(),
  priority: z.int(),
  phase: z.enum(PHASES),
  stateNames: names,
  version: z.int(),
  nextDueAt: instant.nullable(),
  overdue: z.boolean(),
  channel: z.enum(CHANNELS),
  createdAt: instant,
  settledAt: instant.nullable(),
  /** a quote waits for its customer's word */
  asksPrice: z.boolean(),
  /** history from another system */
  imported: z.boolean(),
})
export type RequestSummary = z.infer<typeof requestSummary>

export const rating = z.strictObject({
  overall: z.int().min(1).max(5),
  speed: z.int().min(1).max(5),
  service: z.int().min(1).max(5),
  text: z.string(),
})

/** The request in which a merged one goes on; its id only for those who may open it. */
export const leadingRequest = z.strictObject({
  id: id.nullable(),
  number: z.string(),
  kind: z.enum(REQUEST_KINDS),
  phase: z.enum(PHASES),
  stateNames: names,
  settledAt: instant.nullable(),
  /** what the customers of those merged have been answered */
  answer: z.string().nullable(),
})

/** The request of another kind that one became, or the one that it was before. */
export const convertedRequest = z.strictObject({
  id,
  number: z.string(),
  kind: z.enum(REQUEST_KINDS),
  phase: z.enum(PHASES),
  stateNames: names,
})

/** One that was merged into this. */
export const mergedRequest = z.strictObject({ id, number: z.string(), placeName: z.string(), reportedAt: instant })

export const serviceRequest = requestSummary.extend({
  state: z.string(),
  definitionId: id,
  /** the versions of the rules by which it runs; for staff */
  governedBy: z.array(z.strictObject({ id, kind: z.enum(RULE_KINDS), version: z.int(), names })),
  placeId: id,
  urgency: z.int().nullable(),
  impact: z.int().nullable(),
  privatePart: z.boolean().nullable(),
  inWarranty: z.boolean().nullable(),
  /** how often it was opened again after it was settled */
  reopened: z.int(),
  mergedInto: leadingRequest.nullable(),
  /** newest first; empty for residents, who see nothing of others */
  merged: z.array(mergedRequest),
  /** what it was turned into, and what it was before; null for whoever may not see that one */
  convertedInto: convertedRequest.nullable(),
  convertedFrom: convertedRequest.nullable(),
  /** earlier complaints of thirty days by the same customer or about the same thing; for staff */
  repeats: z.array(z.strictObject({ id, number: z.string(), reportedAt: instant })),
  occurredAt: instant,
  firstContactOwner: z.strictObject({ id, name: z.string() }).nullable(),
  /** for staff: whom a complaint is about, and for whom it is kept */
  concerned: z
    .strictObject({
      people: z.array(z.strictObject({ id, name: z.string() })),
      keptFor: z.enum(KEEPERS).nullable(),
    })
    .nullable(),
  /** its number in the system of whoever reported it through the API */
  externalReference: z.string().nullable(),
  /** masked unless it is the reader's own */
  contact: z.strictObject({ customerId: id, name: z.string(), phone: z.string().nullable() }),
  /** null: free of charge, or not yet known */
  price: price.nullable(),
  rating: rating.nullable(),
  photos: z.array(id),
  clocks: z.array(recordClock),
  orders: z.array(workOrderSummary),
  /** when somebody comes, by order */
  visits: z.array(visit.extend({ orderId: id })),
  /** for the customer: what to tell whoever has done the work, once it is looked at */
  acceptanceCodes: z.array(z.strictObject({ orderId: id, code: z.string() })),
  timeline: z.array(timelineEntry),
  allowed: z.array(allowedStep),
})
export type ServiceRequest = z.infer<typeof serviceRequest>

/** How many stand in each queue, for the badges beside them; `more` when counting stopped at the cap. */
export const queueCounts = z.strictObject({
  queues: z.array(z.strictObject({ queue: z.enum(REQUEST_QUEUES), count: z.int(), more: z.boolean() })),
})
export type QueueCounts = z.infer<typeof queueCounts>
