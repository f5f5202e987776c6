import { priceItems, usedParts } from '@sims/contracts'
import { type FieldFault, type IsoDate, isUuid, parseDay, parseInstant } from '#kernel'
import { holds } from './condition.ts'
import type { ConditionDef, FieldDef, ProcessDefinition } from './definition.ts'
import type { ProcessRecord, StepTaken } from './record.ts'

type Fault = { code: string; params?: Record<string, unknown> } | null

/**
 * What each field type holds, and its `params`:
 * text (≤ max, 200) · longText (≤ max, 4000) · number (min, max, integer) · money: whole fen (min 0, max) ·
 * date `YYYY-MM-DD` (future: not before the day of the step) · dateTime RFC 3339 · choice: one option's value · person (roles: holds one of them in the record's
 * community; looked at by `checkReferences`), team, place, signature: an id ·
 * checklist: the values of the ticked options, every mandatory one among them · photos: ids of finished uploads
 * (min, max 9) · priceItems: the lines of a quote · quote: the id of the quote that the record names, seen by who decides ·
 * parts: the lines of what an order has used ·
 * request: the number of a request, such as BX100234 (the module finds it) · rating: whole 1 … max (5) · boolean.
 */
const CHECKS: Record<FieldDef['type'], (value: unknown, field: FieldDef) => Fault> = {
  text: (value, field) => checkText(value, field.params?.max ?? 200),
  longText: (value, field) => checkText(value, field.params?.max ?? 4000),
  number: (value, { params }) => checkNumber(value, params?.min, params?.max, params?.integer === true),
  money: (value, { params }) => checkNumber(value, params?.min ?? 0, params?.max ?? Number.MAX_SAFE_INTEGER, true),
  date: (value) => parses(value, parseDay),
  dateTime: (value) => parses(value, parseInstant),
  choice: (value, { options }) => (options?.some((o) => o.value === value) ? null : { code: 'fields.choice' }),
  person: checkId,
  team: checkId,
  place: checkId,
  request: (value) => checkText(value, 20),
  signature: checkId,
  checklist: checkChecklist,
  photos: checkPhotos,
  rating: (value, { params }) => checkNumber(value, 1, params?.max ?? 5, true),
  boolean: (value) => (typeof value === 'boolean' ? null : wrongType('boolean')),
  priceItems: (value) => (priceItems.safeParse(value).success ? null : { code: 'fields.priceItems' }),
  parts: (value) => (usedParts.safeParse(value).success ? null : { code: 'fields.parts' }),
  quote: checkId,
}

/**
 * The fields of a step's form as they stand for this record: those that do not apply to it are left out. What depends on
 * another field of the form stays, for whoever fills it in; see {@link asksFor}.
 */
export function formOf(
  fields: readonly FieldDef[],
  record: Partial<Pick<ProcessRecord, 'options' | 'facts'>>,
): FieldDef[] {
  const { facts = {} } = record
  const applies = (field: FieldDef | undefined): boolean => {
    const condition = field?.if
    if (!condition) return field !== undefined
    const other = fields.find(({ key }) => key === condition.field)
    // what depends on a field that is not asked for is not asked for either
    return other ? applies(other) : holds(condition, facts)
  }
  return fields
    .filter(applies)
    .map((field) => fieldOf(field, record))
    .map((field) => (field.requiredIf && holds(field.requiredIf, facts) ? { ...field, required: true } : field))
}

/** Whether a condition speaks of the form itself. */
export const isOfForm = (fields: readonly FieldDef[], { field }: ConditionDef): boolean =>
  fields.some(({ key }) => key === field)

/** Whether a field is part of the form as it is filled in. */
const asksFor = (field: FieldDef, fields: readonly FieldDef[], form: Readonly<Record<string, unknown>>) =>
  !field.if || !isOfForm(fields, field.if) || holds(field.if, form)

/** A field as it stands for this record: options that come from elsewhere are filled in. */
export function fieldOf(field: FieldDef, record: Partial<Pick<ProcessRecord, 'options'>>): FieldDef {
  const options = record.options?.[field.key]
  return options ? { ...field, options } : field
}

/**
 * Checks a form and reports every fault at once, each by its field key; `today` is the day on which the step is taken. Null, absent and blank text are the same: not
 * filled in. Text is kept byte for byte.
 */
export function checkForm(
  declared: readonly FieldDef[],
  input: unknown,
  record: Partial<Pick<ProcessRecord, 'options' | 'facts'>>,
  today?: IsoDate,
): { values: Record<string, unknown>; faults: FieldFault[] } {
  const values: Record<string, unknown> = {}
  const faults: FieldFault[] = []
  const given = input ?? {}
  if (typeof given !== 'object' || Array.isArray(given))
    return { values, faults: [{ path: '', code: 'fields.type', params: { expected: 'object' } }] }
  const form = given as Record<string, unknown>
  const fields = formOf(declared, record).filter((field) => asksFor(field, declared, form))
  for (const key of Object.keys(form)) {
    if (!fields.some((field) => field.key === key))
      faults.push({ path: key, code: 'fields.unknown', params: { keys: key } })
  }
  for (const field of fields) {
    const value = Object.hasOwn(form, field.key) ? form[field.key] : undefined
    const fault = isEmpty(value) ? missing(field) : (CHECKS[field.type](value, field) ?? isPast(value, field, today))
    if (fault) faults.push({ path: field.key, ...fault })
    else if (!isEmpty(value)) values[field.key] = value
  }
  return { values, faults }
}

/** Days are compared as text, which `YYYY-MM-DD` allows. */
const isPast = (value: unknown, { params }: FieldDef, today: IsoDate | undefined): Fault =>
  params?.future && today !== undefined && String(value) < today ? { code: 'fields.past' } : null

const isEmpty = (value: unknown) =>
  value === undefined || value === null || (typeof value === 'string' && value.trim() === '')

function missing(field: FieldDef): Fault {
  if (field.required && field.type === 'photos') return { code: 'fields.photosNeeded' }
  const owed = field.type === 'checklist' && field.options?.some((o) => o.mandatory)
  return field.required || owed ? { code: 'fields.required' } : null
}

const wrongType = (expected: string): Fault => ({ code: 'fields.type', params: { expected } })

function checkSize(size: number, minimum: number, maximum: number): Fault {
  if (size < minimum) return { code: 'fields.tooShort', params: { minimum } }
  return size > maximum ? { code: 'fields.tooLong', params: { maximum } } : null
}

function checkText(value: unknown, max: number): Fault {
  if (typeof value !== 'string') return wrongType('string')
  if (value.length > max) return { code: 'fields.tooLong', params: { maximum: max } }
  if (value.includes('\u0000')) return { code: 'fields.nul' }
  return value.isWellFormed() ? null : { code: 'fields.surrogate' }
}

function checkNumber(value: unknown, min = -Infinity, max = Infinity, integer: boolean): Fault {
  if (typeof value !== 'number' || !Number.isFinite(value)) return wrongType('number')
  if (integer && !Number.isSafeInteger(value)) return wrongType('integer')
  return checkSize(value, min, max)
}

function parses(value: unknown, parse: (text: string) => number): Fault {
  if (typeof value !== 'string') return wrongType('string')
  try {
    parse(value)
    return null
  } catch {
    return { code: 'fields.format' }
  }
}

function checkId(value: unknown): Fault {
  return isUuid(value) ? null : { code: 'fields.format' }
}

function checkChecklist(value: unknown, { options = [] }: FieldDef): Fault {
  if (!isListOfDistinct(value)) return wrongType('array')
  if (value.some((ticked) => !options.some((o) => o.value === ticked))) return { code: 'fields.choice' }
  const open = options.filter((o) => o.mandatory && !value.includes(o.value)).map((o) => o.value)
  return open.length > 0 ? { code: 'fields.checklistOpen', params: { open: open.join(', ') } } : null
}

function checkPhotos(value: unknown, { required, params }: FieldDef): Fault {
  if (!isListOfDistinct(value)) return wrongType('array')
  if (required && value.length === 0) return { code: 'fields.photosNeeded' }
  const fault = checkSize(value.length, params?.min ?? 0, params?.max ?? 9)
  return fault ?? (value.every(isUuid) ? null : { code: 'fields.format' })
}

function isListOfDistinct(value: unknown): value is string[] {
  return Array.isArray(value) && value.every((v) => typeof v === 'string') && new Set(value).size === value.length
}

/** The ids in a form's input that may be files: which of them are, the step's form tells. */
export function filesMaybeIn(input: Readonly<Record<string, unknown>>): string[] {
  return Object.values(input)
    .flat()
    .filter((value): value is string => typeof value === 'string' && isUuid(value))
}

/** The ids of the files that a step's checked form names: its photos and its signature. */
export function filesIn(definition: ProcessDefinition, { step, values }: Pick<StepTaken, 'step' | 'values'>): string[] {
  const form = definition.steps.find(({ key }) => key === step)?.form ?? []
  return form.flatMap(({ key, type }) =>
    (type === 'photos' || type === 'signature') && values[key] !== undefined ? (values[key] as string | string[]) : [],
  )
}
