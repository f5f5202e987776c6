import { PERMIT_KINDS } from '@sims/contracts'
import type { FieldDef, Names, ProcessDefinition, StepDef } from '../definition.ts'
import { categoryField } from '../registry.ts'
import { blameAll, blameStep, type DefinitionFault } from './fault.ts'
import { recordOf } from './uses.ts'

interface NeededStep {
  key: string
  /** for what the system takes it, as people read it */
  use: Names
  creates?: true
  /** people take it as well */
  byPeople?: true
  /** the steps after which it is taken */
  after?: readonly string[]
  /** what the system fills in; nothing else may be required */
  fills?: Readonly<Record<string, FieldDef['type']>>
}

const n = (zh: string, en: string): Names => ({ 'zh-CN': zh, en })
const imports = n('导入历史数据', 'the import of history')

/** Steps that modules take by their key. Without them the work that relies on them would fail for every record. */
const STEPS: Readonly<Record<'serviceRequest' | 'workOrder', readonly NeededStep[]>> = {
  serviceRequest: [
    { key: 'report', use: n('登记服务请求', 'taking a request down'), creates: true, byPeople: true },
    { key: 'answeredBefore', use: imports, after: ['report'], fills: { answer: 'longText' } },
    { key: 'settledBefore', use: imports, after: ['report', 'answeredBefore'], fills: { answer: 'longText' } },
  ],
  workOrder: [
    { key: 'create', use: n('生成工单', 'making a work order'), creates: true },
    {
      key: 'dispatch',
      use: n('派单给指定人员', 'giving an order to somebody'),
      after: ['create'],
      fills: { assignee: 'person' },
    },
  ],
}

interface NeededField {
  key: string
  type: FieldDef['type']
  required?: true
  values?: readonly string[]
}
const LEVELS = ['1', '2', '3']
const SCORES = ['overall', 'speed', 'service'].map((key): NeededField => ({ key, type: 'rating', required: true }))

/** What a form must ask when its step has this verb and effect, because the record keeps it in columns of its own. */
const FORMS: readonly { verb: string; effect: string; fields: readonly NeededField[] }[] = [
  {
    verb: 'triage',
    effect: 'keepForm',
    fields: [
      { key: 'urgency', type: 'choice', required: true, values: LEVELS },
      { key: 'impact', type: 'choice', required: true, values: LEVELS },
      { key: 'category', type: 'choice', required: true },
      { key: 'major', type: 'choice' },
    ],
  },
  { verb: 'rate', effect: 'keepForm', fields: SCORES },
  { verb: 'recordParts', effect: 'keepParts', fields: [{ key: 'parts', type: 'parts' }] },
  { verb: 'quotePrice', effect: 'keepPrice', fields: [{ key: 'items', type: 'priceItems', required: true }] },
  { verb: 'agreePrice', effect: 'keepPrice', fields: [{ key: 'quote', type: 'quote', required: true }] },
  { verb: 'declinePrice', effect: 'keepPrice', fields: [{ key: 'quote', type: 'quote', required: true }] },
  {
    verb: 'requirePermit',
    effect: 'requirePermit',
    fields: [{ key: 'permitKind', type: 'choice', required: true, values: PERMIT_KINDS }],
  },
  {
    verb: 'askPermit',
    effect: 'askPermit',
    fields: [
      { key: 'permitKind', type: 'choice', required: true, values: PERMIT_KINDS },
      { key: 'work', type: 'longText', required: true },
      { key: 'guardian', type: 'person', required: true },
      { key: 'validFrom', type: 'dateTime', required: true },
      { key: 'validTo', type: 'dateTime', required: true },
    ],
  },
  ...(['issuePermit', 'refusePermit'] as const).map((verb) => ({
    verb,
    effect: verb,
    fields: [{ key: 'application', type: 'choice' as const, required: true as const }],
  })),
  { verb: 'closePermit', effect: 'closePermit', fields: [{ key: 'permit', type: 'choice', required: true }] },
  {
    verb: 'arrange',
    effect: 'keepVisit',
    fields: [
      { key: 'visitFrom', type: 'dateTime', required: true },
      { key: 'visitTo', type: 'dateTime', required: true },
    ],
  },
  {
    verb: 'reportDone',
    effect: 'keepForm',
    fields: [{ key: 'acceptanceCode', type: 'text' }],
  },
  {
    verb: 'dispatch',
    effect: 'createOrder',
    fields: [
      { key: 'assignee', type: 'person' },
      { key: 'team', type: 'team' },
    ],
  },
]

/** What a form must ask when its step turns the request into another kind: in which category it goes on there. */
const conversionFields = ({ effects }: StepDef): NeededField[] =>
  effects.flatMap(({ name, params }) =>
    name === 'convertTo' ? [{ key: categoryField(String(params.kind)), type: 'choice', required: true }] : [],
  )

/** A definition is of a kind that there is, and has what the modules that own its records rely on. */
export function needFaults(def: ProcessDefinition): DefinitionFault[] {
  const record = recordOf(def)
  if (!record) return [blameAll('definition.unknownKind', 'kind', { kind: def.kind })]
  return [
    ...STEPS[record].flatMap((needed) => neededStepFaults(def, needed)),
    ...def.steps.flatMap((step) => formFaults(def, step)),
  ]
}

function neededStepFaults(
  def: ProcessDefinition,
  { key, use, creates, byPeople, after = [], fills = {} }: NeededStep,
): DefinitionFault[] {
  const step = def.steps.find((one) => one.key === key)
  if (!step) return [blameAll('definition.neededStep', 'steps', { key, use })]
  const before = def.steps.filter((one) => after.includes(one.key))
  const follows = before.every(({ to }) => to !== null && step.from.includes(to))
  const form =
    step.form.every((field) => !field.required || Object.hasOwn(fills, field.key)) &&
    Object.entries(fills).every(([name, type]) => step.form.find((field) => field.key === name)?.type === type)
  const taken = byPeople ? step.trigger === 'both' : step.trigger !== 'person'
  const fits = taken && (!creates || step.from.length === 0) && follows && form
  return fits ? [] : [blameStep(def, step)('definition.neededStepUnfit', { use, fields: Object.keys(fills) })]
}

function formFaults(def: ProcessDefinition, step: StepDef): DefinitionFault[] {
  const blame = blameStep(def, step)
  const rules = FORMS.filter(
    ({ verb, effect }) => verb === step.verb && step.effects.some(({ name }) => name === effect),
  )
  return [...rules.map(({ fields }) => fields), conversionFields(step)].flatMap((fields) =>
    fields.flatMap(({ key, type, required, values }) => {
      const at = step.form.findIndex((field) => field.key === key)
      const field = step.form[at]
      if (!field) return required ? [blame('definition.neededField', { field: key, type }, 'form')] : []
      const options = field.options?.map(({ value }) => value) ?? []
      const fits =
        field.type === type &&
        (!required || field.required) &&
        (!values || options.every((value) => values.includes(value))) &&
        (type !== 'rating' || (field.params?.max ?? 5) <= 5)
      return fits ? [] : [blame('definition.neededField', { field: key, type }, `form.${at}`)]
    }),
  )
}
