import { z } from 'zod'
import { id, instant, text, unstorable, version } from './fields.ts'
import { usedParts } from './parts-used.ts'
import { FIELD_TYPES, PHASES, VERBS } from './terms.ts'

export const names = z.strictObject({ 'zh-CN': z.string(), en: z.string() })

/** One field of a step's form; pages draw it from this alone. */
export const formField = z.strictObject({
  key: z.string(),
  type: z.enum(FIELD_TYPES),
  required: z.boolean(),
  names,
  options: z.array(z.strictObject({ value: z.string(), names, mandatory: z.boolean().optional() })).optional(),
  /** part of the form only while another of its fields has one of these values */
  when: z.strictObject({ field: z.string(), in: z.array(z.string()) }).optional(),
  /** what the record says already, to begin with */
  value: z.union([z.string(), z.boolean(), z.number(), usedParts]).optional(),
})
export type FormField = z.infer<typeof formField>

/** A step that the reader may take now. `missing` says what of the record still keeps it from being taken. */
export const allowedStep = z.strictObject({
  key: z.string(),
  verb: z.enum(VERBS),
  names,
  form: z.array(formField),
})
export type AllowedStep = z.infer<typeof allowedStep>

/** Values by field key. Files are given as ids of finished uploads. */
export const stepInput = z.record(text(60), z.json()).superRefine((input, context) => {
  for (const [key, value] of Object.entries(input)) {
    const code = unsound(value)
    if (code) context.addIssue({ code: 'custom', path: [key], params: { code } })
  }
})

/** Why a text anywhere in a value cannot be stored and given back as it came. */
export function unsound(value: unknown): string | undefined {
  if (typeof value === 'string') return unstorable(value)
  if (typeof value !== 'object' || value === null) return undefined
  for (const [key, inner] of Object.entries(value)) {
    const code = unstorable(key) ?? unsound(inner)
    if (code) return code
  }
  return undefined
}

export const takeStep = z.strictObject({
  step: text(60, 1),
  /** the version that the caller has seen */
  version,
  input: stepInput.default({}),
  /** when it happened; absent: now. At most 72 hours before receipt. */
  occurredAt: instant.optional(),
})
export type TakeStep = z.input<typeof takeStep>

/** The same step on many records at once; each is refused or taken by itself. */
export const takeSteps = z.strictObject({
  step: text(60, 1),
  records: z.array(z.strictObject({ id, version })).min(1).max(500),
  input: stepInput.default({}),
})

export const recordClock = z.strictObject({
  name: z.string(),
  names,
  kind: z.enum(['promise', 'internal', 'timer']),
  state: z.enum(['running', 'paused', 'met', 'breached', 'cancelled']),
  startedAt: instant,
  dueAt: instant.nullable(),
  metAt: instant.nullable(),
  breachedAt: instant.nullable(),
  /** why it is due then, in the reader's language */
  explanation: z.string(),
  /** its target is looser than the Specification's */
  belowSpecification: z.boolean(),
})
export type RecordClock = z.infer<typeof recordClock>

export const timelineEntry = z.strictObject({
  seq: z.int(),
  verb: z.string(),
  step: z.string().nullable(),
  /** what happened, in the reader's language */
  title: z.string(),
  phase: z.enum(PHASES),
  actorKind: z.enum(['staff', 'resident', 'system', 'apiKey']),
  actorName: z.string().nullable(),
  /** who did it for the customer */
  proxyName: z.string().nullable(),
  occurredAt: instant,
  receivedAt: instant,
  origin: z.string(),
  internal: z.boolean(),
  /** the form as it was filled in, label and value in the reader's language */
  details: z.array(z.strictObject({ label: z.string(), value: z.string() })),
  photos: z.array(id),
})
export type TimelineEntry = z.infer<typeof timelineEntry>

/** A clock of a definition, with its targets as people read them. */
export const processClock = z.strictObject({
  name: z.string(),
  names,
  kind: z.enum(['promise', 'internal', 'timer']),
  target: names,
  /** targets of special cases: the first that holds counts, before `target` */
  cases: z.array(z.strictObject({ when: names, target: names })),
  /** a target is looser than the Specification's: its clause, what it promises, why less, and the last day of that */
  below: z
    .strictObject({
      clause: z.string(),
      promised: names,
      until: z.iso.date().nullable(),
      reason: z.string().nullable(),
    })
    .nullable(),
})
export type ProcessClock = z.infer<typeof processClock>

/** The definition as a picture: boxes with a place on a grid, arrows, and what each step asks for. */
export const processPicture = z.strictObject({
  id,
  kind: z.string(),
  version: z.int(),
  states: z.array(z.strictObject({ key: z.string(), phase: z.enum(PHASES), names, x: z.number(), y: z.number() })),
  steps: z.array(
    z.strictObject({ key: z.string(), verb: z.enum(VERBS), from: z.array(z.string()), to: z.string(), names }),
  ),
  clocks: z.array(processClock),
})
export type ProcessPicture = z.infer<typeof processPicture>
