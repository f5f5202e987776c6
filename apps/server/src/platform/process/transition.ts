import { type ClockState, DomainError, dayOf, type EpochMs, formatDay } from '#kernel'
import { clockChanges } from './clock-changes.ts'
import { type Compiled, type CompiledStep, compile, maskOf } from './compile.ts'
import type { ProcessDefinition, ProcessEvent, StepDef } from './definition.ts'
import { checkForm } from './form.ts'
import type {
  Actor,
  ClockChange,
  ProcessRecord,
  RecordFacts,
  Signal,
  StepContext,
  StepRequest,
  StepTaken,
} from './record.ts'
import { GUARD_ERRORS } from './registry.ts'
import { applyClockChanges } from './store.ts'

export type StepRefused = { ok: false; error: DomainError }
/** Why a step cannot be taken: the record's place, the actor's role, or a guard (named, with its params). */
type Refusal =
  | { why: 'state' }
  | { why: 'role' }
  | { why: 'guard'; guard: string; params: Readonly<Record<string, unknown>> }

/**
 * The one way in which a record changes its place: for people, jobs, links between records, import and offline replay.
 * Pure; the caller loads the record for update and saves what comes back. Refusals are returned, not thrown, so that a
 * bulk command can go on with the next record:
 * - `process.unknownStep` {step}
 * - `process.quoteReplaced`: a customer's word on a quote that is not the record's last
 * - `process.staleVersion` {expected, actual}: somebody else was first
 * - `process.stepNotAllowed` {step, state, why: state | role | guard, guard?}, or the guard's own of `GUARD_ERRORS`
 * - `process.formInvalid` with every faulty field
 * - `process.occurredInFuture`
 */
export function transition(
  definition: ProcessDefinition,
  record: ProcessRecord,
  request: StepRequest,
  actor: Actor,
  ctx: StepContext,
): StepTaken | StepRefused {
  const compiled = compile(definition)
  const step = compiled.steps.get(request.step)
  if (!step || step.creates) return refused('process.unknownStep', { step: request.step })
  const outdated = namesOldQuote(step.def, record, request.input)
  if (outdated) return refused('process.quoteReplaced', { step: request.step })
  const expected = request.expectedVersion
  if (expected !== undefined && expected !== record.version) {
    return refused('process.staleVersion', { expected, actual: record.version })
  }
  return take(compiled, step, record, request, actor, ctx)
}

/**
 * Creates a record by a step that leads from nowhere (verb `report`): its first state, version 1, its first clocks.
 * `facts` are those that the new record will have. Refusals as for {@link transition}.
 */
export function openRecord(
  definition: ProcessDefinition,
  request: StepRequest,
  actor: Actor,
  ctx: StepContext,
  facts: RecordFacts = {},
  { options, targets, warnAt }: Pick<ProcessRecord, 'options' | 'targets' | 'warnAt'> = {},
): StepTaken | StepRefused {
  const compiled = compile(definition)
  const step = compiled.steps.get(request.step)
  if (!step?.creates) return refused('process.unknownStep', { step: request.step })
  const reportedAt = ctx.occurredAt ?? ctx.now
  const nothing: ProcessRecord = {
    state: '',
    version: 0,
    reportedAt,
    facts,
    clocks: [],
    ...(options ? { options } : {}),
    ...(targets ? { targets } : {}),
    ...(warnAt ? { warnAt } : {}),
  }
  return take(compiled, step, nothing, request, actor, ctx)
}

/** The steps that an actor may take at `now`, in the definition's order: the buttons of a page. Same rule as the step itself. */
export function allowedSteps(
  definition: ProcessDefinition,
  record: ProcessRecord,
  actor: Actor,
  now: EpochMs,
): StepDef[] {
  const steps = compile(definition).byState.get(record.state) ?? []
  const mask = maskOf(actor.roles)
  return steps.filter((step) => refusal(step, record, actor, mask, now) === null).map((step) => step.def)
}

/** An event that is not a step (a recorded talk, a customer's message): only clocks change. */
export function happened(
  definition: ProcessDefinition,
  record: ProcessRecord,
  event: ProcessEvent,
  actor: Actor,
  ctx: StepContext,
): ClockChange[] {
  const compiled = compile(definition)
  const phase = phaseOf(compiled, record.state)
  const signal = {
    verb: null,
    event,
    fromPhase: phase,
    phase,
    person: actor.kind === 'person',
    at: ctx.occurredAt ?? ctx.now,
  }
  return clockChanges(compiled, { values: {}, record }, signal, ctx)
}

/** Something that a person did before a record began, at `at`. */
export type PastEvent = Pick<Signal, 'verb' | 'event' | 'at'>

/**
 * The clocks of a record that has just begun and goes on from another one, after what was done there: what its customer
 * has had counts here too, at the time at which it was had.
 */
export function happenedBefore(
  definition: ProcessDefinition,
  record: ProcessRecord,
  past: readonly PastEvent[],
  ctx: StepContext,
): ClockState[] {
  const compiled = compile(definition)
  const phase = phaseOf(compiled, record.state)
  return past.reduce<ClockState[]>(
    (clocks, one) => {
      const signal = { ...one, fromPhase: phase, phase, person: true }
      return applyClockChanges(
        clocks,
        clockChanges(compiled, { values: {}, record: { ...record, clocks } }, signal, ctx),
      )
    },
    [...record.clocks],
  )
}

/** For callers with a single record: the step taken, or its refusal thrown. */
export function orThrow(result: StepTaken | StepRefused): StepTaken {
  if (!result.ok) throw result.error
  return result
}

function take(
  compiled: Compiled,
  step: CompiledStep,
  record: ProcessRecord,
  request: StepRequest,
  actor: Actor,
  ctx: StepContext,
): StepTaken | StepRefused {
  const { def } = step
  // rights are judged at receipt, whenever it happened
  const no = refusal(step, record, actor, maskOf(actor.roles), ctx.now)
  if (no) return notAllowed(def.key, record.state, no)
  const at = ctx.occurredAt ?? ctx.now
  if (at > ctx.now) return refused('process.occurredInFuture', { step: def.key })
  const { values, faults } = checkForm(def.form, request.input, record, formatDay(dayOf(at, ctx.clock.zone)))
  if (faults.length > 0) {
    return { ok: false, error: new DomainError('process.formInvalid', { step: def.key }, faults) }
  }
  const fromPhase = step.creates ? null : phaseOf(compiled, record.state)
  const state = def.to ?? record.state
  const phase = phaseOf(compiled, state)
  const signal = { verb: def.verb, event: def.event ?? null, fromPhase, phase, person: actor.kind === 'person', at }
  return {
    ok: true,
    step: def.key,
    verb: def.verb,
    fromState: step.creates ? null : record.state,
    fromPhase,
    state,
    phase,
    version: record.version + 1,
    at,
    values,
    clocks: clockChanges(compiled, { values, record }, signal, ctx),
    effects: def.effects,
  }
}

function refusal(step: CompiledStep, record: ProcessRecord, actor: Actor, mask: number, now: EpochMs): Refusal | null {
  if (!step.creates && !step.from.has(record.state)) return { why: 'state' }
  const { trigger, roles } = step.def
  const able = actor.kind === 'system' ? trigger !== 'person' : trigger !== 'system' && (mask & step.roleMask) !== 0
  if (!able || (actor.kind === 'person' && actor.may?.(step.def.verb) === false)) return { why: 'role' }
  for (const guard of step.guards) {
    const { name, params } = guard
    if (!guard.check(actor, record, roles, params, now)) return { why: 'guard', guard: name, params }
  }
  return null
}

/** Whoever decides on a quote that has been replaced is told that, rather than that something has changed. */
function namesOldQuote({ form }: StepDef, { facts }: ProcessRecord, input: unknown): boolean {
  const field = form.find(({ type }) => type === 'quote')
  const seen = field && (input as Record<string, unknown> | null | undefined)?.[field.key]
  return typeof seen === 'string' && seen !== facts[field?.key ?? '']
}

function notAllowed(step: string, state: string, no: Refusal): StepRefused {
  if (no.why !== 'guard') return refused('process.stepNotAllowed', { step, state, ...no })
  const { params, ...rest } = no
  const code = GUARD_ERRORS[no.guard]
  return code ? refused(code, { step, state, ...params }) : refused('process.stepNotAllowed', { step, state, ...rest })
}

function phaseOf(compiled: Compiled, state: string) {
  const phase = compiled.phaseOf.get(state)
  if (!phase) throw new Error(`no state ${state} in ${compiled.def.kind}`)
  return phase
}

function refused(code: string, params: Record<string, unknown>): StepRefused {
  return { ok: false, error: new DomainError(code, params) }
}
