import type { Names, ProcessClock, ProcessDrawing, ProcessPicture } from '@sims/contracts'
import { belowOf } from './below.ts'
import {
  type ClockDef,
  type ConditionDef,
  clockSchema,
  type StateDef,
  type StepDef,
  stateSchema,
  stepSchema,
} from './definition.ts'
import type { StoredDefinition } from './definitions.ts'
import { targetNames } from './target-names.ts'
import { isOfHistory } from './validate/graph.ts'

/** A definition in force or retired, as a picture with its targets; residents are not told the company's reasons. */
export function presentPicture({ id, version, definition }: StoredDefinition, resident: boolean): ProcessPicture {
  const { kind, states, steps, clocks: drawn } = draw(definition)
  const clocks = resident
    ? drawn.map(({ below, ...clock }) => ({ ...clock, below: below && { ...below, reason: null } }))
    : drawn
  return {
    id,
    kind,
    version,
    states,
    // what only an import of history does is no way that a record can go here
    steps: steps.flatMap(({ to, ...step }) => (to === null || isOfHistory(step) ? [] : [{ ...step, to }])),
    clocks,
  }
}

interface Parts {
  kind: string
  names: Names
  states: readonly StateDef[]
  steps: readonly StepDef[]
  clocks: readonly ClockDef[]
}

/**
 * What can be drawn of anything that may be meant as a definition: every state, step and clock that is whole in itself,
 * of those with one key the first.
 */
export function drawingOf(input: unknown): ProcessDrawing {
  const { kind, names, states, steps, clocks } = (input ?? {}) as Record<string, unknown>
  const word = typeof kind === 'string' ? kind.slice(0, 60) : ''
  const said = (names ?? {}) as Record<string, unknown>
  const called = (locale: keyof Names) => (typeof said[locale] === 'string' ? said[locale].slice(0, 120) : word)
  return draw({
    kind: word,
    names: { 'zh-CN': called('zh-CN'), en: called('en') },
    states: wholeOf(states, stateSchema, ({ key }) => key),
    steps: wholeOf(steps, stepSchema, ({ key }) => key),
    clocks: wholeOf(clocks, clockSchema, ({ name }) => name),
  })
}

const MAX = 300

function wholeOf<T>(
  list: unknown,
  schema: { safeParse(value: unknown): { success: boolean; data?: T } },
  keyOf: (one: T) => string,
): T[] {
  const whole = new Map<string, T>()
  for (const item of Array.isArray(list) ? list.slice(0, MAX) : []) {
    const { data } = schema.safeParse(item)
    if (data !== undefined && !whole.has(keyOf(data))) whole.set(keyOf(data), data)
  }
  return [...whole.values()]
}

function draw({ kind, names, states, steps, clocks }: Parts): ProcessDrawing {
  return {
    kind,
    names,
    states: states.map((state) => ({ key: state.key, phase: state.phase, names: state.names, x: state.x, y: state.y })),
    steps: steps.map((step) => ({ key: step.key, verb: step.verb, from: step.from, to: step.to, names: step.names })),
    clocks: clocks.map((clock) => clockOf(kind, clock, steps)),
  }
}

const clockOf = (process: string, clock: ClockDef, steps: readonly StepDef[]): ProcessClock => ({
  name: clock.name,
  names: clock.names,
  kind: clock.kind,
  target: targetNames(clock.target, steps),
  cases: clock.cases.map((one) => ({ when: conditionNames(one.when, steps), target: targetNames(one.target, steps) })),
  below: belowOf(process, clock),
})

/** A condition in the words of the form that asks for its field: 紧急程度为紧急. */
function conditionNames({ field, in: values }: ConditionDef, steps: readonly StepDef[]): Names {
  const asked = steps.flatMap(({ form }) => form).find(({ key }) => key === field)
  const say = (locale: keyof Names) =>
    values.map((value) => {
      const option = asked?.options?.find((one) => one.value === String(value))
      return option?.names[locale] ?? String(value)
    })
  return {
    'zh-CN': `${asked?.names['zh-CN'] ?? field}为${say('zh-CN').join('、')}`,
    en: `${asked?.names.en ?? field}: ${say('en').join(', ')}`,
  }
}
