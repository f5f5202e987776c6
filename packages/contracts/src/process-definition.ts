import { z } from 'zod'
import { target } from './category.ts'
import { text } from './fields.ts'
import { unsound } from './process.ts'
import { FIELD_TYPES, type Names, PHASES, ROLES, VERBS } from './terms.ts'

/**
 * What passes between customer and company, and what clocks may listen to beside verbs and phases: a recorded talk with
 * the customer, a message from the customer, a message to the customer, a progress report to the customer.
 */
export const PROCESS_EVENTS = ['talk', 'customerReply', 'staffReply', 'progressReport'] as const
export type ProcessEvent = (typeof PROCESS_EVENTS)[number]

const key = z.string().regex(/^[a-z][A-Za-z0-9]{0,39}$/)
const word = text(120, 1)
const names: z.ZodType<Names> = z.strictObject({ 'zh-CN': word, en: word })
const scalar = z.union([text(200), z.number(), z.boolean(), z.null()])
const use = z.strictObject({
  name: key,
  params: z
    .record(
      z.string(),
      z.json().refine((value) => !unsound(value)),
    )
    .default({}),
})
const phase = z.enum(PHASES)
const verb = z.enum(VERBS)
const role = z.enum(ROLES)

const option = z.strictObject({ value: text(60, 1), names, mandatory: z.boolean().optional() })

/** True when the record's value of `field` (form values of the step first) is one of `in`. */
const condition = z.strictObject({ field: key, in: z.array(scalar).min(1) })

export const fieldSchema = z.strictObject({
  key,
  type: z.enum(FIELD_TYPES),
  required: z.boolean(),
  /** part of the form only when this holds of the form, if it has that field, else of the record */
  if: condition.optional(),
  /** required when this holds of the record, whatever `required` says */
  requiredIf: condition.optional(),
  names,
  options: z.array(option).max(200).optional(),
  params: z
    .strictObject({
      min: z.number().optional(),
      max: z.number().optional(),
      integer: z.boolean().optional(),
      roles: z.array(role).optional(),
      /** of a date: not before the day on which the step is taken */
      future: z.literal(true).optional(),
    })
    .optional(),
})

/** `from: []` with the verb `report` creates the record. `to: null` changes no state. `event`: what the step also is. */
export const stepSchema = z.strictObject({
  key,
  verb,
  from: z.array(key).max(100),
  to: key.nullable(),
  roles: z.array(role).max(40),
  trigger: z.enum(['person', 'system', 'both']),
  event: z.enum(PROCESS_EVENTS).optional(),
  form: z.array(fieldSchema).max(40),
  guards: z.array(use).max(10),
  effects: z.array(use).max(10),
  names,
})

export const stateSchema = z.strictObject({ key, phase, names, x: z.number(), y: z.number() })

/** Any of these. `byPerson`: only when a person did it. */
const trigger = z.strictObject({
  verbs: z.array(verb).optional(),
  phases: z.array(phase).optional(),
  events: z.array(z.enum(PROCESS_EVENTS)).optional(),
  byPerson: z.boolean().optional(),
})

/**
 * `dateField`: due at the end of the day that a date field of the step's form names. `momentField`: due at the moment that
 * a field of the step's form names, or the record.
 */
const clockTarget = z.discriminatedUnion('kind', [
  ...target.options,
  z.strictObject({ kind: z.literal('dateField'), field: key }),
  z.strictObject({ kind: z.literal('momentField'), field: key }),
])

export const clockSchema = z.strictObject({
  name: key,
  names,
  /** `timer`: nothing is owed; the system takes a step when it is due, and may take one before */
  kind: z.enum(['promise', 'internal', 'timer']),
  /** the first case whose condition holds, else `target` */
  target: clockTarget,
  cases: z
    .array(z.strictObject({ when: condition, target: clockTarget }))
    .max(20)
    .default([]),
  startOn: trigger,
  /** starts only when this holds; a start at which it holds no longer ends a clock that runs */
  if: condition.optional(),
  /** runs in these phases only: leaving them ends it, met or not */
  while: z.array(phase).min(1).optional(),
  /** calls the duty, its alarms ring those on duty one after the other: outside duty hours only, or `always` */
  rings: z.union([z.boolean(), z.literal('always')]).optional(),
  /** the start is counted from the record's report, whenever the clock became known to be needed */
  countFrom: z.enum(['step', 'report']).default('step'),
  /** starts a new round when its start happens again after, or together with, its end; without it there is one round */
  repeats: z.boolean().default(false),
  meetOn: trigger,
  /** a phase here pauses on entering and resumes on leaving */
  pauseOn: trigger.default({}),
  resumeOn: trigger.default({}),
  warn: z
    .array(
      z.union([
        z.strictObject({ fraction: z.number().gt(0).lt(1) }),
        z.strictObject({ minutesBefore: z.number().positive() }),
        z.strictObject({ atStart: z.literal(true) }),
        z.strictObject({ onDay: z.literal(true) }),
      ]),
    )
    .max(10),
  escalate: z.array(z.strictObject({ minutesAfter: z.number().min(0), to: role })).max(10),
  /** of a timer: the step that the system takes when it is due, and the one that it takes at each of `warn` */
  take: z.strictObject({ due: key, warn: key.optional() }).optional(),
  /** when it holds, alarms come at any hour instead of in duty hours */
  anyHour: condition.optional(),
  /**
   * why the target may be looser than the Specification's, and the last day on which it is; then what starts anew has
   * the Specification's
   */
  exception: z.strictObject({ reason: text(500, 2), until: z.iso.date() }).optional(),
})

export const definitionSchema = z.strictObject({
  kind: key,
  names,
  states: z.array(stateSchema).min(1).max(100),
  steps: z.array(stepSchema).max(300),
  clocks: z.array(clockSchema).max(30),
})

/** A process as data; what organizations edit, publish and version. */
export type ProcessDefinition = z.output<typeof definitionSchema>
/** The same as it may be written down, with defaults left out. */
export type ProcessDefinitionInput = z.input<typeof definitionSchema>
export type StateDef = z.output<typeof stateSchema>
export type StepDef = z.output<typeof stepSchema>
export type ClockDef = z.output<typeof clockSchema>
export type FieldDef = z.output<typeof fieldSchema>
export type ConditionDef = z.output<typeof condition>
export type TriggerDef = z.output<typeof trigger>
/** A guard or effect as used by a step. */
export type Use = z.output<typeof use>
