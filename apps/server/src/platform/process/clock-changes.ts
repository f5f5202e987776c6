import {
  type AlarmMode,
  type ClockSpec,
  type ClockState,
  callRules,
  cancelClock,
  dayOf,
  isOffDuty,
  isOver,
  isQuiet,
  meetClock,
  parseInstant,
  pauseClock,
  resumeClock,
  retargetClock,
  startClock,
  type Target,
} from '#kernel'
import type { Compiled, CompiledClock } from './compile.ts'
import { holds } from './condition.ts'
import type { ClockDef, ConditionDef } from './definition.ts'
import type { ClockChange, ProcessRecord, Signal, StepContext } from './record.ts'
import { allowedTarget } from './specification.ts'

type Facts = { values: Readonly<Record<string, unknown>>; record: ProcessRecord }

/**
 * What a signal does to each clock of a record. Several changes of one clock follow each other; the last one counts.
 * In a closed phase (settled, archived, cancelled) every clock that still runs ends and none starts. A signal that is a
 * clock's end and its start at once ends one round and starts the next, when the clock repeats.
 */
export function clockChanges(compiled: Compiled, facts: Facts, signal: Signal, ctx: StepContext): ClockChange[] {
  const changes: ClockChange[] = []
  for (const clock of compiled.clocks) {
    const current = latest(facts.record.clocks, clock.def.name)
    const running = current && !isOver(current)
    if (running && !changeRunning(compiled, clock, current, facts, signal, ctx, changes)) continue
    if (
      clock.starts(signal) &&
      applies(clock, facts, signal) &&
      isCalled(clock.def, facts, signal, ctx) &&
      (!current || clock.def.repeats)
    ) {
      const round = (current?.round ?? 0) + 1
      const at = clock.def.countFrom === 'report' && round === 1 ? facts.record.reportedAt : signal.at
      const spec = specOf(compiled, clock.def, facts, signal, ctx)
      if (spec) changes.push({ change: 'started', clock: startClock(spec, at, ctx.clock, round) })
    }
  }
  return changes
}

/** Whether a clock may start or run on after the signal, as far as its phases and its condition say. */
const applies = ({ def, runsIn }: CompiledClock, facts: Facts, { phase }: Signal) =>
  runsIn(phase) && (!def.if || heldBy(def.if, facts))

/** Answers whether the clock was met. */
function changeRunning(
  definition: Compiled,
  compiled: CompiledClock,
  current: ClockState,
  facts: Facts,
  signal: Signal,
  ctx: StepContext,
  changes: ClockChange[],
): boolean {
  const { def, starts, meets, pauses, resumes, pausePhases } = compiled
  const cause = signal.verb ?? signal.event ?? signal.phase
  if (meets(signal)) {
    changes.push({ change: 'met', clock: meetClock(current, signal.at, cause) })
    return true
  }
  if (!compiled.runsIn(signal.phase) || (starts(signal) && !applies(compiled, facts, signal))) {
    changes.push({ change: 'cancelled', clock: cancelClock(current, signal.at, cause) })
    return false
  }
  let clock = current
  if (starts(signal)) {
    const spec = specOf(definition, def, facts, signal, ctx)
    const moved =
      spec && (!sameTarget(spec.target, clock.target) || spec.alarms !== clock.alarms || spec.warnAt !== clock.warnAt)
    if (moved) {
      clock = retargetClock(spec, clock, ctx.clock)
      changes.push({ change: 'retargeted', clock })
    }
  }
  if (clock.kind !== 'internal') return false
  const left = signal.fromPhase !== null && pausePhases.has(signal.fromPhase) && !pausePhases.has(signal.phase)
  // a step alone does not let it run on while the record still waits
  const goesOn = resumes(signal) && (signal.event !== null || !pausePhases.has(signal.phase))
  if (clock.state === 'paused' && (left || goesOn)) {
    changes.push({ change: 'resumed', clock: resumeClock(def, clock, signal.at, ctx.clock) })
  } else if (clock.state === 'running' && pauses(signal)) {
    changes.push({ change: 'paused', clock: pauseClock(clock, signal.at, cause) })
  }
  return false
}

/**
 * The clock as this record needs it: the target of the first case that holds, else the record's own, else the general
 * one; alarms at any hour when it is urgent. What is promised is the same for all records, and below the Specification
 * only while an exception lasts. Undefined when it would be due on a day that nobody has named.
 */
function specOf(
  compiled: Compiled,
  def: ClockDef,
  facts: Facts,
  { at }: Signal,
  ctx: StepContext,
): ClockSpec | undefined {
  const { calls } = ctx.clock
  if (def.rings && calls) return { name: def.name, kind: def.kind, ...callRules(calls), alarms: 'anyHour' }
  const own = def.kind === 'promise' ? undefined : facts.record.targets?.[def.name]
  const stated = targetOf(def.cases.find(({ when }) => heldBy(when, facts))?.target ?? own ?? def.target, facts)
  if (!stated) return undefined
  const target = def.exception ? allowedTarget(compiled.def.kind, def, stated, dayOf(at, ctx.clock.zone)) : stated
  const alarms: AlarmMode = ctx.quiet ? 'quiet' : def.anyHour && heldBy(def.anyHour, facts) ? 'anyHour' : 'duty'
  const warnAt = def.kind === 'internal' ? facts.record.warnAt : undefined
  return {
    name: def.name,
    kind: def.kind,
    target,
    warn: def.warn,
    escalate: def.escalate,
    alarms,
    ...(warnAt ? { warnAt } : {}),
  }
}

/**
 * A call of the duty is for what comes while nobody is expected to look, in quiet hours only for the most urgent; what rings
 * always is an emergency. History calls nobody.
 */
function isCalled({ rings, anyHour }: ClockDef, facts: Facts, signal: Signal, { quiet, clock }: StepContext): boolean {
  if (!rings) return true
  if (quiet) return false
  if (rings === 'always') return true
  if (!isOffDuty(signal.at, clock)) return false
  return (
    !clock.calls || !isQuiet(signal.at, clock.zone, clock.calls) || (anyHour !== undefined && heldBy(anyHour, facts))
  )
}

/** What the step's form says counts before what the record said. */
const heldBy = (condition: ConditionDef, { values, record }: Facts) =>
  holds(condition, Object.hasOwn(values, condition.field) ? values : record.facts)

/** The day or the moment that a field names takes its place. */
function targetOf(target: ClockDef['target'] | Target, { values, record }: Facts): Target | undefined {
  if (target.kind !== 'dateField' && target.kind !== 'momentField') return target
  const named = values[target.field] ?? record.facts[target.field]
  if (typeof named !== 'string') return undefined
  return target.kind === 'dateField' ? { kind: 'onDate', day: named } : { kind: 'atTime', at: parseInstant(named) }
}

const amountOf = (target: Target) => {
  if ('hours' in target) return target.hours
  if ('days' in target) return target.days
  return 'day' in target ? target.day : target.at
}
const sameTarget = (a: Target, b: Target) => a.kind === b.kind && amountOf(a) === amountOf(b)

function latest(clocks: readonly ClockState[], name: string): ClockState | undefined {
  let found: ClockState | undefined
  for (const clock of clocks) if (clock.name === name && (!found || clock.round > found.round)) found = clock
  return found
}
