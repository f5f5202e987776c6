import { z } from 'zod'
import { cursor, id, instant, limit } from './fields.ts'
import { usedPart } from './parts-used.ts'
import { worksFor } from './people.ts'
import { workPermit } from './permits.ts'
import { price } from './prices.ts'
import { printed } from './prints.ts'
import { allowedStep, names, recordClock, timelineEntry } from './process.ts'
import { ORDER_QUEUES, PERMIT_KINDS, PHASES } from './terms.ts'
import { orderVisit } from './visits.ts'

export const workOrderSummary = z.strictObject({
  id,
  number: z.string(),
  requestId: id.nullable(),
  requestNumber: z.string().nullable(),
  category: z.string(),
  categoryNames: names,
  communityName: z.string(),
  placeName: z.string(),
  description: z.string(),
  priority: z.int(),
  phase: z.enum(PHASES),
  stateNames: names,
  version: z.int(),
  assignee: z.strictObject({ id, name: z.string(), phone: z.string().nullable() }).nullable(),
  nextDueAt: instant.nullable(),
  overdue: z.boolean(),
  createdAt: instant,
  settledAt: instant.nullable(),
})
export type WorkOrderSummary = z.infer<typeof workOrderSummary>

export const orderQuery = z.strictObject({
  queue: z.enum(ORDER_QUEUES).default('mine'),
  communityId: id.optional(),
  requestId: id.optional(),
  cursor: cursor.optional(),
  limit,
})
export type OrderQuery = z.input<typeof orderQuery>

export const workOrder = workOrderSummary.extend({
  state: z.string(),
  definitionId: id,
  placeId: id,
  note: z.string().nullable(),
  /** when whoever has it set out */
  departedAt: instant.nullable(),
  /** how often it went back to the pool because whoever had it did not take it in time */
  silences: z.int(),
  /** the customer; in clear for whoever has the order, who must be able to call before coming, else masked */
  contact: z.strictObject({ name: z.string(), phone: z.string().nullable() }).nullable(),
  /** the firm that the assignee works for; null: one of our own */
  contractor: worksFor.nullable(),
  /** what to do at this kind of work, with the items that must not stay open */
  checklist: z.array(z.strictObject({ key: z.string(), names, mandatory: z.boolean() })),
  /** keys of the checklist that were ticked when it was reported done last */
  ticked: z.array(z.string()),
  safetyNotes: z.array(names),
  requestPhotos: z.array(id),
  /** what its request costs the customer; null: free of charge */
  price: price.nullable(),
  /** what it has used, names and prices as they were */
  parts: z.array(usedPart),
  /** null: never printed */
  printed: printed.nullable(),
  /** null: not in somebody's home */
  visit: orderVisit.nullable(),
  /** kinds of permits without which the work is not begun */
  permitKinds: z.array(z.enum(PERMIT_KINDS)),
  /** newest first */
  permits: z.array(workPermit),
  clocks: z.array(recordClock),
  timeline: z.array(timelineEntry),
  allowed: z.array(allowedStep),
})
export type WorkOrder = z.infer<typeof workOrder>
