import type { KindOfRule } from '#platform/regulations'
import { PROCESS } from './definitions.ts'
import { rolesInUse } from './roles-in-use.ts'
import { validateDefinition } from './validate/index.ts'

/**
 * Processes as rules. The key of a rule is the kind of its definition; there is no time without a process for a kind
 * that once had one, since what comes in must go somewhere.
 * @param notices the kinds of notices that have a text
 */
export const processRule = (notices: ReadonlySet<string>): KindOfRule<'process'> => ({
  kind: PROCESS,
  needed: true,
  names: ({ names }) => names,
  check: async (tx, content, { key, now }) => {
    const { faults } = validateDefinition(content, { rolesInUse: await rolesInUse(tx, now), notices })
    const { kind } = content
    return kind === key ? faults : [{ path: 'kind', code: 'definition.otherKind', params: { key, kind } }, ...faults]
  },
})
