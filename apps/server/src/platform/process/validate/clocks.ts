import type { ClockDef, ConditionDef, ProcessDefinition, StateDef, StepDef, TriggerDef } from '../definition.ts'
import { type Blame, blameClock, type DefinitionFault } from './fault.ts'
import { leadingToEnd, livedSteps, reachable } from './graph.ts'
import { movesOf, runningUnstopped } from './stops.ts'
import { askable, toldBy } from './uses.ts'

/** Every clock can start and can be stopped wherever it runs; promises never pause; timers take steps that are there. */
export function clockFaults(def: ProcessDefinition): DefinitionFault[] {
  const reached = reachable(def)
  const taken = livedSteps(def).filter((s) => s.from.length === 0 || s.from.some((state) => reached.has(state)))
  const phases = new Set(def.states.filter((s) => reached.has(s.key)).map((s) => s.phase))
  const fields = askable(def)
  const can = ({ verbs = [], phases: on = [], events = [], byPerson }: TriggerDef) =>
    on.some((phase) => phases.has(phase)) ||
    taken.some(
      ({ verb, event, trigger }) =>
        (verbs.includes(verb) || (event && events.includes(event))) && !(byPerson && trigger === 'system'),
    )
  const moves = movesOf(def)
  const leading = leadingToEnd(def)
  const stranded = (clock: ClockDef) => runningUnstopped(def, clock, moves).filter(({ key }) => leading.has(key))
  return def.clocks.flatMap((clock) => {
    const blame = blameClock(def, clock)
    const starts = can(clock.startOn)
    const stops = can(clock.meetOn)
    return [
      ...(starts ? [] : [blame('definition.clockNeverStarts', {}, 'startOn')]),
      ...(stops ? [] : [blame('definition.clockNeverStops', {}, 'meetOn')]),
      ...(starts && stops ? strandedFaults(stranded(clock), blame) : []),
      ...promiseFaults(clock, blame),
      ...timerFaults(clock, taken, blame),
      ...conditionFaults(clock, fields, blame),
      ...dayFaults(clock, taken, new Set(toldBy(def)), blame),
    ]
  })
}

/** States in which the clock may run although nothing that can still happen meets or ends it; dead ends are told by themselves. */
const strandedFaults = (states: readonly StateDef[], blame: Blame): DefinitionFault[] =>
  states.map((state) => {
    const fault = blame('definition.clockStranded', { state: state.names }, 'meetOn')
    return { ...fault, at: { ...fault.at, state: state.key } }
  })

function promiseFaults(clock: ClockDef, blame: Blame): DefinitionFault[] {
  if (clock.kind !== 'promise') return []
  const { verbs = [], phases = [], events = [] } = clock.pauseOn
  const targets = [clock.target, ...clock.cases.map((c) => c.target)]
  return [
    ...(verbs.length + phases.length + events.length > 0 ? [blame('definition.promisePauses', {}, 'pauseOn')] : []),
    ...(targets.some((t) => t.kind === 'openingHours')
      ? [blame('definition.promiseInOpeningHours', {}, 'target')]
      : []),
  ]
}

/** A timer takes steps that the system may take without a form; nothing escalates. Other clocks take no steps. */
function timerFaults(
  { kind, take, warn, escalate }: ClockDef,
  steps: readonly StepDef[],
  blame: Blame,
): DefinitionFault[] {
  if (kind !== 'timer') return take ? [blame('definition.takesNoSteps', {}, 'take')] : []
  const unfit = (key: string) => {
    const step = steps.find((s) => s.key === key && s.from.length > 0)
    return !step || step.trigger === 'person' || step.form.some((f) => f.required)
  }
  return [
    ...(take && warn.length > 0 === (take.warn !== undefined)
      ? []
      : [blame('definition.timerWithoutStep', {}, 'take')]),
    ...(escalate.length > 0 ? [blame('definition.timerEscalates', {}, 'escalate')] : []),
    ...(['due', 'warn'] as const).flatMap((when) => {
      const key = take?.[when]
      return key !== undefined && unfit(key) ? [blame('definition.timerStep', { step: key }, `take.${when}`)] : []
    }),
  ]
}

/** A clock that is due on a day starts by steps only, each of which asks for that day; so one at a moment, unless the record tells it. */
function dayFaults(
  clock: ClockDef,
  taken: readonly StepDef[],
  told: ReadonlySet<string>,
  blame: Blame,
): DefinitionFault[] {
  const { verbs = [], phases = [], events = [] } = clock.startOn
  return [clock.target, ...clock.cases.map((one) => one.target)].flatMap((target) => {
    if (target.kind !== 'dateField' && target.kind !== 'momentField') return []
    const asked = target.kind === 'dateField' ? 'date' : 'dateTime'
    if (asked === 'dateTime' && told.has(target.field)) return []
    const asks = ({ form }: StepDef) =>
      form.some(({ key, type, required }) => key === target.field && type === asked && required)
    const fits = phases.length + events.length === 0 && taken.filter(({ verb }) => verbs.includes(verb)).every(asks)
    return fits ? [] : [blame('definition.dayOfClock', { word: target.field }, 'target')]
  })
}

/** What conditions ask for is told by the record or by some form. */
function conditionFaults(clock: ClockDef, fields: ReadonlySet<string>, blame: Blame): DefinitionFault[] {
  const asked: [path: string, condition: ConditionDef | undefined][] = [
    ['if', clock.if],
    ['anyHour', clock.anyHour],
    ...clock.cases.map(({ when }, i): [string, ConditionDef] => [`cases.${i}.when`, when]),
  ]
  return asked.flatMap(([path, condition]) =>
    condition && !fields.has(condition.field)
      ? [blame('definition.unknownFieldOfClock', { word: condition.field }, `${path}.field`)]
      : [],
  )
}
