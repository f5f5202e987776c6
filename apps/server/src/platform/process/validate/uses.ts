import { REQUEST_KINDS, ROLES } from '@sims/contracts'
import type { FieldDef, Names, ProcessDefinition, StepDef, Use } from '../definition.ts'
import { EFFECTS, FACTS, GUARDS } from '../registry.ts'
import { blameStep, type DefinitionFault } from './fault.ts'

/**
 * What a param of a guard or effect must be; `moment`: something of which the record tells when it happened; `kind`:
 * another kind of request;
 * `field:person`: a field of the step's own form, of that type.
 */
type Param =
  | ('roles' | 'values' | 'clock' | 'fact' | 'notice' | 'days' | 'moment' | 'condition' | 'kind')
  | `field:${FieldDef['type']}`
type Params = Readonly<Record<string, Param>>
interface Rule {
  params: Params
  /** those that may be left out */
  optional?: readonly string[]
  /** only for records of this kind */
  of?: 'serviceRequest' | 'workOrder'
}

export const GUARD_RULES: Readonly<Record<string, Rule>> = {
  byRequester: { params: {}, of: 'serviceRequest' },
  byAssignee: { params: { or: 'roles' }, optional: ['or'], of: 'workOrder' },
  notAssignee: { params: {}, of: 'workOrder' },
  calling: { params: { clock: 'clock' } },
  notCalling: { params: { clock: 'clock' } },
  transferred: { params: {}, of: 'workOrder' },
  unassigned: { params: {}, of: 'workOrder' },
  permitsInForce: { params: {}, of: 'workOrder' },
  permitsClosed: { params: {}, of: 'workOrder' },
  permitToClose: { params: {}, of: 'workOrder' },
  permitToDecide: { params: {}, of: 'workOrder' },
  skilled: { params: {}, of: 'workOrder' },
  noOpenOrders: { params: {}, of: 'serviceRequest' },
  openOrders: { params: {}, of: 'serviceRequest' },
  clockMet: { params: { clock: 'clock' } },
  followedUp: { params: {}, of: 'serviceRequest' },
  factIn: { params: { field: 'fact', in: 'values' } },
  priceAgreed: { params: { unless: 'condition' }, optional: ['unless'] },
  within: { params: { days: 'days', of: 'moment' }, of: 'serviceRequest' },
}

export const EFFECT_RULES: Readonly<Record<string, Rule>> = {
  createOrder: { params: {}, of: 'serviceRequest' },
  assignFromForm: { params: { field: 'field:person' }, of: 'workOrder' },
  assignActor: { params: {}, of: 'workOrder' },
  keepSender: { params: {}, of: 'workOrder' },
  assignSender: { params: {}, of: 'workOrder' },
  keepDeparture: { params: {}, of: 'workOrder' },
  countSilence: { params: {}, of: 'workOrder' },
  keepVisit: { params: {}, of: 'workOrder' },
  countNobodyHome: { params: {}, of: 'workOrder' },
  keepEntry: { params: {}, of: 'workOrder' },
  confirmBadge: { params: {}, of: 'serviceRequest' },
  keepParts: { params: {}, of: 'workOrder' },
  requirePermit: { params: {}, of: 'workOrder' },
  askPermit: { params: {}, of: 'workOrder' },
  issuePermit: { params: {}, of: 'workOrder' },
  refusePermit: { params: {}, of: 'workOrder' },
  closePermit: { params: {}, of: 'workOrder' },
  unassign: { params: {}, of: 'workOrder' },
  keepPrice: { params: {}, of: 'serviceRequest' },
  keepForm: { params: {} },
  hideFrom: { params: { field: 'field:person' }, of: 'serviceRequest' },
  showTo: { params: { field: 'field:person' }, of: 'serviceRequest' },
  openToDesk: { params: {}, of: 'serviceRequest' },
  keepPraised: { params: { person: 'field:person', team: 'field:team' }, of: 'serviceRequest' },
  answerJoined: { params: {}, of: 'serviceRequest' },
  mergeInto: { params: { field: 'field:request' }, of: 'serviceRequest' },
  convertTo: {
    params: { kind: 'kind', notice: 'notice', person: 'field:person', unnamed: 'field:choice' },
    optional: ['person', 'unnamed'],
    of: 'serviceRequest',
  },
  notifyRequester: { params: { notice: 'notice' } },
  notifyAssignee: { params: { notice: 'notice', roles: 'roles' }, optional: ['roles'] },
  notifyPrevious: { params: { notice: 'notice' }, of: 'workOrder' },
  notifyMerged: { params: { notice: 'notice' }, of: 'serviceRequest' },
  notifyPraised: { params: { notice: 'notice' }, of: 'serviceRequest' },
  notifyRoles: { params: { notice: 'notice', roles: 'roles' } },
}

/** The kind of record that a definition is for, or undefined when there is none of its kind. */
export function recordOf(def: ProcessDefinition): 'serviceRequest' | 'workOrder' | undefined {
  if (def.kind === 'workOrder') return 'workOrder'
  return (REQUEST_KINDS as readonly string[]).includes(def.kind) ? 'serviceRequest' : undefined
}

/** What a record of a definition's kind says of itself. */
export const toldBy = (def: ProcessDefinition): readonly string[] => FACTS[recordOf(def) ?? 'serviceRequest']

/** What conditions may ask: what the record says of itself, and what forms ask for. */
export function askable(def: ProcessDefinition): ReadonlySet<string> {
  return new Set([...toldBy(def), ...def.steps.flatMap(({ form }) => form.map(({ key }) => key))])
}

/** Guards and effects are known, fit the kind of record, and have the params that they work with. */
export function useFaults(def: ProcessDefinition, notices: ReadonlySet<string> | undefined): DefinitionFault[] {
  const record = recordOf(def)
  const fields = askable(def)
  return def.steps.flatMap((step) => {
    const blame = blameStep(def, step)
    const faultsOf = (kind: 'guards' | 'effects', known: object, rules: Readonly<Record<string, Rule>>, code: string) =>
      step[kind].flatMap((use, i) => {
        const path = `${kind}.${i}`
        if (!Object.hasOwn(known, use.name)) return [blame(code, { use: use.name }, `${path}.name`)]
        const rule = Object.hasOwn(rules, use.name) ? rules[use.name] : undefined
        if (!rule) return []
        if (rule.of && record && rule.of !== record) {
          return [blame('definition.useOfOther', { use: useName(use.name) }, path)]
        }
        return paramFaults(use, rule, (code, param, more) =>
          blame(code, { use: useName(use.name), param, ...more }, `${path}.params.${param}`),
        )
      })

    function paramFaults({ params }: Use, rule: Rule, fault: ParamBlame): DefinitionFault[] {
      const unknown = Object.keys(params).filter((name) => !Object.hasOwn(rule.params, name))
      return [
        ...unknown.map((name) => fault('definition.wrongParam', name)),
        ...Object.entries(rule.params).flatMap(([name, kind]) => {
          const value = params[name]
          if (value === undefined) return rule.optional?.includes(name) ? [] : [fault('definition.missingParam', name)]
          return paramFault(value, kind, step, { def, fields, notices }, (code, more) => fault(code, name, more))
        }),
      ]
    }

    return [
      ...faultsOf('guards', GUARDS, GUARD_RULES, 'definition.unknownGuard'),
      ...faultsOf('effects', EFFECTS, EFFECT_RULES, 'definition.unknownEffect'),
    ]
  })
}

type ParamBlame = (code: string, param: string, more?: Record<string, unknown>) => DefinitionFault
interface Known {
  def: ProcessDefinition
  fields: ReadonlySet<string>
  notices: ReadonlySet<string> | undefined
}

function paramFault(
  value: unknown,
  kind: Param,
  step: StepDef,
  { def, fields, notices }: Known,
  fault: (code: string, more?: Record<string, unknown>) => DefinitionFault,
): DefinitionFault[] {
  const word = String(value).slice(0, 60)
  const text = typeof value === 'string' ? value : undefined
  switch (kind) {
    case 'roles': {
      const fits = Array.isArray(value) && value.length > 0 && value.every((one) => ROLES.includes(one as never))
      return fits ? [] : [fault('definition.wrongParam')]
    }
    case 'values':
      return Array.isArray(value) && value.length > 0 ? [] : [fault('definition.wrongParam')]
    case 'clock':
      return def.clocks.some(({ name }) => name === text) ? [] : [fault('definition.unknownClock', { word })]
    case 'fact':
      return text !== undefined && fields.has(text) ? [] : [fault('definition.unknownField', { word })]
    case 'days':
      return Number.isInteger(value) && Number(value) > 0 ? [] : [fault('definition.wrongParam')]
    case 'moment':
      return text !== undefined && fields.has(`${text}At`) ? [] : [fault('definition.unknownField', { word })]
    case 'kind':
      return text !== def.kind && REQUEST_KINDS.includes(text as never) ? [] : [fault('definition.wrongParam')]
    case 'condition': {
      const { field, in: values } = (value ?? {}) as { field?: unknown; in?: unknown }
      if (!Array.isArray(values) || values.length === 0) return [fault('definition.wrongParam')]
      return fields.has(String(field)) ? [] : [fault('definition.unknownField', { word: String(field).slice(0, 60) })]
    }
    case 'notice':
      return text !== undefined && (notices?.has(text) ?? true) ? [] : [fault('definition.unknownNotice', { word })]
    default: {
      const type = kind.slice('field:'.length)
      const field = step.form.find(({ key }) => key === text)
      return field?.type === type ? [] : [fault('definition.fieldOfUse', { word, type })]
    }
  }
}

/** Effects have names that people read; guards go by their keys. */
const useName = (name: string): Names | string => (Object.hasOwn(EFFECTS, name) ? (EFFECTS[name] as Names) : name)
