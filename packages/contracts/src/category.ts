import { z } from 'zod'
import { text } from './fields.ts'
import {
  ACCEPTANCES,
  CHANNELS,
  CONCERNED,
  DISPATCH_MODES,
  FOLLOW_UPS,
  PARTS,
  PERMIT_KINDS,
  PHOTO_RULES,
  PLACES_OF_CATEGORY,
  REQUEST_KINDS,
  SKILLS,
} from './terms.ts'

/** A text that both languages must have. */
const both = (max: number) => z.strictObject({ 'zh-CN': text(max, 1), en: text(max, 1) })
const level = z.int().min(1).max(3)
const fen = z.int().min(0).max(1_000_000_000)

/** How long something may take; see the clocks of processes for how each is counted. */
export const target = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('elapsedHours'), hours: z.number().positive().max(87_600) }),
  z.strictObject({ kind: z.literal('workingDays'), days: z.int().min(1).max(1000) }),
  z.strictObject({ kind: z.literal('openingHours'), hours: z.number().positive().max(8760) }),
])
export type CategoryTarget = z.infer<typeof target>

/** `z.array` whose items differ from each other by `of`. */
const distinct = <T extends z.ZodType>(item: T, max: number, of: (value: z.output<T>) => unknown = (value) => value) =>
  z
    .array(item)
    .max(max)
    .superRefine((items, context) => {
      const seen = new Set<unknown>()
      for (const [i, value] of items.entries()) {
        if (seen.has(of(value))) context.addIssue({ code: 'custom', path: [i], params: { code: 'fields.twice' } })
        seen.add(of(value))
      }
    })

/**
 * A category of requests with its whole policy: what residents see, who does the work, and how fast. Prices in fen, none
 * when it is free of charge. What has a default came later than the first published versions, which lack it.
 */
export const categoryContent = z
  .strictObject({
    kind: z.enum(REQUEST_KINDS),
    names: both(40),
    icon: text(40, 1),
    /** shown before the form: what to do at once, what is charged */
    guidance: both(500),
    places: distinct(z.enum(PLACES_OF_CATEGORY), 2).min(1),
    part: z.enum(PARTS).default('either'),
    /** whom a complaint is about as a rule: one about staff that names nobody is kept for those who handle it */
    concerns: z.enum(CONCERNED).default('nobody'),
    priceFrom: fen.nullable(),
    priceTo: fen.nullable(),
    /** marked as urgent where people choose a category */
    urgent: z.boolean(),
    /** false: only staff choose it */
    visibleToResidents: z.boolean().default(true),
    /** by which it may come in */
    channels: distinct(z.enum(CHANNELS), CHANNELS.length)
      .min(1)
      .default([...CHANNELS]),
    skill: z.enum(SKILLS),
    dispatch: z.enum(DISPATCH_MODES).default('claim'),
    /** minutes of service hours within which an assigned order is taken, before it goes back to the pool */
    takeWithin: z.int().min(5).max(1440).default(60),
    /** the same for what is urgent (priority 1 and 2), in minutes day and night */
    takeWithinUrgent: z.int().min(2).max(240).default(10),
    checklist: distinct(
      z.strictObject({ key: text(40, 1), names: both(100), mandatory: z.boolean() }),
      20,
      (item) => item.key,
    ),
    safetyNotes: both(500).nullable(),
    /** whether the customer signs, or tells the code that their app shows, when work is reported done */
    acceptance: z.enum(ACCEPTANCES).default('none'),
    /** permits without which work of this category is never begun */
    permits: distinct(z.enum(PERMIT_KINDS), PERMIT_KINDS.length).default([]),
    /** without which work is not begun, or not reported done */
    photos: z.enum(PHOTO_RULES).default('after'),
    /** whether somebody speaks with the customer after the work, before the request is settled */
    followUp: z.enum(FOLLOW_UPS).default('never'),
    /** what triage starts with, 1 high … 3 low */
    defaultUrgency: level,
    defaultImpact: level,
    /** internal targets by name of the clock, instead of those of the process; what is urgent keeps its own */
    targets: z.record(text(40, 1), target).default({}),
    /** share of an internal target after which is warned; null: as the process says */
    warnAt: z.number().min(0.1).max(0.95).nullable().default(null),
    /** ascending, as people see the categories */
    sort: z.int().min(0).max(100_000),
  })
  .superRefine(({ priceFrom, priceTo }, context) => {
    const at = (path: string, code: string) => context.addIssue({ code: 'custom', path: [path], params: { code } })
    if (priceFrom === null && priceTo !== null) at('priceFrom', 'fields.required')
    if (priceFrom !== null && priceTo !== null && priceFrom > priceTo) at('priceTo', 'rules.priceOrder')
  })
export type CategoryContent = z.infer<typeof categoryContent>
