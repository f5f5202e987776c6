import type { Role } from '@sims/contracts'
import { REQUEST_KINDS, roleNames } from '@sims/contracts'
import type { ProcessDefinition, StepDef } from '../definition.ts'
import { categoryField } from '../registry.ts'
import { type Blame, blameAll, blameClock, blameState, blameStep, type DefinitionFault } from './fault.ts'
import { askable } from './uses.ts'

/** Keys that stand for more than one state, step, clock, field of a form, or option of a field. */
export function duplicates(def: ProcessDefinition): DefinitionFault[] {
  const again = <T>(list: readonly T[], keyOf: (one: T) => string) =>
    list.filter((one, i) => list.findIndex((other) => keyOf(other) === keyOf(one)) < i)
  const twice = 'definition.duplicate'
  return [
    ...again(def.states, (s) => s.key).map((s) => blameState(def, s)(twice, { key: s.key }, 'key')),
    ...again(def.steps, (s) => s.key).map((s) => blameStep(def, s)(twice, { key: s.key }, 'key')),
    ...again(def.clocks, (c) => c.name).map((c) => blameClock(def, c)(twice, { key: c.name }, 'name')),
    ...def.steps.flatMap((step) =>
      step.form.flatMap((field, i) => {
        const blame = blameStep(def, step)
        const before = step.form.findIndex(({ key }) => key === field.key) < i
        const options = again(field.options ?? [], ({ value }) => value)
        return [
          ...(before ? [blame('definition.fieldTwice', { field: field.key }, `form.${i}.key`)] : []),
          ...options.map(({ value }) =>
            blame('definition.optionTwice', { field: field.names, option: value }, `form.${i}.options`),
          ),
        ]
      }),
    ),
  ]
}

/** Where steps lead, who takes them, and what their forms ask. */
export function stepFaults(def: ProcessDefinition, rolesInUse: ReadonlySet<Role> | undefined): DefinitionFault[] {
  const asks = askable(def)
  const begins = def.steps.filter(({ from }) => from.length === 0)
  const faults = def.steps.flatMap((step) => {
    const blame = blameStep(def, step)
    return [
      ...placeFaults(def, step, blame),
      ...(begins.indexOf(step) > 0 ? [blame('definition.secondBeginning', {}, 'from')] : []),
      ...roleFaults(step, rolesInUse, blame),
      ...fieldFaults(step, asks, blame),
    ]
  })
  return begins.length > 0 ? faults : [...faults, blameAll('definition.noBeginning', 'steps')]
}

function placeFaults(def: ProcessDefinition, step: StepDef, blame: Blame): DefinitionFault[] {
  const known = (state: string) => def.states.some(({ key }) => key === state)
  const creates = step.from.length === 0
  return [
    ...step.from.flatMap((state, i) => (known(state) ? [] : [unknown(state, `from.${i}`)])),
    ...(step.to === null || known(step.to) ? [] : [unknown(step.to, 'to')]),
    ...(creates && step.to === null ? [blame('definition.createsNothing', {}, 'to')] : []),
    ...(creates === (step.verb === 'report') ? [] : [blame('definition.reportCreates', {}, 'verb')]),
  ]
  function unknown(state: string, path: string) {
    return blame('definition.unknownState', { state }, path)
  }
}

function roleFaults(step: StepDef, rolesInUse: ReadonlySet<Role> | undefined, blame: Blame): DefinitionFault[] {
  if (step.trigger === 'system') return []
  if (step.roles.length === 0) return [blame('definition.noRole', {}, 'roles')]
  if (!rolesInUse || step.roles.some((role) => rolesInUse.has(role))) return []
  return [blame('definition.roleOfNobody', { roles: step.roles.map((role) => roleNames[role]) }, 'roles')]
}

/** Fields whose options the record itself brings: its category, or one of another kind, its checklist, its permits. */
const BROUGHT: readonly string[] = [
  'category',
  ...REQUEST_KINDS.map(categoryField),
  'checklist',
  'application',
  'permit',
]

function fieldFaults(step: StepDef, asks: ReadonlySet<string>, blame: Blame): DefinitionFault[] {
  return step.form.flatMap((field, i) => {
    const { type, options, params = {} } = field
    const chosen = type === 'choice' && !options?.length && !BROUGHT.includes(field.key)
    const range = params.min !== undefined && params.max !== undefined && params.min > params.max
    const unknown = (['if', 'requiredIf'] as const).filter((when) => field[when] && !asks.has(field[when].field))
    return [
      ...unknown.map((when) =>
        blame('definition.unknownFieldOfField', { field: field.names, word: field[when]?.field }, `form.${i}.${when}`),
      ),
      ...(chosen ? [blame('definition.noOptions', { field: field.names }, `form.${i}.options`)] : []),
      ...(range ? [blame('definition.emptyRange', { field: field.names }, `form.${i}.params`)] : []),
    ]
  })
}
