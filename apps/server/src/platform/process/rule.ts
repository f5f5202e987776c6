import { communitiesOf, DomainError } from '#kernel'
import type { KindOfRule } from '#platform/regulations'
import { PROCESS } from './definitions.ts'
import { belowSpecification } from './specification.ts'
import { surroundings } from './surroundings.ts'
import { validateDefinition } from './validate/index.ts'

/**
 * Processes as rules. The key of a rule is the kind of its definition; there is no time without a process for a kind
 * that once had one, since what comes in must go somewhere. What gives less than the Specification is published by an
 * executive.
 * @param notices the kinds of notices that have a text
 */
export const processRule = (notices: ReadonlySet<string>): KindOfRule<'process'> => ({
  kind: PROCESS,
  needed: true,
  names: ({ names }) => names,
  check: async (tx, content, { key, now }) => {
    const { faults } = validateDefinition(content, await surroundings(tx, now, notices))
    const { kind } = content
    return kind === key ? faults : [{ path: 'kind', code: 'definition.otherKind', params: { key, kind } }, ...faults]
  },
  published: async (_tx, content, { publisher }) => {
    if (belowSpecification(content).length > 0 && communitiesOf(publisher, ['executive']) !== 'all') {
      throw new DomainError('rules.executiveNeeded')
    }
  },
})
