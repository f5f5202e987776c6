import type { Names, ProcessClock } from '@sims/contracts'
import type { ClockState } from '#kernel'
import type { ClockDef, ProcessDefinition } from './definition.ts'
import { floorOf, isLooser } from './specification.ts'
import { targetNames } from './target-names.ts'

/** What a clock of a definition gives less than the Specification, and for how long; null where it keeps the promise. */
export function belowOf(kind: string, { name, target, cases, exception }: ClockDef): ProcessClock['below'] {
  const floor = floorOf(kind, name)
  if (!floor || ![target, ...cases.map((one) => one.target)].some((one) => isLooser(one, floor.target))) return null
  const { until = null, reason = null } = exception ?? {}
  return { clause: floor.clause, promised: targetNames(floor.target), until, reason }
}

/** The sentence that a record's due time is later than the Specification has it; null where it is not. */
export function belowSentence(definition: ProcessDefinition, { name, target }: ClockState): Names | null {
  const floor = floorOf(definition.kind, name)
  if (!floor || !isLooser(target, floor.target)) return null
  const { clause } = floor
  const promised = targetNames(floor.target)
  const until = definition.clocks.find((clock) => clock.name === name)?.exception?.until
  return {
    'zh-CN': `低于规范${clause}要求的${promised['zh-CN']}${until ? `，为经批准的例外，截止${until}` : ''}。`,
    en: `Below the ${promised.en} of the Specification ${clause}${until ? `, by an exception until ${until}` : ''}.`,
  }
}
