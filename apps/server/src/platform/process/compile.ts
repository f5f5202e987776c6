import { CLOSED_PHASES, type Phase, ROLES, type Role } from '@sims/contracts'
import { type AlarmRules, type ClockContext, callRules } from '#kernel'
import type { ClockDef, ProcessDefinition, StepDef, TriggerDef } from './definition.ts'
import type { Signal } from './record.ts'
import { GUARDS, type Guard } from './registry.ts'

export type CompiledStep = {
  def: StepDef
  creates: boolean
  from: ReadonlySet<string>
  roleMask: number
  guards: { name: string; check: Guard; params: Readonly<Record<string, unknown>> }[]
}

export type CompiledClock = {
  def: ClockDef
  starts: Matcher
  meets: Matcher
  pauses: Matcher
  resumes: Matcher
  pausePhases: ReadonlySet<Phase>
  /** whether the clock may run in a phase */
  runsIn: (phase: Phase) => boolean
}

/** A definition indexed for use: one look-up per question. */
export type Compiled = {
  def: ProcessDefinition
  phaseOf: ReadonlyMap<string, Phase>
  steps: ReadonlyMap<string, CompiledStep>
  /** the steps that leave a state or stay in it, in the definition's order */
  byState: ReadonlyMap<string, readonly CompiledStep[]>
  clocks: readonly CompiledClock[]
}

export type Matcher = (signal: Signal) => boolean

const compiled = new WeakMap<ProcessDefinition, Compiled>()
const roleBits = new Map<string, number>(ROLES.map((role, i) => [role, 1 << i]))
const closed = new Set<Phase>(CLOSED_PHASES)

/**
 * The indexed form of a definition, made once per definition object: keep the object and do not change it.
 * @throws Error for a definition that was not validated
 */
export function compile(def: ProcessDefinition): Compiled {
  const known = compiled.get(def)
  if (known) return known
  const steps = new Map(def.steps.map((step) => [step.key, compileStep(step)]))
  const made: Compiled = {
    def,
    phaseOf: new Map(def.states.map((state) => [state.key, state.phase])),
    steps,
    byState: new Map(def.states.map(({ key }) => [key, [...steps.values()].filter((s) => s.from.has(key))])),
    clocks: def.clocks.map(compileClock),
  }
  compiled.set(def, made)
  return made
}

/** Roles as bits, so that "has one of the step's roles" is one AND. There are fewer than 31 roles. */
export function maskOf(roles: readonly Role[]): number {
  let mask = 0
  for (const role of roles) mask |= roleBits.get(role) ?? 0
  return mask
}

/** Phases in which no clock runs. */
export function isClosed(phase: Phase): boolean {
  return closed.has(phase)
}

/** Warnings and escalations of a clock by name, for the worker that tells what is due; of one that rings, its calls. */
export function clockRules(
  def: ProcessDefinition,
  name: string,
  { calls }: Pick<ClockContext, 'calls'> = {},
): AlarmRules {
  const clock = compile(def).clocks.find((c) => c.def.name === name)
  if (!clock) throw new Error(`no clock ${name} in ${def.kind}`)
  return clock.def.rings && calls ? callRules(calls) : clock.def
}

function compileStep(def: StepDef): CompiledStep {
  return {
    def,
    creates: def.from.length === 0,
    from: new Set(def.from),
    roleMask: maskOf(def.roles),
    guards: def.guards.map(({ name, params }) => {
      const check = Object.hasOwn(GUARDS, name) ? GUARDS[name] : undefined
      if (!check) throw new Error(`step ${def.key} names an unknown guard ${name}`)
      return { name, check, params }
    }),
  }
}

function compileClock(def: ClockDef): CompiledClock {
  return {
    def,
    starts: matcher(def.startOn),
    meets: matcher(def.meetOn),
    pauses: matcher(def.pauseOn),
    resumes: matcher(def.resumeOn),
    pausePhases: new Set(def.pauseOn.phases),
    runsIn: (phase) => !isClosed(phase) && (def.while?.includes(phase) ?? true),
  }
}

function matcher({ verbs, phases, events, byPerson }: TriggerDef): Matcher {
  const verbSet = new Set<string>(verbs)
  const phaseSet = new Set<string>(phases)
  const eventSet = new Set<string>(events)
  return ({ verb, event, fromPhase, phase, person }) => {
    if (byPerson && !person) return false
    if (event !== null && eventSet.has(event)) return true
    return (verb !== null && verbSet.has(verb)) || (phase !== fromPhase && phaseSet.has(phase))
  }
}
