import { type IsoDate, Temporal } from '#kernel'
import type { ProcessDefinition } from '../definition.ts'
import { belowSpecification } from '../specification.ts'
import { targetNames } from '../target-names.ts'
import { blameAll, blameClock, type DefinitionFault } from './fault.ts'

/** How long a company may give less than the Specification. */
const LONGEST = { months: 12 }

/**
 * What the Specification promises is kept. A looser number passes with an exception: a reason, and a last day within a
 * year from `today`.
 */
export function specificationFaults(def: ProcessDefinition, today: IsoDate): DefinitionFault[] {
  const below = belowSpecification(def)
  const faults = below.flatMap(({ floor, clock, why, given }): DefinitionFault[] => {
    const params = { clause: floor.clause, promised: targetNames(floor.target) }
    if (!clock) return [blameAll('definition.promiseMissing', 'clocks', { ...params, name: floor.clock })]
    const blame = blameClock(def, clock)
    if (why === 'weaker') return [blame('definition.promiseWeaker', params)]
    if (!clock.exception) {
      return [blame('definition.belowSpecification', { ...params, given: given && targetNames(given) }, 'target')]
    }
    const { until } = clock.exception
    const latest = Temporal.PlainDate.from(today).add(LONGEST).toString()
    if (until < today) return [blame('definition.exceptionEnded', { until }, 'exception.until')]
    return until > latest ? [blame('definition.exceptionTooLong', { latest }, 'exception.until')] : []
  })
  const needless = def.clocks.filter(
    (clock) => clock.exception && !below.some((one) => one.clock === clock && one.why === 'looser'),
  )
  return [
    ...faults,
    ...needless.map((clock) => blameClock(def, clock)('definition.exceptionNeedless', {}, 'exception')),
  ]
}
