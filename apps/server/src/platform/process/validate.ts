import { CLOSED_PHASES, type Role } from '@sims/contracts'
import { type ClockDef, definitionSchema, type ProcessDefinition, type StepDef, type TriggerDef } from './definition.ts'
import { EFFECTS, GUARDS } from './registry.ts'

/**
 * What is wrong with a definition and where: the state, step or clock by its key, so that a page can mark it in the
 * picture. `path` is set for faults of form (`steps.3.roles.0`).
 */
export type DefinitionFault = {
  code: string
  state?: string
  step?: string
  clock?: string
  path?: string
  params?: Record<string, unknown>
}

/**
 * Judges a definition as it comes from outside. With `rolesInUse`, a step whose roles nobody in the organization has is
 * a fault as well.
 * @returns the parsed definition, only when there is no fault, and all faults
 */
export function validateDefinition(
  input: unknown,
  options: { rolesInUse?: ReadonlySet<Role> } = {},
): { definition?: ProcessDefinition; faults: DefinitionFault[] } {
  const parsed = definitionSchema.safeParse(input)
  if (!parsed.success) {
    const faults = parsed.error.issues.map((issue) => shapeFault(input, issue.path, issue.message))
    return { faults }
  }
  const def = parsed.data
  const faults = [...duplicates(def), ...stepFaults(def, options.rolesInUse), ...pathFaults(def), ...clockFaults(def)]
  return faults.length > 0 ? { faults } : { definition: def, faults }
}

/** A fault of form, with the key of the state, step or clock in which it lies as far as the input tells. */
function shapeFault(input: unknown, path: readonly PropertyKey[], message: string): DefinitionFault {
  const fault: DefinitionFault = { code: 'definition.shape', path: path.map(String).join('.'), params: { message } }
  const [list, index] = path
  const place = ({ states: 'state', steps: 'step', clocks: 'clock' } as const)[String(list) as 'states']
  const items = (input as Record<string, unknown[]> | null)?.[String(list)]
  const key = (items?.[Number(index)] as { key?: unknown; name?: unknown } | undefined) ?? {}
  const name = key.key ?? key.name
  return place && typeof name === 'string' ? { ...fault, [place]: name } : fault
}

function duplicates(def: ProcessDefinition): DefinitionFault[] {
  const twice = (keys: string[]) => [...new Set(keys.filter((key, i) => keys.indexOf(key) !== i))]
  return [
    ...twice(def.states.map((s) => s.key)).map((state) => ({ code: 'definition.duplicate', state })),
    ...twice(def.steps.map((s) => s.key)).map((step) => ({ code: 'definition.duplicate', step })),
    ...twice(def.clocks.map((c) => c.name)).map((clock) => ({ code: 'definition.duplicate', clock })),
    ...def.steps.flatMap((s) =>
      twice(s.form.map((f) => f.key)).map((field) => ({
        code: 'definition.duplicate',
        step: s.key,
        params: { field },
      })),
    ),
  ]
}

function stepFaults(def: ProcessDefinition, rolesInUse: ReadonlySet<Role> | undefined): DefinitionFault[] {
  const faults: DefinitionFault[] = []
  const states = new Set(def.states.map((s) => s.key))
  for (const step of def.steps) {
    const at = (code: string, params?: Record<string, unknown>) =>
      faults.push({ code, step: step.key, ...(params ? { params } : {}) })
    for (const state of [...step.from, ...(step.to === null ? [] : [step.to])]) {
      if (!states.has(state)) at('definition.unknownState', { state })
    }
    const creates = step.from.length === 0
    if (creates && step.to === null) at('definition.createsNothing')
    if (creates !== (step.verb === 'report')) at('definition.reportCreates')
    if (step.trigger !== 'system' && step.roles.length === 0) at('definition.noRole')
    if (
      step.trigger !== 'system' &&
      rolesInUse &&
      step.roles.length > 0 &&
      !step.roles.some((r) => rolesInUse.has(r))
    ) {
      at('definition.roleOfNobody', { roles: step.roles })
    }
    for (const { name } of step.guards) if (!Object.hasOwn(GUARDS, name)) at('definition.unknownGuard', { guard: name })
    for (const { name } of step.effects)
      if (!Object.hasOwn(EFFECTS, name)) at('definition.unknownEffect', { effect: name })
    if (step.verb === 'forceClose' && def.kind === 'complaint') at('definition.forceCloseOfComplaint')
  }
  if (!def.steps.some((s) => s.from.length === 0)) faults.push({ code: 'definition.noBeginning' })
  return faults
}

/** Every state can be reached from the beginning, and an end (a closed phase) can be reached from every state. */
function pathFaults(def: ProcessDefinition): DefinitionFault[] {
  const ends = def.states.filter((s) => CLOSED_PHASES.includes(s.phase)).map((s) => s.key)
  if (ends.length === 0) return [{ code: 'definition.noEnd' }]
  const reached = reachableStates(def)
  const back = new Map<string, string[]>()
  for (const { from, to } of def.steps) if (to !== null) back.set(to, [...(back.get(to) ?? []), ...from])
  const leading = walk(ends, back)
  return def.states.flatMap(({ key }) => [
    ...(reached.has(key) ? [] : [{ code: 'definition.unreachable', state: key }]),
    ...(leading.has(key) ? [] : [{ code: 'definition.deadEnd', state: key }]),
  ])
}

function reachableStates(def: ProcessDefinition): Set<string> {
  const next = new Map<string, string[]>()
  for (const { from, to } of def.steps) {
    for (const state of from) if (to !== null) next.set(state, [...(next.get(state) ?? []), to])
  }
  return walk(
    def.steps.flatMap((s) => (s.from.length === 0 && s.to !== null ? [s.to] : [])),
    next,
  )
}

function walk(start: readonly string[], edges: ReadonlyMap<string, readonly string[]>): Set<string> {
  const seen = new Set(start)
  for (const state of seen) for (const to of edges.get(state) ?? []) seen.add(to)
  return seen
}

/** Every clock can start and can be met by something that can happen; promises never pause. */
function clockFaults(def: ProcessDefinition): DefinitionFault[] {
  const reached = reachableStates(def)
  const taken = def.steps.filter((s) => s.from.length === 0 || s.from.some((state) => reached.has(state)))
  const phases = new Set(def.states.filter((s) => reached.has(s.key)).map((s) => s.phase))
  const can = ({ verbs = [], phases: on = [], events = [], byPerson }: TriggerDef) =>
    on.some((phase) => phases.has(phase)) ||
    taken.some(
      ({ verb, event, trigger }) =>
        (verbs.includes(verb) || (event && events.includes(event))) && !(byPerson && trigger === 'system'),
    )
  const names = ({ verbs = [], phases: on = [], events = [] }: TriggerDef) =>
    verbs.length + on.length + events.length > 0
  return def.clocks.flatMap((clock) => {
    const faults: DefinitionFault[] = []
    if (!can(clock.startOn)) faults.push({ code: 'definition.clockNeverStarts', clock: clock.name })
    if (!can(clock.meetOn)) faults.push({ code: 'definition.clockNeverStops', clock: clock.name })
    if (clock.kind === 'promise' && names(clock.pauseOn)) {
      faults.push({ code: 'definition.promisePauses', clock: clock.name })
    }
    faults.push(...timerFaults(clock, taken))
    if (
      clock.kind === 'promise' &&
      [clock.target, ...clock.cases.map((c) => c.target)].some((t) => t.kind === 'openingHours')
    ) {
      faults.push({ code: 'definition.promiseInOpeningHours', clock: clock.name })
    }
    return faults
  })
}

/** A timer takes steps that the system may take without a form; nothing escalates. Other clocks take no steps. */
function timerFaults({ name, kind, take, warn, escalate }: ClockDef, steps: readonly StepDef[]): DefinitionFault[] {
  if (kind !== 'timer') return take ? [{ code: 'definition.takesNoSteps', clock: name }] : []
  const faults: DefinitionFault[] = []
  if (!take || warn.length > 0 !== (take.warn !== undefined))
    faults.push({ code: 'definition.timerWithoutStep', clock: name })
  if (escalate.length > 0) faults.push({ code: 'definition.timerEscalates', clock: name })
  for (const key of [take?.due, take?.warn]) {
    if (key === undefined) continue
    const step = steps.find((s) => s.key === key && s.from.length > 0)
    if (!step || step.trigger === 'person' || step.form.some((f) => f.required)) {
      faults.push({ code: 'definition.timerStep', clock: name, step: key })
    }
  }
  return faults
}
